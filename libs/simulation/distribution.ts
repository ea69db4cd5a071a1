import type { Rng } from './rng';

/** A distribution of durations, as data. `cv` is the standard deviation over the mean. */
export type Distribution =
  | { readonly kind: 'fixed'; readonly valueMs: number }
  | { readonly kind: 'uniform'; readonly fromMs: number; readonly toMs: number }
  | { readonly kind: 'exponential'; readonly meanMs: number }
  | { readonly kind: 'lognormal'; readonly meanMs: number; readonly cv: number }
  | { readonly kind: 'gamma'; readonly meanMs: number; readonly cv: number }
  /** Heavy-tailed: above `x` lies the share (minMs / x) ^ shape. */
  | { readonly kind: 'pareto'; readonly minMs: number; readonly shape: number }
  | { readonly kind: 'mixture'; readonly parts: readonly { readonly share: number; readonly of: Distribution }[] }
  /** Measured: bins one after another from `fromMs`, uniform within a bin. */
  | { readonly kind: 'histogram'; readonly fromMs: number; readonly bins: readonly { readonly toMs: number; readonly count: number }[] }
  | { readonly kind: 'later'; readonly byMs: number; readonly of: Distribution }
  /** Drawn again while it is longer. */
  | { readonly kind: 'at-most'; readonly mostMs: number; readonly of: Distribution };

export type Sampler = (rng: Rng) => number;

/** A draw that is never let through by `at-most` would not end. */
const MOST_REDRAWS = 1_000;

export function samplerOf(distribution: Distribution): Sampler {
  switch (distribution.kind) {
    case 'fixed': {
      const { valueMs } = distribution;
      return () => valueMs;
    }
    case 'uniform': {
      const { fromMs, toMs } = distribution;
      return (rng) => fromMs + (toMs - fromMs) * rng.uniform();
    }
    case 'exponential': {
      const { meanMs } = distribution;
      return (rng) => meanMs * rng.exponential();
    }
    case 'lognormal': {
      const variance = Math.log(1 + distribution.cv ** 2);
      const middle = Math.log(distribution.meanMs) - variance / 2;
      const spread = Math.sqrt(variance);
      return (rng) => Math.exp(middle + spread * rng.normal());
    }
    case 'gamma': return gammaSampler(distribution.meanMs, distribution.cv);
    case 'pareto': {
      const { minMs, shape } = distribution;
      return (rng) => minMs * rng.uniform() ** (-1 / shape);
    }
    case 'mixture': return mixtureSampler(distribution.parts.map(({ share, of }) => ({ weight: share, sampler: samplerOf(of) })));
    case 'histogram': return mixtureSampler(distribution.bins.map(({ toMs, count }, index) => ({
      weight: count, sampler: samplerOf({ kind: 'uniform', fromMs: distribution.bins[index - 1]?.toMs ?? distribution.fromMs, toMs }),
    })));
    case 'later': {
      const sampler = samplerOf(distribution.of);
      const { byMs } = distribution;
      return (rng) => byMs + sampler(rng);
    }
    case 'at-most': {
      const sampler = samplerOf(distribution.of);
      const { mostMs } = distribution;
      return (rng) => {
        for (let draw = 0; draw < MOST_REDRAWS; draw++) {
          const value = sampler(rng);
          if (value <= mostMs) return value;
        }
        return mostMs;
      };
    }
  }
}

/** Marsaglia and Tsang's method; a shape below 1 by way of the next one. */
function gammaSampler(meanMs: number, cv: number): Sampler {
  const shape = 1 / cv ** 2;
  const scaleMs = meanMs / shape;
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  return (rng) => {
    const boost = shape < 1 ? rng.uniform() ** (1 / shape) : 1;
    for (;;) {
      const x = rng.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(rng.uniform()) < x * x / 2 + d - d * v + d * Math.log(v)) return scaleMs * d * v * boost;
    }
  };
}

function mixtureSampler(parts: readonly { readonly weight: number; readonly sampler: Sampler }[]): Sampler {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const last = parts.at(-1);
  if (last === undefined || !(total > 0)) throw new RangeError('a mixture or histogram needs a part with some weight');
  return (rng) => {
    let left = rng.uniform() * total;
    for (const { weight, sampler } of parts) {
      left -= weight;
      if (left < 0) return sampler(rng);
    }
    return last.sampler(rng);
  };
}
