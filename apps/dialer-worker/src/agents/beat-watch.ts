interface LastBeat { readonly beats: string; readonly atMs: number }

/** Whose beats went on since the last look, and whose have not for too long. */
export interface Beating {
  readonly living: readonly string[];
  readonly silent: readonly string[];
}

/**
 * Watches counts of beats by one clock. A first look can tell of nobody that they live or not: it only begins the
 * time of each.
 */
export class BeatWatch {
  private last: ReadonlyMap<string, LastBeat> | null = null;

  constructor(private readonly silentAfterMs: number) {}

  look(beats: ReadonlyMap<string, string>, nowMs: number): Beating {
    const before = this.last;
    const living = before === null ? [] : [...beats].filter(([id, count]) => before.get(id)?.beats !== count).map(([id]) => id);
    const seen = new Map([...beats].map(([id, count]) => {
      const known = before?.get(id);
      return [id, { beats: count, atMs: known?.beats === count ? known.atMs : nowMs }];
    }));
    this.last = seen;
    return { living, silent: [...seen].filter(([, { atMs }]) => nowMs - atMs >= this.silentAfterMs).map(([id]) => id) };
  }

  /** The beats could not be counted for a while: everybody gets the whole time again. */
  startAnew(): void {
    this.last = null;
  }
}
