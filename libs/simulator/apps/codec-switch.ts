import type { Channel } from '../core/channel';
import type { SwitchCore } from '../core/switch-core';

/** Applications that touch the audio itself read it as L16 while they run. */
export function readCodec(core: SwitchCore, channel: Channel, codec: 'PCMU' | 'L16'): void {
  channel.codec = codec;
  core.events.fire('CODEC', channel, {
    variables: false,
    after: [['channel-read-codec-name', codec], ['channel-read-codec-rate', '8000'], ['channel-read-codec-bit-rate', codec === 'L16' ? '128000' : '64000']],
  });
  channel.variables.set('read_codec', codec);
}
