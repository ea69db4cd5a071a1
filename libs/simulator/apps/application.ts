import type { Channel } from '../core/channel';
import type { SwitchCore } from '../core/switch-core';

/** A dialplan application, as the switch runs it (`RunApplication`). */
export type Application = (core: SwitchCore, channel: Channel, argument: string) => Promise<void>;
export type Applications = ReadonlyMap<string, Application>;
