import fc from 'fast-check';
import { linesForCallers, linesToDial, stillKept, type LinesNow } from './kept-lines';

const lines = fc.record({ maxLines: fc.nat(50), keptForCallers: fc.nat(50), callers: fc.nat(50), others: fc.nat(50) })
  .map(({ callers, others, ...rest }): LinesNow => ({ ...rest, inUse: callers + others, byCallers: callers }));

describe('lines that are kept for callers', () => {
  it.each<[string, LinesNow, number, number]>([
    ['none are kept', { maxLines: 10, keptForCallers: 0, inUse: 4, byCallers: 4 }, 6, 6], ['nobody calls', { maxLines: 10, keptForCallers: 3, inUse: 0, byCallers: 0 }, 7, 10],
    ['callers use them first', { maxLines: 10, keptForCallers: 3, inUse: 2, byCallers: 2 }, 7, 8], ['more callers are there than lines are kept', { maxLines: 10, keptForCallers: 3, inUse: 5, byCallers: 5 }, 5, 5],
    ['campaigns use all the others', { maxLines: 10, keptForCallers: 3, inUse: 7, byCallers: 0 }, 0, 3], ['all are in use', { maxLines: 10, keptForCallers: 3, inUse: 12, byCallers: 3 }, 0, 0],
  ])('%s', (_when, now, toDial, forCallers) => {
    expect([linesToDial(now), linesForCallers(now)]).toEqual([toDial, forCallers]);
  });

  it('are never dialed on: whatever campaigns take, callers find as many as are still kept for them', () => {
    fc.assert(fc.property(lines, (now) => {
      const dialed = linesToDial(now);
      const left = linesForCallers({ ...now, inUse: now.inUse + dialed });
      expect(left).toBeGreaterThanOrEqual(Math.min(stillKept(now), linesForCallers(now)));
    }));
  });

  it('are at least as many for callers as for campaigns, and one caller more never costs a campaign more than one line', () => {
    fc.assert(fc.property(lines, (now) => {
      expect(linesForCallers(now)).toBeGreaterThanOrEqual(linesToDial(now));
      const withOne = { ...now, inUse: now.inUse + 1, byCallers: now.byCallers + 1 };
      expect(linesToDial(now) - linesToDial(withOne)).toBeLessThanOrEqual(1);
      expect(linesToDial(withOne)).toBeLessThanOrEqual(linesToDial(now));
    }));
  });
});
