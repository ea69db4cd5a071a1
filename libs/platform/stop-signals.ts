import type { Logger } from './logger';
import { whenParentIsGone } from './parent-process';

/**
 * Ends this process in order when it is told to (SIGTERM, SIGINT) or when the parent that started it is gone.
 * @param withinMs a stop that takes longer is cut short: whoever is waited for is away
 */
export function whenToldToStop(log: Logger, words: string, withinMs: number, stop: () => Promise<void>): void {
  let stopping = false;
  const end = (why: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ why }, words);
    setTimeout(() => { log.error('not stopped in time: whoever is waited for is away'); process.exit(1); }, withinMs);
    stop().then(() => process.exit(0), (thrown: unknown) => {
      log.error({ err: thrown }, 'not stopped cleanly');
      process.exit(1);
    });
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => { end(signal); });
  whenParentIsGone(() => { end('the parent process is gone'); });
}
