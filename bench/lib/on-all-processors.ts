import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/**
 * Does the jobs on all processors, in their order; the reports come in that order, too.
 *
 * @param file of this folder: a process that answers each job it is sent with a report, and sends nothing else
 */
export async function onAllProcessors<Job extends object, Report>(file: string, jobs: readonly Job[], done: (report: Report, job: Job) => void): Promise<readonly Report[]> {
  const reports = new Array<Report>(jobs.length);
  const left = [...jobs.entries()];
  const work = async (): Promise<void> => {
    const child = fork(join(__dirname, file), { execArgv: ['-r', '@swc-node/register'] });
    const gone = once(child, 'exit').then(() => { throw new Error('a process that simulates has ended by itself'); });
    try {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const [index, job] = next;
        child.send(job);
        const [report] = await Promise.race([once(child, 'message'), gone]) as [Report]; // it sends nothing else
        reports[index] = report;
        done(report, job);
      }
    } finally {
      gone.catch(() => undefined); // from here on its end is ours
      child.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs.length, availableParallelism()) }, work));
  return reports;
}
