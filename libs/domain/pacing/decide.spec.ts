import fc from 'fast-check';
import { DIAL_MODES, STALE_SNAPSHOT_MS, decide, type PacingSettings, type PacingSnapshot, type PacingState } from '.';
import { NOW_MS, POWER, PREDICTIVE, PREVIEW, PROGRESSIVE, ZERO_ABANDON, snapshotOf, times, type SnapshotChanges } from './fixtures';

const decided = (changes: SnapshotChanges, settings: PacingSettings = PREDICTIVE, state: PacingState = {}) => decide(snapshotOf(changes), settings, state, NOW_MS);
const dial = (changes: SnapshotChanges, settings: PacingSettings = PREDICTIVE): number => decided(changes, settings).dial;
const limits = (changes: SnapshotChanges, settings: PacingSettings = PREDICTIVE): string[] => decided(changes, settings).reasons.map(({ limit }) => limit);

/** Has heard three hundred calls, a third of them answered. */
const EXPERIENCED = decided({ heard: { answeredAfterMs: times(100, 14_000), failedAfterMs: times(200, 29_000), talkedForMs: times(100, 150_000), wrappedForMs: times(100, 4_000) } }).state;
const BUDGET = { answers: 1_000, abandoned: 10 };

describe('one line per idle agent', () => {
  it.each([PROGRESSIVE, ZERO_ABANDON])('less what is out already ($mode)', (settings) => {
    expect(dial({}, settings)).toBe(10);
    expect(dial({ lines: { outForMs: times(4, 1_000), waitingForMs: [100] } }, settings)).toBe(5);
    expect(limits({ agents: { idle: 0, talkingForMs: [1_000] } }, settings)).toEqual(['nobody-idle']);
  });

  it('gives up the line too many where nobody may be abandoned', () => {
    const tooMany: SnapshotChanges = { agents: { idle: 1 }, lines: { outForMs: [20_000, 20_000, 5_000], ringingForMs: [17_000, 14_000, 2_000] } };
    expect(decided(tooMany, ZERO_ABANDON)).toMatchObject({ dial: 0, cancel: 1 });
    expect(decided(tooMany, PROGRESSIVE)).toMatchObject({ dial: 0, cancel: 0 });
  });
});

describe('preview', () => {
  it('shows a contact to whoever is idle; the lines out are those of the agents kept for them', () => {
    expect(dial({}, PREVIEW)).toBe(10);
    expect(dial({ agents: { idle: 3, reserved: 4 }, lines: { outForMs: times(4, 0) } }, PREVIEW)).toBe(3);
    expect(limits({ agents: { idle: 0, reserved: 4 }, lines: { outForMs: times(4, 0) } }, PREVIEW)).toEqual(['nobody-idle']);
  });

  it('counts a line that is nobody\'s, and an answer that waits', () => {
    expect(dial({ agents: { idle: 3, reserved: 1 }, lines: { outForMs: times(3, 0) } }, PREVIEW)).toBe(1);
    expect(dial({ agents: { idle: 3 }, lines: { waitingForMs: [100] } }, PREVIEW)).toBe(2);
  });
});

describe('power', () => {
  it('dials as many lines per idle agent as the campaign says, less what is out already', () => {
    expect(decided({ budget: BUDGET }, POWER)).toMatchObject({ dial: 25, reasons: [{ limit: 'ratio', figures: { linesPerAgent: 2.5 } }] });
    expect(dial({ agents: { idle: 3 }, lines: { outForMs: times(4, 1_000), waitingForMs: [100] } }, POWER)).toBe(2);
    expect(limits({ agents: { idle: 0, talkingForMs: [1_000] } }, POWER)).toEqual(['nobody-idle']);
  });

  it('falls back to one line when more was abandoned than aimed at', () => {
    expect(decided({ budget: { answers: 1_000, abandoned: 29 } }, POWER)).toMatchObject({ dial: 10, reasons: [{ limit: 'abandonment' }] });
    expect(dial({ budget: { answers: 1_000, abandoned: 28 } }, POWER)).toBe(25);
  });
});

describe('predictive', () => {
  it('dials for agents who are still talking, and more of them the longer they have talked', () => {
    const busy = (ageMs: number): number => decided({ agents: { idle: 0, talkingForMs: times(50, ageMs) }, budget: BUDGET }, PREDICTIVE, EXPERIENCED).dial;
    expect(busy(145_000)).toBeGreaterThan(busy(10_000));
    expect(busy(10_000)).toBeLessThan(10);
  });

  it('dials less with each abandoned call, and never less than one line per idle agent', () => {
    const after = (abandoned: number): number => decided({ budget: { answers: 1_000, abandoned } }, PREDICTIVE, EXPERIENCED).dial;
    expect(after(5)).toBeGreaterThan(after(30));
    expect(after(30)).toBeGreaterThanOrEqual(after(80));
    expect(after(10_000)).toBe(10);
    expect(decided({ budget: { answers: 1_000, abandoned: 80 } }, PREDICTIVE, EXPERIENCED).reasons).toMatchObject([{ limit: 'abandonment' }]);
  });

  it('follows no forecast that has kept abandoning: one line goes to each idle agent', () => {
    const { state } = decided({ heard: { failedAfterMs: times(20_000, 29_000) } }, PREDICTIVE, EXPERIENCED);
    const believing = (abandoned: number): number => decided({ budget: { answers: 200, abandoned } }, PREDICTIVE, state).dial;
    expect(believing(2)).toBeGreaterThan(50);
    expect(believing(20)).toBe(10);
  });

  it('begins with half a line more than agents', () => {
    const heard = { failedAfterMs: times(40, 29_000) };
    expect(dial({ heard })).toBe(15);
    expect(limits({ heard })).toEqual(['warm-up']);
  });

  it('keeps the campaign\'s own ceiling', () => {
    expect(decided({ budget: BUDGET }, { ...PREDICTIVE, maxLinesPerAgent: 1.2 }, EXPERIENCED)).toMatchObject({ dial: 12, reasons: [{ limit: 'lines-per-agent' }] });
  });

  it('gives up calls that rang enough when nobody is or soon will be free', () => {
    const agents = { idle: 0, talkingForMs: [1_000, 2_000] };
    const lines = { outForMs: [25_000, 22_000, 8_000], ringingForMs: [22_000, 19_000, 5_000] };
    expect(decided({ agents, lines, budget: BUDGET }, PREDICTIVE, EXPERIENCED).cancel).toBe(2);
    expect(decided({ agents: { ...agents, idle: 1 }, lines, budget: BUDGET }, PREDICTIVE, EXPERIENCED).cancel).toBe(0);
  });
});

describe('every decision', () => {
  it.each([PROGRESSIVE, POWER, PREDICTIVE, ZERO_ABANDON])('keeps within the trunk and the targets, and says so ($mode)', (settings) => {
    expect(dial({ trunkLinesFree: 3 }, settings)).toBe(3);
    expect(limits({ trunkLinesFree: 3 }, settings)).toContain('trunk');
    expect(dial({ trunkLinesFree: 3, targetsReady: 2 }, settings)).toBe(2);
    expect(limits({ targetsReady: 0 }, settings)).toContain('targets');
  });

  it.each([STALE_SNAPSHOT_MS + 1, -STALE_SNAPSHOT_MS - 1, Number.NaN, Number.POSITIVE_INFINITY])('dials nobody on a snapshot that is %p ms old', (ageMs) => {
    expect(decide(snapshotOf(), PREDICTIVE, {}, NOW_MS + ageMs)).toMatchObject({ dial: 0, cancel: 0, reasons: [{ limit: 'stale' }] });
  });

  it('learns from what an old snapshot tells', () => {
    const heard = { answeredAfterMs: times(30, 9_000) };
    expect(decide(snapshotOf({ heard }), PREDICTIVE, {}, NOW_MS + 60_000).state).toMatchObject({ endedEver: 30 });
  });

  it('stops at once when every agent has left, and gives up what rings as soon as it may', () => {
    expect(decided({ agents: { idle: 0 }, lines: { outForMs: [30_000, 9_000], ringingForMs: [20_000, 7_000] } }, PREDICTIVE, EXPERIENCED))
      .toMatchObject({ dial: 0, cancel: 1, reasons: [{ limit: 'nobody-idle' }, { limit: 'cancelled' }] });
  });

  it.each([[{ agents: { idle: Number.NaN } }], [{ agents: { idle: -1 } }], [{ agents: { reserved: 0.5 } }], [{ trunkLinesFree: Number.POSITIVE_INFINITY }], [{ targetsReady: -3 }], [{ budget: { answers: Number.NaN, abandoned: 0 } }]])(
    'dials nobody on counts that no campaign has: %p', (changes) => {
      expect(decided(changes)).toMatchObject({ dial: 0, reasons: [{ limit: 'stale' }] });
    });

  it.each(['abandonTargetRatio', 'abandonCapRatio', 'maxLinesPerAgent', 'minRingMs', 'ringTimeoutMs', 'connectWithinMs'])('dials nobody when the setting %s is no figure', (name) => {
    for (const wrong of [Number.NaN, -1, Number.POSITIVE_INFINITY]) expect(dial({}, { ...PREDICTIVE, [name]: wrong })).toBe(0);
  });
});

describe('a day of news that makes no sense', () => {
  const run = (heard: SnapshotChanges['heard'], lines: number): number => {
    let state: PacingState = {};
    for (let i = 0; i < 200; i++) state = decided({ ...heard === undefined ? {} : { heard }, lines: { outForMs: times(lines, 5_000) } }, PREDICTIVE, state).state;
    return decided({ agents: { idle: 10 } }, { ...PREDICTIVE, maxLinesPerAgent: 5 }, state).dial;
  };

  it('a carrier that answers everything gets about one line per agent', () => {
    expect(run({ answeredAfterMs: times(10, 0) }, 10)).toBeLessThanOrEqual(11);
  });

  it('a list of dead numbers is dialed no further than the ceiling', () => {
    expect(run({ failedAfterMs: times(10, 0) }, 10)).toBe(50);
  });

  it('does not come to believe in answers because every old call is given up: after a burst of which the first to answer were heard first', () => {
    // Of a hundred calls thirty would answer, 21 of them before they may be given up; of the others a third fail by then.
    const answered = [4, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 13, 14, 15, 16, 17, 18].map((sec) => sec * 1_000);
    const failed = Array.from({ length: 21 }, (_, index) => 4_500 + index * 650);
    const told = (heard: NonNullable<SnapshotChanges['heard']>, state: PacingState, outForMs: readonly number[] = times(100, 9_000)): PacingState =>
      decided({ agents: { idle: 0, talkingForMs: times(30, 60_000) }, heard, lines: { outForMs } }, PREDICTIVE, state).state;
    let state: PacingState = {};
    for (const sec of [6, 9, 12]) state = told({ answeredAfterMs: answered.filter((ms) => ms <= sec * 1_000 && ms > (sec - 3) * 1_000).flatMap((ms) => times(5, ms)) }, state, times(500, sec * 1_000));
    for (let i = 0; i < 60; i++) state = told({ answeredAfterMs: answered, failedAfterMs: failed, cancelledAfterMs: times(58, 18_100) }, state);
    expect(state['rate']).toBeGreaterThan(0.25);
    expect(state['rate']).toBeLessThan(0.37);
  });

  it('machines that agents had on the line needed them, if not for long', () => {
    const news = { answeredAfterMs: times(60, 10_000), failedAfterMs: times(60, 29_000), talkedForMs: times(60, 10_000) };
    expect(decided({ heard: { ...news, machines: 40 } }).state).toEqual(decided({ heard: news }).state);
  });

  it('machines need nobody: the rate is that of persons', () => {
    const persons = decided({ heard: { answeredAfterMs: times(60, 10_000), failedAfterMs: times(60, 29_000) } }).state;
    const machines = decided({ heard: { answeredAfterMs: times(60, 10_000), machines: 40, failedAfterMs: times(60, 29_000) } }).state;
    expect(decided({ budget: BUDGET }, PREDICTIVE, machines).dial).toBeGreaterThan(decided({ budget: BUDGET }, PREDICTIVE, persons).dial);
  });
});

describe('whatever the figures', () => {
  const count = fc.oneof(fc.nat({ max: 60 }), fc.constantFrom(Number.NaN, -1, 0.5, Number.POSITIVE_INFINITY, 1e300));
  const ms = fc.oneof(fc.integer({ min: 0, max: 400_000 }), fc.constantFrom(Number.NaN, -5_000, Number.POSITIVE_INFINITY, 1e300));
  const list = fc.array(ms, { maxLength: 60 });
  const anySnapshot: fc.Arbitrary<PacingSnapshot> = fc.record({
    takenAtMs: fc.integer({ min: NOW_MS - 2_500, max: NOW_MS + 2_500 }),
    agents: fc.record({ idle: count, reserved: count, talkingForMs: list, wrappingForMs: list }),
    lines: fc.record({ outForMs: list, ringingForMs: list, waitingForMs: list }),
    heard: fc.record({
      answeredAfterMs: list, machines: count, failedAfterMs: list, cancelledAfterMs: list, talkedForMs: list, wrappedForMs: list, abandoned: count,
    }),
    budget: fc.record({ answers: count, abandoned: count }), trunkLinesFree: count, targetsReady: count,
  });
  const anySettings: fc.Arbitrary<PacingSettings> = fc.record({
    mode: fc.constantFrom(...DIAL_MODES), abandonTargetRatio: fc.double({ min: 0, max: 0.03, noNaN: true }), abandonCapRatio: fc.constant(0.03),
    maxLinesPerAgent: fc.double({ min: 1, max: 10, noNaN: true }), minRingMs: fc.constantFrom(0, 15_000), ringTimeoutMs: fc.integer({ min: 0, max: 120_000 }),
    connectWithinMs: fc.integer({ min: 0, max: 30_000 }),
  });
  const anyState: fc.Arbitrary<PacingState> = fc.oneof(
    fc.constant({}), fc.constant(EXPERIENCED),
    fc.dictionary(fc.string(), fc.oneof(fc.double(), fc.array(fc.double()))),
    fc.tuple(fc.constantFrom(...Object.keys(EXPERIENCED)), fc.oneof(fc.double(), fc.array(fc.double()))).map(([name, value]) => ({ ...EXPERIENCED, [name]: value })),
  );

  it('a decision is whole numbers within every ceiling, with reasons in figures', () => {
    fc.assert(fc.property(fc.array(anySnapshot, { minLength: 1, maxLength: 4 }), anySettings, anyState, (snapshots, settings, begins) => {
      let state = begins;
      for (const snapshot of snapshots) {
        const decision = decide(snapshot, settings, state, NOW_MS);
        state = decision.state;
        expect(Number.isInteger(decision.dial) && decision.dial >= 0 && Number.isInteger(decision.cancel) && decision.cancel >= 0).toBe(true);
        expect(decision.cancel).toBeLessThanOrEqual(snapshot.lines.ringingForMs.filter((rang) => rang >= settings.minRingMs).length);
        expect(decision.reasons.length).toBeGreaterThan(0);
        for (const { figures } of decision.reasons) for (const figure of Object.values(figures)) expect(figure).not.toBeNaN();
        if (decision.dial === 0) continue;
        const { idle, reserved, talkingForMs, wrappingForMs } = snapshot.agents;
        expect(decision.dial).toBeLessThanOrEqual(Math.min(snapshot.trunkLinesFree, snapshot.targetsReady));
        const out = Math.max(snapshot.lines.outForMs.length, snapshot.lines.ringingForMs.length) - decision.cancel;
        const working = idle + reserved + talkingForMs.length + wrappingForMs.length;
        const waiting = snapshot.lines.waitingForMs.length;
        const owned = settings.mode === 'preview' ? Math.min(reserved, out) : 0;
        const most = settings.mode === 'predictive' ? working * settings.maxLinesPerAgent : owned + idle * (settings.mode === 'power' ? Math.max(1, settings.maxLinesPerAgent) : 1) - waiting;
        expect(decision.dial + out).toBeLessThanOrEqual(most);
      }
    }), { numRuns: 1_000 });
  });

  it('a state that went through JSON gives the same decisions', () => {
    fc.assert(fc.property(anySnapshot, anySnapshot, anySettings, (first, second, settings) => {
      const { state } = decide(first, settings, EXPERIENCED, NOW_MS);
      const kept = JSON.parse(JSON.stringify(state)) as PacingState; // as it was written
      expect(decide(second, settings, kept, NOW_MS)).toEqual(decide(second, settings, state, NOW_MS));
    }), { numRuns: 300 });
  });

  it('changes nothing it was given', () => {
    const before = JSON.stringify(EXPERIENCED);
    decided({ heard: { answeredAfterMs: [9_000], cancelledAfterMs: [17_000], talkedForMs: [60_000] } }, PREDICTIVE, EXPERIENCED);
    expect(JSON.stringify(EXPERIENCED)).toBe(before);
  });
});

it('a state is small', () => {
  expect(JSON.stringify(EXPERIENCED).length).toBeLessThan(10_000);
});
