// @ts-check
// When to end: a signal, or the end of the npm that runs us.
import { isAlive, launchers } from './processes.mjs';

const LOOK_EVERY_MS = 500;

/**
 * Calls back on SIGINT, SIGTERM and SIGHUP, each time. Under npm also, as SIGTERM, when npm is gone: told to end, it
 * ends the shell between us and leaves us behind. Without npm nothing of the kind: `nohup … &` is meant.
 * @param {(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP') => void} callback
 */
export function onEnd(callback) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => callback(signal));
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const above = launchers();
  const timer = setInterval(() => {
    if (above.every((launcher) => isAlive(launcher))) return;
    clearInterval(timer);
    callback('SIGTERM');
  }, LOOK_EVERY_MS);
  timer.unref();
}
