import type { Channel } from '../core/channel';

/** Whether a key ends what is played or recorded: one of `playback_terminators`, as it is when the key comes; `*` unless set. */
export function endingKey(channel: Channel): (digit: string) => boolean {
  channel.variables.set('playback_terminator_used', undefined);
  return (digit) => {
    const keys = channel.variables.get('playback_terminators') ?? '*';
    if (keys === 'none' || (keys !== 'any' && !keys.includes(digit))) return false;
    channel.variables.set('playback_terminator_used', digit);
    return true;
  };
}
