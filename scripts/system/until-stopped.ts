import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 1_000;

interface Watched { readonly running: boolean; tail(): string }

/**
 * Until somebody asks for it, or one of the apps has ended by itself.
 * @returns the last lines of the app that ended; null when it was asked for
 */
export async function untilStopped(apps: readonly Watched[], asked: AbortSignal, lookEveryMs = LOOK_EVERY_MS): Promise<string | null> {
  while (!asked.aborted) {
    const dead = apps.find((app) => !app.running);
    await delay(lookEveryMs, undefined, { signal: asked }).catch(() => undefined);
    // A Ctrl-C reaches the apps as well, and they may be the first to act on it.
    if (dead !== undefined && !asked.aborted) return dead.tail();
  }
  return null;
}
