import type { Outcome } from '../call/outcome';

/** Nobody waits longer in any queue: the longest wait that one may be set to. */
export const LONGEST_STAY_MS = 4 * 60 * 60_000;

/**
 * How a call's stay in a queue ended:
 *
 * answered    an agent took it
 * abandoned   the caller hung up
 * overflowed  it waited too long, or the queue was too long or empty of agents, and it was sent elsewhere
 * callback    the caller hung up by choice and keeps the place: to be called when it comes up
 * moved       by the caller's key or a manager's hand to another queue, where it counts; or by key to leave a message
 * closed      sent away as the queue closed, or the call itself failed on our side
 */
export const STAY_ENDS = ['answered', 'abandoned', 'overflowed', 'callback', 'moved', 'closed'] as const;
export type StayEnd = (typeof STAY_ENDS)[number];

/** Of a call in a queue. Still waiting: `left` is null. */
export interface Stay {
  readonly enteredAtMs: number;
  readonly left: { readonly atMs: number; readonly how: StayEnd } | null;
}

/** By what whoever waits goes before others, and who goes first of those who may come. */
export interface StayStanding {
  readonly points: number;
  /** Whom they know, and the campaign that called them in vain: `known-caller`. */
  readonly lastAgentId: string | null;
  readonly calledBy: string | null;
}

/** What happens to a call's stays in queues, in the order in which it happens. */
export type StayStep =
  /** `sinceMs`: from when on its wait counts for its place. */
  | { readonly kind: 'entered'; readonly queueId: string; readonly sinceMs: number } & StayStanding
  /** Somebody has let them go before others. */
  | { readonly kind: 'put-first'; readonly points: number }
  | { readonly kind: 'left'; readonly how: StayEnd; readonly atMs: number };

export interface StayClose { readonly toMs: number; readonly how: StayEnd }

/** A stay that began in these steps; `end` null: it goes on. */
export interface BegunStay extends StayStanding {
  readonly queueId: string;
  readonly fromMs: number;
  readonly end: StayClose | null;
}

/** Of the stay that was open before: how it ended, and the points that it has since; null: neither changed. */
export interface StaysAfter {
  readonly openBefore: StayClose | null;
  readonly pointsBefore: number | null;
  readonly begun: readonly BegunStay[];
}

/**
 * What is to be written after these steps: what became of the stay that was open before them, if there was one, and the stays that
 * began in them. Whoever enters a queue has left the one before.
 */
export function staysAfter(steps: readonly StayStep[]): StaysAfter {
  let openBefore: StayClose | null = null;
  let pointsBefore: number | null = null;
  const begun: BegunStay[] = [];
  const close = (end: StayClose): void => {
    const last = begun.at(-1);
    if (last === undefined) openBefore ??= end;
    else if (last.end === null) begun[begun.length - 1] = { ...last, end: { ...end, toMs: Math.max(last.fromMs, end.toMs) } };
  };
  for (const step of steps) {
    if (step.kind === 'put-first') {
      const last = begun.at(-1);
      if (last === undefined) pointsBefore = step.points;
      else begun[begun.length - 1] = { ...last, points: step.points };
      continue;
    }
    if (step.kind === 'left') { close({ toMs: step.atMs, how: step.how }); continue; }
    close({ toMs: step.sinceMs, how: 'moved' });
    const { queueId, points, lastAgentId, calledBy, sinceMs: fromMs } = step;
    begun.push({ queueId, points, lastAgentId, calledBy, fromMs, end: null });
  }
  return { openBefore, pointsBefore, begun };
}

/** How the stay ended that a call's end has ended: whoever was sent away, or chose something else, had left before it, but for who hung up in the moment of their wish. */
export function stayEndOf(outcome: Outcome): StayEnd {
  if (outcome === 'callback-requested') return 'callback';
  return outcome === 'abandoned-in-queue' || outcome === 'abandoned-in-menu' ? 'abandoned' : 'closed';
}
