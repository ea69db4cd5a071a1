import { writeFileSync } from 'node:fs';
import { decide } from '@paceline/domain/pacing';
import { CAP_RATIO, VICIDIAL_DEFAULTS, bestInHindsight, fixedRatio, paced, progressive, settingsOf, simulateDay, vicidial, vicidialGrid, type Strategy } from '@paceline/simulation';
import { chart } from './simulate/chart';
import { USAGE, readOptions, type SimulateOptions } from './simulate/options';
import { table } from './simulate/table';

/** `npm run simulate`: what a campaign's day would be like, paced by us and by others. */
function main(): void {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    console.log(USAGE);
    return;
  }
  const { day, days, seed, mode, targetRatio, ratio } = options;
  const seeds = Array.from({ length: days }, (_, index) => seed + index);
  const live = (strategy: Strategy) => ({ name: strategy.name, days: seeds.map((one) => simulateDay(day, strategy, one)) });
  const settings = { ...settingsOf(day, targetRatio, mode), ...mode === 'power' ? { maxLinesPerAgent: ratio } : {} };
  const ours = live(paced(`pacer (${mode}, target ${Number((100 * targetRatio).toFixed(2))} %)`, decide, settings));
  const tuned = bestInHindsight(vicidialGrid(options.agents), seeds.map((one) => ({ day, seed: one })), CAP_RATIO);
  console.log(table([
    ours, live(progressive()), live(fixedRatio(ratio)), live(vicidial(VICIDIAL_DEFAULTS, 'vicidial, defaults')), { name: 'vicidial, tuned in hindsight', days: tuned.days },
  ]));
  console.log(`\ntuned in hindsight: ${tuned.strategy.name}`);
  writeChart(options, ours);
}

function writeChart({ chart: file, agents, scenario, seed }: SimulateOptions, { name, days: [first] }: { readonly name: string; readonly days: readonly Parameters<typeof chart>[0][] }): void {
  if (first === undefined) return;
  writeFileSync(file, chart(first, CAP_RATIO, `${name}: ${agents} agents, ${scenario}, seed ${seed}`));
  console.log(`chart: ${file}`);
}

try {
  main();
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : String(thrown));
  process.exitCode = 2;
}
