import fc from 'fast-check';
import type { PacingSnapshot } from '@paceline/domain/pacing';
import type { Day } from './day';
import { alwaysThere, referenceDay, shiftingRate } from './reference-day';
import { SCENARIOS } from './scenarios';
import { simulateDay } from './simulate-day';
import { fixedRatio, progressive } from './strategies/simple';
import { rule, type Strategy } from './strategies/strategy';

const HOUR_MS = 3_600_000;

/** Dials and cancels without reason: whatever a pacer may order. */
const wild: Strategy = {
  name: 'wild', everyMs: 250,
  begin: () => ({ agents, lines }, nowMs) => ({ dial: nowMs % 7_000 === 0 ? 2 * agents.idle + 3 : 0, cancel: nowMs % 3_000 === 0 ? Math.ceil(lines.ringingForMs.length / 2) : 0 }),
};

/** Sees what the pacer sees, and leaves the pacing to another. */
function watched(strategy: Strategy, look: (snapshot: PacingSnapshot, nowMs: number) => void): Strategy {
  return {
    ...strategy,
    begin: (day) => {
      const pacing = strategy.begin(day);
      return (snapshot, nowMs, blend) => {
        look(snapshot, nowMs);
        return pacing(snapshot, nowMs, blend);
      };
    },
  };
}

const anyDay = fc.record({
  scenario: fc.constantFrom(...Object.keys(SCENARIOS)), agents: fc.integer({ min: 1, max: 25 }), ratio: fc.double({ min: 0, max: 1, noNaN: true }),
  hours: fc.double({ min: 0.1, max: 1, noNaN: true }), seed: fc.integer(), strategy: fc.constantFrom(progressive(), fixedRatio(2.5), wild),
}).map(({ scenario, agents, ratio, hours, ...rest }) => {
  const day = referenceDay(agents, ratio, Math.round(hours * HOUR_MS));
  return { day: SCENARIOS[scenario]?.change(day) ?? day, ...rest };
});

describe('whatever the day', () => {
  it('every dial ends exactly once, and what was picked up is what was talked to, found out, abandoned or cut off', () => {
    fc.assert(fc.property(anyDay, ({ day, strategy, seed }) => {
      const { ends, dials, pickedUp, answers, halfHours, agents } = simulateDay(day, strategy, seed);
      expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(dials);
      const ended = ends.talked + ends.machine + ends.abandoned;
      expect(pickedUp).toBeGreaterThanOrEqual(ended);
      expect(pickedUp).toBeLessThanOrEqual(ended + ends['cut-off']);
      expect(answers).toBe(pickedUp - ends.machine);
      expect(halfHours.reduce((sum, half) => sum + half.answers, 0)).toBe(answers);
      expect(halfHours.reduce((sum, half) => sum + half.abandoned, 0)).toBe(ends.abandoned);
      // At the end a talk may be going on with each agent.
      expect(ends['cut-off']).toBeLessThanOrEqual(agents.length + dials - ended - ends.failed - ends.cancelled);
    }), { numRuns: 40 });
  });

  it('the agents\' times add up to the time they were logged in, and utilisation is a share', () => {
    fc.assert(fc.property(anyDay, ({ day, strategy, seed }) => {
      const { agents, utilisationRatio } = simulateDay(day, strategy, seed);
      for (const { idleMs, talkMs, wrapMs, breakMs, loggedInMs } of agents) {
        expect(Math.abs(idleMs + talkMs + wrapMs + breakMs - loggedInMs)).toBeLessThan(1);
        expect(loggedInMs).toBeLessThanOrEqual(day.lengthMs);
        expect(Math.min(idleMs, talkMs, wrapMs, breakMs)).toBeGreaterThanOrEqual(0);
      }
      expect(utilisationRatio).toBeGreaterThanOrEqual(0);
      expect(utilisationRatio).toBeLessThanOrEqual(1);
    }), { numRuns: 40 });
  });

  it('the same seed gives the same day, another seed another', () => {
    const day = SCENARIOS['breaks']?.change(referenceDay(12, 0.3, HOUR_MS)) ?? referenceDay(12, 0.3, HOUR_MS);
    expect(simulateDay(day, wild, 5)).toEqual(simulateDay(day, wild, 5));
    expect(simulateDay(day, wild, 5).dials).not.toBe(simulateDay(day, wild, 6).dials);
  });

  it('what the pacer is told adds up to what happened, each thing once', () => {
    fc.assert(fc.property(anyDay, ({ day, strategy, seed }) => {
      const told = { answered: 0, machines: 0, failed: 0, cancelled: 0, abandoned: 0 };
      const wrong: PacingSnapshot[] = [];
      let last: PacingSnapshot | undefined;
      const watching = watched(strategy, (snapshot) => {
        told.answered += snapshot.heard.answeredAfterMs.length;
        told.machines += snapshot.heard.machines;
        told.failed += snapshot.heard.failedAfterMs.length;
        told.cancelled += snapshot.heard.cancelledAfterMs.length;
        told.abandoned += snapshot.heard.abandoned;
        if (snapshot.budget.answers !== told.answered - told.machines || snapshot.budget.abandoned !== told.abandoned) wrong.push(snapshot);
        last = snapshot;
      });
      const { ends, pickedUp } = simulateDay(day, watching, seed);
      expect(wrong).toEqual([]);
      expect(last?.lines.ringingForMs.length).toBeLessThanOrEqual(last?.lines.outForMs.length ?? -1);
      // The last look is up to 250 ms before the end.
      expect(told.answered).toBeGreaterThan(pickedUp - 20);
      expect(told.failed).toBeGreaterThan(ends.failed - 20);
      expect(told.answered).toBeLessThanOrEqual(pickedUp);
      expect(told.failed).toBeLessThanOrEqual(ends.failed);
    }), { numRuns: 40 });
  });

  it('there are never more talks than agents, nor anybody idle while a person waits', () => {
    fc.assert(fc.property(anyDay, ({ day, strategy, seed }) => {
      const wrong: PacingSnapshot[] = [];
      simulateDay(day, watched(strategy, (snapshot) => {
        const { agents, lines } = snapshot;
        const atWork = agents.idle + agents.talkingForMs.length + agents.wrappingForMs.length;
        if (atWork > day.agents.length || (agents.idle > 0 && lines.waitingForMs.length > 0)
          || lines.waitingForMs.some((ms) => ms > day.connectWithinMs) || lines.ringingForMs.some((ms) => ms > day.ringTimeoutMs)) wrong.push(snapshot);
      }), seed);
      expect(wrong).toEqual([]);
    }), { numRuns: 40 });
  });
});

describe('the means of a day', () => {
  const day = referenceDay(60, 0.3);
  const result = simulateDay(day, progressive(), 3);

  it('are those that were asked for', () => {
    const talks = result.ends.talked;
    expect(result.pickedUp / result.dials).toBeCloseTo(0.3, 1.7);
    expect(result.agents.reduce((sum, { talkMs }) => sum + talkMs, 0) / talks / 150_000).toBeCloseTo(1, 1);
    expect(result.agents.reduce((sum, { wrapMs }) => sum + wrapMs, 0) / talks / 30_000).toBeCloseTo(1, 1);
  });

  it('move with the answer rate by the time of the dial', () => {
    const shifting = simulateDay(referenceDay(60, shiftingRate()), rule('ten lines', ({ lines }) => 10 - lines.outForMs.length), 3);
    const answersOf = (from: number, to: number): number => shifting.halfHours.slice(from, to).reduce((sum, { answers }) => sum + answers, 0);
    expect(answersOf(0, 5) / answersOf(6, 10)).toBeGreaterThan(2);
    expect(answersOf(11, 16) / answersOf(6, 10)).toBeGreaterThan(2);
  });
});

describe('what the world does not let happen', () => {
  const greedy = rule('greedy', ({ lines }) => 50 - lines.outForMs.length);

  it('dials nobody after the list is out', () => {
    const day: Day = { ...referenceDay(5, 0.2, HOUR_MS), list: [{ targets: 100, answerFactor: 1 }, { targets: 23, answerFactor: 0 }] };
    const ready: number[] = [];
    const { dials } = simulateDay(day, watched(greedy, ({ targetsReady }) => { ready.push(targetsReady); }), 1);
    expect(dials).toBe(123);
    expect(ready.at(-1)).toBe(0);
  });

  it('answers nothing in a stretch of dead numbers', () => {
    const day: Day = { ...referenceDay(5, 1, HOUR_MS), list: [{ targets: 100, answerFactor: 0 }] };
    expect(simulateDay(day, greedy, 1)).toMatchObject({ dials: 100, pickedUp: 0 });
  });

  it('never puts more on the trunk than it carries', () => {
    const day: Day = { ...referenceDay(5, 0.5, HOUR_MS), trunkLines: 12 };
    const carried = new Set<number>();
    simulateDay(day, watched(greedy, ({ agents, lines, trunkLinesFree }) => {
      carried.add(lines.outForMs.length + lines.waitingForMs.length + agents.talkingForMs.length + trunkLinesFree);
    }), 1);
    expect([...carried]).toEqual([12]);
  });

  it('cancels no call before it has rung for the legal minimum, and the longest first', () => {
    const day: Day = { ...referenceDay(5, 0, HOUR_MS), failure: { kind: 'fixed', valueMs: 30_000 } };
    const cancelled: number[] = [];
    const eager: Strategy = { name: 'eager', everyMs: 250, begin: () => (_, nowMs) => ({ dial: nowMs % 1_000 === 0 ? 1 : 0, cancel: 99 }) };
    const { ends } = simulateDay(day, watched(eager, ({ heard }) => { cancelled.push(...heard.cancelledAfterMs); }), 1);
    expect(ends.failed).toBe(0);
    expect(new Set(cancelled)).toEqual(new Set([18_000])); // 3 s of set-up, 15 s of ringing
    expect(cancelled.length).toBeGreaterThanOrEqual(ends.cancelled - 1); // nobody looks after the last order
    expect(ends.cancelled).toBeGreaterThan(3_000);
  });

  it('abandons at the limit, or before it when the person has no patience', () => {
    const nobody: Day = { ...referenceDay(1, 1, HOUR_MS), agents: [[]] };
    const longest = (day: Day): number => {
      let waited = 0;
      simulateDay(day, watched(greedy, ({ lines }) => { waited = Math.max(waited, ...lines.waitingForMs); }), 1);
      return waited;
    };
    expect(simulateDay(nobody, greedy, 1)).toMatchObject({ abandonedRatio: expect.closeTo(1, 2) as number, ends: { talked: 0 } });
    expect(longest(nobody)).toBeGreaterThan(1_700);
    expect(longest({ ...nobody, patience: { kind: 'fixed', valueMs: 500 } })).toBeLessThanOrEqual(500);
  });

  it('counts a machine that was found out as no person, one that was let go before as a person', () => {
    const machines = { ratio: 1, detected: null, talk: { kind: 'fixed', valueMs: 8_000 } } as const;
    const found = simulateDay({ ...referenceDay(5, 1, HOUR_MS), machines }, progressive(), 1);
    expect(found.ends.talked).toBe(0);
    expect(found.answers).toBeLessThanOrEqual(5); // on the line at the end of the day
    expect(found.ends.machine).toBeGreaterThan(100);
    const nobody: Day = { ...referenceDay(1, 1, HOUR_MS), agents: [[]], machines: { ...machines, detected: { kind: 'fixed', valueMs: 3_000 } } };
    expect(simulateDay(nobody, progressive(), 1).dials).toBe(0);
    expect(simulateDay(nobody, greedy, 1).ends).toMatchObject({ machine: 0 });
    expect(simulateDay({ ...nobody, machines: { ...machines, detected: { kind: 'fixed', valueMs: 1_000 } } }, greedy, 1).ends).toMatchObject({ abandoned: 0 });
  });

  it('lets an agent end the talk before a break, and sends the longest idle agent first', () => {
    const agents = [[{ atMs: 0, status: 'available' }, { atMs: 60_000, status: 'break' }, { atMs: 1_800_000, status: 'available' }]] as const;
    const day: Day = { ...referenceDay(1, 1, HOUR_MS), agents, talk: { kind: 'fixed', valueMs: 200_000 }, wrap: { kind: 'fixed', valueMs: 10_000 } };
    const { agents: [times], ends } = simulateDay(day, progressive(), 1);
    expect(ends.abandoned).toBe(0);
    // Answered within 30 s, talks 200 s and wraps up 10 s, then has its break until half past.
    expect(times?.breakMs).toBeGreaterThan(1_800_000 - 30_000 - 210_000 - 1);
    expect(times?.breakMs).toBeLessThan(1_800_000 - 210_000);
    const fair = simulateDay({ ...day, agents: alwaysThere(6), lengthMs: 8 * HOUR_MS }, progressive(), 1);
    const talks = fair.agents.map(({ talkMs }) => talkMs / 200_000);
    expect(Math.max(...talks) - Math.min(...talks)).toBeLessThan(3);
  });
});

it('a campaign is over with its last call, and tells what is left of its list until then', () => {
  const left: (number | undefined)[] = [];
  const day: Day = { ...referenceDay(5, 0.5), list: [{ targets: 40, answerFactor: 1 }], endsWithList: true };
  const { dials, agents, ends } = simulateDay(day, watched(progressive(), ({ targetsLeft }) => left.push(targetsLeft)), 1);
  expect(dials).toBe(40);
  expect(ends['cut-off']).toBe(0);
  expect([left[0], left[1], left.at(-1)]).toEqual([40, 35, 0]);
  expect(agents[0]?.loggedInMs).toBeLessThan(HOUR_MS);
  const endless: (number | undefined)[] = [];
  simulateDay(referenceDay(2, 0.5, 60_000), watched(progressive(), ({ targetsLeft }) => endless.push(targetsLeft)), 1);
  expect(new Set(endless)).toEqual(new Set([undefined]));
});
