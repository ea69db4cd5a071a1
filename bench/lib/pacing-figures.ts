import type { DayResult } from '@paceline/simulation';
import { percentile, round } from './stats';

/** Half hours with fewer answers say little: one call more or less is a percent. */
const ANSWERS_TO_JUDGE = 150;

/** What some days under one strategy came to. Percent and seconds, as the tables have them. */
export interface PacingFigures {
  readonly utilisationPercent: number;
  readonly meanWaitSec: number;
  readonly abandonedPercent: number;
  readonly worstDayPercent: number;
  /** Of the half hours with enough answers; NaN if there is none. */
  readonly worstHalfHourPercent: number;
  readonly dialsPerAnswer: number;
  readonly cancelledPercent: number;
}

export function figuresOf(days: readonly DayResult[]): PacingFigures {
  const mean = (of: (day: DayResult) => number): number => days.reduce((sum, day) => sum + of(day), 0) / days.length;
  const halfHours = halfHoursOf(days);
  return {
    utilisationPercent: 100 * mean((day) => day.utilisationRatio),
    meanWaitSec: mean((day) => day.meanWaitMs) / 1_000,
    abandonedPercent: 100 * mean((day) => day.abandonedRatio),
    worstDayPercent: 100 * Math.max(...days.map((day) => day.abandonedRatio)),
    worstHalfHourPercent: halfHours.length === 0 ? Number.NaN : Math.max(...halfHours),
    dialsPerAnswer: mean((day) => day.dials / Math.max(1, day.answers)),
    cancelledPercent: 100 * mean((day) => day.ends.cancelled / Math.max(1, day.dials)),
  };
}

/** Abandonment, in percent, of each half hour that can be judged. */
export function halfHoursOf(days: readonly DayResult[]): number[] {
  return days.flatMap(({ halfHours }) => halfHours).filter(({ answers }) => answers >= ANSWERS_TO_JUDGE).map(({ answers, abandoned }) => 100 * abandoned / answers);
}

/** The figure that 95 % of the half hours keep to; 0 when none can be judged, as in small teams. */
export function mostHalfHours(percents: readonly number[]): number {
  return percents.length === 0 ? 0 : round(percentile(percents, 0.95));
}

export function inALine(figures: PacingFigures): string {
  const halfHour = Number.isNaN(figures.worstHalfHourPercent) ? '' : `, half hour ${figures.worstHalfHourPercent.toFixed(1)}`;
  const cancelled = figures.cancelledPercent === 0 ? '' : `, ${figures.cancelledPercent.toFixed(1)} % cancelled`;
  return `${figures.utilisationPercent.toFixed(1)} % (${figures.meanWaitSec.toFixed(1)} s), abandoned ${figures.abandonedPercent.toFixed(2)} % `
    + `(worst day ${figures.worstDayPercent.toFixed(2)}${halfHour}), ${figures.dialsPerAnswer.toFixed(2)} dials an answer${cancelled}`;
}
