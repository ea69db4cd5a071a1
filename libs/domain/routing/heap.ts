/** A binary heap: the first of many, and then the next, without bringing all of them in order. */
export class Heap<T> {
  /** @param items in any order; they are the heap's from now on */
  constructor(private readonly items: T[], private readonly compare: (one: T, other: T) => number) {
    for (let at = (items.length >> 1) - 1; at >= 0; at--) this.sink(at);
  }

  /** Takes the first out; undefined of none. */
  pop(): T | undefined {
    const [first, last] = [this.items[0], this.items.pop()];
    if (this.items.length === 0 || last === undefined) return last;
    this.items[0] = last;
    this.sink(0);
    return first;
  }

  private sink(from: number): void {
    const { items, compare } = this;
    const item = items[from];
    if (item === undefined) return;
    for (let at = from; ;) {
      let below = 2 * at + 1;
      let child = items[below];
      const other = items[below + 1];
      if (child !== undefined && other !== undefined && compare(other, child) < 0) [below, child] = [below + 1, other];
      if (child === undefined || compare(item, child) <= 0) { items[at] = item; return; }
      items[at] = child;
      at = below;
    }
  }
}
