import { samplerOf, type Distribution } from './distribution';
import { Rng } from './rng';

const DRAWS = 100_000;

function drawn(distribution: Distribution): number[] {
  const rng = new Rng(11);
  const sampler = samplerOf(distribution);
  return Array.from({ length: DRAWS }, () => sampler(rng));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

it.each<[string, Distribution, number, number]>([
  ['fixed', { kind: 'fixed', valueMs: 30_000 }, 30_000, 0],
  ['uniform', { kind: 'uniform', fromMs: 4_000, toMs: 20_000 }, 12_000, 16_000 / Math.sqrt(12)],
  ['exponential', { kind: 'exponential', meanMs: 180_000 }, 180_000, 180_000],
  ['lognormal', { kind: 'lognormal', meanMs: 150_000, cv: 1 }, 150_000, 150_000],
  ['gamma', { kind: 'gamma', meanMs: 12_000, cv: 0.6 }, 12_000, 7_200],
  ['gamma of a shape below 1', { kind: 'gamma', meanMs: 12_000, cv: 1.5 }, 12_000, 18_000],
  ['pareto', { kind: 'pareto', minMs: 30_000, shape: 4 }, 40_000, 40_000 / Math.sqrt(8)],
  ['mixture', { kind: 'mixture', parts: [{ share: 3, of: { kind: 'fixed', valueMs: 10 } }, { share: 1, of: { kind: 'fixed', valueMs: 50 } }] }, 20, Math.sqrt(300)],
  ['histogram', { kind: 'histogram', fromMs: 0, bins: [{ toMs: 10, count: 1 }, { toMs: 30, count: 3 }] }, 16.25, Math.sqrt((100 / 3 + 3 * (400 + 100 / 3)) / 4 - 16.25 ** 2)],
  ['later', { kind: 'later', byMs: 3_000, of: { kind: 'exponential', meanMs: 1_000 } }, 4_000, 1_000],
])('draws durations with the mean and the deviation that were asked for: %s', (_kind, distribution, meanMs, deviationMs) => {
  const values = drawn(distribution);
  expect(mean(values) / meanMs).toBeCloseTo(1, 1.7); // within 1 %
  expect(deviation(values)).toBeGreaterThanOrEqual(deviationMs * 0.95);
  expect(deviation(values)).toBeLessThanOrEqual(deviationMs * 1.05 + 1e-6);
});

it('keeps to a longest duration by drawing again, so that nothing piles up there', () => {
  const values = drawn({ kind: 'at-most', mostMs: 1_000, of: { kind: 'exponential', meanMs: 1_000 } });
  expect(Math.max(...values.slice(0, 50_000))).toBeLessThan(1_000);
  expect(mean(values)).toBeCloseTo(1_000 * (1 - 1 / (Math.E - 1)), -1);
});

it('draws a bimodal mixture from both and nothing between', () => {
  const values = drawn({ kind: 'mixture', parts: [{ share: 0.7, of: { kind: 'uniform', fromMs: 0, toMs: 10 } }, { share: 0.3, of: { kind: 'uniform', fromMs: 90, toMs: 100 } }] });
  expect(values.filter((value) => value > 10 && value < 90)).toEqual([]);
  expect(values.filter((value) => value <= 10).length / DRAWS).toBeCloseTo(0.7, 2);
});

it('refuses a mixture of nothing', () => {
  expect(() => samplerOf({ kind: 'mixture', parts: [] })).toThrow(RangeError);
  expect(() => samplerOf({ kind: 'histogram', fromMs: 0, bins: [{ toMs: 1, count: 0 }] })).toThrow(RangeError);
});
