import { MISSED_RINGS, isMissed, type RingEnd } from '../agent/ring';

/** How often the phones of on-demand agents were rung and how that ended, added up. */
export interface RingCount { readonly endedBy: RingEnd; readonly rings: number }

/** What became of the calls that an agent was offered by a ringing phone. */
export interface RingFigures {
  /** That were the agent's to take: answered and missed. Those that we called off or never rang, or of which nobody heard the end, are neither. */
  readonly offered: number;
  readonly answered: number;
  readonly missed: number;
  /** By what came of it. */
  readonly missedBy: Readonly<Record<(typeof MISSED_RINGS)[number], number>>;
  /**
   * RONA (ring no answer, redirection on no answer), 0–1: missed ÷ offered. Null when nothing was offered. Busy, declined and unreachable
   * count as not answered, as the caller has waited for each in vain; in the narrow sense it is `missedBy['no-answer']` alone
   * (Avaya counts that as "RONA", Genesys all as "not responding", NICE CXone as "refused").
   */
  readonly missedRatio: number | null;
}

export function ringFigures(counts: Iterable<RingCount>): RingFigures {
  const by = new Map<RingEnd, number>();
  for (const { endedBy, rings } of counts) by.set(endedBy, (by.get(endedBy) ?? 0) + rings);
  const of = (end: RingEnd): number => by.get(end) ?? 0;
  const answered = of('talked');
  const missed = [...by].reduce((sum, [end, rings]) => sum + (isMissed(end) ? rings : 0), 0);
  const offered = answered + missed;
  return {
    offered, answered, missed, missedRatio: offered === 0 ? null : missed / offered,
    missedBy: { 'no-answer': of('no-answer'), 'busy': of('busy'), 'declined': of('declined'), 'unreachable': of('unreachable') },
  };
}
