import type { DayResult } from '@paceline/simulation';

const COLUMNS = ['strategy', 'utilisation', 'mean wait', 'abandoned', 'worst day', 'worst half hour', 'dials an answer', 'cancelled', 'lines an agent'];
/** A half hour with fewer answers says little. */
const ANSWERS_TO_JUDGE = 50;

/** Strategies side by side, over the same days. */
export function table(rows: readonly { readonly name: string; readonly days: readonly DayResult[] }[]): string {
  const cells = [COLUMNS, ...rows.map(({ name, days }) => row(name, days))];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells.map((line) => line.map((cell, column) => column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)).join('  ')).join('\n');
}

function row(name: string, days: readonly DayResult[]): string[] {
  const mean = (of: (day: DayResult) => number): number => days.reduce((sum, day) => sum + of(day), 0) / days.length;
  const percent = (ratio: number, digits = 2): string => `${(100 * ratio).toFixed(digits)} %`;
  const halfHours = days.flatMap((day) => day.halfHours).filter(({ answers }) => answers >= ANSWERS_TO_JUDGE).map(({ answers, abandoned }) => abandoned / answers);
  const wait = mean((day) => day.meanWaitMs) / 1_000;
  return [
    name, percent(mean((day) => day.utilisationRatio), 1), Number.isNaN(wait) ? '-' : `${wait.toFixed(1)} s`,
    percent(mean((day) => day.abandonedRatio)), percent(Math.max(...days.map((day) => day.abandonedRatio))),
    halfHours.length === 0 ? '-' : percent(Math.max(...halfHours), 1),
    mean((day) => day.dials / Math.max(1, day.answers)).toFixed(2), percent(mean((day) => day.ends.cancelled / Math.max(1, day.dials)), 1),
    mean((day) => day.linesPerAgent).toFixed(2),
  ];
}
