import { HORIZONS, STEP_SEC } from './horizons';
import type { AgentsNow } from './pacing';
import { DURATION_BINS, durationBin, LONGEST_SEC, SurvivalTable, TALK_PRIOR, WRAP_PRIOR, type Durations } from './survival';
import { zeros } from './zeros';

/** Agents as busy as each other: how many, and the chance that one is free by each horizon. */
export interface AgentGroup {
  readonly count: number;
  readonly freeBy: readonly number[];
}

export interface Availability {
  readonly groups: readonly AgentGroup[];
  readonly busy: number;
  readonly mean: readonly number[];
  readonly variance: readonly number[];
}

/** The busy ones; the talk of who is reserved begins now. */
export type AgentsAges = Omit<AgentsNow, 'idle'>;

/** Who of the busy agents is free by each horizon, and `graceSec` later: so long may an answered call wait. */
export function availability(agents: AgentsAges, talks: Durations, wraps: Durations, wrapShare: number, graceSec: number): Availability {
  const talking = new Ages(agents.talkingForMs);
  talking.addNew(agents.reserved);
  const wrapping = new Ages(agents.wrappingForMs);
  const talkLasts = new SurvivalTable(talks, TALK_PRIOR, talking.byBin);
  const wrapLasts = new SurvivalTable(wraps, WRAP_PRIOR, wrapping.byBin);
  const firstSec = graceSec % STEP_SEC;
  const stepsBefore = Math.floor(graceSec / STEP_SEC) + 1;
  const wrappedBy = wrappedAfter(wrapLasts, wrapShare, HORIZONS + stepsBefore);
  const groups = [
    ...talking.groups((ageSec) => freeFromTalk(talkLasts, ageSec, wrappedBy, firstSec, stepsBefore)),
    ...wrapping.groups((ageSec) => freeFromWrap(wrapLasts, ageSec, graceSec)),
  ];
  return { groups, busy: agents.talkingForMs.length + agents.wrappingForMs.length + agents.reserved, ...moments(groups) };
}

/** Bins that are judged together, by the mean of their ages: seconds matter early, and later a quarter more or less does not. */
const BINS_TOGETHER = 2;

class Ages {
  readonly byBin = zeros(DURATION_BINS);
  private readonly sumSec = zeros(DURATION_BINS);

  constructor(agesMs: readonly number[]) {
    for (const ms of agesMs) {
      const sec = ms > 0 ? Math.min(ms / 1000, LONGEST_SEC) : 0;
      const bin = durationBin(sec);
      this.byBin[bin] = (this.byBin[bin] ?? 0) + 1;
      this.sumSec[bin] = (this.sumSec[bin] ?? 0) + sec;
    }
  }

  addNew(count: number): void {
    this.byBin[0] = (this.byBin[0] ?? 0) + count;
  }

  groups(freeBy: (ageSec: number) => readonly number[]): AgentGroup[] {
    const groups: AgentGroup[] = [];
    for (let first = 0; first < DURATION_BINS; first += BINS_TOGETHER) {
      let count = 0;
      let sumSec = 0;
      for (let bin = first; bin < first + BINS_TOGETHER; bin++) {
        count += this.byBin[bin] ?? 0;
        sumSec += this.sumSec[bin] ?? 0;
      }
      if (count > 0) groups.push({ count, freeBy: freeBy(sumSec / count) });
    }
    return groups;
  }
}

/** Chance that an agent whose talk ended in the middle of the step `n` steps ago has wrapped up. */
function wrappedAfter(wrapLasts: SurvivalTable, wrapShare: number, steps: number): readonly number[] {
  const done = zeros(steps + 1);
  for (let n = 0; n <= steps; n++) done[n] = 1 - wrapShare * wrapLasts.at((n + 0.5) * STEP_SEC);
  return done;
}

/** The talk ends in one of the steps, and the wrap-up in the time that is left. */
function freeFromTalk(talkLasts: SurvivalTable, ageSec: number, wrappedBy: readonly number[], firstSec: number, stepsBefore: number): readonly number[] {
  const steps = HORIZONS + stepsBefore;
  const endsIn = zeros(steps);
  const now = talkLasts.at(ageSec);
  let before = now;
  for (let step = 0; step < steps; step++) {
    const after = talkLasts.at(ageSec + firstSec + step * STEP_SEC);
    endsIn[step] = (before - after) / now;
    before = after;
  }
  const freeBy = zeros(HORIZONS);
  for (let k = 0; k < HORIZONS; k++) {
    let free = 0;
    for (let step = 0; step <= k + stepsBefore; step++) free += (endsIn[step] ?? 0) * (wrappedBy[k + stepsBefore - step] ?? 0);
    freeBy[k] = Math.min(1, free);
  }
  return freeBy;
}

function freeFromWrap(wrapLasts: SurvivalTable, ageSec: number, graceSec: number): readonly number[] {
  const now = wrapLasts.at(ageSec);
  const freeBy = zeros(HORIZONS);
  for (let k = 0; k < HORIZONS; k++) freeBy[k] = 1 - wrapLasts.at(ageSec + (k + 1) * STEP_SEC + graceSec) / now;
  return freeBy;
}

function moments(groups: readonly AgentGroup[]): { mean: readonly number[]; variance: readonly number[] } {
  const mean = zeros(HORIZONS);
  const variance = zeros(HORIZONS);
  for (const { count, freeBy } of groups) {
    for (let k = 0; k < HORIZONS; k++) {
      const free = freeBy[k] ?? 0;
      mean[k] = (mean[k] ?? 0) + count * free;
      variance[k] = (variance[k] ?? 0) + count * free * (1 - free);
    }
  }
  return { mean, variance };
}
