import { CAP_RATIO, SCENARIOS } from '@paceline/simulation';
import { goal, numberFlag, textFlag, type BenchOptions, type BenchResult } from './lib/contract';
import { OTHER_DAYS, PACING_CELLS, SMALL_TEAMS, nameOf, type PacingCell } from './lib/pacing-cells';
import { onAllProcessors } from './lib/on-all-processors';
import { mostHalfHours } from './lib/pacing-figures';
import type { DaysJob, PacingJob, PacingReport } from './lib/pacing-judge';
import { shortListGoals } from './lib/short-list-goals';
import type { ShortListJob } from './lib/short-list-judge';
import { SHORT_LISTS, campaignsOf, type ShortList } from './lib/short-lists';
import { round } from './lib/stats';

const DAYS_OF_SMALL_TEAMS = 6;
const DAYS_OF_LARGE_TEAMS = 3;
/** Beside the grid there are two dozen cells, and the whole is to end while somebody waits. */
const DAYS_BESIDE_THE_GRID = 3;
const SMALL_TEAM_AGENTS = 20;
/** The reference controller keeps this distance. */
const TARGET_RATIO = 0.028;
const STRICT_CELLS: readonly string[] = ['20/0.30', '50/shift', '100/shift'];

/**
 * The pacer on simulated days against its peers, on the same days: the grid of the reference figures, teams of 2 to 9
 * against progressive, and a target of 1 %. "Tuned" is VICIdial with the settings of a small grid that, known afterwards,
 * had the highest utilisation with every one of the days at 3 % or less.
 * Then days of other kinds against progressive; last, campaigns with short lists against zero-abandon.
 * One cell alone: `--agents=20 --rate=0.3` (or `shift`), `--scenario=lunch`; `--days=N`, `--seed=N`, `--target=0.028`, `--peers=0`.
 * `--only=days` or `--only=short`, and of short lists `--targets=100`, `--failures=quick`; their days are campaigns.
 */
export async function run({ flags, progress }: BenchOptions): Promise<BenchResult> {
  const jobs = [...jobsOf(flags), ...shortListsOf(flags)];
  const reports = await onAllProcessors<PacingJob, PacingReport>('pacing-process.ts', jobs, ({ metrics }) => { for (const [name, line] of Object.entries(metrics)) progress(`${name}: ${line}`); });
  const abandoned = reports.flatMap((report) => report.abandonedPercents);
  const halfHours = reports.flatMap((report) => report.halfHourPercents);
  const shortLists = reports.flatMap(({ shortList }) => shortList === undefined ? [] : [shortList]);
  return {
    metrics: { ...Object.fromEntries(reports.flatMap(({ metrics }) => Object.entries(metrics))), days: abandoned.length, 'half hours judged': halfHours.length },
    goals: [
      ...reports.flatMap((report) => report.goals),
      ...abandoned.length === 0 ? [] : [
        goal('abandoned on the worst day %', round(Math.max(...abandoned), 2), '<=', 100 * CAP_RATIO),
        goal('abandoned in 95 % of half hours with 150 answers %', mostHalfHours(halfHours), '<=', 6),
      ],
      ...shortListGoals(shortLists),
    ],
  };
}

/** The longest first. */
function jobsOf(flags: readonly string[]): DaysJob[] {
  if (textFlag(flags, 'only') === 'short') return [];
  const isChosen = chosenBy(flags);
  const [target, withPeers] = [numberFlag(flags, 'target', TARGET_RATIO), numberFlag(flags, 'peers', 1) !== 0];
  const job = (kind: DaysJob['kind'], usualDays: (cell: PacingCell) => number) => (cell: PacingCell): DaysJob => {
    return { kind, cell, target, withPeers, seeds: seedsOf(flags, usualDays(cell)) };
  };
  const ofGrid = ({ agents }: PacingCell): number => agents <= SMALL_TEAM_AGENTS ? DAYS_OF_SMALL_TEAMS : DAYS_OF_LARGE_TEAMS;
  const besideIt = (): number => DAYS_BESIDE_THE_GRID;
  const grid = PACING_CELLS.filter(isChosen);
  return [
    ...[...grid].sort((a, b) => b.agents - a.agents).map(job('grid', ofGrid)),
    ...grid.filter((cell) => STRICT_CELLS.includes(nameOf(cell))).map(job('strict', ofGrid)),
    ...OTHER_DAYS.filter(isChosen).map(job('progressive', besideIt)),
    ...SMALL_TEAMS.filter(isChosen).map(job('progressive', besideIt)),
  ];
}

/** The longest first: so many answers to an agent. */
function shortListsOf(flags: readonly string[]): ShortListJob[] {
  if (textFlag(flags, 'only') === 'days' || textFlag(flags, 'scenario') !== undefined) return [];
  const isChosen = (field: keyof ShortList) => (cell: ShortList): boolean => (textFlag(flags, field) ?? String(cell[field])) === String(cell[field]);
  const cells = (['agents', 'rate', 'targets', 'failures'] as const).reduce((left, field) => left.filter(isChosen(field)), SHORT_LISTS);
  return [...cells].sort((a, b) => b.targets * b.rate / b.agents - a.targets * a.rate / a.agents)
    .map((cell) => ({ kind: 'short', cell, seeds: seedsOf(flags, campaignsOf(cell)), target: numberFlag(flags, 'target', TARGET_RATIO) }));
}

function seedsOf(flags: readonly string[], usual: number): readonly number[] {
  const first = numberFlag(flags, 'seed', 1);
  return Array.from({ length: numberFlag(flags, 'days', usual) }, (_, index) => first + index);
}

function chosenBy(flags: readonly string[]): (cell: PacingCell) => boolean {
  const agents = numberFlag(flags, 'agents', 0);
  const rate = textFlag(flags, 'rate');
  const scenario = textFlag(flags, 'scenario');
  if (scenario !== undefined && SCENARIOS[scenario] === undefined) throw new Error(`--scenario is one of: ${Object.keys(SCENARIOS).join(', ')}`);
  return (cell) => (agents === 0 || cell.agents === agents) && (rate === undefined || String(cell.rate) === rate)
    && (scenario === undefined || (cell.scenario ?? 'reference') === scenario);
}
