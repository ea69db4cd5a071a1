import type { Day } from './day';
import { referenceDay } from './reference-day';
import { Rng } from './rng';
import { simulateDay } from './simulate-day';
import type { Strategy } from './strategies/strategy';

const HOUR_MS = 3_600_000;
/** Long enough that chance stays below the tolerances. */
const LENGTH_MS = 80 * HOUR_MS;
const EVERY_MS = 5_000;
const TALK_MS = 60_000;

/**
 * Poisson arrivals at the agents: as many dials every five seconds, each answered after an exponential time of its own
 * (points of a Poisson process, each moved independently, are one again).
 */
function arrivals(erlangs: number): Strategy {
  return {
    name: 'arrivals', everyMs: EVERY_MS,
    begin: () => {
      const rng = new Rng(99);
      const mean = erlangs / TALK_MS * EVERY_MS;
      return () => {
        let dial = -1;
        for (let sum = 0; sum < mean; dial++) sum += rng.exponential();
        return { dial, cancel: 0 };
      };
    },
  };
}

function day(agents: number, connectWithinMs: number, talk: Day['talk']): Day {
  return {
    ...referenceDay(agents, 1, LENGTH_MS), setUp: { kind: 'fixed', valueMs: 0 }, answer: { kind: 'exponential', meanMs: 20_000 }, ringTimeoutMs: Number.POSITIVE_INFINITY,
    talk, wrap: { kind: 'fixed', valueMs: 0 }, connectWithinMs,
  };
}

function erlangB(servers: number, erlangs: number): number {
  let blocked = 1;
  for (let count = 1; count <= servers; count++) blocked = erlangs * blocked / (count + erlangs * blocked);
  return blocked;
}

function erlangC(servers: number, erlangs: number): number {
  const blocked = erlangB(servers, erlangs);
  return blocked / (1 - erlangs / servers * (1 - blocked));
}

it('knows the textbook figures', () => {
  expect(erlangB(10, 8)).toBeCloseTo(0.1217, 4);
  expect(erlangC(10, 8)).toBeCloseTo(0.4092, 4);
});

it.each([[5, 3], [10, 8], [20, 20]])('loses what Erlang B says with %d agents at %d erlangs, whatever the talks', (agents, erlangs) => {
  for (const talk of [{ kind: 'exponential', meanMs: TALK_MS }, { kind: 'lognormal', meanMs: TALK_MS, cv: 1.5 }] as const) {
    const { abandonedRatio, pickedUp } = simulateDay(day(agents, 0, talk), arrivals(erlangs), 1);
    expect(Math.abs(pickedUp / (erlangs * LENGTH_MS / TALK_MS) - 1)).toBeLessThan(0.02);
    expect(Math.abs(abandonedRatio - erlangB(agents, erlangs))).toBeLessThan(0.012);
  }
});

it.each([[5, 3], [10, 8]])('lets as many wait, and as long, as Erlang C says with %d agents at %d erlangs', (agents, erlangs) => {
  const { waited, pickedUp, meanAnswerDelayMs, utilisationRatio } = simulateDay(day(agents, HOUR_MS, { kind: 'exponential', meanMs: TALK_MS }), arrivals(erlangs), 1);
  const waits = erlangC(agents, erlangs);
  expect(Math.abs(waited / pickedUp - waits)).toBeLessThan(0.025);
  // The wait of a busy queue is the slowest of these to settle.
  expect(Math.abs(meanAnswerDelayMs / (waits * TALK_MS / (agents - erlangs)) - 1)).toBeLessThan(0.1);
  expect(Math.abs(utilisationRatio - erlangs / agents)).toBeLessThan(0.01);
});
