import { decayed } from './forgetting';
import { zeros } from './zeros';

/**
 * How long talks (or wrap-ups) last, learned as ends per second of exposure in bins of age. What is still going on is
 * exposure too, so long talks are heard of before they end, and no shape is assumed.
 */

/** Bins of a second, then an eighth wider each time, to two hours. */
const GROWTH = 1.12;
export const LONGEST_SEC = 7_200;
const EDGES_SEC = edges();
export const DURATION_BINS = EDGES_SEC.length - 1;

/** Durations that the prior is worth, and after which one counts a third. */
const PRIOR_DURATIONS = 8;
const MEMORY_DURATIONS = 1_000;

function edges(): Float64Array {
  const at = [0];
  for (let sec = 1; sec < LONGEST_SEC; sec += Math.max(1, sec * (GROWTH - 1))) at.push(sec);
  at.push(LONGEST_SEC);
  return Float64Array.from(at);
}

/** Bin by whole second. */
const BIN_OF_SEC = binsOfSeconds();

function binsOfSeconds(): Uint8Array {
  const bins = new Uint8Array(LONGEST_SEC);
  let bin = 0;
  for (let sec = 0; sec < LONGEST_SEC; sec++) {
    while ((EDGES_SEC[bin + 1] ?? LONGEST_SEC) <= sec) bin++;
    bins[sec] = bin;
  }
  return bins;
}

export function durationBin(sec: number): number {
  if (!(sec > 0)) return 0;
  if (sec >= LONGEST_SEC) return DURATION_BINS - 1;
  const bin = BIN_OF_SEC[Math.floor(sec)] ?? 0;
  return (EDGES_SEC[bin + 1] ?? LONGEST_SEC) <= sec ? bin + 1 : bin; // no bin is narrower than a second
}

const edge = (bin: number): number => EDGES_SEC[bin] ?? LONGEST_SEC;

export interface Durations {
  /** Ends in each bin, older ones counting less. */
  readonly ends: readonly number[];
  /** Seconds lived through in each bin by what has ended. */
  readonly livedSec: readonly number[];
}

export function heardDurations(known: Durations, lastedMs: readonly number[]): Durations {
  if (lastedMs.length === 0) return known;
  const ends = decayed(known.ends, lastedMs.length, MEMORY_DURATIONS);
  const livedSec = decayed(known.livedSec, lastedMs.length, MEMORY_DURATIONS);
  for (const ms of lastedMs) {
    const sec = Math.min(LONGEST_SEC, Math.max(0, ms / 1000));
    const bin = durationBin(sec);
    ends[bin] = (ends[bin] ?? 0) + 1;
    for (let i = 0; i < bin; i++) livedSec[i] = (livedSec[i] ?? 0) + edge(i + 1) - edge(i);
    livedSec[bin] = (livedSec[bin] ?? 0) + sec - edge(bin);
  }
  return { ends, livedSec };
}

/** A lognormal to begin with, as ends and seconds lived through. */
export class Prior {
  readonly ends = new Float64Array(DURATION_BINS);
  readonly livedSec = new Float64Array(DURATION_BINS);

  constructor(meanSec: number, variation: number) {
    const variance = Math.log(1 + variation * variation);
    const median = Math.log(meanSec) - variance / 2;
    const survives = (sec: number): number => sec <= 0 ? 1 : 1 - normalBelow((Math.log(sec) - median) / Math.sqrt(variance));
    for (let bin = 0; bin < DURATION_BINS; bin++) {
      const before = survives(edge(bin));
      const after = survives(edge(bin + 1));
      this.ends[bin] = PRIOR_DURATIONS * Math.max(1e-9, before - after);
      this.livedSec[bin] = PRIOR_DURATIONS * Math.max(1e-6, (before + after) / 2) * (edge(bin + 1) - edge(bin));
    }
  }
}

export const TALK_PRIOR = new Prior(150, 1);
export const WRAP_PRIOR = new Prior(30, 0.6);

/** Shares that last longer than each edge, linear in between. */
export class SurvivalTable {
  private readonly longer = zeros(DURATION_BINS + 1);

  /** @param goingOn how many are going on now, by bin of their age */
  constructor(known: Durations, prior: Prior, goingOn: readonly number[]) {
    let older = 0;
    let hazardSum = 0;
    const hazards = this.longer; // filled from behind with hazards, then made into survivals from the front
    for (let bin = DURATION_BINS - 1; bin >= 0; bin--) {
      const width = edge(bin + 1) - edge(bin);
      const here = goingOn[bin] ?? 0;
      const exposure = (known.livedSec[bin] ?? 0) + (prior.livedSec[bin] ?? 0) + older * width + here * width / 2;
      hazards[bin + 1] = ((known.ends[bin] ?? 0) + (prior.ends[bin] ?? 0)) / exposure * width;
      older += here;
    }
    this.longer[0] = 1;
    for (let bin = 1; bin <= DURATION_BINS; bin++) {
      hazardSum += hazards[bin] ?? 0;
      this.longer[bin] = Math.max(1e-300, Math.exp(-hazardSum));
    }
  }

  /** Share that lasts longer than this. */
  at(sec: number): number {
    if (sec <= 0) return 1;
    if (sec >= LONGEST_SEC) return 1e-300;
    const bin = durationBin(sec);
    const a = this.longer[bin] ?? 0;
    return a + ((this.longer[bin + 1] ?? 0) - a) * (sec - edge(bin)) / (edge(bin + 1) - edge(bin));
  }
}

/** Standard normal, to seven digits (Abramowitz and Stegun 26.2.17). */
export function normalBelow(x: number): number {
  const z = Math.abs(x);
  const t = 1 / (1 + 0.2316419 * z);
  const tail = 0.3989422804014327 * Math.exp(-z * z / 2) * t
    * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}
