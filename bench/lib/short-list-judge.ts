import { decide, type DialMode } from '@paceline/domain/pacing';
import { mayBeAbandoned } from '@paceline/domain/compliance/abandonment-budget';
import { CAP_RATIO, paced, settingsOf, simulateDay, type DayResult } from '@paceline/simulation';
import { WAITED_BEFORE_SEC } from './short-list-waits';
import { campaignOf, type ShortList } from './short-lists';

/** One abandoned call among fewer answers is above a cap of 3 %. */
const ANSWERS_FOR_ONE = 34;
/** Above zero-abandon's, where nobody may be abandoned. */
const TOLERATED = 1.05;

export interface ShortListJob {
  readonly kind: 'short';
  readonly cell: ShortList;
  readonly seeds: readonly number[];
  readonly target: number;
}

export interface ShortListReport {
  readonly name: string;
  readonly campaigns: number;
  /** Of them, those that ended with more abandoned than the law allows, in whole persons. */
  readonly above: number;
  readonly isOfFewAnswers: boolean;
  /** The pacer's mean wait over the most that it may be. */
  readonly waitOfLimit: number;
}

export function nameOfList({ agents, rate, targets, failures }: ShortList): string {
  return `${agents}/${rate.toFixed(2)}/${targets} ${failures}`;
}

/** A short list's campaigns, by our pacer and where nobody may be abandoned; and what the pacer waited that knew of no end. */
export function shortListReport({ cell, seeds, target }: ShortListJob): ShortListReport & { readonly line: string } {
  const name = nameOfList(cell);
  const day = campaignOf(cell);
  const live = (mode: DialMode): DayResult[] => seeds.map((seed) => simulateDay(day, paced(mode, decide, settingsOf(day, target, mode)), seed));
  const ours = live('predictive');
  const waited = meanWaitSec(ours);
  const zero = meanWaitSec(live('zero-abandon'));
  const before = WAITED_BEFORE_SEC[name] ?? Number.NaN;
  const isOfFewAnswers = cell.targets * cell.rate < ANSWERS_FOR_ONE;
  const limit = isOfFewAnswers ? TOLERATED * zero : (zero + before) / 2;
  const above = ours.filter(({ answers, ends }) => ends.abandoned > mayBeAbandoned(CAP_RATIO, answers)).length;
  const sum = (of: (day: DayResult) => number): number => ours.reduce((total, one) => total + of(one), 0);
  const abandoned = 100 * sum(({ ends }) => ends.abandoned) / Math.max(1, sum(({ answers }) => answers));
  return {
    name, campaigns: ours.length, above, isOfFewAnswers, waitOfLimit: waited / limit,
    line: `${above} of ${ours.length} above the cap, ${abandoned.toFixed(2)} % abandoned, wait ${waited.toFixed(1)} s of at most ${limit.toFixed(1)} `
      + `(zero-abandon ${zero.toFixed(1)}, without the list's end ${before.toFixed(1)})`,
  };
}

/** Of the agents of all campaigns; one in which nobody talked has none. */
function meanWaitSec(campaigns: readonly DayResult[]): number {
  const waits = campaigns.map(({ meanWaitMs }) => meanWaitMs).filter((ms) => !Number.isNaN(ms));
  return waits.reduce((sum, ms) => sum + ms, 0) / waits.length / 1_000;
}
