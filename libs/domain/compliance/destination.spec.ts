import fc from 'fast-check';
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import { numberFacts } from '@paceline/platform/number-kind';
import { COSTLY_KINDS } from './costly-numbers';
import { allowsNothing, mayReach, mayReachByAny, type DestinationRefusal, type DialedBy, type GatewayDestinations } from './destination';

const NOTHING: GatewayDestinations = { countries: [], prefixes: [], numbers: [], shortNumbers: [] };
const may = (change: Partial<GatewayDestinations>): GatewayDestinations => ({ ...NOTHING, ...change });
const verdict = (number: string, by: DialedBy, change: Partial<GatewayDestinations>): DestinationRefusal | 'allowed' => {
  const decision = mayReach(numberFacts(number), by, may(change));
  return decision.allow ? 'allowed' : decision.reason;
};
const EVERYBODY: readonly DialedBy[] = ['campaign', 'agent-leg', 'consult', 'transfer', 'callback', 'hand'];
const BY_RULE = EVERYBODY.filter((by) => by !== 'hand');
/** Every country and every calling code that there is: as much as an administrator can name without naming a number. */
const WHOLE_WORLD = { countries: [...getCountries()], prefixes: [...new Set(getCountries().map((country) => `+${getCountryCallingCode(country)}`)), '+8', '+'] };

describe('what a gateway may dial', () => {
  it.each<[string, Partial<GatewayDestinations>, DestinationRefusal | 'allowed']>([
    ['+989121234567', {}, 'nothing-allowed'],
    ['+989121234567', { countries: ['IR'] }, 'allowed'],
    ['+989121234567', { prefixes: ['+98'] }, 'allowed'],
    ['+989121234567', { prefixes: ['+9891'] }, 'allowed'],
    ['+989121234567', { prefixes: ['+9821'] }, 'destination-not-allowed'],
    ['+989121234567', { countries: ['US'] }, 'destination-not-allowed'],
    ['+989121234567', { numbers: ['+989121234567'] }, 'allowed'],
    ['+989121234568', { numbers: ['+989121234567'] }, 'destination-not-allowed'],
    // A prefix that is no country's allows nothing.
    ['+989121234567', { prefixes: ['+'] }, 'destination-not-allowed'],
    ['+989121234567', { prefixes: ['+9'] }, 'destination-not-allowed'],
    ['+989121234567', { prefixes: [''] }, 'destination-not-allowed'],
    ['+989121234567', { prefixes: ['98'] }, 'destination-not-allowed'],
    // +1 leads to 25 countries.
    ['+14155550100', { countries: ['US'] }, 'allowed'],
    ['+14165550100', { countries: ['US'] }, 'destination-not-allowed'],
    ['+14165550100', { prefixes: ['+1'] }, 'allowed'],
    ['+18765550123', { countries: ['US', 'CA'] }, 'destination-not-allowed'],
    ['+18765550123', { prefixes: ['+1'] }, 'destination-not-allowed'],
    ['+18765550123', { prefixes: ['+187'] }, 'destination-not-allowed'],
    ['+18765550123', { prefixes: ['+1876'] }, 'allowed'],
    ['+18765550123', { countries: ['JM'] }, 'allowed'],
    ['+18095551234', { prefixes: ['+1', '+18'] }, 'destination-not-allowed'],
    ['+12844951234', { prefixes: ['+1'] }, 'destination-not-allowed'],
    // +44 leads to Jersey, Guernsey and Man, +7 to Kazakhstan.
    ['+447400123456', { prefixes: ['+44'] }, 'allowed'],
    ['+447797123456', { prefixes: ['+44', '+447'] }, 'destination-not-allowed'],
    ['+447797123456', { countries: ['JE'] }, 'allowed'],
    ['+77011234567', { prefixes: ['+7'] }, 'destination-not-allowed'],
    ['+77011234567', { prefixes: ['+77'] }, 'allowed'],
    ['+79161234567', { prefixes: ['+7'] }, 'allowed'],
    ['+18005550123', { countries: ['US'] }, 'allowed'],
    // An area code younger than the library.
    ['+16212345678', { countries: ['US'] }, 'allowed'],
    // Of no range that is known: an old or a made-up number, or one of a code that is nobody's.
    ['+19765551234', { prefixes: ['+1976'] }, 'unknown-number'],
    ['+97200012345', { countries: ['IL'] }, 'unknown-number'],
    ['+999123456789', { ...WHOLE_WORLD }, 'destination-not-allowed'],
    ['+989121234567\n', { countries: ['IR'] }, 'no-valid-phone'],
    ['+۹۸۹۱۲۱۲۳۴۵۶۷', { countries: ['IR'] }, 'no-valid-phone'],
    ['989121234567', { countries: ['IR'] }, 'no-valid-phone'],
    ['', { countries: ['IR'] }, 'no-valid-phone'],
    ['+1234567890123456', { countries: ['US'] }, 'no-valid-phone'],
    ['+14155550100', { numbers: ['+14155550100 '] }, 'destination-not-allowed'],
  ])('%j through a gateway that may %j: %s', (number, change, expected) => {
    for (const by of EVERYBODY) expect([by, verdict(number, by, change)]).toEqual([by, expected]);
  });

  const COSTLY: [string, DestinationRefusal][] = [
    ['+870776012345', 'satellite-number'], ['+881612345678', 'satellite-number'], ['+8821612345678', 'satellite-number'], ['+8835100012345', 'satellite-number'],
    ['+878101234567890', 'satellite-number'], ['+61147123456', 'satellite-number'], ['+61145123456', 'satellite-number'], ['+62868123456', 'satellite-number'],
    ['+79541234567', 'satellite-number'], ['+8613491234567', 'satellite-number'], ['+8617400123456', 'satellite-number'],
    ['+80812345678', 'shared-cost-number'], ['+491801234567', 'shared-cost-number'], ['+41840123456', 'shared-cost-number'],
    ['+979123456789', 'premium-number'], ['+19005551234', 'premium-number'], ['+449012345678', 'premium-number'], ['+499001234567', 'premium-number'],
    ['+33892123456', 'premium-number'], ['+41900123456', 'premium-number'],
    ['+447012345678', 'personal-number'], ['+15005550100', 'personal-number'],
  ];
  it.each(COSTLY)('%s is dialed only if that very number is named: %s', (number, reason) => {
    for (const by of EVERYBODY) {
      expect([by, verdict(number, by, WHOLE_WORLD)]).toEqual([by, reason]);
      expect([by, verdict(number, by, { prefixes: [number, number.slice(0, -1), number.slice(0, 4)] })]).toEqual([by, reason]);
      expect([by, verdict(number, by, { numbers: [number] })]).toEqual([by, 'allowed']);
      expect([by, verdict(number, by, { numbers: [`${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`] })]).toEqual([by, reason]);
    }
  });

  it.each(['911', '112', '110', '999', '000', '933', '116117', '+911', '+1911', '+44999', '+49112', '+353112', '+4930112', '+4989110'])(
    'emergency and short numbers are dialed by no rule: %s', (number) => {
      for (const by of BY_RULE) expect([by, verdict(number, by, { ...WHOLE_WORLD, numbers: [number], shortNumbers: [number] })]).not.toEqual([by, 'allowed']);
      expect(verdict(number, 'hand', WHOLE_WORLD)).not.toBe('allowed');
    });

  it('a person dials the short numbers that an administrator has named, without any prefix, and no other', () => {
    expect(verdict('911', 'hand', { shortNumbers: ['911', '933'] })).toBe('allowed');
    expect(verdict('9911', 'hand', { shortNumbers: ['911', '933'] })).toBe('short-number');
    expect(verdict('112', 'hand', { shortNumbers: ['911', '933'] })).toBe('short-number');
  });

  it('says of several gateways why none of them may', () => {
    const facts = numberFacts('+18765550123');
    expect(mayReachByAny(facts, 'campaign', [NOTHING, may({ countries: ['US'] })])).toEqual({ allow: false, reason: 'destination-not-allowed' });
    expect(mayReachByAny(facts, 'campaign', [NOTHING, may({ countries: ['JM'] })])).toEqual({ allow: true });
    expect(mayReachByAny(facts, 'campaign', [NOTHING, NOTHING])).toEqual({ allow: false, reason: 'nothing-allowed' });
    expect(mayReachByAny(facts, 'campaign', [])).toEqual({ allow: false, reason: 'nothing-allowed' });
  });

  const anyNumber = fc.oneof(fc.string(), fc.stringMatching(/^\+?[0-9]{0,17}$/), fc.constantFrom(...COSTLY.map(([number]) => number), '+14155550100', '+989121234567'));
  const anyGateway = fc.record({
    countries: fc.array(fc.constantFrom('US', 'IR', 'DE', 'JM')), prefixes: fc.array(fc.oneof(fc.constantFrom('+', '', '+8', '+88', '+1', '+98', '+881', '9'), fc.string())),
    numbers: fc.array(anyNumber), shortNumbers: fc.array(fc.constantFrom('911', '112')),
  });

  it('never lets a rule dial what is no E.164 number, nor a costly one that is not named', () => {
    fc.assert(fc.property(anyNumber, fc.constantFrom(...BY_RULE), anyGateway, (number, by, gateway) => {
      const facts = numberFacts(number);
      if (!mayReach(facts, by, gateway).allow) return;
      expect(number).toMatch(/^\+[1-9][0-9]{6,14}$/);
      expect(allowsNothing(gateway)).toBe(false);
      if (gateway.numbers.includes(number)) return;
      const alone = mayReach(facts, by, { ...gateway, numbers: [], countries: [], prefixes: ['+98'] });
      expect(alone.allow ? '' : alone.reason).not.toMatch(new RegExp(COSTLY_KINDS.join('|')));
    }), { numRuns: 2_000 });
  });

  it('allows no less to a gateway of which more is named, and the same to a leg, a consult, a transfer, a callback as to a contact', () => {
    fc.assert(fc.property(anyNumber, anyGateway, anyGateway, (number, one, other) => {
      const facts = numberFacts(number);
      const both = {
        countries: [...one.countries, ...other.countries], prefixes: [...one.prefixes, ...other.prefixes],
        numbers: [...one.numbers, ...other.numbers], shortNumbers: [...one.shortNumbers, ...other.shortNumbers],
      };
      for (const by of BY_RULE) expect(mayReach(facts, by, one)).toEqual(mayReach(facts, 'campaign', one));
      if (mayReach(facts, 'campaign', one).allow) expect(mayReach(facts, 'campaign', both).allow).toBe(true);
    }), { numRuns: 1_000 });
  });
});
