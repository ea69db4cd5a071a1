import { isAtTrunksHome, type TrunkPlace } from './trunk-home';

const national: TrunkPlace['numberFormat'] = { style: 'national', prefix: '', internationalPrefix: '00', callingCode: '98', trunkPrefix: '0' };

describe('a trunk\'s own country', () => {
  it.each<[string, TrunkPlace, boolean]>([
    ['is that in whose way it takes numbers', { numberFormat: national, allowedCountries: [] }, true],
    ['is that, wherever else it may dial', { numberFormat: { ...national, callingCode: '1' }, allowedCountries: ['IR'] }, false],
    ['is the only one that it may dial', { numberFormat: null, allowedCountries: ['IR'] }, true],
    ['is another one that alone it may dial', { numberFormat: { style: 'e164-plus' }, allowedCountries: ['US'] }, false],
    ['is not known of one that may dial several', { numberFormat: null, allowedCountries: ['IR', 'US'] }, false],
    ['is not known of one of which nothing is said', { numberFormat: { style: 'e164', prefix: '' }, allowedCountries: [] }, false],
  ])('%s', (_what, trunk, expected) => {
    expect(isAtTrunksHome(trunk, '+982188776655', 'IR')).toBe(expected);
  });

  it('is none of a number that tells no country', () => {
    expect(isAtTrunksHome({ numberFormat: null, allowedCountries: ['IR'] }, '+1234567', null)).toBe(false);
  });
});
