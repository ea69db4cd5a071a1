import { array, assert, constantFrom, integer, option, property, record } from 'fast-check';
import { OUTCOMES } from './outcome';
import { added, countsAnew, countsOf, secondsOn, type Count, type EndedCall } from './tallies';

const at = (text: string): number => Date.parse(`2026-03-${text}Z`);
const ENDED: EndedCall = {
  clientId: '3', direction: 'outbound', outcome: 'connected', campaignId: '7', switchId: 'main', gateway: 'trunk', callerNumber: '12125550100',
  answeredAtMs: at('01T23:59:30'), endedAtMs: at('02T00:00:20.001'),
};
const words = (counts: readonly Count[]): string[] => counts.map(({ of, key, amounts }) => `${of} ${Object.values(key).join(' ')}: ${JSON.stringify(amounts)}`);

describe('a call that has ended', () => {
  it.each<[string, Partial<EndedCall>, string[]]>([
    ['that talked over midnight', {}, [
      'outcome 7 2026-03-02 connected: {"calls":1}', 'answer 7 2026-03-02 00:00:00: {"answers":1,"abandoned":0}',
      'gateway main trunk 2026-03-01: {"seconds":30}', 'gateway main trunk 2026-03-02: {"seconds":21}', 'caller-number 3 12125550100 2026-03-02: {"dialed":1,"blocked":0}',
    ]],
    ['of a person whom nobody met, on no gateway', { outcome: 'abandoned', gateway: null, callerNumber: null }, [
      'outcome 7 2026-03-02 abandoned: {"calls":1}', 'answer 7 2026-03-02 00:00:00: {"answers":1,"abandoned":1}', 'caller-number 3  2026-03-02: {"dialed":1,"blocked":0}',
    ]],
    ['that a network blocked', { outcome: 'blocked', answeredAtMs: null }, [
      'outcome 7 2026-03-02 blocked: {"calls":1}', 'caller-number 3 12125550100 2026-03-02: {"dialed":1,"blocked":1}',
    ]],
    ['that was never dialed', { outcome: 'not-dialed', answeredAtMs: null }, ['outcome 7 2026-03-02 not-dialed: {"calls":1}']],
    ['that came in, to no campaign', { direction: 'inbound', campaignId: null, outcome: 'answered' }, []],
    ['that came in on a campaign\'s line', { direction: 'inbound', outcome: 'answered' }, []],
  ])('%s counts where it belongs', (_name, changes, expected) => {
    expect(words(countsOf({ ...ENDED, ...changes }))).toEqual(expected);
  });

  it.each<[string, Partial<EndedCall>, string[]]>([
    ['nothing else', {}, []],
    ['shorter', { endedAtMs: at('02T00:00:05') }, ['gateway main trunk 2026-03-02: {"seconds":-16}']],
    ['of the day before', { endedAtMs: at('01T23:59:40') }, [
      'outcome 7 2026-03-01 connected: {"calls":1}', 'outcome 7 2026-03-02 connected: {"calls":-1}',
      'answer 7 2026-03-01 23:00:00: {"answers":1,"abandoned":0}', 'answer 7 2026-03-02 00:00:00: {"answers":-1,"abandoned":0}',
      'gateway main trunk 2026-03-01: {"seconds":-20}', 'gateway main trunk 2026-03-02: {"seconds":-21}',
      'caller-number 3 12125550100 2026-03-01: {"dialed":1,"blocked":0}', 'caller-number 3 12125550100 2026-03-02: {"dialed":-1,"blocked":0}',
    ]],
    ['abandoned', { outcome: 'abandoned' }, [
      'outcome 7 2026-03-02 abandoned: {"calls":1}', 'outcome 7 2026-03-02 connected: {"calls":-1}', 'answer 7 2026-03-02 00:00:00: {"answers":0,"abandoned":1}',
    ]],
  ])('turns out to be %s: what changes', (_name, changes, expected) => {
    expect(words(countsAnew(ENDED, { ...ENDED, ...changes }))).toEqual(expected);
  });

  const call = record({
    clientId: constantFrom('1', '3'),    direction: constantFrom('inbound' as const, 'outbound' as const), outcome: constantFrom(...OUTCOMES), campaignId: option(constantFrom('7', '8')),
    switchId: constantFrom('main', 'backup'), gateway: option(constantFrom('trunk', 'other')), callerNumber: option(constantFrom('12125550100')),
    answeredAtMs: option(integer({ min: at('01T00:00:00'), max: at('04T00:00:00') })), endedAtMs: integer({ min: at('01T00:00:00'), max: at('04T00:00:00') }),
  });

  it('counted anew, however often, is as if it had been counted at last alone', () => {
    assert(property(call, array(call, { maxLength: 5 }), (first, others) => {
      const steps = others.map((next, index) => countsAnew(others[index - 1] ?? first, next));
      const nonzero = (counts: readonly Count[]): string[] => words(added(counts).filter(({ amounts }) => Object.values(amounts).some((amount) => amount !== 0)));
      expect(nonzero([...countsOf(first), ...steps.flat()])).toEqual(nonzero(countsOf(others.at(-1) ?? first)));
    }));
  });

  it('counts each begun second of its gateway, and none twice', () => {
    assert(property(integer({ min: 0, max: at('01T00:00:00') }), integer({ min: -1_000, max: 3 * 86_400_000 }), (from, lengthMs) => {
      const counts = secondsOn({ switchId: 'main', gateway: 'trunk' }, from, from + lengthMs);
      const seconds = counts.reduce((sum, { amounts }) => sum + (amounts['seconds'] ?? 0), 0);
      expect(seconds).toBeGreaterThanOrEqual(Math.max(0, lengthMs) / 1_000);
      expect(seconds).toBeLessThan(Math.max(0, lengthMs) / 1_000 + Math.max(1, counts.length));
      expect(new Set(counts.map(({ key }) => key['day'])).size).toBe(counts.length);
    }));
  });
});
