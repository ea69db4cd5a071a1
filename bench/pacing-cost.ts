import { performance } from 'node:perf_hooks';
import { decide, type PacingSettings } from '@paceline/domain/pacing';
import { goal, numberFlag, type Bench } from './lib/contract';
import { gamma, lognormal, runLine, type LineModel } from './lib/line-model';
import { percentile, round } from './lib/stats';

const SETTINGS: PacingSettings = {
  mode: 'predictive', abandonTargetRatio: 0.028, abandonCapRatio: 0.03, maxLinesPerAgent: 10, minRingMs: 15_000, ringTimeoutMs: 30_000, connectWithinMs: 2_000,
};
const TAKEN = 3;
const TEAMS = [10, 50, 300, 1_000] as const;

/**
 * What one decision costs, timed in the course of a simulated shift: real ages, real news, the state that was learned.
 * Each is taken three times, being pure, and its least time counts: the others hold what else the machine did meanwhile.
 * `--minutes=N` (20) of the shift a team.
 */
export const run: Bench = async ({ flags, progress }) => {
  const minutes = numberFlag(flags, 'minutes', 20);
  const metrics: Record<string, number> = {};
  const p99: Record<number, number> = {};
  runLine(shift(300, 5), decide, SETTINGS); // compiled before it is timed
  for (const agents of TEAMS) {
    const tookUs: number[] = [];
    const result = runLine(shift(agents, minutes), (...given) => {
      let leastUs = Number.POSITIVE_INFINITY;
      for (let i = 0; i < TAKEN; i++) {
        const beganMs = performance.now();
        decide(...given);
        leastUs = Math.min(leastUs, (performance.now() - beganMs) * 1000);
      }
      tookUs.push(leastUs);
      return decide(...given);
    }, SETTINGS);
    const settled = tookUs.slice(Math.floor(tookUs.length / 6)); // the shift has begun: everybody was idle
    p99[agents] = percentile(settled, 0.99);
    metrics[`p50Us${agents}`] = round(percentile(settled, 0.5), 1);
    metrics[`p99Us${agents}`] = round(p99[agents] ?? Number.NaN, 1);
    metrics[`abandonedPercent${agents}`] = round(100 * result.abandoned / result.answers);
    progress(`${agents} agents: p50 ${metrics[`p50Us${agents}`] ?? ''} µs, p99 ${metrics[`p99Us${agents}`] ?? ''} µs over ${settled.length} decisions`);
  }
  const growth = (p99[1_000] ?? Number.NaN) / (p99[300] ?? Number.NaN);
  return {
    metrics: { ...metrics, minutes, growth300To1000: round(growth) },
    goals: [
      goal('µs of a decision at 300 agents, p99', round(p99[300] ?? Number.NaN, 1), '<=', 100),
      goal('times as much at 1,000 agents as at 300, p99', round(growth), '<=', round(1_000 / 300)),
      // A pacer that goes astray is timed in a day that nobody has.
      ...[300, 1_000].map((agents) => goal(`% abandoned in the shift of ${agents} agents`, metrics[`abandonedPercent${agents}`] ?? Number.NaN, '<=', 3)),
    ],
  };
};

function shift(agents: number, minutes: number): LineModel {
  return {
    agents, hours: minutes / 60, seed: agents, decisionsPerSec: 4, answerRate: () => 0.3,
    answersAfter: (random) => 3 + gamma(2, 12)(random), failsAfter: (random) => random() < 0.65 ? 30 : 4 + 16 * random(),
    talks: lognormal(150, 1), wraps: lognormal(30, 0.6), patienceSec: 2,
  };
}
