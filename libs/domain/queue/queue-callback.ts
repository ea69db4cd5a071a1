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

export type AfterTry = { readonly kind: 'again'; readonly atMs: number } | { readonly kind: 'ended'; readonly how: CallbackEnd };

/**
 * What follows when they were called and not reached.
 * @param tries made, this one included
 * @param expiresAtMs of the wish, in milliseconds since the epoch
 */
export function afterTry(tries: number, expiresAtMs: number, rules: Pick<CallbackRules, 'tries' | 'retrySec'>, nowMs: number): AfterTry {
  if (tries >= rules.tries) return { kind: 'ended', how: 'given-up' };
  const atMs = nowMs + rules.retrySec * 1000;
  return atMs < expiresAtMs ? { kind: 'again', atMs } : { kind: 'ended', how: 'expired' };
}
