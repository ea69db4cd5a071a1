import { CalleeDirectory } from './callee-directory';
import { populationCallee, type Population } from './population';

const population: Population = {
  seed: 7,
  outcomes: { answer: 50, noAnswer: 20, busy: 10, invalid: 5, congestion: 5, declined: 2, machine: 5, hangsUpAtOnce: 3 },
  ring: { kind: 'uniform', minMs: 1000, maxMs: 3000 }, talk: { kind: 'lognormal', medianMs: 5000, sigma: 0.5, maxMs: 20_000 },
  patience: { kind: 'exponential', meanMs: 10_000, maxMs: 30_000 },
};
const numbers = Array.from({ length: 4000 }, (_, index) => `1202${String(index).padStart(7, '0')}`);

describe('a population of callees', () => {
  it('behaves the same for the same seed, number and attempt, and otherwise not', () => {
    const behaviour = populationCallee(population, '12025550123', 1);
    expect(populationCallee(population, '12025550123', 1)).toEqual(behaviour);
    const others = numbers.slice(0, 20).map((number) => JSON.stringify(populationCallee(population, number, 1)));
    expect(new Set(others).size).toBeGreaterThan(10);
    expect(numbers.slice(0, 50).some((number) => populationCallee(population, number, 1).kind !== populationCallee(population, number, 2).kind)).toBe(true);
  });

  it('has its outcomes in the wanted shares', () => {
    const behaviours = numbers.map((number) => populationCallee(population, number, 1));
    const share = (matches: (behaviour: (typeof behaviours)[number]) => boolean): number => behaviours.filter(matches).length / behaviours.length;
    expect(share((each) => each.kind === 'answers' && each.farewell.kind === 'after-talk')).toBeCloseTo(0.5, 1);
    expect(share((each) => each.kind === 'never-answers')).toBeCloseTo(0.2, 1);
    expect(share((each) => each.kind === 'refuses' && each.sipStatus === 486)).toBeCloseTo(0.1, 1);
  });

  it('keeps its times within their bounds', () => {
    for (const number of numbers) {
      const behaviour = populationCallee(population, number, 1);
      if (behaviour.kind !== 'answers') continue;
      expect(behaviour.ringMs).toBeGreaterThanOrEqual(1000);
      expect(behaviour.ringMs).toBeLessThanOrEqual(3000);
      if (behaviour.farewell.kind !== 'after-talk') continue;
      expect(behaviour.farewell.talkMs).toBeLessThanOrEqual(20_000);
      expect(behaviour.farewell.patienceMs).toBeLessThanOrEqual(30_000);
    }
  });
});

describe('who is behind a number', () => {
  const busy = { kind: 'refuses', progress: 'none', afterMs: 0, sipStatus: 486 } as const;

  it('is found by declaration, then by plan, then by population, and else the number is not in service', () => {
    const directory = new CalleeDirectory([{ number: /^1800/, behaviour: busy }], null);
    expect(directory.behaviourOf('18005550000')).toBe(busy);
    expect(directory.behaviourOf('55507000')).toMatchObject({ sipStatus: 503 });
    expect(directory.behaviourOf('12025550123')).toMatchObject({ sipStatus: 404 });
    directory.setPopulation({ ...population, outcomes: { busy: 1 } });
    expect(directory.behaviourOf('12025550123')).toMatchObject({ sipStatus: 486 });
    expect(directory.behaviourOf("1'2")).toMatchObject({ sipStatus: 404 });
    directory.declare('+1 (202)', { ...busy, sipStatus: 600 });
    expect(directory.behaviourOf('+1 (202)')).toMatchObject({ sipStatus: 600 });
  });
});
