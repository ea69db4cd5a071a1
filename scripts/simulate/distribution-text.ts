import type { Distribution } from '@paceline/simulation';

export const DISTRIBUTION_FORMS = `fixed:S  uniform:FROM,TO  exponential:MEAN  lognormal:MEAN,CV  gamma:MEAN,CV  pareto:LEAST,SHAPE
  histogram:FROM,TO,COUNT,TO,COUNT...  or a mixture with shares: 0.7*lognormal:12,0.3+0.3*fixed:90   (seconds)`;

/** A distribution from how it is written on the command line, in seconds. */
export function distributionOf(text: string): Distribution {
  const parts = text.split('+');
  if (parts.length === 1 && !text.includes('*')) return single(text);
  return {
    kind: 'mixture',
    parts: parts.map((part) => {
      const [share = '', of] = part.split('*');
      if (of === undefined) throw new Error(`${JSON.stringify(part)} has no share: a part of a mixture is SHARE*DISTRIBUTION`);
      return { share: figure(share), of: single(of) };
    }),
  };
}

function single(text: string): Distribution {
  const [kind = '', list = ''] = text.split(':');
  const figures = list.split(',').map(figure);
  const [first = 0, second = 0] = figures;
  const needs = (count: number): void => {
    if (figures.length !== count) throw new Error(`${kind} takes ${count} figure${count === 1 ? '' : 's'}, not ${JSON.stringify(list)}`);
  };
  switch (kind) {
    case 'fixed': needs(1); return { kind, valueMs: first * 1_000 };
    case 'exponential': needs(1); return { kind, meanMs: first * 1_000 };
    case 'uniform': needs(2); return { kind, fromMs: first * 1_000, toMs: second * 1_000 };
    case 'lognormal':
    case 'gamma': needs(2); return { kind, meanMs: positive(first) * 1_000, cv: positive(second) };
    case 'pareto': needs(2); return { kind, minMs: positive(first) * 1_000, shape: positive(second) };
    case 'histogram': return histogram(figures);
    default: throw new Error(`no distribution is called ${JSON.stringify(kind)}: fixed, uniform, exponential, lognormal, gamma, pareto, histogram`);
  }
}

function histogram([from = 0, ...rest]: readonly number[]): Distribution {
  const bins = Array.from({ length: Math.floor(rest.length / 2) }, (_, bin) => ({ toMs: (rest[2 * bin] ?? 0) * 1_000, count: rest[2 * bin + 1] ?? 0 }));
  const rises = bins.every(({ toMs }, bin) => toMs > (bins[bin - 1]?.toMs ?? from * 1_000));
  if (rest.length < 2 || rest.length % 2 !== 0 || !rises || !bins.some(({ count }) => count > 0)) throw new Error('a histogram is FROM and then TO,COUNT for each bin, rising');
  return { kind: 'histogram', fromMs: from * 1_000, bins };
}

function figure(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) throw new Error(`${JSON.stringify(text)} is no figure of 0 or more`);
  return value;
}

function positive(value: number): number {
  if (value > 0) return value;
  throw new Error('a mean, CV, shape or least value must be above 0');
}
