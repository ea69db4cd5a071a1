import { openMedia } from '../call/inbound-signals';
import { mediaLoop } from '../call/media-loop';
import type { Channel } from '../core/channel';
import type { Header } from '../core/header-block';
import type { SwitchCore } from '../core/switch-core';
import { soundOf } from './sounds';

/** How a playback ended: to its end, cut by a digit or uuid_break, cut by the leg moving on, or there is no such file. */
export type PlayEnd = 'played' | 'broken' | 'cut' | 'not-found';

/**
 * Plays one sound (`switch_ivr_play_file`): PLAYBACK_START and PLAYBACK_STOP around it. A file that does not
 * exist makes neither. `onDigit` returning true ends the sound.
 */
export async function playFile(core: SwitchCore, channel: Channel, path: string, onDigit?: (digit: string) => boolean): Promise<PlayEnd> {
  const sound = soundOf(path, core.options);
  openMedia(core, channel);
  if (!sound) return 'not-found';
  const headers: readonly Header[] = [['Playback-File-Type', sound.type], ['Playback-File-Path', path]];
  const startedMs = core.clock.nowMs();
  core.events.fire('PLAYBACK_START', channel, { after: headers });
  core.log.playing(channel, path);
  channel.farEnd?.onSound?.(path);
  channel.sounds += 1;
  const finite = Number.isFinite(sound.lengthMs) ? { forMs: sound.lengthMs } : {};
  const end = await mediaLoop(core, channel, { ...finite, breakable: true, ...(onDigit ? { onDigit } : {}) });
  const stopped = channel.breakRequested === 'stop';
  channel.sounds -= 1;
  if (end === 'broken' && channel.sounds === 0) channel.breakRequested = 'none';
  const playedMs = Math.round(Math.min(core.clock.nowMs() - startedMs, sound.lengthMs));
  channel.variables.setAll({
    playback_last_offset_pos: String(playedMs * 8), playback_seconds: String(Math.floor(playedMs / 1000)),
    playback_ms: String(playedMs), playback_samples: String(playedMs * 8),
  });
  const broken = (end === 'broken' && !stopped) || end === 'digit';
  core.events.fire('PLAYBACK_STOP', channel, { after: [...headers, ['Playback-Status', broken ? 'break' : 'done']] });
  core.log.played(channel);
  if (end === 'moved' || (end === 'broken' && stopped)) return 'cut';
  return broken ? 'broken' : 'played';
}
