import { decide, type PacingSettings } from '@paceline/domain/pacing';
import { goal, numberFlag, type Bench, type Goal } from './lib/contract';
import { exponential, runLine } from './lib/line-model';
import { optimalUtilisation } from './lib/markov-optimum';
import { round } from './lib/stats';

const TALK_SEC = 180;
const RING_SEC = 15;
const CAP_RATIO = 0.03;
/** Simulated hours: small teams answer few calls an hour. */
const HOURS: Readonly<Record<number, number>> = { 10: 48, 20: 24, 50: 10, 100: 6 };
const RATES = [0.15, 0.30, 0.50] as const;

/** The optimum cannot call lines back, so neither may the pacer here: nothing rings long enough. */
const SETTINGS: PacingSettings = {
  mode: 'predictive', abandonTargetRatio: 0.03, abandonCapRatio: CAP_RATIO, maxLinesPerAgent: 10,
  minRingMs: 1e9, ringTimeoutMs: 120_000, connectWithinMs: 0,
};

/**
 * The pacer against the best possible policy, in a model simple enough that the best can be computed: exponential talks and
 * rings, no patience, no wrap-up. The pacer knows none of that: it starts cold and learns it from what it hears.
 * `--hours=X` multiplies the simulated hours (1).
 */
export const run: Bench = async ({ flags, progress }) => {
  const longer = numberFlag(flags, 'hours', 1);
  const metrics: Record<string, number> = {};
  const goals: Goal[] = [];
  const shares: number[] = [];
  for (const [agents, hours] of Object.entries(HOURS).map(([key, value]) => [Number(key), value] as const)) {
    for (const answerRate of RATES) {
      const cell = `${agents}/${answerRate}`;
      const best = optimalUtilisation({ agents, answerRate, talkSec: TALK_SEC, ringSec: RING_SEC }, CAP_RATIO);
      const result = runLine({
        agents, hours: hours * longer, seed: agents * 100 + answerRate * 10, decisionsPerSec: 2, answerRate: () => answerRate,
        answersAfter: exponential(RING_SEC), failsAfter: exponential(RING_SEC), talks: exponential(TALK_SEC), patienceSec: 0,
      }, decide, SETTINGS);
      // By the mean wait and the mean talk of the model: how long the talks were by chance does not enter.
      const utilisation = TALK_SEC / (TALK_SEC + result.idleSec / result.served);
      const abandoned = result.abandoned / result.answers;
      shares.push(utilisation / best);
      metrics[`optimumPercent ${cell}`] = round(100 * best);
      metrics[`pacerPercent ${cell}`] = round(100 * utilisation);
      metrics[`abandonedPercent ${cell}`] = round(100 * abandoned);
      goals.push(goal(`of the optimum, ${cell}`, round(utilisation / best, 4), '>=', 0.985));
      goals.push(goal(`% abandoned, ${cell}`, round(100 * abandoned, 3), '<=', 100 * CAP_RATIO));
      progress(`${cell}: ${round(100 * utilisation)} % of ${round(100 * best)} %, ${round(100 * abandoned)} % abandoned`);
    }
  }
  goals.push(goal('of the optimum, on average', round(shares.reduce((sum, share) => sum + share, 0) / shares.length, 4), '>=', 0.99));
  return { metrics, goals };
};
