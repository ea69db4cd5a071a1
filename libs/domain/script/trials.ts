/** Enough to hear a draft, mend it and hear it again: each call costs, and rings somewhere. */
export const MOST_TRIALS = { calls: 6, withinMs: 15 * 60_000 };
/** Whoever asked has put the phone away by then: nobody is called for it any more. */
export const ASKED_AT_MOST_MS = 60_000;
/** However a draft goes, the call is over then. */
export const LONGEST_TRIAL_MS = 10 * 60_000;

/** A call to whoever tries a draft, in milliseconds since the epoch. */
export interface Trial {
  readonly askedAtMs: number;
  /** Null: nobody was called yet. */
  readonly placedAtMs: number | null;
  readonly isOver: boolean;
}

export type MayTry = { readonly allow: true } | { readonly allow: false; readonly reason: 'goes-on' } | { readonly allow: false; readonly reason: 'too-often'; readonly waitMs: number };

/** Whether somebody may be called with a draft now: one call at a time, and so many within a while. `trials`: theirs of that while, in any order. */
export function mayTry(trials: readonly Trial[], nowMs: number): MayTry {
  if (trials.some((trial) => goesOn(trial, nowMs))) return { allow: false, reason: 'goes-on' };
  const counted = trials.map(({ askedAtMs }) => askedAtMs).filter((atMs) => nowMs - atMs < MOST_TRIALS.withinMs).sort((one, other) => other - one);
  const sixth = counted[MOST_TRIALS.calls - 1];
  return sixth === undefined ? { allow: true } : { allow: false, reason: 'too-often', waitMs: sixth + MOST_TRIALS.withinMs - nowMs };
}

function goesOn({ askedAtMs, placedAtMs, isOver }: Trial, nowMs: number): boolean {
  return !isOver && (placedAtMs === null ? nowMs - askedAtMs < ASKED_AT_MOST_MS : nowMs - placedAtMs < 2 * LONGEST_TRIAL_MS);
}
