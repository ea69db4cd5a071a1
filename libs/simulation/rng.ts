/** Reproducible randomness (sfc32): the same seed and stream give the same numbers on every machine. */
export class Rng {
  private a = 0;
  private b = 0;
  private c = 0;
  private count = 0;

  constructor(seed: number, stream = 0) {
    this.restart(seed, stream);
  }

  /**
   * Begins the stream of this number. A stream for each call makes days comparable: the n-th call of a day is the same
   * person whoever dials it, however many draws the calls before it needed.
   */
  restart(seed: number, stream: number): void {
    this.a = scrambled(seed);
    this.b = scrambled(stream ^ 0x9e3779b9);
    this.c = scrambled(this.a ^ Math.imul(stream, 0x85ebca6b));
    this.count = 1;
    for (let round = 0; round < 8; round++) this.uniform();
  }

  /** Above 0 and below 1, so that its logarithm is finite. */
  uniform(): number {
    const sum = (this.a + this.b + this.count) | 0;
    this.count = (this.count + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return ((sum >>> 0) + 0.5) / 4_294_967_296;
  }

  exponential(): number {
    return -Math.log(this.uniform());
  }

  /** Standard normal; one of Box and Muller's two, so that every draw costs the same numbers. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }
}

/** The finaliser of MurmurHash3: neighbouring seeds become unrelated states. */
function scrambled(word: number): number {
  let hash = word | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
