import { AT_ONCE_SEC, heardAnswers, willAnswer, type AnswerCounts } from './answer-rate';
import type { Heard, PacingState } from './pacing';
import { byAge, heardRings, NO_RINGS, RING_BINS, ringTables, type Rings } from './ring-times';
import { DURATION_BINS, heardDurations, type Durations } from './survival';
import { zeros } from './zeros';

/** A state of another version says nothing: its bins may mean something else. */
const VERSION = 3;
const PRIOR_WRAPS = 4;
const MEMORY_WRAPS = 200;

/** What a campaign has taught its pacer. */
export interface Learned {
  readonly answers: AnswerCounts;
  /** The rate believed at the decision before: what calls still out are judged by. */
  readonly rate: number;
  readonly rings: Rings;
  readonly talks: Durations;
  readonly wraps: Durations;
  /** Talks that ended, and wrap-ups that ended: some campaigns have none. */
  readonly talkEnds: number;
  readonly wrapEnds: number;
}

export const NOTHING_LEARNED: Learned = {
  answers: { answered: 0, ended: 0, endedEver: 0, failedAtOnce: 0 }, rate: 1 / 3,
  rings: NO_RINGS,
  talks: { ends: zeros(DURATION_BINS), livedSec: zeros(DURATION_BINS) },
  wraps: { ends: zeros(DURATION_BINS), livedSec: zeros(DURATION_BINS) },
  talkEnds: 0, wrapEnds: 0,
};

export function toState(learned: Learned): PacingState {
  return {
    version: VERSION, answered: learned.answers.answered, ended: learned.answers.ended, endedEver: learned.answers.endedEver, failedAtOnce: learned.answers.failedAtOnce, rate: learned.rate,
    answeredAfter: learned.rings.answered, failedAfter: learned.rings.failed, cancelledAfter: learned.rings.cancelled,
    talkEndsByAge: learned.talks.ends, talkLivedSec: learned.talks.livedSec, wrapEndsByAge: learned.wraps.ends, wrapLivedSec: learned.wraps.livedSec,
    talkEnds: learned.talkEnds, wrapEnds: learned.wrapEnds,
  };
}

/** What a state holds; nothing when it is of another version or was damaged: then the pacer starts from its priors. */
export function fromState(state: PacingState): Learned {
  if (typeof state !== 'object' || state === null || state['version'] !== VERSION) return NOTHING_LEARNED;
  try {
    const count = (name: string): number => sound(state[name]);
    const learned: Learned = {
      answers: { answered: count('answered'), ended: count('ended'), endedEver: count('endedEver'), failedAtOnce: count('failedAtOnce') }, rate: count('rate'),
      rings: { answered: series(state['answeredAfter'], RING_BINS), failed: series(state['failedAfter'], RING_BINS), cancelled: series(state['cancelledAfter'], RING_BINS) },
      talks: { ends: series(state['talkEndsByAge'], DURATION_BINS), livedSec: series(state['talkLivedSec'], DURATION_BINS) },
      wraps: { ends: series(state['wrapEndsByAge'], DURATION_BINS), livedSec: series(state['wrapLivedSec'], DURATION_BINS) },
      talkEnds: count('talkEnds'), wrapEnds: count('wrapEnds'),
    };
    return learned.rate <= 1 && learned.answers.answered <= learned.answers.ended + 1e-6 ? learned : NOTHING_LEARNED;
  } catch (thrown) {
    if (thrown instanceof DamagedState) return NOTHING_LEARNED;
    throw thrown;
  }
}

class DamagedState extends Error {}

function sound(value: unknown): number {
  if (typeof value === 'number' && value >= 0 && value < 1e12) return value;
  throw new DamagedState();
}

function series(values: unknown, length: number): readonly number[] {
  if (!Array.isArray(values) || values.length !== length) throw new DamagedState();
  const list: readonly unknown[] = values;
  let lowest = Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const value = list[i];
    if (typeof value !== 'number') throw new DamagedState();
    sum += value;
    if (!(value >= lowest)) lowest = value;
  }
  if (!(lowest >= 0 && sum < 1e12)) throw new DamagedState();
  return list as readonly number[]; // each was a number
}

/** Learns from what was heard; the same value when nothing was. */
export function learn(known: Learned, heard: Heard, outForMs: readonly number[], ringTimeoutSec: number): Learned {
  const answered = durations(heard.answeredAfterMs);
  const failures = durations(heard.failedAfterMs);
  const failed = failures.filter((ms) => ms >= AT_ONCE_SEC * 1000);
  const failedAtOnce = failures.length - failed.length;
  const cancelled = durations(heard.cancelledAfterMs);
  const talked = durations(heard.talkedForMs);
  const wrapped = durations(heard.wrappedForMs);
  const machines = heard.machines > 0 && Number.isFinite(heard.machines) ? heard.machines : 0;
  if (answered.length + failures.length + cancelled.length + talked.length + wrapped.length + machines === 0) return known;

  const wouldHaveAnswered = cancelled.length === 0 ? 0 : answering(known, cancelled, outForMs, ringTimeoutSec);
  // A machine that no agent had on the line was an answer that needs none: to the rate, a call that nobody answered.
  // Where an agent had it, a talk ends as it is found out: then it needed one, if not for long.
  const unattended = Math.max(0, machines - talked.length);
  const persons = Math.max(0, answered.length + wouldHaveAnswered - unattended);
  const overcounted = Math.max(0, unattended - answered.length - wouldHaveAnswered);
  const answers = heardAnswers(known.answers, persons, answered.length + failed.length + cancelled.length, failedAtOnce, outForMs.length);
  const keep = Math.exp(-talked.length / MEMORY_WRAPS);
  return {
    answers: overcounted > 0 ? { ...answers, answered: Math.max(0, answers.answered - overcounted) } : answers,
    rate: known.rate,
    rings: heardRings(known.rings, answered, failed, cancelled, outForMs.length),
    talks: heardDurations(known.talks, talked), wraps: heardDurations(known.wraps, wrapped),
    talkEnds: known.talkEnds * keep + talked.length, wrapEnds: known.wrapEnds * keep + wrapped.length,
  };
}

/** How many of the calls that were given up would have answered. */
function answering({ rings, rate }: Learned, cancelledMs: readonly number[], outForMs: readonly number[], ringTimeoutSec: number): number {
  const { answers, failures } = ringTables(rings, byAge(outForMs), ringTimeoutSec);
  let sum = 0;
  for (const ms of cancelledMs) sum += willAnswer(rate, 1 - answers.at(ms / 1000), 1 - failures.at(ms / 1000));
  return sum;
}

/** Share of talks that a wrap-up follows. */
export function wrapShare(learned: Learned, wrapping: number): number {
  return Math.min(1, (learned.wrapEnds + wrapping + PRIOR_WRAPS) / (learned.talkEnds + PRIOR_WRAPS));
}

/** Durations that can have been. */
function durations(heardMs: readonly number[]): readonly number[] {
  for (const ms of heardMs) if (!(ms >= 0 && ms < Number.POSITIVE_INFINITY)) return heardMs.filter((one) => one >= 0 && one < Number.POSITIVE_INFINITY);
  return heardMs;
}
