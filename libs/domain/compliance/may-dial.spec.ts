import { numberFacts } from '@paceline/platform/number-kind';
import { zonesOf } from '@paceline/platform/zones';
import fc from 'fast-check';
import { DEFAULT_CALLING_HOURS, ISO_WEEKDAYS, type CallingHours, type OpenHours } from './calling-hours';
import type { ConsentWord } from './consent';
import type { GatewayDestinations } from './destination';
import { mayDial, type DialFacts } from './may-dial';

const NOON_MS = Date.parse('2026-07-01T08:30Z'); // 12:00 in Tehran
const NIGHT_MS = Date.parse('2026-07-01T20:00Z');

const ON_CALL: DialFacts['frequency'] = { recent: [{ endedAgoMs: null, reach: 'ring', ofThisTarget: false, wanted: false }], recallLockHours: 0 };
const everyDay = (fromMin: number, toMin: number): CallingHours => Object.fromEntries(ISO_WEEKDAYS.map((day) => [day, [{ fromMin, toMin }]]));
const NO_DAYS: ReadonlySet<number> = new Set();
const LAWFUL: OpenHours = { hours: everyDay(9 * 60, 20 * 60), closedDays: NO_DAYS };
const NOTHING: GatewayDestinations = { countries: [], prefixes: [], numbers: [], shortNumbers: [] };
const AGREED: ConsentWord = { kind: 'given', atMs: 0, purposes: ['sales'], deliveries: ['recorded'], phones: null, form: 'digital', seller: null, untilMs: null };
const asks = (...words: readonly ConsentWord[]): DialFacts['consent'] => ({ forms: ['written', 'digital'], sources: [], purpose: 'sales', delivery: 'recorded', phone: '+989121234567', seller: null, words });
const AGREED_TO = asks(AGREED);
const IRAN: GatewayDestinations = { ...NOTHING, prefixes: ['+98'] };

const facts = (changes: Partial<DialFacts> = {}): DialFacts => ({
  number: numberFacts('+989121234567'), by: 'campaign', gateways: [IRAN], zones: zonesOf('Asia/Tehran'), onDoNotCallList: false, hours: DEFAULT_CALLING_HOURS,
  lawful: LAWFUL,
  frequency: { recent: [], recallLockHours: 0 }, consent: null, ...changes,
});

describe('the gate before a dial', () => {
  it('opens when everything is right', () => {
    expect(mayDial(facts(), NOON_MS)).toEqual({ allow: true });
  });

  it.each<readonly [string, Partial<DialFacts>, string]>([
    ['no phone', { number: numberFacts('') }, 'no-valid-phone'],
    ['a phone without its plus sign', { number: numberFacts('989121234567') }, 'no-valid-phone'],
    ['a person who does not want to be called', { onDoNotCallList: true }, 'do-not-call'],
    ['another country', { number: numberFacts('+14155550100') }, 'destination-not-allowed'],
    ['a satellite phone', { number: numberFacts('+881612345678'), gateways: [{ ...NOTHING, prefixes: ['+881'] }] }, 'satellite-number'],
    ['gateways that may dial nothing', { gateways: [NOTHING, NOTHING] }, 'nothing-allowed'],
    ['no gateway at all', { gateways: [] }, 'nothing-allowed'],
    ['a person of whom no zone is known', { zones: [] }, 'unknown-zone'],
    ['a person whose zone nobody knows', { zones: zonesOf('Nowhere/Nothing') }, 'unknown-zone'],
    ['a person who must have agreed, and has not', { consent: asks() }, 'no-consent'],
    ['a person who takes back what they agreed to', { consent: asks(AGREED, { ...AGREED, kind: 'revoked', atMs: 1 }) }, 'no-consent'],
    ['a campaign without hours', { hours: {} }, 'no-calling-hours'],
  ])('stays shut for %s', (_title, changes, reason) => {
    expect(mayDial(facts(changes), NOON_MS)).toEqual({ allow: false, reason });
  });

  it('opens for a person who has agreed', () => {
    expect(mayDial(facts({ consent: asks(AGREED) }), NOON_MS)).toEqual({ allow: true });
  });

  it('says until when it stays shut at night', () => {
    expect(mayDial(facts(), NIGHT_MS)).toEqual({ allow: false, reason: 'outside-calling-hours', untilMs: Date.parse('2026-07-02T05:30Z') });
  });

  it('never opens beyond the law, whatever the campaign says', () => {
    const always = facts({ hours: everyDay(0, 24 * 60) });
    expect(mayDial(always, Date.parse('2026-07-01T19:30Z'))).toEqual({ allow: false, reason: 'outside-calling-hours', untilMs: Date.parse('2026-07-02T05:30Z') });
    expect(mayDial(always, Date.parse('2026-07-01T16:29:59Z'))).toEqual({ allow: true });
    expect(mayDial(always, Date.parse('2026-07-01T16:30Z'))).toMatchObject({ allow: false });
  });

  it('does not open on a day that the law closes', () => {
    const closedDays = new Set([Date.parse('2026-07-01T00:00Z') / 86_400_000]);
    expect(mayDial(facts({ lawful: { ...LAWFUL, closedDays } }), NOON_MS)).toEqual({ allow: false, reason: 'outside-calling-hours', untilMs: Date.parse('2026-07-02T05:30Z') });
  });

  it('stays shut for good where campaign and law never meet', () => {
    expect(mayDial(facts({ hours: everyDay(20 * 60, 22 * 60) }), NOON_MS)).toEqual({ allow: false, reason: 'no-calling-hours' });
  });

  it('refuses for good before it puts off: a forbidden number does not come back every morning', () => {
    expect(mayDial(facts({ onDoNotCallList: true }), NIGHT_MS)).toEqual({ allow: false, reason: 'do-not-call' });
  });

  it('puts off who was called lately: after the hours, which are asked first', () => {
    const frequency = { recent: [{ endedAgoMs: 60 * 60_000, reach: 'talk', ofThisTarget: false, wanted: false }], recallLockHours: 0 } as const;
    expect(mayDial(facts({ frequency }), NOON_MS)).toEqual({ allow: false, reason: 'called-lately', untilMs: NOON_MS + 23 * 60 * 60_000 });
    expect(mayDial(facts({ frequency }), NIGHT_MS)).toMatchObject({ reason: 'outside-calling-hours' });
    expect(mayDial(facts({ frequency, onDoNotCallList: true }), NOON_MS)).toEqual({ allow: false, reason: 'do-not-call' });
  });

  it('never opens for anything but E.164 under an allowed prefix, off the list, within hours', () => {
    const anyFacts = fc.record({
      number: fc.oneof(fc.string(), fc.stringMatching(/^\+[0-9]{0,17}$/), fc.constant('+989121234567')).map(numberFacts), by: fc.constant('campaign' as const),
      zones: fc.array(fc.constantFrom('Asia/Tehran', 'America/New_York')).map((names) => names.flatMap((name) => zonesOf(name))),
      onDoNotCallList: fc.boolean(),
      gateways: fc.array(fc.array(fc.constantFrom('+98', '+1', '+', '', '9')).map((prefixes) => ({ ...NOTHING, prefixes }))),
      hours: fc.constantFrom(DEFAULT_CALLING_HOURS, {}),
      frequency: fc.constantFrom<DialFacts['frequency']>({ recent: [], recallLockHours: 0 }, ON_CALL),
      lawful: fc.constantFrom(LAWFUL, { hours: {}, closedDays: NO_DAYS }),
      consent: fc.constantFrom(null, AGREED_TO, asks()),
    });
    fc.assert(fc.property(anyFacts, fc.constantFrom(NOON_MS, NIGHT_MS), (some, nowMs) => {
      if (!mayDial(some, nowMs).allow) return;
      expect(some.number.number).toMatch(/^\+[1-9][0-9]{6,14}$/);
      expect(some.onDoNotCallList).toBe(false);
      expect(some.gateways.some(({ prefixes }) => prefixes.some((prefix) => prefix.length > 1 && some.number.number.startsWith(prefix)))).toBe(true);
      expect(some.zones.length).toBeGreaterThan(0);
      expect(some.hours).toBe(DEFAULT_CALLING_HOURS);
      expect(some.frequency).not.toBe(ON_CALL);
      expect(some.lawful).toBe(LAWFUL);
      expect([null, AGREED_TO]).toContain(some.consent);
    }), { numRuns: 1_000 });
  });
});
