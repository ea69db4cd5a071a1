import type { OwnerContext } from '../context/owner-context';

/** Age at which figures that change slowly are read again. */
const FRESH_MS = 1_000;

interface Read { readonly value: unknown; readonly readAtMs: number; readonly freshMs: number }

/** Figures that change slowly, read at most once a second, and less often when reading them takes long. */
export class FreshFigures {
  private readonly reads = new Map<string, Read>();

  constructor(private readonly clock: Pick<OwnerContext['clock'], 'monotonicMs'>) {}

  /** A reading that took long is kept longer: figures never take more than a twentieth of the database's time. */
  async of<T>(what: string, id: string, read: () => Promise<T>): Promise<T> {
    const key = `${what} ${id}`;
    const startedAtMs = this.clock.monotonicMs();
    const kept = this.reads.get(key);
    if (kept !== undefined && startedAtMs - kept.readAtMs < kept.freshMs) return kept.value as T; // only this method writes, with one type a key
    const value = await read();
    const readAtMs = this.clock.monotonicMs();
    this.reads.set(key, { value, readAtMs, freshMs: Math.max(FRESH_MS, (readAtMs - startedAtMs) * 20) });
    return value;
  }

  forget(id: string, ...what: readonly string[]): void {
    for (const one of what) this.reads.delete(`${one} ${id}`);
  }
}
