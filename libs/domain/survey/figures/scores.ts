import { wilson, Z95, type Interval } from '../../metrics/interval';

export type ScoreKind = 'nps' | 'csat' | 'ces';

/** Answers of one question, in one version and one delivery. Those who skipped it are none. */
export interface Score {
  readonly kind: ScoreKind;
  readonly n: number;
  /** NPS: −100 to 100. CSAT and CES: a share, 0 to 1. Null: nobody answered. */
  readonly value: number | null;
  /** 95 %. */
  readonly interval: Interval | null;
}

/** CSAT: satisfied and very satisfied, 4 and 5 of 5 ("top two box"). CES: agrees that it was easy, 5 to 7 of 7 (CES 2.0, CEB 2013). */
const GOOD_FROM = { csat: 4, ces: 5 } as const;

/** Promoters 9 and 10, passives 7 and 8, detractors 0 to 6 (F. Reichheld, The One Number You Need to Grow, HBR 2003). */
export const PROMOTER_FROM = 9;
export const DETRACTOR_TO = 6;

export function score(kind: ScoreKind, answers: Iterable<number>): Score {
  const counts = new Map<number, number>();
  for (const answer of answers) counts.set(answer, 1 + (counts.get(answer) ?? 0));
  return scoreOfCounts(kind, counts);
}

/** @param counts how often each answer was given */
export function scoreOfCounts(kind: ScoreKind, counts: ReadonlyMap<number, number>): Score {
  const of = (is: (answer: number) => boolean): number => [...counts].reduce((sum, [answer, count]) => is(answer) ? sum + count : sum, 0);
  const n = of(() => true);
  if (kind === 'nps') return npsOf(of((answer) => answer >= PROMOTER_FROM), of((answer) => answer <= DETRACTOR_TO), n);
  const good = of((answer) => answer >= GOOD_FROM[kind]);
  return { kind, n, value: n === 0 ? null : good / n, interval: wilson(good, n) };
}

/**
 * The score of so many promoters and detractors among n. Its interval is the adjusted Wald: three answers are added, ¾ of a promoter, ¾ of a
 * detractor, 1½ passives, and the variance of a difference of two shares of one sample is taken. Of six methods it kept what it
 * promises best, with the score test (B. Rocks, Interval Estimation for the "Net Promoter Score", The American Statistician 70, 2016).
 */
export function npsOf(promoters: number, detractors: number, n: number): Score {
  if (n <= 0) return { kind: 'nps', n: 0, value: null, interval: null };
  const [up, down] = [(promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)];
  const half = Z95 * Math.sqrt((up + down - (up - down) ** 2) / (n + 3));
  const bounded = (value: number): number => 100 * Math.min(1, Math.max(-1, value));
  return { kind: 'nps', n, value: 100 * (promoters - detractors) / n, interval: { low: bounded(up - down - half), high: bounded(up - down + half) } };
}
