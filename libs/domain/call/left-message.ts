import { RECORDS_AFTER_MS, saysAgain } from './beep';

/**
 * So long a machine's beep is waited for once its agent has gone. A greeting is mostly over by then: an agent listens to some of it
 * before they know it for one, and may have heard the beep that the switch did not.
 */
export const BEEP_WITHIN_MS = 8_000;

/** Where the leaving of a message stands. Instants in milliseconds since the epoch. */
export type Leaving =
  | { readonly kind: 'listens' }
  /** `serial`: of what the switch was asked to say last. */
  | { readonly kind: 'says'; readonly serial: number; readonly sinceMs: number; readonly begunAnew: number }
  /** `whole`: the message was said from its beginning to its end. */
  | { readonly kind: 'over'; readonly whole: boolean };

export type LeavingEvent =
  /** The agent is gone, and the machine alone. `beepedAtMs`: when its beep was heard last, null for not. */
  | { readonly kind: 'alone'; readonly beepedAtMs: number | null; readonly atMs: number }
  | { readonly kind: 'beeped'; readonly atMs: number }
  /** No beep in time. */
  | { readonly kind: 'unheard'; readonly atMs: number }
  | { readonly kind: 'said'; readonly serial: number }
  | { readonly kind: 'hung-up' };

export type LeavingAction =
  | { readonly kind: 'listen'; readonly withinMs: number }
  /** In silence so long before it. */
  | { readonly kind: 'say'; readonly serial: number; readonly afterMs: number }
  | { readonly kind: 'hang-up' };

export interface LeavingStep { readonly leaving: Leaving; readonly action: LeavingAction | null }

export const LISTENS: Leaving = { kind: 'listens' };

/** What follows from what has happened. Whatever comes twice or late changes nothing. */
export function leavingStep(leaving: Leaving, event: LeavingEvent): LeavingStep {
  const unmoved: LeavingStep = { leaving, action: null };
  if (leaving.kind === 'over') return unmoved;
  switch (event.kind) {
    case 'alone': {
      if (leaving.kind !== 'listens') return unmoved;
      if (event.beepedAtMs === null) return { leaving, action: { kind: 'listen', withinMs: BEEP_WITHIN_MS } };
      return say(leaving, event.atMs, Math.max(0, event.beepedAtMs + RECORDS_AFTER_MS - event.atMs));
    }
    case 'beeped':
      if (leaving.kind === 'listens') return say(leaving, event.atMs, RECORDS_AFTER_MS);
      return saysAgain(leaving.sinceMs, leaving.begunAnew, event.atMs) ? say(leaving, event.atMs, RECORDS_AFTER_MS) : unmoved;
    case 'unheard': return leaving.kind === 'listens' ? say(leaving, event.atMs, 0) : unmoved;
    case 'said':
      if (leaving.kind !== 'says' || event.serial !== leaving.serial) return unmoved;
      return { leaving: { kind: 'over', whole: true }, action: { kind: 'hang-up' } };
    case 'hung-up': return { leaving: { kind: 'over', whole: false }, action: null };
  }
}

function say(leaving: Exclude<Leaving, { kind: 'over' }>, atMs: number, afterMs: number): LeavingStep {
  const [serial, begunAnew] = leaving.kind === 'says' ? [leaving.serial + 1, leaving.begunAnew + 1] : [1, 0];
  return { leaving: { kind: 'says', serial, sinceMs: atMs, begunAnew }, action: { kind: 'say', serial, afterMs } };
}
