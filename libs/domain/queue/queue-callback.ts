import { countsAsAttempt, type OutboundOutcome } from '../call/outcome';
import type { CallbackRules } from './queue-settings';

/**
 * A caller's wish to be called back, with their place kept: they wait as others do, and an agent is reserved before they are called.
 *
 * waiting  for an agent, or for the next try
 * calling  an agent is reserved, and they are called
 * ended    by one of the ends below
 */
export const CALLBACK_STATES = ['waiting', 'calling', 'ended'] as const;
export type CallbackState = (typeof CALLBACK_STATES)[number];

/**
 * talked     they were connected with an agent
 * given-up   called as often as the queue does, and not reached
 * expired    later than the queue calls anybody back
 * refused    they may not be called: the do-not-call list, the law, or where no gateway may dial
 * cancelled  taken out by somebody, or answered in a call of their own meanwhile
 */
export const CALLBACK_ENDS = ['talked', 'given-up', 'expired', 'refused', 'cancelled'] as const;
export type CallbackEnd = (typeof CALLBACK_ENDS)[number];

/** `tries`: made, as far as they count. */
export type AfterCallback =
  | { readonly kind: 'again'; readonly atMs: number; readonly tries: number }
  | { readonly kind: 'ended'; readonly how: CallbackEnd; readonly tries: number };

/** Where we failed, be it our agent's phone or our trunk, nobody waits as long for the next call as for their own busy line. */
export const SOON_MS = 60_000;
/** Whom one of these came to had no phone that could have rung, or was called by us and met nobody: that was not theirs. */
const OURS: ReadonlySet<OutboundOutcome> = new Set<OutboundOutcome>(['not-dialed', 'congestion', 'handoff-failed', 'abandoned']);

/**
 * What follows when a call of a wish has ended with this outcome. Who was not reached is called again; not whose number does not exist,
 * and not who had the network say that they do not want our calls.
 * @param tries made, this one included; one that reached nobody's phone is taken back
 * @param expiresAtMs of the wish, in milliseconds since the epoch
 */
export function afterCallback(
  outcome: OutboundOutcome, { tries: made, expiresAtMs }: { readonly tries: number; readonly expiresAtMs: number }, rules: Pick<CallbackRules, 'tries' | 'retrySec'>, nowMs: number,
): AfterCallback {
  const tries = countsAsAttempt(outcome) ? made : Math.max(0, made - 1);
  const ended = (how: CallbackEnd): AfterCallback => ({ kind: 'ended', how, tries });
  if (outcome === 'connected') return ended('talked');
  if (outcome === 'unwanted') return ended('refused');
  if (outcome === 'invalid-number' || tries >= rules.tries) return ended('given-up');
  const atMs = nowMs + (OURS.has(outcome) ? SOON_MS : rules.retrySec * 1000);
  return atMs < expiresAtMs ? { kind: 'again', atMs, tries } : ended('expired');
}
