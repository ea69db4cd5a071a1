import fc from 'fast-check';
import { orderOfWaiting, type WaitingCall } from './waiting-order';

const anyCalls = fc.array(fc.record({ lostItsAgent: fc.boolean(), waitingSinceMs: fc.integer({ min: 0, max: 20 }), id: fc.nat() }), { maxLength: 30 });

/** Whether `a` must not stand behind `b`. */
const mayPrecede = (a: WaitingCall, b: WaitingCall): boolean =>
  a.lostItsAgent === b.lostItsAgent ? a.waitingSinceMs <= b.waitingSinceMs : a.lostItsAgent;

describe('the order of waiting calls', () => {
  it('is: who lost their agent in mid-call, then who waits longest', () => {
    const ordered = orderOfWaiting([
      { id: 'late', lostItsAgent: false, waitingSinceMs: 30 }, { id: 'early', lostItsAgent: false, waitingSinceMs: 10 },
      { id: 'lost later', lostItsAgent: true, waitingSinceMs: 50 }, { id: 'lost first', lostItsAgent: true, waitingSinceMs: 40 },
    ]);
    expect(ordered.map((call) => call.id)).toEqual(['lost first', 'lost later', 'early', 'late']);
  });

  it('has every call once, each before those that must wait, and leaves what it was given alone', () => {
    fc.assert(fc.property(anyCalls, (calls) => {
      const before = [...calls];
      const ordered = orderOfWaiting(calls);
      expect(calls).toEqual(before);
      expect(new Set(ordered)).toEqual(new Set(calls));
      expect(ordered).toHaveLength(calls.length);
      for (let index = 1; index < ordered.length; index++) {
        const [a, b] = [ordered[index - 1], ordered[index]];
        expect(a && b && mayPrecede(a, b)).toBe(true);
      }
    }));
  });

  it('keeps those who came at once in the order in which they came', () => {
    const same = [1, 2, 3].map((id) => ({ id, lostItsAgent: false, waitingSinceMs: 5 }));
    expect(orderOfWaiting(same)).toEqual(same);
  });
});
