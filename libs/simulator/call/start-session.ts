import type { Channel } from '../core/channel';
import type { SwitchCore } from '../core/switch-core';
import { runSession } from './session';

/** Starts the leg's thread. An error in it is a bug of the simulator and must not pass unseen. */
export function startSession(core: SwitchCore, channel: Channel): void {
  runSession(core, channel).catch((error: unknown) => {
    setImmediate(() => { throw error; });
  });
}
