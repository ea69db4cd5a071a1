import fc from 'fast-check';
import { DEFAULT_NUMBER_FORMAT, dialedNumber, type NumberFormat } from './number-format';

const national = (callingCode: string, trunkPrefix: string, prefix = '', internationalPrefix = '00'): NumberFormat => ({ style: 'national', callingCode, trunkPrefix, prefix, internationalPrefix });

describe('a number as a trunk wants it', () => {
  it.each<[string, NumberFormat, string, string]>([
    ['with a plus sign', DEFAULT_NUMBER_FORMAT, '+14155550100', '+14155550100'],
    ['without', { style: 'e164', prefix: '' }, '+14155550100', '14155550100'],
    ['behind 00', { style: 'international', prefix: '', internationalPrefix: '00' }, '+4930123456', '004930123456'],
    ['behind 011', { style: 'international', prefix: '', internationalPrefix: '011' }, '+4930123456', '0114930123456'],
    ['with a code before it', { style: 'e164', prefix: '99' }, '+14155550100', '9914155550100'],
    ['as in Germany', national('49', '0'), '+4930123456', '030123456'],
    ['as from Germany to Austria', national('49', '0'), '+43123456', '0043123456'],
    ['as in Iran', national('98', '0'), '+989121234567', '09121234567'],
    ['as in Hungary', national('36', '06'), '+36301234567', '06301234567'],
    ['as in Italy, whose numbers keep their zero', national('39', ''), '+390612345678', '0612345678'],
    ['as in the US with a 1', national('1', '1'), '+14155550100', '14155550100'],
    ['as in the US without', national('1', '', '', '011'), '+14155550100', '4155550100'],
    ['as in the US to Germany, with a code before all', national('1', '', '77', '011'), '+4930123456', '770114930123456'],
    ['an extension stays as it is', national('49', '0', '7'), '1001', '1001'],
  ])('%s', (_what, format, e164, dialed) => {
    expect(dialedNumber(e164, format)).toBe(dialed);
  });

  const digits = (least: number, most: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{${least},${most}}$`));
  const anyFormat: fc.Arbitrary<NumberFormat> = fc.oneof(
    fc.constant(DEFAULT_NUMBER_FORMAT),
    fc.record({ style: fc.constant('e164' as const), prefix: digits(0, 10) }),
    fc.record({ style: fc.constant('international' as const), prefix: digits(0, 10), internationalPrefix: digits(1, 5) }),
    fc.record({ style: fc.constant('national' as const), prefix: digits(0, 10), internationalPrefix: digits(1, 5), callingCode: fc.constantFrom('1', '49', '98', '353'), trunkPrefix: digits(0, 3) }),
  );

  it('is digits alone, never more than 30, and two numbers stay two', () => {
    const anyNumber = fc.stringMatching(/^\+[1-9][0-9]{6,14}$/);
    fc.assert(fc.property(anyFormat, anyNumber, anyNumber, (format, one, other) => {
      const dialed = dialedNumber(one, format);
      expect(dialed).toMatch(/^\+?[0-9]{3,30}$/);
      // One of the country's own can only look like a foreign one where the trunk prefix is no trunk prefix of any country.
      if (format.style !== 'national' && one !== other) expect(dialedNumber(other, format)).not.toBe(dialed);
    }));
  });
});
