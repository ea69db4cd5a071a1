import type { Rng } from '../core/rng';

/** A random length of time. */
export type Distribution =
  | { readonly kind: 'fixed'; readonly ms: number }
  | { readonly kind: 'uniform'; readonly minMs: number; readonly maxMs: number }
  | { readonly kind: 'exponential'; readonly meanMs: number; readonly maxMs?: number }
  /** What call lengths look like: half are shorter than the median, a few are much longer. */
  | { readonly kind: 'lognormal'; readonly medianMs: number; readonly sigma: number; readonly maxMs?: number };

function normal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng());
}

/** Milliseconds, never negative. */
export function draw(distribution: Distribution, rng: Rng): number {
  switch (distribution.kind) {
    case 'fixed': return distribution.ms;
    case 'uniform': return distribution.minMs + (distribution.maxMs - distribution.minMs) * rng();
    case 'exponential': return Math.min(-distribution.meanMs * Math.log(1 - rng()), distribution.maxMs ?? Infinity);
    case 'lognormal': return Math.min(distribution.medianMs * Math.exp(distribution.sigma * normal(rng)), distribution.maxMs ?? Infinity);
  }
}
