import fc from 'fast-check';
import { RING_ENDS, isMissed, type RingEnd } from '../agent/ring';
import { ringFigures } from './missed-rings';

const counted = (counts: Partial<Record<RingEnd, number>>) => ringFigures(RING_ENDS.flatMap((endedBy) => { const rings = counts[endedBy]; return rings === undefined ? [] : [{ endedBy, rings }]; }));

describe('rings that nobody answered', () => {
  it.each<[string, Partial<Record<RingEnd, number>>, object]>([
    ['none were there', {}, { offered: 0, answered: 0, missed: 0, missedRatio: null }],
    ['all were answered', { talked: 4 }, { offered: 4, answered: 4, missed: 0, missedRatio: 0 }],
    ['one in five was not', { 'talked': 8, 'no-answer': 2 }, { offered: 10, answered: 8, missed: 2, missedRatio: 0.2, missedBy: { 'no-answer': 2, 'busy': 0, 'declined': 0, 'unreachable': 0 } }],
    ['of each kind', { 'talked': 6, 'no-answer': 1, 'busy': 2, 'declined': 3, 'unreachable': 4 },
      { offered: 16, missed: 10, missedRatio: 0.625, missedBy: { 'no-answer': 1, 'busy': 2, 'declined': 3, 'unreachable': 4 } }],
    ['what was not the agent\'s to take counts for nothing', { 'talked': 1, 'called-off': 9, 'not-called': 9, 'unheard': 9 }, { offered: 1, missed: 0, missedRatio: 0 }],
  ])('%s', (_what, counts, expected) => {
    expect(counted(counts)).toMatchObject(expected);
  });

  it('are the same however they are added up, and their kinds make all of them', () => {
    const ring = fc.record({ endedBy: fc.constantFrom(...RING_ENDS), rings: fc.integer({ min: 1, max: 50 }) });
    fc.assert(fc.property(fc.array(ring), (counts) => {
      const figures = ringFigures(counts);
      expect(ringFigures([...counts].reverse().flatMap(({ endedBy, rings }) => Array.from({ length: rings }, () => ({ endedBy, rings: 1 }))))).toEqual(figures);
      expect(Object.values(figures.missedBy).reduce((sum, one) => sum + one, 0)).toBe(figures.missed);
      expect(figures.missed).toBe(counts.filter(({ endedBy }) => isMissed(endedBy)).reduce((sum, { rings }) => sum + rings, 0));
      expect(figures.answered + figures.missed).toBe(figures.offered);
    }));
  });
});
