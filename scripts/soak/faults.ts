/** One kind of fault: does it, and resolves when whatever was broken runs again. */
export interface Fault {
  readonly name: string;
  /** It ends one of our own processes, and with it the memory that it had. */
  readonly endsOurs: boolean;
  readonly strike: () => Promise<void>;
}

/** Faults by chance, the same ones for the same seed: each kind once before any comes again. */
export class FaultBag {
  private left: Fault[] = [];

  /** @param rng from 0 up to 1 */
  constructor(private readonly faults: readonly Fault[], private readonly rng: () => number) {}

  /** @param mayEndOurs false: only such as leave our own processes alive */
  next(mayEndOurs: boolean): Fault {
    const allowed = (fault: Fault): boolean => mayEndOurs || !fault.endsOurs;
    if (!this.left.some(allowed)) this.left = [...this.faults];
    const drawn = this.left.filter(allowed);
    const fault = drawn[Math.floor(this.rng() * drawn.length)];
    if (fault === undefined) throw new Error('there is no fault of this kind');
    this.left = this.left.filter((one) => one !== fault);
    return fault;
  }
}
