import { NO_SIP_ANSWER, type SipAnswer } from '../call/sip-answer';

/**
 * How the ringing of an on-demand agent's phone ended, or the leg that came of it.
 *
 * talked       they answered, and were connected with the caller
 * no-answer    it rang for as long as it may: "ring no answer" (RONA)
 * busy         they are on the phone otherwise
 * declined     they pressed it away, or hung up before they were connected
 * unreachable  there is no such phone now: switched off, not registered, no network
 * not-called   a rule or a limit of ours kept it from ringing: the dialing stop, a gateway that is full, a switch that takes no more
 * called-off   ended by us: the caller left, went elsewhere, or the agent takes no more calls
 * unheard      nobody of ours was listening: its worker had died, or the switch was not heard
 */
export const RING_ENDS = ['talked', 'no-answer', 'busy', 'declined', 'unreachable', 'not-called', 'called-off', 'unheard'] as const;
export type RingEnd = (typeof RING_ENDS)[number];

/** Those that count as missed by the agent; the field's figure is RONA, "redirection on no answer". */
export const MISSED_RINGS = ['no-answer', 'busy', 'declined', 'unreachable'] as const satisfies readonly RingEnd[];

export function isMissed(end: RingEnd): boolean {
  return (MISSED_RINGS as readonly RingEnd[]).includes(end);
}

/** FreeSWITCH's hangup causes (switch_types.h) of a phone that nobody took; what is not here makes it unreachable. */
const BY_CAUSE: ReadonlyMap<string, RingEnd> = new Map<string, RingEnd>([
  ...['NO_ANSWER', 'NO_PICKUP', 'ALLOTTED_TIMEOUT', 'PROGRESS_TIMEOUT'].map((cause) => [cause, 'no-answer'] as const),
  ...['USER_BUSY', 'BUSY_EVERYWHERE'].map((cause) => [cause, 'busy'] as const),
  ...['CALL_REJECTED', 'DECLINE', 'REJECT_ALL', 'UNWANTED', 'NORMAL_CLEARING'].map((cause) => [cause, 'declined'] as const),
  // Our side: the switch takes no more or has no such gateway, or somebody ended the leg there.
  ...['SWITCH_CONGESTION', 'INVALID_GATEWAY', 'GATEWAY_DOWN', 'INVALID_PROFILE', 'ORIGINATOR_CANCEL', 'LOSE_RACE', 'PICKED_OFF', 'MANAGER_REQUEST']
    .map((cause) => [cause, 'not-called'] as const),
]);

/** Of a final SIP answer, which goes before the cause: a Reason header may have made that anything. */
const BY_STATUS: ReadonlyMap<number, RingEnd> = new Map([[486, 'busy'], [600, 'busy'], [603, 'declined'], [607, 'declined']]);

/** @param cause FreeSWITCH's, of the agent's leg, which nobody was connected to */
export function ringEndOf(cause: string, { status }: SipAnswer): RingEnd {
  return BY_STATUS.get(status) ?? BY_CAUSE.get(cause) ?? 'unreachable';
}

/** @param cause by which the switch refused to ring it, before any sign of a leg: throttled or paused it says DESTINATION_OUT_OF_ORDER (measured) */
export function refusedRingEnd(cause: string): RingEnd {
  return cause === 'DESTINATION_OUT_OF_ORDER' ? 'not-called' : ringEndOf(cause, NO_SIP_ANSWER);
}

/**
 * Whether an agent who had talked has put the phone down, and the talk is over; else the leg was lost (no sound, no network), and
 * whoever they talked with waits for another. Who hangs up says only this (Q.850 causes 16 and 31).
 */
export function putDown(cause: string): boolean {
  return cause === 'NORMAL_CLEARING' || cause === 'NORMAL_UNSPECIFIED';
}

/** So long an agent whose phone was not taken, or could not be rung, is offered nothing, while they are not on a break for it. */
export const RESTS_MS = 10_000;

/** What follows for the agent. */
export type AfterRing = { readonly misses: number; readonly then: 'offered' | 'rest' | 'break' };

/**
 * Who misses calls is sent on a break, until they say that they are back: their phone is rung for nobody who would wait for it.
 * @param misses in a row, before this one
 * @param mostMisses in a row that lead to the break: 1 or more
 */
export function afterRing(end: RingEnd, misses: number, mostMisses: number): AfterRing {
  if (end === 'talked') return { misses: 0, then: 'offered' };
  if (end === 'not-called') return { misses, then: 'rest' };
  if (!isMissed(end)) return { misses, then: 'offered' };
  return misses + 1 >= mostMisses ? { misses: 0, then: 'break' } : { misses: misses + 1, then: 'rest' };
}
