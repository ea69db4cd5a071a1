import { messageOf } from '@paceline/platform/errors';
import { result, type BuildFigures } from './lib/carry-figures';
import { FEW_AGENTS, crowd } from './lib/carry-crowd';
import { AGENT_SEC_PER_CALL, climb, type LadderOrder } from './lib/carry-ladder';
import type { CarryPlace } from './lib/carry-rig';
import { CleanUp } from './lib/clean-up';
import { buildBefore, thisBuild, type ComparedBuild } from './lib/compared-build';
import { numberFlag, textFlag, type BenchOptions, type BenchResult } from './lib/contract';
import { benchServices } from './lib/services';

/** The last commit before a call had a line and a plan. */
const BEFORE = 'fcc0137';
const RATES = '25,50,100,150,200,250';
/** What is not begun by then is left out. */
const LONGEST_MS = 15 * 60_000;

/**
 * What a call costs the worker over its whole life: claim, row, dial, answer, promise, bridge, talk, end, wrap-up, disposition,
 * the next one. This build and one before, alternating (A B, B A), each as one worker process on a simulated switch, a database
 * and a Redis; the rate is raised until it falls behind. Nobody says a disposition: the wrap-up of a second runs out, so that only
 * the worker talks to the servers. Then what a live call keeps on the heap and what a call costs among many of them.
 * `--rates=`, `--seconds=` a step, `--agents=` (4 for each call a second), `--rounds=`, `--before=COMMIT`, `--crowd=AGENTS` (0: none),
 * `--live=CALLS`; a quick try: `--rates=20,40 --seconds=4 --rounds=1 --crowd=0`.
 */
export async function run({ flags, progress }: BenchOptions): Promise<BenchResult> {
  const rates = (textFlag(flags, 'rates') ?? RATES).split(',').map(Number);
  if (rates.length === 0 || !rates.every((rate) => Number.isInteger(rate) && rate > 0)) throw new Error('--rates are calls a second, such as 50,100');
  const seconds = numberFlag(flags, 'seconds', 8);
  const ladder: LadderOrder = { rates, seconds, agents: numberFlag(flags, 'agents', Math.max(...rates) * AGENT_SEC_PER_CALL) };
  const crowdOrder = { agents: numberFlag(flags, 'crowd', 10 * FEW_AGENTS), live: numberFlag(flags, 'live', 5_000), callsPerSec: Math.min(...rates), seconds };
  const rounds = numberFlag(flags, 'rounds', 2);
  const overAtMs = performance.now() + LONGEST_MS;
  const cleanUp = new CleanUp(progress);
  const figures: Record<ComparedBuild['name'], BuildFigures> = { before: { ladders: [], crowd: null }, now: { ladders: [], crowd: null } };
  try {
    progress('compiling both builds');
    const builds = [await buildBefore(textFlag(flags, 'before') ?? BEFORE, cleanUp), thisBuild()];
    const { databaseUrl } = await benchServices(progress);
    const place: CarryPlace = { databaseUrl, cleanUp, progress };
    const inTime = (what: string): boolean => {
      progress(performance.now() < overAtMs ? what : `${what}: left out, there is no time for it`);
      return performance.now() < overAtMs;
    };
    for (let round = 1; round <= rounds; round++) {
      for (const build of round % 2 === 1 ? builds : [...builds].reverse()) {
        if (!inTime(`round ${round} of ${rounds}, ${build.name}: ${ladder.agents} agents`)) continue;
        figures[build.name].ladders.push(await climb(place, build, ladder).catch((thrown: unknown) => {
          progress(`  this machine does not carry it: ${messageOf(thrown)}`);
          return [];
        }));
      }
    }
    for (const build of crowdOrder.agents > 0 ? builds : []) {
      if (!inTime(`${build.name}: ${crowdOrder.live} live calls`)) continue;
      figures[build.name].crowd = await crowd(place, build, crowdOrder);
    }
  } finally {
    await cleanUp.all();
  }
  return result(figures.before, figures.now);
}
