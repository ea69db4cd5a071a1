import { availability } from '../pacing/availability';
import { HORIZONS, STEP_SEC } from '../pacing/horizons';
import { DURATION_BINS, heardDurations, type Durations } from '../pacing/survival';

/** Talks and wrap-ups that ended. */
export interface FreeingHeard {
  readonly talkedForMs: readonly number[];
  readonly wrappedForMs: readonly number[];
}

/** How long agents are busy: survival curves of talk and wrap-up, and both together on average. */
export interface Freeing {
  readonly talks: Durations;
  readonly wraps: Durations;
  readonly talkEnds: number;
  readonly wrapEnds: number;
  readonly talkedSec: number;
  readonly wrappedSec: number;
}

/** Believed before anything is heard, and so many talks are worth it. */
const AT_FIRST = 4;
const TALK_SEC = 150;
const WRAP_SEC = 30;
const MEMORY_TALKS = 200;

const NO_DURATIONS: Durations = { ends: Array.from({ length: DURATION_BINS }, () => 0), livedSec: Array.from({ length: DURATION_BINS }, () => 0) };
export const NOTHING_LEARNED_OF_FREEING: Freeing = {
  talks: NO_DURATIONS, wraps: NO_DURATIONS, talkEnds: AT_FIRST, wrapEnds: AT_FIRST, talkedSec: AT_FIRST * TALK_SEC, wrappedSec: AT_FIRST * WRAP_SEC,
};

export function learnFreeing(known: Freeing, { talkedForMs, wrappedForMs }: FreeingHeard): Freeing {
  if (talkedForMs.length + wrappedForMs.length === 0) return known;
  const keep = Math.exp(-talkedForMs.length / MEMORY_TALKS);
  return {
    talks: heardDurations(known.talks, talkedForMs), wraps: heardDurations(known.wraps, wrappedForMs),
    talkEnds: known.talkEnds * keep + talkedForMs.length, wrapEnds: known.wrapEnds * keep + wrappedForMs.length,
    talkedSec: known.talkedSec * keep + sumSec(talkedForMs), wrappedSec: known.wrappedSec * keep + sumSec(wrappedForMs),
  };
}

function sumSec(valuesMs: readonly number[]): number {
  return valuesMs.reduce((sum, ms) => sum + ms, 0) / 1000;
}

/** Mean time from the beginning of a talk until the agent is free, in seconds. */
export function meanBusySec({ talkEnds, talkedSec, wrappedSec }: Freeing): number {
  return (talkedSec + wrappedSec) / talkEnds;
}

/**
 * How many more (or, below 0, fewer) of the busy agents will be free within a time than would be of agents who have been busy
 * for any length of time: what their ages tell.
 */
export function freeBeyondUsual(freeing: Freeing, agents: readonly { readonly state: string; readonly forMs: number }[], withinSec: number): number {
  const agesOf = (wanted: string): number[] => agents.filter(({ state }) => state === wanted).map(({ forMs }) => forMs);
  const [talkingForMs, wrappingForMs, reserved] = [agesOf('talking'), agesOf('wrapping'), agesOf('reserved').length];
  const { talks, wraps, talkEnds, wrapEnds } = freeing;
  const wrapShare = Math.min(1, (wrapEnds + wrappingForMs.length) / talkEnds);
  const { busy, mean } = availability({ talkingForMs, wrappingForMs, reserved }, talks, wraps, wrapShare, 0);
  const steps = Math.max(1, Math.min(HORIZONS, Math.round(withinSec / STEP_SEC)));
  return (mean[steps - 1] ?? 0) + busy * Math.expm1(-steps * STEP_SEC / meanBusySec(freeing));
}
