import { isOutboundOutcome, talkedWithAgent, wasAnswered, type Outcome } from '../call/outcome';
import type { DispositionMeaning } from '../retry/retry';

/**
 * How often a number, and the person behind it, is called: judged over all campaigns, from what their calls came to.
 * Two calls count as of one person when they go to one number, or to two numbers of one contact. Durations in
 * milliseconds, and what was is told by how long ago it was: no clock has to agree with another.
 */

/** How near to the person a call came. */
export type Reach =
  | 'nobody'   // refused before a ring, a trunk's fault, a line that is busy or off: nobody noticed anything
  | 'ring'     // it rang, and nobody answered
  | 'answer'   // somebody answered and was gone before an agent or the message was there
  | 'message'  // heard the message of an abandoned call
  | 'talk';    // talked with an agent

export interface RecentCall {
  /** Since its end; null while it lives, whichever way it goes. */
  readonly endedAgoMs: number | null;
  readonly reach: Reach;
  /** A call of the target that is to be called now: its campaign's retry rules say when, not the hour between campaigns. */
  readonly ofThisTarget: boolean;
  /** The person asked for another call, or we failed to connect this one: the next call of its target may come at once. */
  readonly wanted: boolean;
  /** The talk about which the person is to be asked by this very call: it does not keep them from that. Left out: it is not. */
  readonly isAskedAbout?: boolean;
}

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** After a conversation or a message, whatever campaign calls next: our own default, no law's. */
export const AFTER_CONTACT_MS = DAY_MS;
/** Between campaigns (and contacts who share a number) after a ring: our own default, no law's. */
export const AFTER_RING_MS = HOUR_MS;
/**
 * Florida Statutes 501.616(6)(b), the strictest that we know of: no more than three calls to a person over a 24-hour
 * period. Any 24 hours, not a day of the calendar: that would allow three in the evening and three in the morning.
 */
export const RINGS_A_DAY = 3;
/** A number that is on another call is asked for again after this; what comes of that call then says for how long it rests. */
export const ON_CALL_WAIT_MS = 10_000;
/** People who wait for about as long are asked for again together, up to so much later. */
export const PUT_OFF_STEP_MS = 10_000;
/** No rule looks further back: the longest lock of a law after an abandoned call. */
export const LOOK_BACK_MS = 72 * HOUR_MS;

export interface FrequencyFacts {
  /** The calls of the last `LOOK_BACK_MS`, those that live, and all of this target; in any order. */
  readonly recent: readonly RecentCall[];
  /** The law's: no further call to somebody who was abandoned for so long; 0 where it knows none. */
  readonly recallLockHours: number;
}

/**
 * number-on-call   this number, or another one of this person, is on a call now
 * called-lately    a conversation, a message or a ring is not long enough ago
 * rung-too-often   it rang in vain as often as it may within 24 hours
 */
export const FREQUENCY_REFUSALS = ['number-on-call', 'called-lately', 'rung-too-often'] as const;
export type FrequencyRefusal = (typeof FREQUENCY_REFUSALS)[number];

export type FrequencyDecision =
  | { readonly allow: true }
  | { readonly allow: false; readonly reason: FrequencyRefusal; readonly untilMs: number };

/** Whether a person may be called now, as far as earlier calls go; if not, from when on. */
export function withinFrequency({ recent, recallLockHours }: FrequencyFacts, nowMs: number): FrequencyDecision {
  if (recent.some(({ endedAgoMs }) => endedAgoMs === null)) return { allow: false, reason: 'number-on-call', untilMs: nowMs + ON_CALL_WAIT_MS };
  // The law's lock knows no exception; our own gaps do.
  const gapMs = isWanted(recent) ? lockLeft(recent, recallLockHours) : Math.max(lockLeft(recent, recallLockHours), longestGapLeft(recent));
  const restMs = isWanted(recent) ? 0 : restOfRings(recent);
  if (gapMs === 0 && restMs === 0) return { allow: true };
  return { allow: false, reason: restMs > gapMs ? 'rung-too-often' : 'called-lately', untilMs: nowMs + Math.max(gapMs, restMs) };
}

/** Calls that reached nobody took nothing of what the one before had promised; any other is the call that was promised. */
function isWanted(recent: readonly RecentCall[]): boolean {
  const own = recent.filter(({ ofThisTarget, reach }) => ofThisTarget && reach !== 'nobody');
  const newest = own.reduce<RecentCall | null>((one, other) => (one === null || ago(other) < ago(one) ? other : one), null);
  return newest?.wanted === true;
}

function lockLeft(recent: readonly RecentCall[], recallLockHours: number): number {
  return Math.max(0, ...recent.filter(({ reach }) => reach === 'message').map((call) => recallLockHours * HOUR_MS - ago(call)));
}

function longestGapLeft(recent: readonly RecentCall[]): number {
  return Math.max(0, ...recent.map((call) => gapAfter(call) - ago(call)));
}

function gapAfter({ reach, ofThisTarget, isAskedAbout = false }: RecentCall): number {
  if (isAskedAbout) return 0;
  if (reach === 'talk' || reach === 'message') return AFTER_CONTACT_MS;
  return reach === 'nobody' || ofThisTarget ? 0 : AFTER_RING_MS;
}

/** Milliseconds until one ring in vain less lies within the last 24 hours than there may be. */
function restOfRings(recent: readonly RecentCall[]): number {
  const rings = recent.filter((call) => call.reach === 'ring' && ago(call) < DAY_MS).map(ago).sort((a, b) => a - b);
  const oldestOfThree = rings[RINGS_A_DAY - 1];
  return oldestOfThree === undefined ? 0 : DAY_MS - oldestOfThree;
}

function ago({ endedAgoMs }: RecentCall): number {
  return endedAgoMs ?? 0;
}

/** What a call's row says of it. */
export interface CallTrace {
  /** Null while it lives. */
  readonly outcome: Outcome | null;
  /** The switch said that it rings (or that early media plays). */
  readonly rang: boolean;
  /** Of the disposition that it was given; null without one. */
  readonly meaning: DispositionMeaning | null;
}

/** What was heard of these, if anything, was the network's announcement. */
const REACH_NOBODY: ReadonlySet<Outcome> = new Set<Outcome>(['not-dialed', 'congestion', 'blocked', 'switched-off', 'invalid-number']);

/** How near a call came, as far as one can tell: of a lost one nobody can, and it may have rung; an unwanted one the person refused. */
export function reachOf({ outcome, rang }: CallTrace): Reach {
  if (outcome !== null && talkedWithAgent(outcome)) return 'talk';
  // They called us: we rang nobody.
  if (outcome !== null && !isOutboundOutcome(outcome)) return 'nobody';
  if (outcome === 'abandoned') return 'message';
  if (outcome !== null && wasAnswered(outcome)) return 'answer';
  if (outcome === 'lost' || outcome === 'unwanted') return 'ring';
  return rang && !(outcome !== null && REACH_NOBODY.has(outcome)) ? 'ring' : 'nobody';
}

/** Whether the next call of its target is one that the person asked for, or that we owe them. */
export function asksForAnother({ outcome, meaning }: CallTrace): boolean {
  return outcome === 'handoff-failed' || (outcome !== null && talkedWithAgent(outcome) && meaning === 'retry');
}
