import { SCENARIOS, referenceDay, shiftingRate, type Day } from '@paceline/simulation';

export type CellRate = number | 'shift';

/** A cell of the reference figures: so many agents, an answer rate, and what the reference controller with cancel reached. */
export interface PacingCell {
  readonly agents: number;
  readonly rate: CellRate;
  /** Utilisation in percent; null where the reference says nothing. */
  readonly referencePercent: number | null;
  /** A day unlike the reference, by the name of its scenario. */
  readonly scenario?: string;
}

const RATES: readonly CellRate[] = [0.15, 0.3, 0.5, 'shift'];

/** Column "with cancel", by agents, in the order of the rates. */
const WITH_CANCEL: Readonly<Record<number, readonly (number | null)[]>> = {
  10: [83.4, 84.7, 87.7, 84.9],
  20: [88.8, 89.3, 90.7, 89.6],
  50: [93.0, 93.4, 93.9, 93.4],
  100: [95.4, 95.7, 95.9, 95.6],
  300: [null, 98.1, null, 98.1],
};

export const PACING_CELLS: readonly PacingCell[] = Object.entries(WITH_CANCEL).flatMap(([agents, reached]) =>
  RATES.map((rate, index) => ({ agents: Number(agents), rate, referencePercent: reached[index] ?? null })));

export const SMALL_TEAMS: readonly PacingCell[] = [2, 3, 4, 5, 6, 7, 8, 9].map((agents) => ({ agents, rate: 0.3, referencePercent: null }));

/** The crowd that logs in at once is the large one: there a wrong first guess costs most. */
const CROWD = 300;
const TEAM = 20;

export const OTHER_DAYS: readonly PacingCell[] = Object.keys(SCENARIOS).filter((name) => name !== 'reference' && name !== 'shift')
  .map((scenario) => ({ agents: scenario === 'all-at-once' ? CROWD : TEAM, rate: 0.3, referencePercent: null, scenario }));

export function nameOf({ agents, rate, scenario }: PacingCell): string {
  return `${agents}/${scenario ?? (typeof rate === 'number' ? rate.toFixed(2) : rate)}`;
}

export function dayOf({ agents, rate, scenario = 'reference' }: PacingCell): Day {
  const day = referenceDay(agents, rate === 'shift' ? shiftingRate() : rate);
  return SCENARIOS[scenario]?.change(day) ?? day;
}
