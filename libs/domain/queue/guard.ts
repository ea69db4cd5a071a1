import { arrivalsAhead, arrivalsBegin, heardArrivals, type ArrivalsHeard, type UsualArrivals } from './arrivals';
import { agentsKept, queueOutlook, type QueueLoad } from './erlang-a';
import { freeBeyondUsual, learnFreeing, meanBusySec, NOTHING_LEARNED_OF_FREEING, type Freeing, type FreeingHeard } from './freeing';
import { goalNow } from './guard-goal';
import { handleMs, patienceMs, type QueueLearned } from './queue-learned';
import type { ServiceLevelTarget } from '../metrics/service-level';
import { NOTHING_IS_USUAL } from './usual-arrivals';

/**
 * The guard of the service levels: how many idle agents must be left alone for the callers who will come, queue by queue. What
 * each campaign whose agents serve queues too is told of that is in `callers-of`. Pure, like the pacer.
 */
export interface QueueSeen {
  readonly line: string;
  readonly name: string;
  readonly target: ServiceLevelTarget;
  /** Of now, by earlier days (`usualArrivals`). */
  readonly usual: UsualArrivals;
  /** Calls that came since it was looked at last. */
  readonly arrived: number;
  readonly learned: QueueLearned;
  readonly waiting: number;
  /** Since the day began, as the service level counts. */
  readonly today: { readonly offered: number; readonly answeredInTime: number };
}

export interface AgentSeen {
  readonly state: 'idle' | 'reserved' | 'talking' | 'wrapping';
  readonly forMs: number;
  /** The lines of the queues that it serves. */
  readonly queues: readonly string[];
  /** The line of the campaign that dials for it; null: none does, and it is there for callers alone. */
  readonly campaign: string | null;
}

export interface GuardSeen {
  readonly queues: readonly QueueSeen[];
  /** Who are at work. */
  readonly agents: readonly AgentSeen[];
  /** Talks and wrap-ups that ended, of whatever line. */
  readonly heard: FreeingHeard;
}

export interface QueueState {
  readonly arrivals: ArrivalsHeard;
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

/**
 * What is kept of each queue's agents from now on, and what was learned. May be asked every second or two; who is idle of those
 * who are kept is of each moment (`callersOf`).
 */
export function guard(seen: GuardSeen, state: GuardState, nowMs: number): Guarded {
  const freeing = learnFreeing(state.freeing, seen.heard);
  const serving = byQueue(seen.agents);
  const lines = seen.queues.map((queue): Line => {
    const known = state.queues[queue.line] ?? beginning(queue.usual, nowMs);
    const arrivals = heardArrivals(known.arrivals, queue.arrived, queue.usual, nowMs);
    return { queue, known, arrivals, agents: serving.get(queue.line) ?? [], callsPerSec: callsPerSec(arrivals, queue.usual) };
  });
  const queues: Record<string, QueueState> = {};
  const falls = callsByAgent(lines);
  const keeps = lines.map((line): Keep => {
    const load = { callsPerSec: callsThatReach(line, falls), patienceSec: patienceMs(line.queue.learned) / 1000 };
    const inTimeWithout = withoutOutbound(line, load);
    queues[line.queue.line] = { arrivals: line.arrivals, offered: line.queue.today.offered, withoutOutbound: inTimeWithout };
    return keep(line, load, inTimeWithout, freeing, nowMs);
  });
  return { keeps, state: { queues, freeing } };
}

function beginning(usual: UsualArrivals, nowMs: number): QueueState {
  return { arrivals: arrivalsBegin(usual, nowMs), withoutOutbound: 0, offered: 0 };
}

/** Who serves each queue. */
export function byQueue(agents: readonly AgentSeen[]): ReadonlyMap<string, readonly AgentSeen[]> {
  const serving = new Map<string, AgentSeen[]>();
  for (const agent of agents) {
    for (const line of agent.queues) {
      const known = serving.get(line);
      if (known === undefined) serving.set(line, [agent]);
      else known.push(agent);
    }
  }
  return serving;
}

/** A queue with what was known of it, and who serves it. */
interface Line {
  readonly queue: QueueSeen;
  readonly known: QueueState;
  readonly arrivals: ArrivalsHeard;
  readonly agents: readonly AgentSeen[];
  readonly callsPerSec: number;
}

type Reaching = Omit<QueueLoad, 'handleSec'>;

function keep({ queue, arrivals, agents, callsPerSec: own }: Line, load: Reaching, inTimeWithout: number, freeing: Freeing, nowMs: number): Keep {
  const withinSec = queue.target.withinMs / 1000;
  // A queue of which nothing is known keeps nobody from campaigns until its first caller is there.
  const isNew = queue.usual === NOTHING_IS_USUAL && queue.today.offered === 0 && queue.waiting === 0;
  const goal = isNew ? 0 : goalNow(queue.target.ratio, { ...queue.today, withoutOutbound: inTimeWithout }, own);
  const usually = agentsKept({ ...load, handleSec: meanBusySec(freeing) }, agents.length, { ratio: goal, withinSec });
  // Agents who will be free in time are as good as kept; where all have just begun, more must be.
  const kept = goal === 0 ? 0 : Math.min(agents.length, Math.max(0, Math.round(usually - freeBeyondUsual(freeing, agents, withinSec))));
  const untilMs = Math.ceil((nowMs + TOLD_AHEAD_MS) / ROUND_MS) * ROUND_MS;
  const callsForecast = arrivalsAhead(arrivals, queue.usual.callsPerSec * (untilMs - nowMs) / 1000).calls;
  return { line: queue.line, queue: queue.name, kept, untilMs, callsForecast, goal, waiting: queue.waiting, callsPerSec: own };
}

/** Of the calls offered today, those that would have been answered in time without outbound calls: by Erlang A, as each was judged. */
function withoutOutbound({ queue, known, agents }: Line, load: Reaching): number {
  const isNewDay = queue.today.offered < known.offered;
  const judged = queue.today.offered - (isNewDay ? 0 : known.offered);
  const before = isNewDay ? 0 : known.withoutOutbound;
  if (judged === 0) return before;
  return before + judged * queueOutlook({ ...load, handleSec: handleMs(queue.learned) / 1000 }, agents.length, queue.target.withinMs / 1000).answeredInTime;
}

function callsPerSec(arrivals: ArrivalsHeard, { callsPerSec: usual }: UsualArrivals): number {
  const usualCalls = usual * AHEAD_SEC;
  const { calls, deviation } = arrivalsAhead(arrivals, usualCalls);
  // What chance alone does is in the model of the queue already.
  return (calls + CAUTION * Math.sqrt(Math.max(0, deviation * deviation - calls))) / AHEAD_SEC;
}

/** Calls a second that fall to each agent, of all queues that it serves: those of a queue fall to its agents alike. */
function callsByAgent(lines: readonly Line[]): ReadonlyMap<AgentSeen, number> {
  const falls = new Map<AgentSeen, number>();
  for (const { agents, callsPerSec: own } of lines) for (const agent of agents) falls.set(agent, (falls.get(agent) ?? 0) + own / agents.length);
  return falls;
}

/** Calls of the queue, and of others, that come to its agents. */
function callsThatReach({ agents, callsPerSec: own }: Line, falls: ReadonlyMap<AgentSeen, number>): number {
  return agents.length === 0 ? own : agents.reduce((sum, agent) => sum + (falls.get(agent) ?? 0), 0);
}
