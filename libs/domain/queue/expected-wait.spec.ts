import fc from 'fast-check';
import { expectedWait, type Ahead, type QueueFlow } from './expected-wait';

const behind = (callers: number): Ahead => ({ callers, toBeCalled: 0 });
const FLOW: QueueFlow = { agents: 10, handleMs: 180_000, handlesHeard: 1e9, patienceMs: Number.POSITIVE_INFINITY };

it.each<[string, callersAhead: number, QueueFlow, mean: number, deviation: number]>([
  ['one agent of ten becomes free every 18 s', 0, FLOW, 18_000, 18_000],
  ['four must become free', 3, FLOW, 72_000, 36_000],
  ['half of them go to others', 3, { ...FLOW, takenPerSec: 5 / 180 }, 144_000, 72_000],
  ['those ahead may give up', 1, { ...FLOW, patienceMs: 18_000 }, 18_000 + 9_000, Math.hypot(18_000, 9_000)],
  ['little is known', 0, { ...FLOW, handlesHeard: 4 }, 18_000, Math.hypot(18_000, 9_000)],
])('%s', (_what, callers, flow, meanMs, deviationMs) => {
  expect(expectedWait(behind(callers), flow)?.meanMs).toBeCloseTo(meanMs, 6);
  expect(expectedWait(behind(callers), flow)?.deviationMs).toBeCloseTo(deviationMs, 3);
});

/** Mean wait in minutes behind so many of each kind in whatever order: of who is ahead the first is answered, or any caller gives up. */
function exactly(callers: number, toBeCalled: number, perMin: number, givesUpPerMin: number): number {
  const known = Array.from({ length: callers + 1 }, () => new Array<number>(toBeCalled + 1).fill(0));
  const at = (on: number, kept: number): number => known[on]?.[kept] ?? 0;
  for (const [on, row] of known.entries()) {
    for (let kept = 0; kept <= toBeCalled; kept++) {
      const [ahead, leavesPerMin] = [on + kept, perMin + on * givesUpPerMin];
      row[kept] = ahead === 0 ? 1 / perMin
        : (1 + (on * perMin / ahead + on * givesUpPerMin) * at(on - 1, kept) + kept * perMin / ahead * at(on, kept - 1)) / leavesPerMin;
    }
  }
  return at(callers, toBeCalled);
}

it('who keeps the place gives nothing up, whoever else is ahead', () => {
  const flow = { ...FLOW, patienceMs: 60_000 };
  for (const toBeCalled of [1, 5, 30]) {
    const alone = expectedWait({ callers: 0, toBeCalled }, flow);
    expect(alone).toEqual(expectedWait(behind(toBeCalled), FLOW));
  }
  const count = fc.integer({ min: 0, max: 40 });
  fc.assert(fc.property(count, count, fc.integer({ min: 20_000, max: 900_000 }), (callers, toBeCalled, patienceMs) => {
    const expected = exactly(callers, toBeCalled, 60 / 18, 60_000 / patienceMs) * 60_000;
    const said = expectedWait({ callers, toBeCalled }, { ...FLOW, patienceMs })?.meanMs ?? Number.NaN;
    expect(Math.abs(said / expected - 1)).toBeLessThan(0.05);
    expect(said).toBeGreaterThanOrEqual((expectedWait(behind(callers + toBeCalled), { ...FLOW, patienceMs })?.meanMs ?? Number.NaN) - 1e-6);
  }));
});

it('says nothing where nobody comes', () => {
  for (const flow of [{ ...FLOW, agents: 0 }, { ...FLOW, takenPerSec: 1 }, { ...FLOW, handleMs: Number.NaN }, { ...FLOW, handleMs: 0 }]) expect(expectedWait(behind(0), flow)).toBeNull();
});

it('eight of ten exponential waits end between the tenth and the ninetieth part, nearly', () => {
  const { likelyFromMs = 0, likelyToMs = 0 } = expectedWait(behind(0), FLOW) ?? {};
  expect(Math.exp(-likelyFromMs / 18_000) - Math.exp(-likelyToMs / 18_000)).toBeCloseTo(0.8, 1.5);
});

it('is longer farther back, and with fewer agents, and the mean lies within what is likely', () => {
  const flows = fc.record({ agents: fc.integer({ min: 1, max: 500 }), handleMs: fc.integer({ min: 1_000, max: 3_600_000 }), handlesHeard: fc.integer({ min: 0, max: 1_000 }), patienceMs: fc.integer({ min: 1_000, max: 3_600_000 }) });
  fc.assert(fc.property(flows, fc.nat(200), (flow, callers) => {
    const ahead = behind(callers);
    const [here, fewer] = [expectedWait(ahead, flow), expectedWait(ahead, { ...flow, agents: flow.agents / 2 })];
    const [farther, behindOneToCall] = [expectedWait(behind(callers + 1), flow), expectedWait({ callers, toBeCalled: 1 }, flow)];
    expect(farther?.meanMs).toBeGreaterThan(here?.meanMs ?? Number.NaN);
    expect(behindOneToCall?.meanMs).toBeGreaterThanOrEqual((farther?.meanMs ?? Number.NaN) * (1 - 1e-9));
    expect(fewer?.meanMs).toBeGreaterThan(here?.meanMs ?? Number.NaN);
    expect(here?.likelyFromMs).toBeGreaterThanOrEqual(0);
    expect(here?.likelyToMs).toBeGreaterThan(here?.meanMs ?? Number.NaN);
    expect(here?.likelyFromMs).toBeLessThan(here?.meanMs ?? Number.NaN);
  }));
});
