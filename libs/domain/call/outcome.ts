import { INBOUND_OUTCOMES, inboundOutcomeOf, type InboundOutcome, type InboundProgress } from './inbound-outcome';
import type { Direction } from './parties';
import { NO_SIP_ANSWER, type SipAnswer } from './sip-answer';
import { outcomeBySip } from './sip-outcomes';

/**
 * What came of a call of ours, said by the switch and by what we did with it.
 *
 * connected          talked with an agent
 * abandoned          a person answered, no agent was there within the limit, the message was played
 * hung-up-waiting    answered and hung up within the limit, before an agent was there: counted apart,
 *                    and in the strict abandonment figure
 * scripted           answered, met by what the campaign plays or asks, and no agent was wanted
 * put-off            the same, and asked to be called later
 * opted-out          the same, and asked to be called no more
 * machine            a machine answered: its beep was heard, and it was left nothing, or not all of it
 * message-left       it was left the message, from its beginning to its end
 * handoff-failed     an agent was promised and our side lost the call (the agent's leg died while bridging)
 * busy, no-answer, rejected, invalid-number, failed: the far end said so
 * switched-off       the phone is off or out of reach: it did not ring, and the attempt does not count
 * unwanted           the person called had the network say that calls of this number are not wanted (SIP 607)
 * blocked            a network on the way refused to put the call through, for our caller number's sake (603+, 608)
 * congestion         the trunk or a network behind it did not carry the call, whoever was called: the attempt does not count
 * cancelled          we ended it before anybody answered
 * not-dialed         refused before a channel existed: nobody was dialed, the attempt does not count
 * lost               nobody can tell any more; counts as an attempt
 */
export const OUTBOUND_OUTCOMES = [
  'connected', 'abandoned', 'hung-up-waiting', 'handoff-failed', 'scripted', 'put-off', 'opted-out', 'machine', 'message-left', 'busy', 'no-answer', 'switched-off', 'rejected',
  'unwanted', 'blocked', 'invalid-number', 'congestion', 'failed', 'cancelled', 'not-dialed', 'lost',
] as const;
export type OutboundOutcome = (typeof OUTBOUND_OUTCOMES)[number];

/** Each is of one direction: whoever has an outcome knows which way the call went. */
export const OUTCOMES = [...OUTBOUND_OUTCOMES, ...INBOUND_OUTCOMES] as const;
export type Outcome = OutboundOutcome | InboundOutcome;

export function outcomesOf(direction: Direction): readonly Outcome[] {
  return direction === 'outbound' ? OUTBOUND_OUTCOMES : INBOUND_OUTCOMES;
}

export function isOutboundOutcome(code: string): code is OutboundOutcome {
  return (OUTBOUND_OUTCOMES as readonly string[]).includes(code);
}

/**
 * Hangup causes of calls that nobody answered, in the words of FreeSWITCH's switch_types.h; those that are
 * not here are `failed`. Which SIP answer becomes which cause: sofia_glue_sip_cause_to_freeswitch.
 */
const CAUSES: Readonly<Partial<Record<OutboundOutcome, readonly string[]>>> = {
  'busy': ['USER_BUSY', 'BUSY_EVERYWHERE'],
  'no-answer': ['NO_ANSWER', 'NO_PICKUP', 'ALLOTTED_TIMEOUT', 'PROGRESS_TIMEOUT'],
  'switched-off': ['SUBSCRIBER_ABSENT', 'NO_USER_RESPONSE'],
  'rejected': ['CALL_REJECTED', 'DECLINE', 'REJECT_ALL', 'INCOMING_CALL_BARRED'],
  'unwanted': ['UNWANTED'],
  'invalid-number': ['UNALLOCATED_NUMBER', 'INVALID_NUMBER_FORMAT', 'NUMBER_CHANGED', 'NO_ROUTE_DESTINATION', 'DOES_NOT_EXIST_ANYWHERE'],
  'congestion': [
    'NORMAL_TEMPORARY_FAILURE', 'NORMAL_CIRCUIT_CONGESTION', 'SWITCH_CONGESTION', 'REQUESTED_CHAN_UNAVAIL', 'NETWORK_OUT_OF_ORDER',
    'RECOVERY_ON_TIMER_EXPIRE', 'CHANNEL_UNACCEPTABLE', 'PRE_EMPTED', 'BEARERCAPABILITY_NOTAVAIL', 'SERVICE_UNAVAILABLE',
    // It has no way there, or goes round in circles.
    'NO_ROUTE_TRANSIT_NET', 'EXCHANGE_ROUTING_ERROR', 'GATEWAY_DOWN', 'INVALID_GATEWAY', 'INVALID_PROFILE',
    // It does not serve this account or this caller number: so with the next call, and the one after that.
    'OUTGOING_CALL_BARRED', 'FACILITY_NOT_SUBSCRIBED', 'BEARERCAPABILITY_NOTAUTH',
    // It does not take our codecs or our signalling.
    'INCOMPATIBLE_DESTINATION', 'SERVICE_NOT_IMPLEMENTED', 'FACILITY_NOT_IMPLEMENTED', 'BEARERCAPABILITY_NOTIMPL', 'NOT_ACCEPTABLE', 'INTERWORKING',
    'REDIRECTION_TO_NEW_DESTINATION',
    'NO_IDENTITY', 'BAD_IDENTITY_INFO', 'UNSUPPORTED_CERTIFICATE', 'INVALID_IDENTITY', 'STALE_DATE',
  ],
  'cancelled': ['ORIGINATOR_CANCEL', 'LOSE_RACE', 'PICKED_OFF', 'MANAGER_REQUEST'],
};

const UNANSWERED: ReadonlyMap<string, OutboundOutcome> = new Map(
  OUTBOUND_OUTCOMES.flatMap((outcome) => (CAUSES[outcome] ?? []).map((cause) => [cause, outcome] as const)),
);

/** By these the switch itself refuses to begin: no channel, and nobody was dialed. */
const REFUSED_BEFORE_A_CHANNEL = new Set(['INVALID_GATEWAY', 'GATEWAY_DOWN', 'INVALID_PROFILE', 'SWITCH_CONGESTION']);

/**
 * Whether the cause by which the switch refused a command is the end of a call that did begin: somebody was dialed,
 * although nothing else was heard of it. DESTINATION_OUT_OF_ORDER, of a throttled switch, is not.
 */
export function isOfABegunCall(cause: string): boolean {
  return UNANSWERED.has(cause) && !REFUSED_BEFORE_A_CHANNEL.has(cause);
}

export type MetByScript = Extract<OutboundOutcome, 'scripted' | 'put-off' | 'opted-out' | 'machine' | 'message-left'>;

/** How far a call of ours came before it ended: facts that survive in its row. */
export interface CallProgress {
  /** The far end said that it rings, or sent sound before an answer. */
  readonly rang: boolean;
  readonly answered: boolean;
  /** The switch said bridged at least once. */
  readonly talked: boolean;
  /** The safe-harbour message was started because no agent came in time. */
  readonly safeHarbour: boolean;
  /** As what it ends if nobody but the campaign's own script met them: they want no agent, or do not yet. Null or left out: an agent was wanted. */
  readonly met?: MetByScript | null;
  /** An agent was reserved and the bridge ordered when the call ended. */
  readonly connecting: boolean;
}

/**
 * The outcome of an outbound call that ended with this cause of FreeSWITCH's. An unanswered one's is told by the far end's SIP
 * answer first.
 */
export function outboundOutcomeOf(progress: CallProgress, cause: string, answer: SipAnswer = NO_SIP_ANSWER): OutboundOutcome {
  if (progress.talked) return 'connected';
  // Whoever wanted nobody was abandoned by nobody, though their worker died and the switch said goodbye to them.
  const { met = null } = progress;
  if (progress.answered && met !== null) return met;
  if (progress.safeHarbour) return 'abandoned';
  // Our leg's death takes the customer's leg along with this cause (the mirror race of a hand-off).
  if (progress.connecting && cause === 'ORIGINATOR_CANCEL') return 'handoff-failed';
  if (progress.answered) return 'hung-up-waiting';
  // A mobile network says it by the cause alone, whatever was heard before: its announcement sounds like a ring.
  if (cause === 'SUBSCRIBER_ABSENT' && (answer.status === 0 || answer.status === 480)) return 'switched-off';
  const bySip = outcomeBySip(answer, progress.rang);
  if (bySip !== null) return bySip;
  if (cause === 'NO_USER_RESPONSE' && progress.rang) return 'no-answer';
  return UNANSWERED.get(cause) ?? 'failed';
}

/** How far a call came, whichever way it went. */
export type Progress = ({ readonly direction: 'outbound' } & CallProgress) | ({ readonly direction: 'inbound' } & InboundProgress);

/** The outcome of a call that ended with this cause of FreeSWITCH's. */
export function outcomeOf(progress: Progress, cause: string, answer: SipAnswer = NO_SIP_ANSWER): Outcome {
  return progress.direction === 'outbound' ? outboundOutcomeOf(progress, cause, answer) : inboundOutcomeOf(progress, cause);
}

/** The call was sent to the network: so is no inbound one, and none of the figures below counts one. */
export function wasDialed(outcome: Outcome): boolean {
  return isOutboundOutcome(outcome) && outcome !== 'not-dialed';
}

/** Whether an attempt that ended so is one of those that a target may have: whether its phone may have rung, or refused. */
export function countsAsAttempt(outcome: Outcome): boolean {
  return wasDialed(outcome) && outcome !== 'switched-off' && outcome !== 'congestion';
}

/** An agent and the other party talked, whoever had called whom: somebody has to say what came of it. */
export function talkedWithAgent(outcome: Outcome): boolean {
  return outcome === 'connected' || outcome === 'answered';
}

const MET_BY_SCRIPT: readonly MetByScript[] = ['scripted', 'put-off', 'opted-out', 'machine', 'message-left'];

/** The same, of a call whose outcome is known; null of one for whom an agent was wanted, or who did not answer. */
export function metByScript(outcome: Outcome): MetByScript | null {
  return MET_BY_SCRIPT.find((one) => one === outcome) ?? null;
}

/** The person called answered (no machine detection: every answer counts as a person). */
export function wasAnswered(outcome: Outcome): boolean {
  return wantedAgent(outcome) || metByScript(outcome) !== null;
}

/** The person called answered, and an agent had to be there for them: by the answer, or by their key. Of these a law's share may be abandoned. */
export function wantedAgent(outcome: Outcome): boolean {
  return outcome === 'connected' || outcome === 'abandoned' || outcome === 'hung-up-waiting' || outcome === 'handoff-failed';
}

/** In the strict abandonment figure: an agent had to be there for a person, and they never met one. */
export function isStrictlyAbandoned(outcome: Outcome): boolean {
  return wantedAgent(outcome) && outcome !== 'connected';
}

/** Signs of a sick trunk rather than of the person called: these feed the gateway's breaker. */
export function blamesTheTrunk(outcome: Outcome): boolean {
  return outcome === 'congestion' || outcome === 'not-dialed';
}
