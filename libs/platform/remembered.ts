/**
 * What was worked out lately, by its key: at least the last so many that were asked for, at most twice as many. For what is asked
 * of the same few again and again while they are on their way, such as what a number is at the claim and before the socket.
 */
export class Remembered<Value> {
  private lately = new Map<string, Value>();
  private before = new Map<string, Value>();

  constructor(private readonly most: number) {}

  /** @param make is asked when it is not remembered; its answer must depend on the key alone, until `clear` */
  of(key: string, make: () => Value): Value {
    const known = this.lately.get(key);
    if (known !== undefined) return known;
    const value = this.before.get(key) ?? make();
    if (this.lately.size >= this.most) [this.before, this.lately] = [this.lately, new Map<string, Value>()];
    this.lately.set(key, value);
    return value;
  }

  clear(): void {
    this.lately.clear();
    this.before.clear();
  }
}
