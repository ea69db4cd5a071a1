import { setTimeout as delay } from 'node:timers/promises';

/** What `work` answers, or null when it takes longer; it then goes on, and its failure is nobody's any more. */
export async function within<T>(timeMs: number, work: Promise<T>): Promise<T | null> {
  const timer = new AbortController();
  work.catch(() => undefined);
  try {
    return await Promise.race([work, delay(timeMs, null, { signal: timer.signal, ref: false })]);
  } finally {
    timer.abort();
  }
}
