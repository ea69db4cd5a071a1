import { Rng } from './rng';

function draws(rng: Rng, count: number): number[] {
  return Array.from({ length: count }, () => rng.uniform());
}

describe('seeded randomness', () => {
  it('is the same for the same seed and stream, and another for others', () => {
    expect(draws(new Rng(7, 3), 5)).toEqual(draws(new Rng(7, 3), 5));
    expect(draws(new Rng(7, 3), 5)).not.toEqual(draws(new Rng(8, 3), 5));
    expect(draws(new Rng(7, 3), 5)).not.toEqual(draws(new Rng(7, 4), 5));
  });

  it('begins a stream anew, whatever was drawn before', () => {
    const rng = new Rng(1);
    draws(rng, 100);
    rng.restart(7, 3);
    expect(draws(rng, 5)).toEqual(draws(new Rng(7, 3), 5));
  });

  it('fills ten bins evenly, within one stream and across the first draws of many', () => {
    const within = draws(new Rng(1), 100_000);
    const across = Array.from({ length: 100_000 }, (_, stream) => new Rng(1, stream).uniform());
    for (const values of [within, across]) {
      const bins = new Array<number>(10).fill(0);
      for (const value of values) bins[Math.floor(value * 10)] = (bins[Math.floor(value * 10)] ?? 0) + 1;
      // Chi-square with 9 degrees of freedom: above 27.9 once in a thousand.
      expect(bins.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.9);
    }
  });

  it('does not let neighbouring streams know of each other', () => {
    let product = 0;
    for (let stream = 0; stream < 50_000; stream++) product += (new Rng(1, stream).uniform() - 0.5) * (new Rng(1, stream + 1).uniform() - 0.5);
    expect(Math.abs(product / 50_000 * 12)).toBeLessThan(0.02); // the correlation; its standard deviation is 0.0045
  });
});
