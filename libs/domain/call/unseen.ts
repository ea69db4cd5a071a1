/** A channel younger than this may belong to a command that is on its way, or to an event that is. */
export const YOUNG_MS = 5_000;

/** A call that the switch shows no channel of, as far as its owner knows it. Instants by the wall clock. */
export interface UnseenCall {
  /** Sent to the switch, or come in, then; null while it was not. */
  readonly begunAtMs: number | null;
  /** Its channel was seen at least once: an inbound call is known by nothing else. */
  readonly hadChannel: boolean;
  /** Null for a call that nobody dialed. */
  readonly ringTimeoutSec: number | null;
}

export interface Look {
  /** When the switch was asked for its channels. */
  readonly listedAtMs: number;
  /** When the switch was found to have been started anew: nothing older is on it; 0 for not. */
  readonly startedAtMs: number;
  /** What an originate has beyond its ring timeout before nobody waits for a word of it any more. */
  readonly lostGraceMs: number;
}

/** A call without a channel is over when it had one before the list was asked for; otherwise only time can tell. */
export function isOver(call: UnseenCall, { listedAtMs, startedAtMs, lostGraceMs }: Look): boolean {
  const begunAtMs = call.begunAtMs ?? listedAtMs;
  if (begunAtMs < startedAtMs) return true;
  if (call.hadChannel || call.ringTimeoutSec === null) return listedAtMs - begunAtMs > YOUNG_MS;
  return listedAtMs - begunAtMs >= call.ringTimeoutSec * 1000 + lostGraceMs;
}

/** When a call that was not answered must have ended; null for one whose ringing nothing bounds but its caller's patience. */
export function unansweredUntilMs({ begunAtMs, ringTimeoutSec }: Pick<UnseenCall, 'begunAtMs' | 'ringTimeoutSec'>, nowMs: number, lostGraceMs: number): number | null {
  return ringTimeoutSec === null ? null : (begunAtMs ?? nowMs) + ringTimeoutSec * 1000 + lostGraceMs;
}
