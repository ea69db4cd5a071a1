import type { Channel } from '../core/channel';
import type { SwitchCore } from '../core/switch-core';
import { mediaLoop } from './media-loop';

/** Holds the leg until it is told to go elsewhere, running the commands that are sent to it. */
export async function park(core: SwitchCore, channel: Channel): Promise<void> {
  core.events.fire('CHANNEL_PARK', channel);
  core.log.parked(channel);
  while (await mediaLoop(core, channel) !== 'moved') { /* nothing ends a park but a change of state */ }
  core.events.fire('CHANNEL_UNPARK', channel);
}

/** Sends the leg to park, whatever it is doing (`uuid_park`, `park_after_bridge`). */
export function parkSession(channel: Channel): void {
  channel.transferring = true;
  channel.setState('CS_PARK');
}
