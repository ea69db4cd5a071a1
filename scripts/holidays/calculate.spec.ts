import { CALCULATED } from '@paceline/platform/holidays/calculated';
import { calculate } from './calculate';

it.each(['FR', 'AE', 'AU'])('what Paceline comes with for %s is what the library calculates', (country) => {
  expect(calculate(country, CALCULATED.from, CALCULATED.to)).toEqual(CALCULATED.countries[country]);
});
