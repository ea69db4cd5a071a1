import { seededRng } from '@paceline/simulator/core/rng';
import { FaultBag, type Fault } from './faults';

const faults: Fault[] = [['kill', true], ['reset', false], ['flush', false]].map(([name, endsOurs]) => ({
  name: String(name), endsOurs: endsOurs === true, strike: async () => undefined,
}));
const drawn = (seed: number, count: number, mayEndOurs = true): string[] => {
  const bag = new FaultBag(faults, seededRng(seed));
  return Array.from({ length: count }, () => bag.next(mayEndOurs).name);
};

describe('the soak\'s faults', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(drawn(1, 30)).toEqual(drawn(1, 30));
    expect(drawn(1, 30)).not.toEqual(drawn(2, 30));
  });

  it('come once each before any comes again', () => {
    const names = drawn(3, 9);
    for (const from of [0, 3, 6]) expect(names.slice(from, from + 3).sort()).toEqual(['flush', 'kill', 'reset']);
  });

  it('leave our processes alive when they must', () => {
    expect(drawn(4, 20, false)).not.toContain('kill');
    expect(new Set(drawn(4, 20, false))).toEqual(new Set(['flush', 'reset']));
  });
});
