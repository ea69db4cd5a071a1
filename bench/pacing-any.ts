import { createCampaign } from '@paceline/contracts/campaigns';
import { decide } from '@paceline/domain/pacing';
import { CAP_RATIO, paced, progressive, settingsOf, simulateDay } from '@paceline/simulation';
import { anyDay } from './lib/any-day';
import { goal, numberFlag, type Bench } from './lib/contract';
import { median, percentile, round } from './lib/stats';

const TARGET_RATIO = 0.028;
/** A campaign's own ceiling, unless its manager sets another: a list may begin with thousands of dead numbers and go on with good ones. */
const MAX_LINES_PER_AGENT = createCampaign.shape.maxLinesPerAgent.parse(undefined);
/** A day with fewer answers says little of a share of 3 %: one call more or less is a third of a percent. */
const ANSWERS_TO_JUDGE = 300;

/**
 * The pacer on days that nobody chose, against progressive on the same: teams of 2 to 150, answer rates of 4 to 70 % that
 * jump or drift, talks, wrap-ups, rings and failures of unlike shapes, machines, breaks, dead stretches, small trunks.
 * `--days=N` (40), `--seed=N` of the first (1).
 */
export const run: Bench = async ({ flags, progress }) => {
  const [days, first] = [numberFlag(flags, 'days', 40), numberFlag(flags, 'seed', 1)];
  const judged: { percent: number; answers: number }[] = [];
  const waits: number[] = [];
  for (let seed = first; seed < first + days; seed++) {
    const day = anyDay(seed);
    const ours = simulateDay(day, paced('pacer', decide, { ...settingsOf(day, TARGET_RATIO), maxLinesPerAgent: MAX_LINES_PER_AGENT }), seed);
    const others = simulateDay(day, progressive(), seed);
    judged.push({ percent: 100 * ours.abandonedRatio, answers: ours.answers });
    waits.push(ours.meanWaitMs / others.meanWaitMs);
    progress(`${seed}: ${day.agents.length} agents, ${round(day.lengthMs / 3_600_000, 1)} h, ${ours.answers} answers, ${round(100 * ours.abandonedRatio)} % abandoned, `
      + `${round(100 * ours.utilisationRatio, 1)} % (${round(ours.meanWaitMs / 1_000, 1)} s), progressive ${round(100 * others.utilisationRatio, 1)} % (${round(others.meanWaitMs / 1_000, 1)} s)`);
  }
  const long = judged.filter(({ answers }) => answers >= ANSWERS_TO_JUDGE).map(({ percent }) => percent);
  return {
    metrics: {
      days, judged: long.length, meanAbandonedPercent: round(long.reduce((sum, percent) => sum + percent, 0) / long.length),
      daysOverTheCap: judged.filter(({ percent }) => percent > 100 * CAP_RATIO).length,
      waitOfProgressives: round(median(waits)), waitOfProgressives90: round(percentile(waits, 0.9)),
    },
    goals: [
      goal(`% abandoned on the worst day with ${ANSWERS_TO_JUDGE} answers`, round(Math.max(...long)), '<=', 100 * CAP_RATIO),
      goal('mean wait of progressive\'s, the middle day', round(median(waits)), '<=', 0.5),
    ],
  };
};
