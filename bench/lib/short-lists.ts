import { referenceDay, type Day } from '@paceline/simulation';

/**
 * reference  as on the reference day: most failures ring out
 * quick      65 % of the failures are told at once (busy, unallocated), and whoever answers does so within seconds
 */
export const FAILURES = ['reference', 'quick'] as const;

/** A campaign with a short list: whoever abandons one of 25 answers has abandoned 4 %. */
export interface ShortList {
  readonly agents: number;
  readonly rate: number;
  readonly targets: number;
  readonly failures: (typeof FAILURES)[number];
}

const AGENTS = [3, 8, 20, 50] as const;
const RATES = [0.25, 0.42, 0.6] as const;
const TARGETS = [50, 100, 300, 1_000] as const;

export const SHORT_LISTS: readonly ShortList[] = FAILURES.flatMap((failures) => AGENTS.flatMap((agents) =>
  RATES.flatMap((rate) => TARGETS.map((targets) => ({ agents, rate, targets, failures })))));

/** Longer than three agents take for the longest list. */
const AT_MOST_MS = 24 * 3_600_000;

export function campaignOf({ agents, rate, targets, failures }: ShortList): Day {
  const day: Day = { ...referenceDay(agents, rate, AT_MOST_MS), list: [{ targets, answerFactor: 1 }], endsWithList: true };
  return failures === 'reference' ? day : {
    ...day, setUp: { kind: 'fixed', valueMs: 500 }, answer: { kind: 'uniform', fromMs: 500, toMs: 7_500 },
    failure: { kind: 'mixture', parts: [{ share: 0.65, of: { kind: 'fixed', valueMs: 300 } }, { share: 0.35, of: { kind: 'fixed', valueMs: 20_000 } }] },
  };
}

/** So many campaigns of a cell as take this long to live through, within bounds: three agents take half a day for the longest list. */
const HOURS_A_CELL = 40;
const MOST_CAMPAIGNS = 200;
const FEWEST_CAMPAIGNS = 20;
const SEC_AN_ANSWER = 200;

export function campaignsOf({ agents, rate, targets }: ShortList): number {
  const hours = targets * rate * SEC_AN_ANSWER / agents / 3_600;
  return Math.round(Math.min(MOST_CAMPAIGNS, Math.max(FEWEST_CAMPAIGNS, HOURS_A_CELL / hours)));
}
