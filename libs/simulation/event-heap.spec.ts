import fc from 'fast-check';
import { EventHeap } from './event-heap';

it('gives events back in the order of their time, and those of one time as they came', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 3_000 }), (times) => {
    const heap = new EventHeap();
    times.forEach((atMs, subject) => { heap.put(atMs, subject % 7, subject); });
    const expected = times.map((atMs, subject) => ({ atMs, kind: subject % 7, subject })).sort((one, other) => one.atMs - other.atMs);
    expect(times.map(() => heap.take())).toEqual(expected);
    expect(heap.nextAtMs).toBe(Number.POSITIVE_INFINITY);
  }), { numRuns: 50 });
});

it('keeps the order while events come and go', () => {
  fc.assert(fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 1_000 })), { maxLength: 500 }), (steps) => {
    const heap = new EventHeap();
    const left: number[] = [];
    for (const [index, step] of steps.entries()) {
      if (step !== null) {
        heap.put(step, 0, index);
        left.push(step);
      } else if (left.length > 0) {
        left.sort((one, other) => one - other);
        expect(heap.take().atMs).toBe(left.shift());
      }
    }
  }));
});

it('has nothing to take when it is empty', () => {
  expect(() => new EventHeap().take()).toThrow(RangeError);
});
