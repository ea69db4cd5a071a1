export interface Sample { readonly atMs: number; readonly value: number }

/**
 * How much the value grows a minute, by the least squares. NaN of fewer than three samples: through two of them any
 * line goes.
 */
export function slopePerMinute(samples: readonly Sample[]): number {
  if (samples.length < 3) return Number.NaN;
  const mean = (of: (sample: Sample) => number): number => samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const atMs = mean((sample) => sample.atMs);
  const value = mean((sample) => sample.value);
  const spread = samples.reduce((sum, sample) => sum + (sample.atMs - atMs) ** 2, 0);
  return (samples.reduce((sum, sample) => sum + (sample.atMs - atMs) * (sample.value - value), 0) / spread) * 60_000;
}
