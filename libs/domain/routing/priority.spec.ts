import fc from 'fast-check';
import { MOST_POINTS, NO_PRIORITY, priorityOf, type CallerStanding, type PriorityRules } from './priority';

const STRANGER: CallerStanding = { isListed: false, abandoned: null, waitedElsewhereMs: 0 };
const RULES: PriorityRules = { queuePoints: 30, listedPoints: 120, abandonedPoints: 60, abandonedWithinMs: 3_600_000 };
const lately = { agoMs: 600_000, waitedMs: 45_000 };

describe('the points of a call', () => {
  it.each<[string, CallerStanding, PriorityRules, number, string[]]>([
    ['of whom nothing is known, in a queue like others', STRANGER, NO_PRIORITY, 0, []],
    ['of whom nothing is known, in a queue that goes first', STRANGER, RULES, 30, ['queue 30']],
    ['of a listed caller', { ...STRANGER, isListed: true }, RULES, 150, ['queue 30', 'listed-caller 120']],
    ['of a listed caller where lists do not count', { ...STRANGER, isListed: true }, NO_PRIORITY, 0, []],
    ['of who gave up lately, with the wait that they had then',
      { ...STRANGER, abandoned: lately }, RULES, 135, ['queue 30', 'abandoned-before 60', 'waited-before 45']],
    ['of who gave up long ago', { ...STRANGER, abandoned: { ...lately, agoMs: 3_600_001 } }, RULES, 30, ['queue 30']],
    ['of who comes from another queue', { ...STRANGER, waitedElsewhereMs: 90_500 }, RULES, 120.5, ['queue 30', 'waited-before 90.5']],
    ['of whom everything speaks for', { isListed: true, abandoned: lately, waitedElsewhereMs: 20_000 }, RULES, 275,
      ['queue 30', 'listed-caller 120', 'abandoned-before 60', 'waited-before 65']],
    ['never more than there are', { ...STRANGER, waitedElsewhereMs: 7_200_000 }, RULES, MOST_POINTS, ['queue 30', 'waited-before 7200']],
  ])('%s', (_whose, caller, rules, points, reasons) => {
    const priority = priorityOf(caller, rules);
    expect([priority.points, priority.reasons.map((one) => `${one.reason} ${one.points}`)]).toEqual([points, reasons]);
  });

  it('are what their reasons add up to, within bounds, and every reason adds', () => {
    const [points, waitMs] = [fc.nat({ max: 600 }), fc.nat({ max: 600_000 })];
    const abandoned = fc.option(fc.record({ agoMs: fc.nat({ max: 7_200_000 }), waitedMs: waitMs }));
    const callers = fc.record({ isListed: fc.boolean(), abandoned, waitedElsewhereMs: waitMs });
    const anyRules = fc.record({ queuePoints: points, listedPoints: points, abandonedPoints: points, abandonedWithinMs: fc.nat({ max: 7_200_000 }) });
    fc.assert(fc.property(callers, anyRules, (caller, rules) => {
      const priority = priorityOf(caller, rules);
      expect(priority.points).toBe(Math.min(MOST_POINTS, priority.reasons.reduce((sum, one) => sum + one.points, 0)));
      for (const one of priority.reasons) expect(one.points).toBeGreaterThan(0);
      expect(priorityOf({ ...caller, isListed: true }, rules).points).toBeGreaterThanOrEqual(priority.points);
      expect(priorityOf({ ...caller, waitedElsewhereMs: caller.waitedElsewhereMs + 1_000 }, rules).points).toBeGreaterThanOrEqual(priority.points);
    }));
  });
});
