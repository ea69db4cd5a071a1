/** Events in the order of their time; of the same time, in the order they were put in. */
export class EventHeap {
  private size = 0;
  private order = 0;
  private times = new Float64Array(1_024);
  private orders = new Float64Array(1_024);
  private kinds = new Uint8Array(1_024);
  private subjects = new Int32Array(1_024);

  /** Of the first event; Infinity when there is none. */
  get nextAtMs(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : this.times[0] ?? Number.POSITIVE_INFINITY;
  }

  put(atMs: number, kind: number, subject: number): void {
    if (this.size === this.times.length) this.grow();
    let hole = this.size++;
    const order = this.order++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      // A new event comes after every one of the same time.
      if ((this.times[parent] ?? 0) <= atMs) break;
      this.copy(parent, hole);
      hole = parent;
    }
    this.set(hole, atMs, order, kind, subject);
  }

  /** Takes the first event out; the heap must not be empty. */
  take(): { readonly atMs: number; readonly kind: number; readonly subject: number } {
    if (this.size === 0) throw new RangeError('no event is left');
    const first = { atMs: this.times[0] ?? 0, kind: this.kinds[0] ?? 0, subject: this.subjects[0] ?? 0 };
    const last = --this.size;
    if (last > 0) this.sink(last);
    return first;
  }

  /** Puts the event at `last` where the first was, and down to its place. */
  private sink(last: number): void {
    const atMs = this.times[last] ?? 0;
    const order = this.orders[last] ?? 0;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && this.isBefore(child + 1, this.times[child] ?? 0, this.orders[child] ?? 0)) child++;
      if (!this.isBefore(child, atMs, order)) break;
      this.copy(child, hole);
      hole = child;
    }
    this.set(hole, atMs, order, this.kinds[last] ?? 0, this.subjects[last] ?? 0);
  }

  private isBefore(index: number, atMs: number, order: number): boolean {
    const time = this.times[index] ?? 0;
    return time < atMs || (time === atMs && (this.orders[index] ?? 0) < order);
  }

  private copy(from: number, to: number): void {
    this.set(to, this.times[from] ?? 0, this.orders[from] ?? 0, this.kinds[from] ?? 0, this.subjects[from] ?? 0);
  }

  private set(index: number, atMs: number, order: number, kind: number, subject: number): void {
    this.times[index] = atMs;
    this.orders[index] = order;
    this.kinds[index] = kind;
    this.subjects[index] = subject;
  }

  private grow(): void {
    const room = this.times.length * 2;
    this.times = widened(this.times, new Float64Array(room));
    this.orders = widened(this.orders, new Float64Array(room));
    this.kinds = widened(this.kinds, new Uint8Array(room));
    this.subjects = widened(this.subjects, new Int32Array(room));
  }
}

function widened<A extends { set(values: A): void }>(from: A, to: A): A {
  to.set(from);
  return to;
}
