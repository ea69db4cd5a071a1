/**
 * How many callers are to be expected, from those of the last minutes and those of the same time on earlier days. The level
 * is how many times as many come as usual. When it last changed is not known: every moment is a hypothesis, weighed by how
 * well the counts since then fit one level (R. Adams and D. MacKay, Bayesian online changepoint detection, 2007), each with
 * a gamma of its own for the level. So an hour like the others is told from many counts, and a burst shows within seconds.
 */
export interface Level {
  /** Of the hypothesis, among the others. */
  readonly weight: number;
  /** Calls it has seen, those that what is usual is worth included … */
  readonly calls: number;
  /** … and calls that would have been usual in that time: the level is calls ÷ usual. */
  readonly usual: number;
}

/** Plain and serialisable. The newest hypothesis first. */
export interface ArrivalsHeard {
  readonly levels: readonly Level[];
  /** Counted up to here, … */
  readonly toMs: number;
  /** … and since then, not yet weighed. */
  readonly calls: number;
}

/** What is usual at a time of day, and how sure that is. */
export interface UsualArrivals {
  readonly callsPerSec: number;
  /** The calls that this knowledge is worth: a standard deviation of one over the root of it. */
  readonly worthCalls: number;
}

export interface ArrivalsForecast {
  readonly calls: number;
  readonly deviation: number;
}

/** Counts are weighed when so much time has passed. */
const WEIGHED_EVERY_MS = 5_000;
/** The level changes so often by itself, … */
const CHANGES_EVERY_MS = 30 * 60_000;
/** … to one that is likely so much higher than usual, known so little: twice or half as many is no surprise. */
const CHANGED_LEVEL = 1.5;
const CHANGED_WORTH_CALLS = 1.5;
/** And drifts: what was counted so long ago counts a third. */
const DRIFTS_IN_MS = 20 * 60_000;
/** Hypotheses kept: the others have next to no weight. */
const MOST_LEVELS = 16;
const LEAST_WEIGHT = 1e-4;
/** After such a gap nothing is known but what is usual. */
const LONGEST_GAP_MS = 10 * 60_000;

/** Nothing but what is usual is known. */
export function arrivalsBegin(usual: UsualArrivals, nowMs: number): ArrivalsHeard {
  return { levels: [usually(usual, 1)], toMs: nowMs, calls: 0 };
}

/** So many calls came since it was told last. */
export function heardArrivals(heard: ArrivalsHeard, calls: number, usual: UsualArrivals, nowMs: number): ArrivalsHeard {
  const sinceMs = nowMs - heard.toMs;
  if (!(sinceMs >= 0 && sinceMs <= LONGEST_GAP_MS)) return arrivalsBegin(usual, nowMs);
  const waiting = heard.calls + calls;
  if (sinceMs < WEIGHED_EVERY_MS) return calls === 0 ? heard : { ...heard, calls: waiting };
  const expected = Math.max(usual.callsPerSec * sinceMs / 1000, 1e-9);
  const changed = -Math.expm1(-sinceMs / CHANGES_EVERY_MS);
  const keeps = Math.exp(-sinceMs / DRIFTS_IN_MS);
  const before: Level[] = [
    { weight: changed, calls: CHANGED_WORTH_CALLS, usual: CHANGED_WORTH_CALLS / CHANGED_LEVEL },
    ...heard.levels.map((level) => drifted(level, keeps, usual.worthCalls, (1 - changed) * level.weight)),
  ];
  const fits = before.map((level) => Math.log(level.weight) + logChance(waiting, level, expected));
  const best = Math.max(...fits);
  const after = before.map((level, index) => ({ weight: Math.exp((fits[index] ?? best) - best), calls: level.calls + waiting, usual: level.usual + expected }));
  return { levels: pruned(after), toMs: nowMs, calls: 0 };
}

/** Calls of so long ago are told again to whoever begins in the middle of the day. */
export const RECALLED_MS = 60 * 60_000;

/**
 * As if it had been told of each call as it came: what somebody knows who was not there, or has forgotten.
 * @param cameAtMs of the calls within the last `RECALLED_MS`, in whatever order; older ones count for nothing
 */
export function recalledArrivals(cameAtMs: readonly number[], usualAt: (atMs: number) => UsualArrivals, nowMs: number): ArrivalsHeard {
  const fromMs = nowMs - RECALLED_MS;
  const calls = new Map<number, number>();
  for (const atMs of cameAtMs) {
    const step = Math.floor((atMs - fromMs) / WEIGHED_EVERY_MS);
    calls.set(step, (calls.get(step) ?? 0) + 1);
  }
  let heard = arrivalsBegin(usualAt(fromMs), fromMs);
  for (let step = 0; step < RECALLED_MS / WEIGHED_EVERY_MS; step++) {
    const atMs = fromMs + (step + 1) * WEIGHED_EVERY_MS;
    heard = heardArrivals(heard, calls.get(step) ?? 0, usualAt(atMs), atMs);
  }
  return heard;
}

/** Of the next so many milliseconds, in which so many calls would be usual. */
export function arrivalsAhead({ levels }: ArrivalsHeard, usualCalls: number): ArrivalsForecast {
  let mean = 0;
  let square = 0;
  for (const { weight, calls, usual } of levels) {
    const level = calls / usual;
    mean += weight * level;
    square += weight * (level * level + level / usual);
  }
  const calls = usualCalls * mean;
  return { calls, deviation: Math.sqrt(calls + usualCalls * usualCalls * Math.max(0, square - mean * mean)) };
}

function usually({ worthCalls }: UsualArrivals, weight: number): Level {
  return { weight, calls: worthCalls, usual: worthCalls };
}

/** Old counts fade, and what is usual takes their place. */
function drifted({ calls, usual }: Level, keeps: number, worthCalls: number, weight: number): Level {
  return { weight, calls: keeps * calls + (1 - keeps) * worthCalls, usual: keeps * usual + (1 - keeps) * worthCalls };
}

/** Of so many calls where so many are usual and the level is a gamma: a negative binomial. */
function logChance(count: number, { calls, usual }: Level, expected: number): number {
  let log = calls * Math.log(usual / (usual + expected));
  for (let i = 0; i < count; i++) log += Math.log((calls + i) / (i + 1) * expected / (usual + expected));
  return log;
}

function pruned(levels: readonly Level[]): readonly Level[] {
  const total = levels.reduce((sum, { weight }) => sum + weight, 0);
  const least = [...levels].sort((one, other) => other.weight - one.weight)[MOST_LEVELS]?.weight ?? 0;
  const kept = levels.filter(({ weight }) => weight > least && weight > LEAST_WEIGHT * total);
  const left = kept.reduce((sum, { weight }) => sum + weight, 0);
  return kept.map((level) => ({ ...level, weight: level.weight / left }));
}
