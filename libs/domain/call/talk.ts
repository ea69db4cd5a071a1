import { LOST_CAUSE } from './switch-record';

/**
 * Why an agent's part in a call ended.
 *
 * customer-hung-up   the customer, or the network for them
 * agent-hung-up      here: the agent had the call ended, or a supervisor did
 * transferred        the agent gave the call to somebody else
 * longest-call       the call had lasted as long as its line lets it
 * agent-lost         the agent's leg was gone, hung up or broken, while the customer was there: back in line
 * connection-lost    the customer's connection broke: the trunk, the network, the switch
 * unheard            nobody of ours was listening, and the switch has not said how: it was over at this instant at the latest
 */
export const TALK_ENDS = ['customer-hung-up', 'agent-hung-up', 'transferred', 'longest-call', 'agent-lost', 'connection-lost', 'unheard'] as const;
export type TalkEnd = (typeof TALK_ENDS)[number];

/** With which a call is ended that has lasted long enough; of a call with an agent nothing else has this cause. */
export const LONGEST_CALL_CAUSE = 'ALLOTTED_TIMEOUT';

/** Who hangs up says only this (Q.850 causes 16 and 31). */
const HUNG_UP = new Set(['NORMAL_CLEARING', 'NORMAL_UNSPECIFIED']);

/**
 * Why a talk ended that ended with its call.
 * @param cause FreeSWITCH's, of the customer's leg
 * @param orderedHere somebody here had the call ended
 */
export function talkEndOf(cause: string, orderedHere: boolean): TalkEnd {
  if (cause === LOST_CAUSE) return 'unheard';
  if (cause === LONGEST_CALL_CAUSE) return 'longest-call';
  if (!HUNG_UP.has(cause)) return 'connection-lost';
  return orderedHere ? 'agent-hung-up' : 'customer-hung-up';
}

/** One agent's part in one call, as far as it can be told from what happened to the call. */
export interface TalkStretch {
  readonly agentId: string;
  readonly channelId: string | null;
  readonly fromMs: number;
  readonly end: TalkClose | null;
}
/** `wrapUpUntilMs`: until when the agent may wrap up; `toMs` without any. */
export interface TalkClose { readonly toMs: number; readonly wrapUpUntilMs: number; readonly by: TalkEnd }

/** What happens to a call's talks, in the order in which it happens. */
export type TalkStep =
  | { readonly kind: 'began'; readonly agentId: string; readonly channelId: string | null; readonly atMs: number }
  | { readonly kind: 'ended'; readonly atMs: number; readonly wrapUpUntilMs: number; readonly by: TalkEnd };

/**
 * What is to be written after these steps: how the talk ended that was open before them, if there was one, and the talks
 * that began in them. What ends when nothing is open ended before.
 */
export function talksAfter(steps: readonly TalkStep[]): { readonly openBefore: TalkClose | null; readonly begun: readonly TalkStretch[] } {
  let openBefore: TalkClose | null = null;
  const begun: TalkStretch[] = [];
  for (const step of steps) {
    const last = begun.at(-1);
    if (step.kind === 'began') begun.push({ agentId: step.agentId, channelId: step.channelId, fromMs: step.atMs, end: null });
    else if (last === undefined) openBefore ??= closeOf(step, step.atMs);
    else if (last.end === null) begun[begun.length - 1] = { ...last, end: closeOf(step, last.fromMs) };
  }
  return { openBefore, begun };
}

/** By two clocks a talk may seem to end before it began. */
function closeOf({ atMs, wrapUpUntilMs, by }: Extract<TalkStep, { kind: 'ended' }>, fromMs: number): TalkClose {
  const toMs = Math.max(fromMs, atMs);
  return { toMs, wrapUpUntilMs: Math.max(toMs, wrapUpUntilMs), by };
}
