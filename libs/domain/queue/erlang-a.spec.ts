import fc from 'fast-check';
import { agentsKept, agentsNeeded, queueOutlook, type QueueLoad } from './erlang-a';

const WITHIN_SEC = 20;

describe('published figures', () => {
  it('of Garnett, Mandelbaum and Reiman (2002, table 1): 50 agents, 48 calls a minute of a minute each, patience of 2 minutes', () => {
    const outlook = queueOutlook({ callsPerSec: 48 / 60, handleSec: 60, patienceSec: 120 }, 50, 12.5);
    expect(100 * outlook.abandonRatio).toBeCloseTo(3.1, 1);
    expect(outlook.meanWaitSec).toBeCloseTo(3.6, 0);
    expect(100 * outlook.busy / 50).toBeCloseTo(93, 0);
    expect(outlook.meanWaitSec * 48 / 60).toBeCloseTo(3, 0);
    // The 90th percentile of the wait is 12.5 s.
    expect(outlook.waitBeyond).toBeCloseTo(0.1, 2);
  });

  it('of the same without patience, Erlang C', () => {
    const outlook = queueOutlook({ callsPerSec: 48 / 60, handleSec: 60, patienceSec: Number.POSITIVE_INFINITY }, 50, 58.1);
    expect(outlook.meanWaitSec).toBeCloseTo(20.8, 1);
    expect(outlook.waitBeyond).toBeCloseTo(0.1, 2);
    expect(outlook.abandonRatio).toBeLessThan(1e-9);
  });

  // Erlang C of the tables (as R. Cooper's): traffic, servers, chance of a wait.
  it.each([[8, 10, 0.4092], [20, 25, 0.2091], [2, 3, 0.4444], [90, 100, 0.2169]])('Erlang C: %d erlangs, %d agents', (erlangs, agents, waits) => {
    const outlook = queueOutlook({ callsPerSec: erlangs / 180, handleSec: 180, patienceSec: Number.POSITIVE_INFINITY }, agents, WITHIN_SEC);
    expect(outlook.waitRatio).toBeCloseTo(waits, 3);
    const inTime = 1 - outlook.waitRatio * Math.exp(-(agents - erlangs) * WITHIN_SEC / 180);
    expect(outlook.answeredInTime).toBeCloseTo(inTime, 6);
    expect(outlook.waitBeyond).toBeCloseTo(1 - inTime, 6);
    expect(outlook.meanWaitSec).toBeCloseTo(outlook.waitRatio * 180 / (agents - erlangs), 4);
  });
});

/** The waiting-time distribution by W. Baccelli and G. Hebuterne's integral (Zeltyn and Mandelbaum 2005), by brute force. */
function byIntegral({ callsPerSec, handleSec, patienceSec }: QueueLoad, agents: number, withinSec: number): { abandonRatio: number; answeredInTime: number; waitBeyond: number } {
  const frees = agents / handleSec;
  let lost = 1;
  for (let count = 1; count < agents; count++) lost = callsPerSec * handleSec * lost / (count + callsPerSec * handleSec * lost);
  const density = (sec: number): number => Math.exp(callsPerSec * patienceSec * -Math.expm1(-sec / patienceSec) - frees * sec);
  const integral = (fromSec: number, toSec: number, of: (sec: number) => number): number => {
    const steps = 40_000;
    const width = (toSec - fromSec) / steps;
    let sum = of(fromSec) + of(toSec);
    for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * of(fromSec + i * width);
    return sum * width / 3;
  };
  const farSec = 40 * patienceSec;
  const all = integral(0, withinSec, density) + integral(withinSec, farSec, density);
  const normal = 1 / lost + callsPerSec * all;
  return {
    abandonRatio: (1 + (callsPerSec - frees) * all) / normal,
    answeredInTime: (1 / lost + callsPerSec * integral(0, withinSec, (sec) => density(sec) * Math.exp(-sec / patienceSec))) / normal,
    waitBeyond: Math.exp(-withinSec / patienceSec) * callsPerSec * integral(withinSec, farSec, density) / normal,
  };
}

it.each([[8, 8, 120], [8, 12, 120], [1, 0.5, 60], [50, 55, 300], [3, 1, 30]])('is the known integral: %d agents, %d erlangs, patience %d s', (agents, erlangs, patienceSec) => {
  const load = { callsPerSec: erlangs / 150, handleSec: 150, patienceSec };
  const [outlook, other] = [queueOutlook(load, agents, WITHIN_SEC), byIntegral(load, agents, WITHIN_SEC)];
  for (const share of ['abandonRatio', 'answeredInTime', 'waitBeyond'] as const) expect(outlook[share]).toBeCloseTo(other[share], 6);
});

describe('with outbound calls on the agents who are not kept', () => {
  it('is, with nobody kept, a line in which everybody is always busy', () => {
    const { waitRatio, busy } = queueOutlook({ callsPerSec: 2 / 180, handleSec: 180, patienceSec: 120 }, 8, WITHIN_SEC, 0);
    expect(waitRatio).toBeCloseTo(1, 9);
    expect(busy).toBeCloseTo(8, 9);
    // Nobody is ahead of most: an agent is free after 22.5 s on average.
    const rare = queueOutlook({ callsPerSec: 1e-7, handleSec: 180, patienceSec: Number.POSITIVE_INFINITY }, 8, WITHIN_SEC, 0);
    expect(rare.answeredInTime).toBeCloseTo(1 - Math.exp(-WITHIN_SEC * 8 / 180), 5);
  });

  it('keeps the fewest that keep the level', () => {
    const load = { callsPerSec: 2.4 / 180, handleSec: 180, patienceSec: 150 };
    const kept = agentsKept(load, 8, { ratio: 0.8, withinSec: WITHIN_SEC });
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(4);
    expect(queueOutlook(load, 8, WITHIN_SEC, kept).answeredInTime).toBeGreaterThanOrEqual(0.8);
    expect(queueOutlook(load, 8, WITHIN_SEC, kept - 1).answeredInTime).toBeLessThan(0.8);
    expect(agentsKept({ ...load, callsPerSec: 1 }, 8, { ratio: 0.8, withinSec: WITHIN_SEC })).toBe(8);
    expect(agentsKept({ ...load, callsPerSec: 0 }, 300, { ratio: 0.8, withinSec: WITHIN_SEC })).toBe(0);
  });
});

/** In time, by Erlang C. */
function byErlangC(erlangs: number, agents: number): number {
  let blocked = 1;
  for (let count = 1; count <= agents; count++) blocked = erlangs * blocked / (count + erlangs * blocked);
  return 1 - blocked / (1 - erlangs / agents * (1 - blocked)) * Math.exp(-(agents - erlangs) * WITHIN_SEC / 180);
}

it.each([10, 100, 1_000])('needs, without patience, for %d erlangs as many as Erlang C says, and fewer where callers give up', (erlangs) => {
  const load = { callsPerSec: erlangs / 180, handleSec: 180, patienceSec: Number.POSITIVE_INFINITY };
  const agents = agentsNeeded(load, { ratio: 0.8, withinSec: WITHIN_SEC });
  expect(byErlangC(erlangs, agents)).toBeGreaterThanOrEqual(0.8);
  expect(byErlangC(erlangs, agents - 1)).toBeLessThan(0.8);
  expect(agentsNeeded({ ...load, patienceSec: 120 }, { ratio: 0.8, withinSec: WITHIN_SEC })).toBeLessThan(agents);
});

it('says so when no number of agents will do', () => {
  expect(agentsNeeded({ callsPerSec: 1, handleSec: 180, patienceSec: 60 }, { ratio: 0.8, withinSec: WITHIN_SEC }, 100)).toBe(Number.POSITIVE_INFINITY);
});

const anyLoad = fc.record({
  callsPerSec: fc.double({ min: 0, max: 5, noNaN: true }), handleSec: fc.double({ min: 1, max: 2_000, noNaN: true }),
  patienceSec: fc.oneof(fc.double({ min: 1, max: 1_000, noNaN: true }), fc.constant(Number.POSITIVE_INFINITY)),
});

it('whatever the load and the team, shares are shares, and more agents, or more of them kept, never make it worse', () => {
  fc.assert(fc.property(anyLoad, fc.integer({ min: 1, max: 1_000 }), fc.double({ min: 0, max: 120, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (load, agents, withinSec, share) => {
    const kept = Math.floor(share * agents);
    const outlook = queueOutlook(load, agents, withinSec, kept);
    for (const ratio of [outlook.waitRatio, outlook.abandonRatio, outlook.answeredInTime, outlook.waitBeyond]) {
      expect(ratio).toBeGreaterThanOrEqual(-1e-9);
      expect(ratio).toBeLessThanOrEqual(1 + 1e-9);
    }
    expect(outlook.answeredInTime + outlook.waitBeyond).toBeLessThanOrEqual(1 + 1e-6);
    const more = queueOutlook(load, agents, withinSec, kept + 1).answeredInTime;
    const larger = queueOutlook(load, agents + 1, withinSec).answeredInTime;
    expect(more).toBeGreaterThanOrEqual(outlook.answeredInTime - 1e-6);
    expect(larger).toBeGreaterThanOrEqual(queueOutlook(load, agents, withinSec).answeredInTime - 1e-6);
  }), { numRuns: 300 });
});
