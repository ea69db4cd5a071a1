import fc from 'fast-check';
import { STALE_SNAPSHOT_MS, decide, type PacingSettings, type PacingSnapshot } from '.';

const NOW_MS = 1_000_000;
const PROGRESSIVE: PacingSettings = { mode: 'progressive', abandonTargetRatio: 0.03, maxLinesPerAgent: 3 };
const PREDICTIVE: PacingSettings = { ...PROGRESSIVE, mode: 'predictive' };

/** Ten idle agents, nothing out, everything at hand, and a measured answer rate of a third. */
const snapshot = (changes: Partial<PacingSnapshot> = {}): PacingSnapshot => ({
  takenAtMs: NOW_MS, agentsIdle: 10, agentsReserved: 0, agentsTalking: 0, agentsWrapUp: 0, linesDialing: 0, callsWaiting: 0,
  trunkLinesFree: 1_000, targetsReady: 1_000, dialsResolved: 3_000, answered: 1_000, abandoned: 0, ...changes,
});
const dial = (changes: Partial<PacingSnapshot>, settings = PREDICTIVE): number => decide(snapshot(changes), settings, {}, NOW_MS).dial;
const limits = (changes: Partial<PacingSnapshot>, settings = PREDICTIVE, nowMs = NOW_MS): string[] =>
  decide(snapshot(changes), settings, {}, nowMs).reasons.map((reason) => reason.limit);

describe('progressive dialing', () => {
  it('dials one line per idle agent, less what is out already', () => {
    expect(dial({}, PROGRESSIVE)).toBe(10);
    expect(dial({ linesDialing: 4, callsWaiting: 1 }, PROGRESSIVE)).toBe(5);
    expect(dial({ linesDialing: 12 }, PROGRESSIVE)).toBe(0);
    expect(limits({ linesDialing: 12 }, PROGRESSIVE)).toEqual(['enough-lines']);
  });

  it('dials nobody while nobody is idle', () => {
    expect(dial({ agentsIdle: 0, agentsTalking: 10 }, PROGRESSIVE)).toBe(0);
    expect(limits({ agentsIdle: 0, agentsTalking: 10 }, PROGRESSIVE)).toEqual(['nobody-idle']);
  });
});

describe('predictive dialing by a ratio', () => {
  it('dials as many lines as bring an answer to each idle agent', () => {
    expect(dial({})).toBe(30); // 1,004 answers of 3,012 dials
    expect(dial({ linesDialing: 25 })).toBe(5);
    expect(limits({})).toEqual(['ratio']);
  });

  it('never dials more than the campaign\'s lines per agent', () => {
    expect(dial({ answered: 100 })).toBe(30);
    expect(dial({ answered: 100 }, { ...PREDICTIVE, maxLinesPerAgent: 2 })).toBe(20);
  });

  it('begins with half a line more than agents, until it has seen enough', () => {
    expect(dial({ dialsResolved: 29, answered: 2 })).toBe(15);
    expect(limits({ dialsResolved: 29, answered: 2 })).toEqual(['warm-up']);
    expect(dial({ dialsResolved: 30, answered: 2 })).toBe(30);
  });

  it('is one line per idle agent once abandonment has reached its target', () => {
    expect(dial({ abandoned: 29 })).toBe(30);
    expect(dial({ abandoned: 30 })).toBe(10);
    expect(limits({ abandoned: 30 })).toEqual(['abandonment']);
  });

  it('takes the first abandoned call seriously although one of one is no figure', () => {
    expect(dial({ dialsResolved: 40, answered: 13, abandoned: 1 })).toBe(10);
    expect(dial({ dialsResolved: 300, answered: 100, abandoned: 1 })).toBe(30);
  });

  it('never dials more than its idle agents where nobody may be abandoned', () => {
    const strict = { ...PREDICTIVE, abandonTargetRatio: 0 };
    expect(dial({}, strict)).toBe(10);
    expect(dial({ dialsResolved: 0, answered: 0 }, strict)).toBe(10);
  });
});

describe('every decision', () => {
  it.each(['progressive', 'predictive'] as const)('keeps within the trunk and the targets (%s), and says so', (mode) => {
    expect(dial({ trunkLinesFree: 3 }, { ...PREDICTIVE, mode })).toBe(3);
    expect(limits({ trunkLinesFree: 3 }, { ...PREDICTIVE, mode })).toContain('trunk');
    expect(dial({ trunkLinesFree: 3, targetsReady: 2 }, { ...PREDICTIVE, mode })).toBe(2);
    expect(limits({ targetsReady: 2 }, { ...PREDICTIVE, mode })).toContain('targets');
  });

  it.each([STALE_SNAPSHOT_MS + 1, -STALE_SNAPSHOT_MS - 1, Number.NaN, Number.POSITIVE_INFINITY])('dials nobody on a snapshot that is %p ms old', (ageMs) => {
    expect(decide(snapshot(), PREDICTIVE, {}, NOW_MS + ageMs)).toMatchObject({ dial: 0, reasons: [{ limit: 'stale' }] });
    expect(decide(snapshot({ takenAtMs: NOW_MS - ageMs }), PREDICTIVE, {}, NOW_MS)).toMatchObject({ dial: 0, reasons: [{ limit: 'stale' }] });
  });

  it('believes a snapshot of the last two seconds', () => {
    expect(decide(snapshot(), PREDICTIVE, {}, NOW_MS + STALE_SNAPSHOT_MS).dial).toBe(30);
  });

  it('dials nobody without agents', () => {
    expect(limits({ agentsIdle: 0 })).toEqual(['nobody-idle']);
  });

  it.each(Object.keys(snapshot()))('dials nobody when %s is no count', (field) => {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, -1]) expect(dial({ [field]: wrong })).toBe(0);
  });

  it.each(['abandonTargetRatio', 'maxLinesPerAgent'])('dials nobody when the setting %s is no figure', (field) => {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, -1]) expect(dial({}, { ...PREDICTIVE, [field]: wrong })).toBe(0);
  });
});

describe('whatever the figures', () => {
  const anyCount = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 100_000 }), fc.double({ min: 0, max: 50, noNaN: true }), fc.constantFrom(Number.NaN, -1, Number.POSITIVE_INFINITY));
  const sane = fc.integer({ min: 0, max: 200 });
  const snapshotOf = (count: fc.Arbitrary<number>): fc.Arbitrary<PacingSnapshot> => fc.record({
    takenAtMs: fc.integer({ min: NOW_MS - 3_000, max: NOW_MS + 3_000 }),
    agentsIdle: count, agentsReserved: count, agentsTalking: count, agentsWrapUp: count, linesDialing: count, callsWaiting: count,
    trunkLinesFree: count, targetsReady: count, dialsResolved: count, answered: count, abandoned: count,
  });
  const anySettings: fc.Arbitrary<PacingSettings> = fc.record({
    mode: fc.constantFrom('progressive', 'predictive'), abandonTargetRatio: fc.double({ min: 0, max: 0.1, noNaN: true }), maxLinesPerAgent: fc.double({ min: 1, max: 10, noNaN: true }),
  });

  it('a decision is a whole number of lines that the trunk and the targets have, with a reason', () => {
    fc.assert(fc.property(snapshotOf(anyCount), anySettings, (some, settings) => {
      const decision = decide(some, settings, {}, NOW_MS);
      expect(Number.isInteger(decision.dial) && decision.dial >= 0).toBe(true);
      expect(decision.cancel).toBe(0);
      expect(decision.reasons.length).toBeGreaterThan(0);
      if (decision.dial > 0) expect(decision.dial).toBeLessThanOrEqual(Math.min(some.trunkLinesFree, some.targetsReady));
    }), { numRuns: 1_000 });
  });

  it('progressive never has more lines out than agents are idle', () => {
    fc.assert(fc.property(snapshotOf(sane), anySettings, (some, settings) => {
      const { dial: lines } = decide(some, { ...settings, mode: 'progressive' }, {}, NOW_MS);
      if (lines > 0) expect(lines + some.linesDialing + some.callsWaiting).toBeLessThanOrEqual(some.agentsIdle);
    }), { numRuns: 1_000 });
  });

  it('predictive never has more lines out than its ceiling, and dials no less than progressive would', () => {
    fc.assert(fc.property(snapshotOf(sane), anySettings, (drawn, settings) => {
      const some = { ...drawn, answered: Math.min(drawn.answered, drawn.dialsResolved) };
      const { dial: lines } = decide(some, { ...settings, mode: 'predictive' }, {}, NOW_MS);
      if (lines > 0) expect(lines + some.linesDialing + some.callsWaiting).toBeLessThanOrEqual(some.agentsIdle * settings.maxLinesPerAgent);
      expect(lines).toBeGreaterThanOrEqual(decide(some, { ...settings, mode: 'progressive' }, {}, NOW_MS).dial);
    }), { numRuns: 1_000 });
  });
});
