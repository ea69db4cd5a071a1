import { haveFewPauses } from '@paceline/platform/few-pauses';
import type { AnswerReport } from './lib/answering-switch';
import { goal, numberFlag, type BenchOptions, type BenchResult } from './lib/contract';
import { ANSWERS_PER_SEC, HandoffRig } from './lib/handoff-rig';
import { ImportLoad } from './lib/import-load';
import { benchServices } from './lib/services';
import { median, percentile, round } from './lib/stats';

const ROWS = 5_000_000;
const ROUNDS = 5;
const SECONDS = 10;
const WARM_UP_SEC = 2;
const WARM_UP_ROWS = 40_000;
/** Imported with nothing beside it, for each row that is imported beside calls. */
const ALONE_SHARE = 0.2;

/**
 * What a list costs calls, and calls a list: the hand-off of `npm run bench -- handoff` by itself, the import of a mixed
 * file (`lib/mixed-file`) by itself, and both at once. Rounds alternate; a round's hand-offs go on, ten seconds each, for
 * as long as its file is imported. Medians over those ten seconds and over the rounds; 5 million rows beside calls in all.
 */
export async function run({ flags, progress }: BenchOptions): Promise<BenchResult> {
  haveFewPauses(); // as the worker does
  const rounds = numberFlag(flags, 'rounds', ROUNDS);
  const rowsBeside = Math.round(numberFlag(flags, 'rows', ROWS) / rounds);
  const rowsAlone = Math.round(rowsBeside * ALONE_SHARE);
  const answers = ANSWERS_PER_SEC * SECONDS;
  const [calls, both]: [AnswerReport[], AnswerReport[]] = [[], []];
  const [importAlone, importBeside]: [number[], number[]] = [[], []];
  const services = await benchServices(progress);
  const rig = await HandoffRig.open(services);
  const load = await ImportLoad.start({ ...services, databaseUrl: rig.databaseUrl });
  try {
    progress('warming up');
    await load.run(await load.upload(WARM_UP_ROWS), WARM_UP_ROWS);
    await rig.round(ANSWERS_PER_SEC * WARM_UP_SEC);
    for (let nth = 1; nth <= rounds; nth++) {
      const [alone, beside] = [await load.upload(rowsAlone), await load.upload(rowsBeside)];
      progress(`round ${nth} of ${rounds}: calls`);
      const before = calls.push(await rig.round(answers));
      progress(`round ${nth} of ${rounds}: ${rowsAlone} rows`);
      importAlone.push(rowsAlone / await load.run(alone, rowsAlone));
      progress(`round ${nth} of ${rounds}: calls and ${rowsBeside} rows`);
      let over = false;
      const seconds = load.run(beside, rowsBeside).finally(() => { over = true; });
      const reports: AnswerReport[] = [];
      while (!over) reports.push(await rig.round(answers));
      // The last goes on when the import is over already.
      both.push(...reports.slice(0, Math.max(1, reports.length - 1)));
      importBeside.push(rowsBeside / await seconds);
      progress(`  p99 ${p99(calls.slice(before - 1))} and ${p99(reports)} ms; ${Math.round(importAlone.at(-1) ?? 0)} and ${Math.round(importBeside.at(-1) ?? 0)} rows a second`);
    }
  } finally {
    await load.stop();
    await rig.close();
  }
  const [p99Ms, p99BesideMs] = [p99(calls), p99(both)];
  const [aloneRate, besideRate] = [Math.round(median(importAlone)), Math.round(median(importBeside))];
  const unanswered = [...calls, ...both].reduce((sum, report) => sum + report.unanswered, 0);
  return {
    metrics: {
      p99Ms, p99BesideMs, p50Ms: p50(calls), p50BesideMs: p50(both), rowsPerSec: aloneRate, rowsPerSecBeside: besideRate, rows: rowsBeside * rounds,
      handoffs: answers * calls.length, handoffsBeside: answers * both.length, unanswered, answersPerSec: ANSWERS_PER_SEC,
    },
    goals: [
      goal('p99 beside an import, of that without', round(p99BesideMs / p99Ms, 2), '<=', 1.5),
      goal('rows a second beside calls, of those without', round(besideRate / aloneRate, 2), '>=', 0.5),
      goal('answers without a bridge', unanswered, '==', 0),
    ],
  };
}

const p50 = (reports: readonly AnswerReport[]): number => share(reports, 0.5);
const p99 = (reports: readonly AnswerReport[]): number => share(reports, 0.99);
const share = (reports: readonly AnswerReport[], which: number): number => round(median(reports.map((report) => percentile(report.bridgedAfterMs, which))), 3);
