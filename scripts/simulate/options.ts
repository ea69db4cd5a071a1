import { parseArgs } from 'node:util';
import { DIAL_MODES, type DialMode } from '@paceline/domain/pacing';
import { SCENARIOS, referenceDay, type AnswerRate, type Day } from '@paceline/simulation';
import { DISTRIBUTION_FORMS, distributionOf } from './distribution-text';

export const USAGE = `npm run simulate -- [options]: the same simulated days under several strategies, as a table and a chart.

  --agents N         (20)             --hours H          (8)
  --answer-rate R    share of dials that is answered (0.3); several, as 0.4,0.15,0.4, take equal parts of the day
  --scenario NAME    (reference)      --days N  (1)      --seed N  (1)
  --target R         share of answers that may be abandoned, 0.001 to 0.03 (0.028)
  --mode MODE        of the pacer: ${DIAL_MODES.join(', ')} (predictive)
  --ratio R          lines per idle agent of the fixed ratio, and of the pacer in power mode (2)
  --talk D, --wrap D, --answer D (first ring to answer), --failure D (dial to end), --set-up D (dial to first ring),
  --patience D (of a person without an agent): distributions
  --machines R       share of the answers     --trunk-lines N     --targets N (the list's length)
  --chart FILE       of the pacer's first day (pacing-day.svg)
  --help

Distributions: ${DISTRIBUTION_FORMS}

Scenarios:
${Object.entries(SCENARIOS).map(([name, { says }]) => `  ${name.padEnd(19)}${says}`).join('\n')}`;

export interface SimulateOptions {
  readonly day: Day;
  readonly scenario: string;
  readonly agents: number;
  readonly days: number;
  readonly seed: number;
  readonly targetRatio: number;
  readonly mode: DialMode;
  readonly ratio: number;
  readonly chart: string;
}

const text = { type: 'string' } as const;
const SHAPES = { talk: text, wrap: text, answer: text, failure: text, 'set-up': text, patience: text };
const HOUR_MS = 3_600_000;

/** Null: help was asked for. Throws with one line that says what is wrong. */
export function readOptions(args: string[]): SimulateOptions | null {
  const { values } = parseArgs({
    args,
    options: {
      ...SHAPES, agents: text, hours: text, 'answer-rate': text, scenario: text, days: text, seed: text, target: text, mode: text, ratio: text,
      machines: text, 'trunk-lines': text, targets: text, chart: text, help: { type: 'boolean' },
    },
  });
  if (values.help === true) return null;
  const number = (name: Exclude<keyof typeof values, 'help'>, otherwise: number, from: number, to: number, whole = true): number =>
    values[name] === undefined ? otherwise : within(name, values[name], from, to, whole);
  const agents = number('agents', 20, 1, 2_000);
  const lengthMs = Math.round(number('hours', 8, 0.1, 24, false) * HOUR_MS);
  const scenario = values.scenario ?? 'reference';
  const chosen = SCENARIOS[scenario];
  if (chosen === undefined) throw new Error(`--scenario must be one of ${Object.keys(SCENARIOS).join(', ')}, not ${JSON.stringify(scenario)}`);
  let day = chosen.change(referenceDay(agents, answerRate(values['answer-rate'] ?? '0.3', lengthMs), lengthMs));
  // What is given by hand goes before what the scenario says.
  if (values['answer-rate'] !== undefined) day = { ...day, answerRate: answerRate(values['answer-rate'], lengthMs) };
  for (const name of ['talk', 'wrap', 'answer', 'failure', 'patience'] as const) day = { ...day, ...shape(name, name, values[name]) };
  day = { ...day, ...shape('set-up', 'setUp', values['set-up']) };
  const machines = number('machines', -1, 0, 1, false);
  if (machines >= 0) day = { ...day, machines: { ratio: machines, detected: null, talk: { kind: 'lognormal', meanMs: 10_000, cv: 0.4 } } };
  if (values['trunk-lines'] !== undefined) day = { ...day, trunkLines: number('trunk-lines', 0, 1, 1e6) };
  if (values.targets !== undefined) day = { ...day, list: [{ targets: number('targets', 0, 0, 1e9), answerFactor: 1 }] };
  return {
    day, scenario, agents, days: number('days', 1, 1, 1_000), seed: number('seed', 1, 0, 2 ** 31), targetRatio: number('target', 0.028, 0.001, 0.03, false),
    mode: modeOf(values.mode ?? 'predictive'), ratio: number('ratio', 2, 0.1, 20, false), chart: values.chart ?? 'pacing-day.svg',
  };
}

function within(name: string, given: string, from: number, to: number, whole: boolean): number {
  const value = Number(given);
  if (given.trim() === '' || !(value >= from && value <= to) || (whole && !Number.isInteger(value))) {
    throw new Error(`--${name} must be a ${whole ? 'whole ' : ''}number from ${from} to ${to}, not ${JSON.stringify(given)}`);
  }
  return value;
}

function answerRate(given: string, lengthMs: number): AnswerRate {
  const ratios = given.split(',').map((one) => within('answer-rate', one, 0, 1, false));
  return { kind: 'pieces', pieces: ratios.map((ratio, piece) => ({ fromMs: lengthMs * piece / ratios.length, ratio })) };
}

function shape(option: string, field: keyof Day, given: string | undefined): Partial<Day> {
  if (given === undefined) return {};
  try {
    return { [field]: distributionOf(given) };
  } catch (thrown) {
    throw new Error(`--${option}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, { cause: thrown });
  }
}

function modeOf(given: string): DialMode {
  const mode = DIAL_MODES.find((one) => one === given);
  if (mode === undefined) throw new Error(`--mode must be one of ${DIAL_MODES.join(', ')}, not ${JSON.stringify(given)}`);
  return mode;
}
