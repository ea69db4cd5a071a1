import { decide } from '@paceline/domain/pacing';
import { CAP_RATIO, VICIDIAL_DEFAULTS, bestInHindsight, fixedRatio, paced, progressive, settingsOf, simulateDay, vicidial, vicidialGrid, type DayResult, type Strategy } from '@paceline/simulation';
import { goal, type Goal } from './contract';
import { dayOf, nameOf, type PacingCell } from './pacing-cells';
import { figuresOf, halfHoursOf, inALine, type PacingFigures } from './pacing-figures';
import { nameOfList, shortListReport, type ShortListJob, type ShortListReport } from './short-list-judge';
import { round } from './stats';

const STRICT_TARGET_RATIO = 0.01;
const TOLERATED_POINTS = 0.3;
/** Mean wait of the pacer over that of VICIdial tuned in hindsight, where a goal was set. */
const WAIT_GOALS: Readonly<Record<string, number>> = { '20/0.30': 0.5, '100/shift': 0.25 };
/** From here on every second setting of VICIdial's grid is tried, where no goal depends on it: a day takes half a minute. */
const LARGE_TEAM_AGENTS = 50;

/**
 * grid         against all peers, and the reference's figure
 * progressive  against progressive alone
 * strict       aimed at 1 %: what the caution costs
 */
export interface DaysJob {
  readonly kind: 'grid' | 'progressive' | 'strict';
  readonly cell: PacingCell;
  readonly seeds: readonly number[];
  readonly target: number;
  readonly withPeers: boolean;
}

export type PacingJob = DaysJob | ShortListJob;

/** What can be sent from another process. */
export interface PacingReport {
  readonly metrics: Readonly<Record<string, string>>;
  readonly goals: readonly Goal[];
  /** Of the pacer's days at the usual target, in percent. */
  readonly abandonedPercents: readonly number[];
  readonly halfHourPercents: readonly number[];
  readonly shortList?: ShortListReport;
}

/** One cell: our pacer and its peers on the same days. */
export function judge(job: PacingJob): PacingReport {
  return job.kind === 'short' ? judgeShortList(job) : new Judgement(job).report();
}

function judgeShortList(job: ShortListJob): PacingReport {
  const { line, ...shortList } = shortListReport(job);
  return { metrics: { [nameOfList(job.cell)]: line }, goals: [], abandonedPercents: [], halfHourPercents: [], shortList };
}

class Judgement {
  private readonly metrics: Record<string, string> = {};
  private readonly goals: Goal[] = [];
  private readonly name: string;

  constructor(private readonly job: DaysJob) {
    this.name = nameOf(job.cell);
  }

  report(): PacingReport {
    const days = this.job.kind === 'strict' ? this.strict() : this.job.kind === 'grid' ? this.grid() : this.againstProgressive();
    return { metrics: this.metrics, goals: this.goals, abandonedPercents: days.map((day) => 100 * day.abandonedRatio), halfHourPercents: halfHoursOf(days) };
  }

  private grid(): DayResult[] {
    const { cell, target, withPeers } = this.job;
    const days = this.live(this.pacer(target));
    const pacer = this.note('pacer', days);
    if (cell.referencePercent !== null) this.goals.push(goal(`utilisation ${this.name}`, round(pacer.utilisationPercent, 2), '>=', round(cell.referencePercent - TOLERATED_POINTS, 1)));
    if (!withPeers) return days;
    this.note('progressive', this.live(progressive()));
    this.note('ratio 2', this.live(fixedRatio(2)));
    this.note('vicidial', this.live(vicidial(VICIDIAL_DEFAULTS)));
    const share = round(pacer.meanWaitSec / this.tuned().meanWaitSec, 3);
    const wanted = WAIT_GOALS[this.name];
    if (wanted !== undefined) this.goals.push(goal(`mean wait of tuned VICIdial's ${this.name}`, share, '<=', wanted));
    return days;
  }

  private againstProgressive(): DayResult[] {
    const days = this.live(this.pacer(this.job.target));
    const pacer = this.note('pacer', days);
    const other = this.note('progressive', this.live(progressive()));
    // Where the list ends early the utilisation of the day is the list's, whoever dials it: the wait tells.
    this.goals.push(this.job.cell.scenario === undefined
      ? goal(`utilisation above progressive's ${this.name}`, round(pacer.utilisationPercent - other.utilisationPercent, 2), '>=', 0.01)
      : goal(`mean wait of progressive's ${this.name}`, round(pacer.meanWaitSec / other.meanWaitSec, 3), '<=', 0.99));
    return days;
  }

  /** Its days are judged here: they aim at something else than the others. */
  private strict(): DayResult[] {
    const figures = this.note('pacer, target 1 %', this.live(this.pacer(STRICT_TARGET_RATIO)));
    this.goals.push(goal(`abandoned at a target of 1 % ${this.name}`, round(figures.abandonedPercent, 2), '<=', 1));
    if (this.name === '50/shift') this.goals.push(goal('utilisation at a target of 1 % 50/shift', round(figures.utilisationPercent, 2), '>=', 91.6 - TOLERATED_POINTS));
    return [];
  }

  private tuned(): PacingFigures {
    const { cell, seeds } = this.job;
    const day = dayOf(cell);
    const whole = vicidialGrid(cell.agents);
    const tried = cell.agents < LARGE_TEAM_AGENTS || WAIT_GOALS[this.name] !== undefined ? whole : whole.filter((_, index) => index % 2 === 0);
    const { strategy, days } = bestInHindsight(tried, seeds.map((seed) => ({ day, seed })), CAP_RATIO);
    this.metrics[`${this.name} tuned as`] = strategy.name;
    return this.note('vicidial tuned', days);
  }

  private pacer(targetRatio: number): Strategy {
    return paced('pacer', decide, settingsOf(dayOf(this.job.cell), targetRatio));
  }

  private live(strategy: Strategy): DayResult[] {
    const day = dayOf(this.job.cell);
    return this.job.seeds.map((seed) => simulateDay(day, strategy, seed));
  }

  private note(strategy: string, days: readonly DayResult[]): PacingFigures {
    const figures = figuresOf(days);
    this.metrics[`${this.name} ${strategy}`] = inALine(figures);
    return figures;
  }
}
