import type { Unreached } from '../agent/phone-trouble';
import type { BroadcastPace } from './broadcast-pace';
/**
 * How many lines to dial now, and which ringing ones to give up. Pure: `decide(snapshot, settings, state, nowMs)`;
 * the state is a plain value that is kept with the campaign and moves with its lease.
 * Durations and instants are in milliseconds, shares from 0 to 1.
 */

/**
 * progressive    one line per idle agent
 * power          so many lines per idle agent as the campaign says, one once the abandonment target is used up
 * predictive     as many lines as the abandonment target allows, by forecast
 * zero-abandon   never more lines out than agents that are free for them, none at all when nobody is
 * preview        one contact shown to each idle agent, who is reserved for it and has it dialed, or passes it over
 * broadcast      a message is played, or a questionnaire put, to whoever answers: so many lines and calls a second as the campaign
 *                says; where 1 leads to its agents, no more than the forecast has agents for
 */
export const DIAL_MODES = ['progressive', 'power', 'predictive', 'zero-abandon', 'preview', 'broadcast'] as const;
export type DialMode = (typeof DIAL_MODES)[number];

export interface AgentsNow {
  readonly idle: number;
  /** Promised to an answered call, being connected. */
  readonly reserved: number;
  /** For how long each agent in a talk has talked. */
  readonly talkingForMs: readonly number[];
  /** For how long each agent in wrap-up has wrapped up. */
  readonly wrappingForMs: readonly number[];
}

export interface CallsNow {
  /** Lines out that nobody has answered: for how long each is out, from the dial order. */
  readonly outForMs: readonly number[];
  /** Of those, the ones that the far end said ring: for how long each rings. Only these may be cancelled. */
  readonly ringingForMs: readonly number[];
  /** Answered calls without an agent: for how long each waits. */
  readonly waitingForMs: readonly number[];
}

/** What happened since the snapshot before: each thing in exactly one snapshot. */
export interface Heard {
  /** From dial order to answer, of calls that somebody answered: a person, until it turns out otherwise. */
  readonly answeredAfterMs: readonly number[];
  /** Of the answers so far, the ones that now turned out to be machines. */
  readonly machines: number;
  /** From dial order to the end, of calls that nobody answered. */
  readonly failedAfterMs: readonly number[];
  /** From dial order to the end, of calls that the pacer had cancelled: they say only that nobody answered until then. */
  readonly cancelledAfterMs: readonly number[];
  readonly talkedForMs: readonly number[];
  readonly wrappedForMs: readonly number[];
  /** Answered, and lost for want of an agent (the law's strict figure). */
  readonly abandoned: number;
}

export const NOTHING_HEARD: Heard = { answeredAfterMs: [], machines: 0, failedAfterMs: [], cancelledAfterMs: [], talkedForMs: [], wrappedForMs: [], abandoned: 0 };

/** The law's own window so far; the manager sees the same numbers. */
export interface AbandonmentSoFar {
  /** Persons who answered. */
  readonly answers: number;
  readonly abandoned: number;
}

/** What callers of queues take, and will take, of the agents of a campaign: as the guard says. */
export interface CallersNow {
  /** Idle agents who are left alone for them now. */
  readonly kept: number;
  /** Agents who will be theirs as soon as they are free: for who waits, and where fewer are idle than should be kept. */
  readonly owed: number;
  /** Callers who are forecast to come for one of these agents. */
  readonly perSec: number;
  /** For whom they are kept. */
  readonly keptFor?: KeptFor;
}

/** How many agents a queue is kept, until when, how many of its calls are forecast until then, and who waits in it. */
export interface KeptFor {
  readonly queue: string;
  readonly kept: number;
  readonly waiting: number;
  readonly untilMs: number;
  readonly callsForecast: number;
}

/** What the pacer sees of a campaign at one instant, on one switch. */
export interface PacingSnapshot {
  /** When it was taken; an old one dials nothing. */
  readonly takenAtMs: number;
  readonly agents: AgentsNow;
  readonly lines: CallsNow;
  /** Left out where its agents serve no queue. */
  readonly callers?: CallersNow;
  readonly heard: Heard;
  readonly budget: AbandonmentSoFar;
  /** Lines that the campaign's gateways can still take. */
  readonly trunkLinesFree: number;
  /** Targets that may be claimed now, as far as is known (a floor is enough). */
  readonly targetsReady: number;
  /**
   * Calls that the list still asks for: its targets without a result that are not on a line now, one call each. Left out where
   * the list has no end in sight.
   */
  readonly targetsLeft?: number;
}

export interface PacingSettings {
  readonly mode: DialMode;
  /** Aimed at: share of the persons who answered that may be abandoned, 0.001 to 0.03; 0 means nobody. */
  readonly abandonTargetRatio: number;
  /** The law's cap for the same figure, which no window may end above (0.03). */
  readonly abandonCapRatio: number;
  /** Predictive: lines per agent at work at most. Power: lines per idle agent. */
  readonly maxLinesPerAgent: number;
  /** A call must have rung this long before the dialer may hang it up (15,000). */
  readonly minRingMs: number;
  /** When the switch gives up ringing (30,000). */
  readonly ringTimeoutMs: number;
  /** From answer to safe harbour (2,000). */
  readonly connectWithinMs: number;
  /** Of mode `broadcast` alone. */
  readonly broadcast?: BroadcastPace;
}

/**
 * nobody-idle       no agent of the campaign is at work, or (where one line goes to each idle agent) none is idle
 * phones-unreachable  agents could take calls, but for their phones: whose, and what the switch said
 * enough-lines      what is out suffices for the agents who are or will be free
 * forecast          dialed by the forecast, up to the price of a risk
 * abandonment       it is above its target, or its budget is used or kept for bad luck: hardly a risk is taken, or one line goes to each idle agent
 * list-end          the answers that the list will still bring allow hardly anybody, or nobody, to be abandoned by its end
 * warm-up           too little has been heard to trust the forecast
 * lines-per-agent   the campaign's own ceiling
 * dialing-stopped   somebody has stopped all dialing
 * callers-first     callers of a queue that its agents serve have waited too long: they are answered before anybody more is called
 * kept-for-queue    agents are left alone for the callers that a queue forecasts, or who wait in it
 * nothing-allowed   no administrator has named a country, prefix or number for its gateways
 * gateway-off       a gateway is disabled, or gone
 * gateway-spent     a gateway has carried its minutes of the day
 * gateway-kept      what is free of a gateway is kept for callers
 * cancelled         calls that rang long enough are given up, as nobody would be free for them
 * lines             a broadcast has so many lines out as it may
 * calls-per-sec     a broadcast dials so many calls a second as it may
 * ratio             so many lines per idle agent, as the campaign says
 * fallback          the pacer failed: one line goes to each idle agent
 * called-lately     contacts that wait because they, or their numbers, were called lately by any campaign, or are on a call now
 * targets           fewer contacts may be called now than there are lines for
 * none              nothing: it dials as many as its mode says. Never beside another reason
 * stale             the snapshot is old, or no figures a campaign can have
 */
export type PacingLimit = 'nobody-idle' | 'phones-unreachable' | 'enough-lines' | 'forecast' | 'trunk' | 'gateway-out' | 'gateway-format' | 'gateway-spent' | 'gateway-kept' | 'gateway-off' | 'dialing-stopped' | 'callers-first' | 'kept-for-queue' | 'nothing-allowed'
  | 'targets' | 'hours' | 'called-lately' | 'switch'
  | 'abandonment' | 'list-end' | 'warm-up' | 'lines-per-agent' | 'cancelled' | 'ratio' | 'lines' | 'calls-per-sec' | 'fallback' | 'stale' | 'none';

export interface PacingReason {
  readonly limit: PacingLimit;
  /** Of `gateway-out`, `gateway-format`, `gateway-spent`, `gateway-kept` and `gateway-off`: which one. */
  readonly gateway?: string;
  /** Of `kept-for-queue`: which one. */
  readonly queue?: string;
  /** Of `dialing-stopped`: by whom, and what they said. */
  readonly detail?: string;
  /** Of `phones-unreachable`: whose, the first of them. */
  readonly unreached?: readonly Unreached[];
  /** Figures behind the sentence, by name. */
  readonly figures: Readonly<Record<string, number>>;
}

/** Plain and serialisable: through JSON and back it gives the same decisions. `{}` is a campaign that has never run. */
export type PacingState = Readonly<Record<string, number | readonly number[]>>;

export interface PacingDecision {
  /** New lines to dial now, 0 or more. */
  readonly dial: number;
  /** Ringing calls to hang up now, 0 or more: those that have rung longest, each at least `minRingMs`. */
  readonly cancel: number;
  readonly state: PacingState;
  readonly reasons: readonly PacingReason[];
}

export type Pacer = (snapshot: PacingSnapshot, settings: PacingSettings, state: PacingState, nowMs: number) => PacingDecision;

/** A snapshot older than this dials nothing: the world has moved on. */
export const STALE_SNAPSHOT_MS = 2_000;
