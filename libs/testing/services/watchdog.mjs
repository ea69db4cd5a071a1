// @ts-check
// A small process beside the services: when the last process that uses them is gone, however it ended, it stops them.
// Usage: watchdog.mjs <scope> <folder of all scopes>
import { setTimeout as delay } from 'node:timers/promises';
import { endOrphanedChildren, stopEverything, stopServers } from './endings.mjs';
import { Home } from './home.mjs';
import { withLock } from './lock.mjs';
import { isAlive } from './processes.mjs';

/** @typedef {import('./home.mjs').State} State */

const LOOK_EVERY_MS = 500;

const [, , scope, base] = process.argv;
const home = new Home(/** @type {import('./home.mjs').Scope} */ (scope), base);
let lastSeen = home.readState();

for (;;) {
  await delay(LOOK_EVERY_MS);
  if (!home.exists()) {
    // The folder was removed under running servers (git clean): only our memory knows them.
    await stopServers(home, lastSeen);
    break;
  }
  const state = home.readState();
  if (state.watchdog?.pid !== process.pid) break;
  lastSeen = state;
  const lastUserGone = state.holders.every((holder) => !isAlive(holder.owner));
  if (lastUserGone && await withLock(home.lockFile, endOfWatch)) break;
}

/** @returns {Promise<boolean>} true when there is nothing left to watch */
async function endOfWatch() {
  const state = home.readState();
  if (state.watchdog?.pid !== process.pid) return true;
  await endOrphanedChildren(state);
  if (state.holders.length > 0) {
    home.writeState(state);
    return false;
  }
  delete state.watchdog; // This process: it is not to wait for its own end.
  if (state.kept) home.writeState(state);
  else await stopEverything(home, state);
  return true;
}
