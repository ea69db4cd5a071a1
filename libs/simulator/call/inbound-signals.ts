import type { Channel } from '../core/channel';
import type { SwitchCore } from '../core/switch-core';
import { legAnswered, legEarlyMedia, legRinging, type RemoteParty } from './leg-signals';

/** What we say to a caller: 180, 183 with sound, 200. */
const to = (channel: Channel): RemoteParty => ({ number: channel.profile.destination, host: '127.0.0.1:5080' });

export function ringInbound(core: SwitchCore, channel: Channel): void {
  legRinging(core, channel, to(channel));
}

export function answerInbound(core: SwitchCore, channel: Channel): void {
  if (channel.isAnswered) return;
  legAnswered(core, channel, to(channel));
  channel.variables.set('endpoint_disposition', 'ANSWER');
}

/** Sound for a caller who only rings is early media: the 183 comes with it, unasked. */
export function openMedia(core: SwitchCore, channel: Channel): void {
  if (channel.direction === 'inbound' && !channel.hasMedia) legEarlyMedia(core, channel, to(channel));
}
