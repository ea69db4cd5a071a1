import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { PacingJob, PacingReport } from './pacing-judge';

/** Judges the jobs on all processors, in their order; the reports come in that order, too. */
export async function judgeAll(jobs: readonly PacingJob[], judged: (report: PacingReport) => void): Promise<readonly PacingReport[]> {
  const reports = new Array<PacingReport>(jobs.length);
  const left = [...jobs.entries()];
  const work = async (): Promise<void> => {
    const child = fork(join(__dirname, 'pacing-process.ts'), { execArgv: ['-r', '@swc-node/register'] });
    const gone = once(child, 'exit').then(() => { throw new Error('a process that simulates has ended by itself'); });
    try {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const [index, job] = next;
        child.send(job);
        const [report] = await Promise.race([once(child, 'message'), gone]) as [PacingReport]; // it sends nothing else
        reports[index] = report;
        judged(report);
      }
    } finally {
      gone.catch(() => undefined); // from here on its end is ours
      child.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs.length, availableParallelism()) }, work));
  return reports;
}
