import { setTimeout as delay } from 'node:timers/promises';

/**
 * Whether something comes before timers of these lengths have run out one after the other. On a busy machine they
 * run out late, as the timers do of what is waited for in the same process: its speed has no part in the answer.
 */
export async function inTime(event: Promise<unknown>, ...timersMs: readonly number[]): Promise<boolean> {
  const over = new AbortController();
  const timers = (async () => {
    for (const ms of timersMs) await delay(ms, undefined, { signal: over.signal });
    return false;
  })().catch(() => false);
  try {
    return await Promise.race([event.then(() => true), timers]);
  } finally {
    over.abort();
  }
}
