import fc from 'fast-check';
import { STAY_ENDS, type Stay } from '../queue/stays';
import { abandonedByCallers, abandonedByUs } from './abandonment';
import { serviceLevel } from './service-level';

describe('abandonment', () => {
  it.each<[string, { abandoned: number; shortAbandoned: number; offered: number }, number | null]>([
    ['nobody came', { abandoned: 0, shortAbandoned: 0, offered: 0 }, null],
    ['only short ones', { abandoned: 3, shortAbandoned: 3, offered: 0 }, null],
    ['short ones beside others', { abandoned: 3, shortAbandoned: 1, offered: 10 }, 0.2],
  ])('of callers when %s', (_what, level, ratio) => {
    expect(abandonedByCallers(level)).toBe(ratio);
  });

  it('of callers is a share, whatever the queue counts as short', () => {
    const anyStay = fc.tuple(fc.nat(100_000), fc.nat(60_000), fc.constantFrom(...STAY_ENDS)).map(([enteredAtMs, waitedMs, how]): Stay => ({ enteredAtMs, left: { atMs: enteredAtMs + waitedMs, how } }));
    fc.assert(fc.property(fc.array(anyStay), fc.nat(40_000), fc.nat(60_000), (stays, withinMs, shortAbandonMs) => {
      const level = serviceLevel(stays, { ratio: 0.8, withinMs, shortAbandonMs }, 0, 1e6, 1e9);
      const ratio = abandonedByCallers(level) ?? 0;
      expect(ratio).toBeGreaterThanOrEqual(0);
      expect(ratio + (level.ratio ?? 0)).toBeLessThanOrEqual(1 + 1e-9);
    }));
  });

  it('of whom we called is of those who answered', () => {
    expect([abandonedByUs({ answers: 0, abandoned: 0 }), abandonedByUs({ answers: 128, abandoned: 2 })]).toEqual([null, 2 / 128]);
  });
});
