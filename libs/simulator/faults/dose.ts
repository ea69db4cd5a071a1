import type { Rng } from '../core/rng';

/** How much of a fault: the next so many that could be hit, a share of them by the seed, or (neither given) all. */
export interface Dose {
  readonly next?: number;
  readonly share?: number;
  /** Called at each hit. */
  readonly onHit?: () => void;
}

/** Decides, one after the other, which of those that could be hit is hit. */
export class Doses {
  private left: number;
  private readonly share: number;

  constructor(private readonly dose: Dose, private readonly rng: Rng) {
    this.left = dose.next ?? Number.POSITIVE_INFINITY;
    this.share = dose.share ?? 1;
  }

  /** The next one may be hit: for who must prepare for it. */
  get armed(): boolean {
    return this.left > 0 && this.share > 0;
  }

  take(): boolean {
    if (this.left <= 0 || (this.share < 1 && this.rng() >= this.share)) return false;
    this.left -= 1;
    this.dose.onHit?.();
    return true;
  }
}

/** Rules of one family, the oldest first. Each is taken away by whoever gave it. */
export class Rules<T extends { readonly doses: Doses }> {
  private readonly rules = new Set<T>();

  /** Nothing is wrong: the way of every day costs one look. */
  get none(): boolean { return this.rules.size === 0; }

  add(rule: T): () => void {
    this.rules.add(rule);
    return () => { this.rules.delete(rule); };
  }

  armed(matches: (rule: T) => boolean): boolean {
    for (const rule of this.rules) if (matches(rule) && rule.doses.armed) return true;
    return false;
  }

  /** The first rule that matches and hits. */
  take(matches: (rule: T) => boolean): T | undefined {
    for (const rule of this.rules) if (matches(rule) && rule.doses.take()) return rule;
    return undefined;
  }

  /** Every rule that matches and hits. */
  takeAll(matches: (rule: T) => boolean): T[] {
    return [...this.rules].filter((rule) => matches(rule) && rule.doses.take());
  }
}
