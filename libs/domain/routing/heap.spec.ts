import fc from 'fast-check';
import { Heap } from './heap';

it('gives one after the other in their order, and then nothing', () => {
  fc.assert(fc.property(fc.array(fc.integer()), (numbers) => {
    const heap = new Heap([...numbers], (one, other) => one - other);
    expect(numbers.map(() => heap.pop())).toEqual([...numbers].sort((one, other) => one - other));
    expect(heap.pop()).toBeUndefined();
  }));
});
