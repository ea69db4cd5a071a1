import type { LawProfile } from './law-profiles';

const HOUR_MS = 60 * 60 * 1000;

/** Persons who answered within one hour of the clock (UTC), and those of them who met no agent. */
export interface AnswersOfHour {
  readonly hourAtMs: number;
  readonly answers: number;
  readonly abandoned: number;
}

export interface BudgetFigures {
  readonly answers: number;
  /** So many of them may be abandoned, whole persons. */
  readonly allowed: number;
  readonly used: number;
  /** Below 0: more than the law allows. */
  readonly left: number;
}

export interface AbandonmentBudget extends BudgetFigures {
  /** From here on everything counts; null: from the campaign's first call. */
  readonly windowFromMs: number | null;
  /** In an hour, if it goes as it went in the last one. */
  readonly projected: BudgetFigures & { readonly atMs: number };
}

/** The start of the window: of the hour in which a rolling one begins, so that it is never shorter than the law's. */
export function windowFromMs({ window }: LawProfile, nowMs: number): number | null {
  return window.kind === 'campaign-life' ? null : Math.floor((nowMs - window.hours * HOUR_MS) / HOUR_MS) * HOUR_MS;
}

/** What the law allows, what is used of it and what is left: the numbers that the pacer goes by and the manager sees. */
export function abandonmentBudget(law: LawProfile, hours: readonly AnswersOfHour[], nowMs: number): AbandonmentBudget {
  const fromMs = windowFromMs(law, nowMs);
  const counted = within(hours, fromMs);
  const inAnHourMs = nowMs + HOUR_MS;
  const pace = lastHour(hours, nowMs);
  const staying = within(hours, windowFromMs(law, inAnHourMs));
  return {
    windowFromMs: fromMs, ...figures(law, counted.answers, counted.abandoned),
    projected: { atMs: inAnHourMs, ...figures(law, Math.round(staying.answers + pace.answers), Math.round(staying.abandoned + pace.abandoned)) },
  };
}

/** Whole persons: the least answers among which one may be abandoned, less one, are none. Rounded down, but 3 % of 100 is 3. */
export function mayBeAbandoned(abandonCapRatio: number, answers: number): number {
  return Math.floor(abandonCapRatio * answers + 1e-9);
}

function figures({ abandonCapRatio }: LawProfile, answers: number, used: number): BudgetFigures {
  const allowed = mayBeAbandoned(abandonCapRatio, answers);
  return { answers, allowed, used, left: allowed - used };
}

function within(hours: readonly AnswersOfHour[], fromMs: number | null): { answers: number; abandoned: number } {
  return total(fromMs === null ? hours : hours.filter(({ hourAtMs }) => hourAtMs >= fromMs));
}

/** The present hour of the clock, and of the one before as much as is missing to a whole hour. */
function lastHour(hours: readonly AnswersOfHour[], nowMs: number): { answers: number; abandoned: number } {
  const presentAtMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const present = total(hours.filter(({ hourAtMs }) => hourAtMs === presentAtMs));
  const before = total(hours.filter(({ hourAtMs }) => hourAtMs === presentAtMs - HOUR_MS));
  const share = 1 - (nowMs - presentAtMs) / HOUR_MS;
  return { answers: present.answers + before.answers * share, abandoned: present.abandoned + before.abandoned * share };
}

function total(hours: readonly AnswersOfHour[]): { answers: number; abandoned: number } {
  return hours.reduce((sum, hour) => ({ answers: sum.answers + hour.answers, abandoned: sum.abandoned + hour.abandoned }), { answers: 0, abandoned: 0 });
}
