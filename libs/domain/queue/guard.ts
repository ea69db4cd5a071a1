import type { CallersNow } from '../pacing/pacing';
import { arrivalsAhead, arrivalsBegin, heardArrivals, type ArrivalsHeard, type UsualArrivals } from './arrivals';
import { agentsKept, queueOutlook } from './erlang-a';
import { freeBeyondUsual, learnFreeing, meanBusySec, NOTHING_LEARNED_OF_FREEING, type Freeing, type FreeingHeard } from './freeing';
import { goalNow } from './guard-goal';
import { handleMs, learnOfQueue, NOTHING_LEARNED_OF_QUEUE, patienceMs, type QueueHeard, type QueueLearned } from './queue-learned';
import type { ServiceLevelTarget } from './service-level';

/**
 * The guard of the service levels: how many idle agents must be left alone for the callers who will come, and how many callers
 * come and wait, for each campaign whose agents serve queues too. Pure, like the pacer, whose snapshots take what it says.
 */
export interface QueueSeen {
  readonly line: string;
  readonly name: string;
  readonly target: ServiceLevelTarget;
  /** Of now, by earlier days (`usualArrivals`). */
  readonly usual: UsualArrivals;
  readonly heard: QueueHeard & { readonly arrived: number };
  readonly waiting: number;
  /** Since the day began, as the service level counts. */
  readonly today: { readonly offered: number; readonly answeredInTime: number };
}

export interface AgentSeen {
  readonly state: 'idle' | 'reserved' | 'talking' | 'wrapping';
  readonly forMs: number;
  /** Which it serves, queues' and campaigns'. */
  readonly lines: readonly string[];
}

export interface GuardSeen {
  readonly queues: readonly QueueSeen[];
  /** Who are at work. */
  readonly agents: readonly AgentSeen[];
  /** Talks and wrap-ups that ended, of whatever line. */
  readonly heard: FreeingHeard;
}

interface QueueState {
  readonly arrivals: ArrivalsHeard;
  readonly learned: QueueLearned;
  /** So many of today's offered calls would have been answered in time without any outbound call. */
  readonly withoutOutbound: number;
  readonly offered: number;
}

/** Plain and serialisable. */
export interface GuardState {
  readonly queues: Readonly<Record<string, QueueState>>;
  readonly freeing: Freeing;
}

export const GUARD_BEGINS: GuardState = { queues: {}, freeing: NOTHING_LEARNED_OF_FREEING };

/** What is kept for one queue, and why. */
export interface Keep {
  readonly line: string;
  readonly queue: string;
  /** Idle agents of the queue. */
  readonly kept: number;
  readonly untilMs: number;
  readonly callsForecast: number;
  /** The share answered in time that is kept for. */
  readonly goal: number;
  readonly waiting: number;
  readonly callsPerSec: number;
}

export interface Guarded {
  readonly keeps: readonly Keep[];
  readonly state: GuardState;
}

/** The forecast that a manager is told reaches to a round time of the clock, at least so far ahead. */
const TOLD_AHEAD_MS = 2 * 60_000;
const ROUND_MS = 5 * 60_000;
/** The forecast that is kept for reaches so far ahead. */
const AHEAD_SEC = 60;
/** Deviations of the forecast that are kept for besides its mean. */
const CAUTION = 0.3;

/** What the ages of the busy agents tell counts in full. */
const FREED_COUNT = 1;

export function guard(seen: GuardSeen, state: GuardState, nowMs: number): Guarded {
  const freeingNow = learnFreeing(state.freeing, seen.heard);
  const queues = seen.queues.map((queue) => ({ queue, ...learnedOf(queue, state.queues[queue.line], nowMs) }));
  const atWork = new Map(seen.queues.map(({ line }) => [line, seen.agents.filter(({ lines }) => lines.includes(line))]));
  const load = new Map(queues.map(({ queue, arrivals }) => [queue.line, callsPerSec(arrivals, queue.usual)]));
  const busySec = meanBusySec(freeingNow);
  const keeps: Keep[] = [];
  const states: Record<string, QueueState> = {};
  for (const { queue, arrivals, learned, before } of queues) {
    const agents = atWork.get(queue.line) ?? [];
    const withinSec = queue.target.withinMs / 1000;
    const ofAll = seen.queues.reduce((sum, { line }) => sum + (load.get(line) ?? 0) * shareOf(agents, atWork.get(line) ?? [], line, queue.line), 0);
    const calls = { callsPerSec: ofAll, patienceSec: patienceMs(learned) / 1000 };
    const handleSec = handleMs(learned) / 1000;
    const judgedNow = Math.max(0, queue.today.offered - before.offered);
    // Fewer than before: another day has begun.
    const withoutBefore = queue.today.offered < before.offered ? 0 : before.withoutOutbound;
    const newly = queue.today.offered < before.offered ? queue.today.offered : judgedNow;
    const withoutOutbound = withoutBefore + (newly === 0 ? 0 : newly * queueOutlook({ ...calls, handleSec }, agents.length, withinSec).answeredInTime);
    states[queue.line] = { arrivals, learned, withoutOutbound, offered: queue.today.offered };
    const goal = goalNow(queue.target.ratio, { ...queue.today, withoutOutbound }, load.get(queue.line) ?? 0);
    const usually = agentsKept({ ...calls, handleSec: busySec }, agents.length, { ratio: goal, withinSec });
    const kept = Math.min(agents.length, Math.max(0, Math.round(usually - FREED_COUNT * freeBeyondUsual(freeingNow, agents, withinSec))));
    const untilMs = Math.ceil((nowMs + TOLD_AHEAD_MS) / ROUND_MS) * ROUND_MS;
    keeps.push({
      line: queue.line, queue: queue.name, kept, untilMs, goal, waiting: queue.waiting, callsPerSec: load.get(queue.line) ?? 0,
      callsForecast: arrivalsAhead(arrivals, queue.usual.callsPerSec * (untilMs - nowMs) / 1000).calls,
    });
  }
  return { keeps, state: { queues: states, freeing: freeingNow } };
}

/** What the pacer of a campaign is told: who of its own agents is kept, and who comes for them. */
export function callersOf(campaignLine: string, keeps: readonly Keep[], agents: readonly AgentSeen[]): CallersNow {
  const idle = agents.filter(({ state }) => state === 'idle');
  const taken = new Set<AgentSeen>();
  let owed = 0;
  let perSec = 0;
  let most: Keep | null = null;
  // Queues that few serve first: whom they keep is there for the others, too.
  const shared = keeps.map((keep) => ({ keep, serving: agents.filter(({ lines }) => lines.includes(keep.line)) }))
    .map((one) => ({ ...one, both: one.serving.filter(({ lines }) => lines.includes(campaignLine)) }))
    .filter(({ both }) => both.length > 0).sort((one, other) => one.serving.length - other.serving.length);
  for (const { keep, serving, both } of shared) {
    const there = idle.filter((agent) => serving.includes(agent));
    // Who is there for the queue alone, or is kept already.
    const needed = keep.kept - there.filter((agent) => taken.has(agent) || !agent.lines.includes(campaignLine)).length;
    const free = there.filter((agent) => !taken.has(agent) && both.includes(agent)).sort((one, other) => one.lines.length - other.lines.length);
    for (const agent of free.slice(0, Math.max(0, needed))) taken.add(agent);
    const share = both.length / serving.length;
    owed = Math.max(owed, Math.max(0, needed - free.length) + keep.waiting * share);
    perSec += keep.callsPerSec * share;
    if (keep.kept + keep.waiting > (most === null ? 0 : most.kept + most.waiting)) most = keep;
  }
  const callers = { kept: taken.size, owed: Math.round(owed), perSec };
  if (most === null) return callers;
  const { queue, kept, waiting, untilMs, callsForecast } = most;
  return { ...callers, keptFor: { queue, kept, waiting, untilMs, callsForecast: Math.round(callsForecast) } };
}

function learnedOf(queue: QueueSeen, before: QueueState | undefined, nowMs: number): { arrivals: ArrivalsHeard; learned: QueueLearned; before: QueueState } {
  const known = before ?? { arrivals: arrivalsBegin(queue.usual, nowMs), learned: NOTHING_LEARNED_OF_QUEUE, withoutOutbound: 0, offered: 0 };
  return { arrivals: heardArrivals(known.arrivals, queue.heard.arrived, queue.usual, nowMs), learned: learnOfQueue(known.learned, queue.heard), before: known };
}

function callsPerSec(arrivals: ArrivalsHeard, { callsPerSec: usual }: UsualArrivals): number {
  const usualCalls = usual * AHEAD_SEC;
  const { calls, deviation } = arrivalsAhead(arrivals, usualCalls);
  // What chance alone does is in the model of the queue already.
  return (calls + CAUTION * Math.sqrt(Math.max(0, deviation * deviation - calls))) / AHEAD_SEC;
}

/** Of the calls of one queue, those that come to the agents of another. */
function shareOf(agents: readonly AgentSeen[], theirs: readonly AgentSeen[], theirLine: string, line: string): number {
  if (theirLine === line) return 1;
  return theirs.length === 0 ? 0 : agents.filter(({ lines }) => lines.includes(theirLine)).length / theirs.length;
}
