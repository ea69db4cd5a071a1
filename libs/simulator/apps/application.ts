import type { Channel } from '../core/channel';
import type { SwitchCore } from '../core/switch-core';

/** A dialplan application; runs on the channel's own thread and returns when it is done. */
export type Application = (core: SwitchCore, channel: Channel, argument: string) => Promise<void>;
export type Applications = ReadonlyMap<string, Application>;
