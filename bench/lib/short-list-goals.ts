import { goal, type Goal } from './contract';
import type { ShortListReport } from './short-list-judge';
import { round } from './stats';

/** Of the campaigns of a cell; where fewer were lived through one is an accident that says nothing. */
const MOST_ABOVE = 6 / 200;

export function shortListGoals(reports: readonly ShortListReport[]): readonly Goal[] {
  if (reports.length === 0) return [];
  const sum = (of: (report: ShortListReport) => number): number => reports.reduce((total, report) => total + of(report), 0);
  const tooMany = reports.filter(({ above, campaigns }) => above > Math.max(1, MOST_ABOVE * campaigns));
  const slow = (isOfFewAnswers: boolean): string[] => reports.filter((report) => report.isOfFewAnswers === isOfFewAnswers && !(report.waitOfLimit <= 1)).map(({ name }) => name);
  const [slowOfFew, slowOfMore] = [slow(true), slow(false)];
  const named = (what: string, names: readonly string[]): string => names.length === 0 ? what : `${what} (${names.join(', ')})`;
  return [
    goal('short lists that end above the cap %', round(100 * sum(({ above }) => above) / sum(({ campaigns }) => campaigns)), '<=', 1),
    goal(named('cells of short lists with more than 6 of 200 above the cap', tooMany.map(({ name }) => name)), tooMany.length, '<=', 0),
    goal(named('cells of fewer than 34 answers with a mean wait above 1.05 of zero-abandon\'s', slowOfFew), slowOfFew.length, '<=', 0),
    goal(named('cells of more answers with a mean wait above midway to zero-abandon\'s', slowOfMore), slowOfMore.length, '<=', 0),
  ];
}
