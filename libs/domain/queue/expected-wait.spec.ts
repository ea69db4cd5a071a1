import fc from 'fast-check';
import { expectedWait, type QueueFlow } from './expected-wait';

const FLOW: QueueFlow = { agents: 10, handleMs: 180_000, handlesHeard: 1e9, patienceMs: Number.POSITIVE_INFINITY };

it.each<[string, number, QueueFlow, mean: number, deviation: number]>([
  ['one agent of ten becomes free every 18 s', 1, FLOW, 18_000, 18_000],
  ['four must become free', 4, FLOW, 72_000, 36_000],
  ['half of them go to others', 4, { ...FLOW, takenPerSec: 5 / 180 }, 144_000, 72_000],
  ['those ahead may give up', 2, { ...FLOW, patienceMs: 18_000 }, 18_000 + 9_000, Math.hypot(18_000, 9_000)],
  ['little is known', 1, { ...FLOW, handlesHeard: 4 }, 18_000, Math.hypot(18_000, 9_000)],
])('%s', (_what, place, flow, meanMs, deviationMs) => {
  expect(expectedWait(place, flow)?.meanMs).toBeCloseTo(meanMs, 6);
  expect(expectedWait(place, flow)?.deviationMs).toBeCloseTo(deviationMs, 3);
});

it('says nothing where nobody comes', () => {
  for (const flow of [{ ...FLOW, agents: 0 }, { ...FLOW, takenPerSec: 1 }, { ...FLOW, handleMs: Number.NaN }, { ...FLOW, handleMs: 0 }]) expect(expectedWait(1, flow)).toBeNull();
});

it('eight of ten exponential waits end between the tenth and the ninetieth part, nearly', () => {
  const { likelyFromMs = 0, likelyToMs = 0 } = expectedWait(1, FLOW) ?? {};
  expect(Math.exp(-likelyFromMs / 18_000) - Math.exp(-likelyToMs / 18_000)).toBeCloseTo(0.8, 1.5);
});

it('is longer farther back, and with fewer agents, and the mean lies within what is likely', () => {
  const flows = fc.record({ agents: fc.integer({ min: 1, max: 500 }), handleMs: fc.integer({ min: 1_000, max: 3_600_000 }), handlesHeard: fc.integer({ min: 0, max: 1_000 }), patienceMs: fc.integer({ min: 1_000, max: 3_600_000 }) });
  fc.assert(fc.property(flows, fc.integer({ min: 1, max: 200 }), (flow, place) => {
    const [here, behind, fewer] = [expectedWait(place, flow), expectedWait(place + 1, flow), expectedWait(place, { ...flow, agents: flow.agents / 2 })];
    expect(behind?.meanMs).toBeGreaterThan(here?.meanMs ?? Number.NaN);
    expect(fewer?.meanMs).toBeGreaterThan(here?.meanMs ?? Number.NaN);
    expect(here?.likelyFromMs).toBeGreaterThanOrEqual(0);
    expect(here?.likelyToMs).toBeGreaterThan(here?.meanMs ?? Number.NaN);
    expect(here?.likelyFromMs).toBeLessThan(here?.meanMs ?? Number.NaN);
  }));
});
