import { slopePerMinute } from './slope';

const every = (seconds: number, values: readonly number[]): { atMs: number; value: number }[] => values.map((value, index) => ({ atMs: 1e12 + index * seconds * 1000, value }));

describe('a slope', () => {
  it('is what the value grows a minute', () => {
    expect(slopePerMinute(every(5, [100, 101, 102, 103, 104]))).toBeCloseTo(12);
    expect(slopePerMinute(every(60, [7, 5, 3]))).toBeCloseTo(-2);
  });

  it('is none of what only goes up and down', () => {
    expect(Math.abs(slopePerMinute(every(5, [100, 110, 100, 110, 100, 110, 100])))).toBeLessThan(1e-9);
  });

  it('cannot be told of two samples', () => {
    expect(slopePerMinute(every(5, [1, 2]))).toBeNaN();
  });
});
