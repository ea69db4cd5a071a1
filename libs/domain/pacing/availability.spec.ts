import { availability } from './availability';
import { times } from './fixtures';
import { HORIZONS } from './horizons';
import { DURATION_BINS, heardDurations, type Durations } from './survival';

const NONE: Durations = { ends: new Array<number>(DURATION_BINS).fill(0), livedSec: new Array<number>(DURATION_BINS).fill(0) };
const LAST = HORIZONS - 1;
const of = (agents: { talkingForMs?: number[]; wrappingForMs?: number[]; reserved?: number }, wrapShare = 1, graceSec = 2) =>
  availability({ talkingForMs: [], wrappingForMs: [], reserved: 0, ...agents }, NONE, NONE, wrapShare, graceSec);

it('counts who is busy, and expects more of them the farther it looks', () => {
  const free = of({ talkingForMs: times(20, 60_000), wrappingForMs: times(5, 10_000), reserved: 2 });
  expect(free.busy).toBe(27);
  for (let k = 1; k < HORIZONS; k++) expect(free.mean[k]).toBeGreaterThan(free.mean[k - 1] ?? 0);
  expect(free.mean[LAST]).toBeLessThan(27);
});

it('expects an agent in wrap-up before one in a talk', () => {
  expect(of({ wrappingForMs: [20_000] }).mean[2]).toBeGreaterThan(2 * (of({ talkingForMs: [20_000] }).mean[2] ?? 1));
});

it('has an agent free at the end of the talk where there is no wrap-up', () => {
  expect(of({ talkingForMs: [60_000] }, 0).mean[LAST]).toBeGreaterThan(1.5 * (of({ talkingForMs: [60_000] }, 1).mean[LAST] ?? 1));
});

it('has the longer, the longer an answered call may wait', () => {
  expect(of({ wrappingForMs: [20_000] }, 1, 5).mean[0]).toBeGreaterThan(of({ wrappingForMs: [20_000] }, 1, 0).mean[0] ?? 1);
});

it('knows of talks that all last the same when they will be over', () => {
  let talks = NONE;
  for (let i = 0; i < 30; i++) talks = heardDurations(talks, times(20, 60_000));
  const freeAt = (ageMs: number): number => availability({ talkingForMs: [ageMs], wrappingForMs: [], reserved: 0 }, talks, NONE, 0, 2).mean[3] ?? 0;
  expect(freeAt(58_000)).toBeGreaterThan(0.5);
  expect(freeAt(20_000)).toBeLessThan(0.1);
});
