import { decide } from '@paceline/domain/pacing';
import { CAP_RATIO, SCENARIOS, VICIDIAL_DEFAULTS, bestInHindsight, fixedRatio, paced, progressive, settingsOf, simulateDay, vicidial, vicidialGrid, type DayResult, type Strategy } from '@paceline/domain/simulation';
import { goal, numberFlag, textFlag, type BenchOptions, type BenchResult, type Goal } from './lib/contract';
import { OTHER_DAYS, PACING_CELLS, SMALL_TEAMS, dayOf, nameOf, type PacingCell } from './lib/pacing-cells';
import { figuresOf, halfHoursOf, inALine, mostHalfHours, type PacingFigures } from './lib/pacing-figures';
import { round } from './lib/stats';

const DAYS_OF_SMALL_TEAMS = 6;
const DAYS_OF_LARGE_TEAMS = 3;
/** Beside the grid there are two dozen cells, and the whole is to end while somebody waits. */
const DAYS_BESIDE_THE_GRID = 3;
const SMALL_TEAM_AGENTS = 20;
/** The reference controller keeps this distance. */
const TARGET_RATIO = 0.028;
const STRICT_TARGET_RATIO = 0.01;
const TOLERATED_POINTS = 0.3;
const STRICT_CELLS: readonly string[] = ['20/0.30', '50/shift', '100/shift'];

/**
 * The pacer on simulated days against its peers, on the same days: the grid of the reference figures, teams of 2 to 9
 * against progressive, and a target of 1 %. "Tuned" is VICIdial with the settings of a small grid that, known afterwards,
 * had the highest utilisation with every one of the days at 3 % or less.
 * Last, days of other kinds against progressive.
 * One cell alone: `--agents=20 --rate=0.3` (or `shift`), `--scenario=lunch`; `--days=N`, `--seed=N`, `--target=0.028`, `--peers=0`.
 */
export async function run({ flags, progress }: BenchOptions): Promise<BenchResult> {
  const bench = new PacingBench(flags, progress);
  const isChosen = chosenBy(flags);
  for (const cell of PACING_CELLS.filter(isChosen)) bench.cell(cell);
  for (const cell of SMALL_TEAMS.filter(isChosen)) bench.againstProgressive(cell);
  for (const cell of PACING_CELLS.filter((one) => isChosen(one) && STRICT_CELLS.includes(nameOf(one)))) bench.strict(cell);
  for (const cell of OTHER_DAYS.filter(isChosen)) bench.againstProgressive(cell);
  return bench.result();
}

function chosenBy(flags: readonly string[]): (cell: PacingCell) => boolean {
  const agents = numberFlag(flags, 'agents', 0);
  const rate = textFlag(flags, 'rate');
  const scenario = textFlag(flags, 'scenario');
  if (scenario !== undefined && SCENARIOS[scenario] === undefined) throw new Error(`--scenario is one of: ${Object.keys(SCENARIOS).join(', ')}`);
  return (cell) => (agents === 0 || cell.agents === agents) && (rate === undefined || String(cell.rate) === rate)
    && (scenario === undefined || (cell.scenario ?? 'reference') === scenario);
}

class PacingBench {
  private readonly metrics: Record<string, number | string> = {};
  private readonly goals: Goal[] = [];
  private readonly pacerDays: DayResult[] = [];
  private readonly seed: number;
  private readonly target: number;
  private readonly withPeers: boolean;

  constructor(private readonly flags: readonly string[], private readonly progress: (line: string) => void) {
    this.seed = numberFlag(flags, 'seed', 1);
    this.target = numberFlag(flags, 'target', TARGET_RATIO);
    this.withPeers = numberFlag(flags, 'peers', 1) !== 0;
  }

  cell(cell: PacingCell): void {
    const name = nameOf(cell);
    const pacer = this.pace(cell, pacerOf(cell, this.target), 'pacer');
    if (cell.referencePercent !== null) this.goals.push(goal(`utilisation ${name}`, round(pacer.utilisationPercent, 2), '>=', round(cell.referencePercent - TOLERATED_POINTS, 1)));
    if (!this.withPeers) return;
    this.pace(cell, progressive(), 'progressive');
    this.pace(cell, fixedRatio(2), 'ratio 2');
    this.pace(cell, vicidial(VICIDIAL_DEFAULTS), 'vicidial');
    const tuned = this.tuned(cell);
    const share = round(pacer.meanWaitSec / tuned.meanWaitSec, 3);
    if (name === '20/0.30') this.goals.push(goal(`mean wait of tuned VICIdial's ${name}`, share, '<=', 0.5));
    if (name === '100/shift') this.goals.push(goal(`mean wait of tuned VICIdial's ${name}`, share, '<=', 0.25));
  }

  againstProgressive(cell: PacingCell): void {
    const pacer = this.pace(cell, pacerOf(cell, this.target), 'pacer');
    const other = this.pace(cell, progressive(), 'progressive');
    // Where the list ends early the utilisation of the day is the list's, whoever dials it: the wait tells.
    this.goals.push(cell.scenario === undefined
      ? goal(`utilisation above progressive's ${nameOf(cell)}`, round(pacer.utilisationPercent - other.utilisationPercent, 2), '>=', 0.01)
      : goal(`mean wait of progressive's ${nameOf(cell)}`, round(pacer.meanWaitSec / other.meanWaitSec, 3), '<=', 0.99));
  }

  /** Aimed at 1 %: what the caution costs. */
  strict(cell: PacingCell): void {
    const days = this.live(cell, pacerOf(cell, STRICT_TARGET_RATIO));
    const figures = this.note(cell, 'pacer, target 1 %', days);
    this.goals.push(goal(`abandoned at a target of 1 % ${nameOf(cell)}`, round(figures.abandonedPercent, 2), '<=', 1));
    if (nameOf(cell) === '50/shift') this.goals.push(goal('utilisation at a target of 1 % 50/shift', round(figures.utilisationPercent, 2), '>=', 91.6 - TOLERATED_POINTS));
  }

  result(): BenchResult {
    const worstDay = Math.max(...this.pacerDays.map((day) => day.abandonedRatio));
    const halfHours = halfHoursOf(this.pacerDays);
    return {
      metrics: { ...this.metrics, days: this.pacerDays.length, 'half hours judged': halfHours.length },
      goals: [
        ...this.goals,
        goal('abandoned on the worst day %', round(100 * worstDay, 2), '<=', 100 * CAP_RATIO),
        goal('abandoned in 95 % of half hours with 150 answers %', mostHalfHours(halfHours), '<=', 6),
      ],
    };
  }

  private pace(cell: PacingCell, strategy: Strategy, name: string): PacingFigures {
    const days = this.live(cell, strategy);
    if (name === 'pacer') this.pacerDays.push(...days);
    return this.note(cell, name, days);
  }

  private tuned(cell: PacingCell): PacingFigures {
    const day = dayOf(cell);
    const { strategy, days } = bestInHindsight(vicidialGrid(cell.agents), this.seeds(cell).map((seed) => ({ day, seed })), CAP_RATIO);
    this.metrics[`${nameOf(cell)} tuned as`] = strategy.name;
    return this.note(cell, 'vicidial tuned', days);
  }

  private live(cell: PacingCell, strategy: Strategy): DayResult[] {
    const day = dayOf(cell);
    return this.seeds(cell).map((seed) => simulateDay(day, strategy, seed));
  }

  private seeds(cell: PacingCell): number[] {
    const usual = !PACING_CELLS.includes(cell) ? DAYS_BESIDE_THE_GRID : cell.agents <= SMALL_TEAM_AGENTS ? DAYS_OF_SMALL_TEAMS : DAYS_OF_LARGE_TEAMS;
    const days = numberFlag(this.flags, 'days', usual);
    return Array.from({ length: days }, (_, index) => this.seed + index);
  }

  private note(cell: PacingCell, strategy: string, days: readonly DayResult[]): PacingFigures {
    const figures = figuresOf(days);
    const name = `${nameOf(cell)} ${strategy}`;
    this.metrics[name] = inALine(figures);
    this.progress(`${name}: ${inALine(figures)}`);
    return figures;
  }
}

function pacerOf(cell: PacingCell, targetRatio: number): Strategy {
  return paced('pacer', decide, settingsOf(dayOf(cell), targetRatio));
}
