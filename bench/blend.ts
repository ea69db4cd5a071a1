import { writeFileSync } from 'node:fs';
import { CAP_RATIO } from '@paceline/simulation';
import { MAY_FAIL, levels, passes, shortfalls, type BlendDayFigures, type BlendJob, type BlendReport, type BlendStrategy } from './lib/blend-judge';
import { frontierSvg, type FrontierPoint } from './lib/blend-svg';
import { goal, numberFlag, textFlag, type Bench, type Goal } from './lib/contract';
import { onAllProcessors } from './lib/on-all-processors';
import { round } from './lib/stats';

/** Days of the large team; of the small ones weeks, as a day of theirs has few calls. */
const TEAMS = [{ agents: 8, units: 20, daysOfUnit: 5 }, { agents: 20, units: 20, daysOfUnit: 5 }, { agents: 300, units: 20, daysOfUnit: 1 }] as const;
const STRATEGIES: readonly BlendStrategy[] = ['no outbound', 'no guard', 'vicidial', 'guard'];
const FRONTIER = { agents: 20, days: 5, targets: [0.6, 0.7, 0.8, 0.9, 0.95], reserves: [0, 1, 2, 3, 4, 5] } as const;
const MODEL_AGENTS = [8, 20, 100] as const;
const MODEL_AGENT_HOURS = 1_000;

type Team = Pick<(typeof TEAMS)[number], 'agents' | 'daysOfUnit'> & { readonly seeds: readonly number[] };

/**
 * Callers of two queues and a predictive campaign on the same agents: a simulated day with a morning peak, a lunch hole and a
 * burst that nobody announced. Everybody serves the larger queue, half of them the smaller too. The guard against peers on the
 * same days: no guard; a fixed number of idle agents, the smallest that keeps the service levels, known afterwards; VICIdial's
 * rule, which answers callers first and dials by a level of lines that follows the idle agents. A day (of 8 and 20 agents: a
 * week of five) passes when each queue is at most two points below the smaller of its target, 80 % in 20 s, and the same day
 * without outbound calls. Then the guard in the Markov model whose best policy is computed, and the frontier of 20 agents.
 *
 * `--agents=8` one team alone; `--units=N` days, or weeks, and days of the frontier; `--seed=N` of the first; `--frontier=0` leaves it
 * out, `--svg=FILE` draws it.
 */
export const run: Bench = async ({ flags, progress }) => {
  const [only, first, units] = [numberFlag(flags, 'agents', 0), numberFlag(flags, 'seed', 1), numberFlag(flags, 'units', 0)];
  const svg = textFlag(flags, 'svg');
  const seedsOf = (count: number): number[] => Array.from({ length: count }, (_, index) => first + index);
  const teams = TEAMS.filter(({ agents }) => only === 0 || agents === only)
    .map(({ agents, daysOfUnit, units: usual }): Team => ({ agents, daysOfUnit, seeds: seedsOf((units === 0 ? usual : units) * daysOfUnit) }));
  const withFrontier = numberFlag(flags, 'frontier', 1) !== 0;
  const frontier = withFrontier ? frontierJobs(seedsOf(units === 0 ? FRONTIER.days : units)) : [];
  const models = MODEL_AGENTS.filter((agents) => only === 0 || agents === only)
    .map((agents): BlendJob => ({ kind: 'model', agents, hours: Math.ceil(MODEL_AGENT_HOURS / agents) }));
  const jobs = [...[...teams].reverse().flatMap(jobsOf), ...models, ...frontier];
  const reports = new Map<BlendJob, BlendReport>();
  await onAllProcessors<BlendJob, BlendReport>('blend-process.ts', jobs, (report, job) => { reports.set(job, report); progress(inALine(job, report)); });
  const of = (wanted: (job: BlendJob) => boolean): BlendReport => {
    const report = [...reports].find(([job]) => wanted(job))?.[1];
    if (report === undefined) throw new Error('a job was not done');
    return report;
  };
  const judged = teams.map((team) => judgeTeam(team, of));
  const inModel = models.map(({ agents }) => judgeModel(agents, of((job) => job.kind === 'model' && job.agents === agents)));
  const points = frontierPoints(frontier.map((job) => [job, of((one) => one === job)]));
  if (svg !== undefined && withFrontier) {
    writeFileSync(svg, frontierSvg(`Blended ${FRONTIER.agents} agents: service level against outbound talk`, 80, [
      { name: 'guard, by target', colour: '#06c', isJoined: true, points: points.filter(({ label }) => label.endsWith('%')) },
      { name: 'fixed reserve', colour: '#c60', isJoined: true, points: points.filter(({ label }) => !label.endsWith('%')) },
    ]));
    progress(`the frontier is drawn in ${svg}`);
  }
  return {
    metrics: Object.fromEntries([...[...judged, ...inModel].flatMap(({ metrics }) => Object.entries(metrics)), ...points.map(pointInWords)]),
    goals: [...judged, ...inModel].flatMap(({ goals }) => goals),
  };
};

/** The longest first. */
function jobsOf({ agents, seeds, daysOfUnit }: Team): BlendJob[] {
  return [{ kind: 'hindsight', agents, seeds, daysOfUnit }, ...STRATEGIES.map((strategy): BlendJob => ({ kind: 'days', agents, strategy, seeds }))];
}

function frontierJobs(seeds: readonly number[]): BlendJob[] {
  const { agents, targets, reserves } = FRONTIER;
  return [...targets.map((target) => ({ target })), ...reserves.map((reserve) => ({ reserve }))].map((of) => ({ kind: 'frontier', agents, of, seeds }));
}

interface Judged { readonly metrics: Record<string, string>; readonly goals: Goal[] }

function judgeTeam({ agents, seeds, daysOfUnit }: Team, of: (wanted: (job: BlendJob) => boolean) => BlendReport): Judged {
  const days = (strategy: BlendStrategy): readonly BlendDayFigures[] =>
    of((job) => job.kind === 'days' && job.agents === agents && job.strategy === strategy).days;
  const hindsight = of((job) => job.kind === 'hindsight' && job.agents === agents);
  const without = days('no outbound');
  const unitsOf = (all: readonly BlendDayFigures[]): BlendDayFigures[][] =>
    Array.from({ length: seeds.length / daysOfUnit }, (_, unit) => all.slice(unit * daysOfUnit, (unit + 1) * daysOfUnit));
  const passed = (all: readonly BlendDayFigures[]): number => {
    const units = unitsOf(all);
    return units.filter((unit, index) => passes(unit, unitsOf(without)[index] ?? [])).length / units.length;
  };
  const worst = (all: readonly BlendDayFigures[]): number =>
    Math.max(...unitsOf(all).flatMap((unit, index) => shortfalls(unit, unitsOf(without)[index] ?? [])));
  const unitsAre = daysOfUnit === 1 ? 'days' : 'weeks';
  const line = (all: readonly BlendDayFigures[]): string =>
    `${inWords(all)}, ${round(100 * passed(all), 1)} % of ${unitsAre} pass (worst ${round(-100 * worst(all), 1)} points)`;
  const guard = days('guard');
  const capped = unitsOf(guard).map((unit) => 100 * abandonedRatio(unit));
  return {
    metrics: {
      ...Object.fromEntries(STRATEGIES.map((strategy) => [`${agents} ${strategy}`, line(days(strategy))])),
      [`${agents} reserve of ${hindsight.reserve ?? '?'}, in hindsight`]: line(hindsight.days),
    },
    goals: [
      goal(`% of ${unitsAre} with the service levels, ${agents} agents`, round(100 * passed(guard), 1), '>=', 100 * (1 - MAY_FAIL)),
      goal(`outbound talk of the best fixed reserve's, ${agents} agents`, round(outboundMs(guard) / outboundMs(hindsight.days), 3), '>=', 0.95),
      goal(`% abandoned in all, ${agents} agents`, round(100 * abandonedRatio(guard)), '<=', 100 * CAP_RATIO),
      goal(`% abandoned in the worst ${daysOfUnit === 1 ? 'day' : 'week'}, ${agents} agents`, round(Math.max(...capped)), '<=', 100 * CAP_RATIO),
    ],
  };
}

function judgeModel(agents: number, { model }: BlendReport): Judged {
  if (model === undefined) throw new Error('the model was not judged');
  const { outboundRatio, limitRatio, serviceLevel } = model;
  return {
    metrics: {
      [`${agents} in the model`]: `${round(100 * outboundRatio)} % of the agents' time in outbound calls, of ${round(100 * limitRatio)} %, at ${round(100 * serviceLevel, 1)} % in time`,
    },
    goals: [
      goal(`outbound talk of the limit's in its own model, ${agents} agents`, round(outboundRatio / limitRatio, 3), '>=', 0.9),
      goal(`% answered in time in the limit's model, ${agents} agents`, round(100 * serviceLevel, 1), '>=', 78),
    ],
  };
}

function inALine(job: BlendJob, { days, reserve, model }: BlendReport): string {
  if (model !== undefined) return `${job.agents} agents in the model: ${round(100 * model.outboundRatio)} % of ${round(100 * model.limitRatio)} %`;
  const what = job.kind === 'days' ? job.strategy : job.kind === 'frontier' ? JSON.stringify(job.of) : `reserve of ${reserve ?? '?'}`;
  return `${job.agents} agents, ${what}: ${inWords(days)}`;
}

function inWords(days: readonly BlendDayFigures[]): string {
  const hours = outboundMs(days) / days.length / 3_600_000;
  return `${levels(days).map((level) => `${round(100 * level, 1)} %`).join(' and ')} in time, callers lost ${round(100 * lostRatio(days), 1)} %, `
    + `outbound ${round(hours, 1)} h a day, abandoned ${round(100 * abandonedRatio(days))} %`;
}

function frontierPoints(reports: readonly (readonly [BlendJob, BlendReport])[]): FrontierPoint[] {
  return reports.flatMap(([job, { days }]) => job.kind !== 'frontier' ? [] : [{
    label: 'target' in job.of ? `${round(100 * job.of.target)} %` : `${job.of.reserve} kept`,
    servicePercent: 100 * Math.min(...levels(days)), outboundMinutes: outboundMs(days) / days.length / job.agents / 60_000,
  }]);
}

function pointInWords({ label, servicePercent, outboundMinutes }: FrontierPoint): [string, string] {
  return [`frontier ${label}`, `${round(servicePercent, 1)} % in time, ${round(outboundMinutes, 1)} outbound minutes of an agent's day`];
}

const total = (days: readonly BlendDayFigures[], of: (day: BlendDayFigures) => number): number => days.reduce((sum, day) => sum + of(day), 0);
const outboundMs = (days: readonly BlendDayFigures[]): number => total(days, (day) => day.outboundTalkMs);

function abandonedRatio(days: readonly BlendDayFigures[]): number {
  return total(days, ({ abandoned }) => abandoned) / Math.max(1, total(days, ({ answers }) => answers));
}

function lostRatio(days: readonly BlendDayFigures[]): number {
  const sum = (of: 'abandoned' | 'offered'): number => total(days, ({ queues }) => queues.reduce((all, queue) => all + queue[of], 0));
  return sum('abandoned') / Math.max(1, sum('offered'));
}
