import type { Clock } from '@paceline/platform/clock';

const FRESH_MS = 1_000;

/** Rows as they stand, at most a second old; whoever knows of a change makes one fresh at once. */
export class KeptRows<Row> {
  private readonly known = new Map<string, { readonly row: Row | null; readonly readAtMs: number }>();
  private changes = 0;

  constructor(private readonly clock: Pick<Clock, 'monotonicMs'>, private readonly read: (id: string) => Promise<Row | null>) {}

  async find(id: string): Promise<Row | null> {
    const nowMs = this.clock.monotonicMs();
    const known = this.known.get(id);
    if (known !== undefined && nowMs - known.readAtMs < FRESH_MS) return known.row;
    const { changes } = this;
    const row = await this.read(id);
    // What was read before a change is news no more.
    if (changes === this.changes) this.known.set(id, { row, readAtMs: nowMs });
    return row;
  }

  changed(id: string): void {
    this.changes++;
    this.known.delete(id);
  }
}
