/**
 * What we did with a caller instead of bringing an agent, in the words that call centres report by. Each is final for the call.
 *
 * closed              turned away: outside business hours, on a holiday, an emergency closure
 * queue-full          turned away: as many wait as may, or nobody serves the queue
 * overflowed          sent on to a number or a switch that is not ours
 * voicemail           left a message
 * callback-requested  gave up the place in the queue for a call of ours
 */
export const TREATMENTS = ['closed', 'queue-full', 'overflowed', 'voicemail', 'callback-requested'] as const;
export type Treatment = (typeof TREATMENTS)[number];

/** Sent away for want of an agent: of somebody whom we had called, they are abandoned. */
export function isLost(treatment: Treatment): boolean {
  return treatment === 'queue-full' || treatment === 'overflowed';
}

/**
 * What came of a call that came in. None of these is an outbound call's: no figure of dialing, and no law's, can count one.
 *
 * answered            talked with an agent
 * abandoned-in-queue  the caller hung up while waiting for an agent; how soon, the call's instants tell
 * abandoned-in-menu   the caller hung up before a queue: during the greeting, the menu, or before we had answered
 * dropped             lost by us: the promised agent's leg took it along, the switch was stopped, its sound was gone
 */
export const INBOUND_OUTCOMES = ['answered', 'abandoned-in-queue', 'abandoned-in-menu', ...TREATMENTS, 'dropped'] as const;
export type InboundOutcome = (typeof INBOUND_OUTCOMES)[number];

/** How far a caller came before the call ended. */
export interface InboundProgress {
  /** The switch said bridged to an agent at least once. */
  readonly talked: boolean;
  /** An agent was reserved and the bridge ordered when the call ended. */
  readonly connecting: boolean;
  /** Waited, or had waited, for an agent. */
  readonly queued: boolean;
  readonly treatment: Treatment | null;
}

/** FreeSWITCH's words for a call that neither side ended. */
const LOST_BY_US: ReadonlySet<string> = new Set(['SYSTEM_SHUTDOWN', 'CRASH', 'MEDIA_TIMEOUT', 'SRTP_READ_ERROR', 'RECOVERY_ON_TIMER_EXPIRE', 'NETWORK_OUT_OF_ORDER']);

/** The outcome of an inbound call that ended with this cause. One whose end nobody heard ended where it was seen last. */
export function inboundOutcomeOf({ talked, connecting, queued, treatment }: InboundProgress, cause: string): InboundOutcome {
  if (talked) return 'answered';
  if (treatment !== null) return treatment;
  // Our leg's death takes the caller's leg along with this cause (the mirror race of a hand-off).
  if ((connecting && cause === 'ORIGINATOR_CANCEL') || LOST_BY_US.has(cause)) return 'dropped';
  return queued ? 'abandoned-in-queue' : 'abandoned-in-menu';
}
