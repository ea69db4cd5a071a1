import fc from 'fast-check';
import { STAY_ENDS, type Stay, type StayEnd } from '../queue/stays';
import { serviceLevel, USUAL_TARGET } from './service-level';
import { waitsOf } from './waits';

const stay = (enteredAtMs: number, waitedMs: number, how: StayEnd): Stay => ({ enteredAtMs, left: { atMs: enteredAtMs + waitedMs, how } });

describe('how long callers waited', () => {
  it('is told of those who were answered and of those who gave up, each by themselves; of nobody else', () => {
    const stays = [stay(0, 10_000, 'answered'), stay(5, 0, 'answered'), stay(10, 2_000, 'abandoned'), stay(20, 90_000, 'overflowed'), { enteredAtMs: 30, left: null }, stay(100, 1, 'answered')];
    expect(waitsOf(stays, 0, 100)).toEqual({
      answered: { count: 2, meanMs: 5_000, medianMs: 0, p90Ms: 10_000, longestMs: 10_000 }, abandoned: { count: 1, meanMs: 2_000, medianMs: 2_000, p90Ms: 2_000, longestMs: 2_000 },
    });
    expect(waitsOf([], 0, 100)).toEqual({ answered: null, abandoned: null });
  });

  it('is on average what the live figures say', () => {
    const anyStay = fc.tuple(fc.nat(100_000), fc.nat(60_000), fc.constantFrom(...STAY_ENDS)).map(([enteredAtMs, waitedMs, how]) => stay(enteredAtMs, waitedMs, how));
    fc.assert(fc.property(fc.array(anyStay), (stays) => {
      const { answered, abandoned, meanAnswerMs } = serviceLevel(stays, USUAL_TARGET, 0, 50_000, 1e9);
      const waits = waitsOf(stays, 0, 50_000);
      expect([waits.answered?.count ?? 0, waits.abandoned?.count ?? 0]).toEqual([answered, abandoned]);
      if (meanAnswerMs !== null) expect(waits.answered?.meanMs).toBeCloseTo(meanAnswerMs, 6);
    }));
  });
});
