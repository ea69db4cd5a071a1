import fc from 'fast-check';
import { QueueTurns } from './queue-turns';

describe('turns in queues', () => {
  it('are later than each before, than now, and than what the call has waited already, whatever the clock does', () => {
    const anyCalls = fc.array(fc.record({ nowMs: fc.integer({ min: 0, max: 1_000 }), waitingSinceMs: fc.integer({ min: 0, max: 1_000 }) }));
    fc.assert(fc.property(anyCalls, (calls) => {
      let [nowMs, last] = [0, -1];
      const turns = new QueueTurns({ nowMs: () => nowMs });
      for (const call of calls) {
        nowMs = call.nowMs;
        const turn = turns.next(call);
        expect(turn).toBeGreaterThan(Math.max(last, call.waitingSinceMs));
        expect(turn).toBeGreaterThanOrEqual(nowMs);
        last = turn;
      }
    }));
  });

  it('are of the moment, where nobody came in it before', () => {
    expect(new QueueTurns({ nowMs: () => 50 }).next({ waitingSinceMs: 0 })).toBe(50);
  });
});
