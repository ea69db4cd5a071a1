import { posix } from 'node:path';
import { queueCommand } from '../call/private-commands';
import type { Channel } from '../core/channel';
import type { Header } from '../core/header-block';
import type { SwitchCore } from '../core/switch-core';
import { isWritable } from '../apps/recording-path';
import { separateString } from '../grammar/separate-string';
import { NO_SUCH_CHANNEL, usage, type ApiCommand } from './command';

/** Five frames are read before a broadcast starts; with the frames around them 140 to 200 ms were measured. */
const LEAD_MS = { least: 120, most: 160 } as const;

function broadcast(core: SwitchCore, channel: Channel, path: string): void {
  const [, application = 'playback', argument = path] = /^([A-Za-z_]\w*)::(.*)$/s.exec(path) ?? [];
  const name = application.split('!')[0] ?? application;
  const headers: readonly Header[] = [
    ['call-command', 'execute'], ['execute-app-name', name], ['execute-app-arg', argument], ['event-lock', 'true'], ['lead-frames', '5'],
  ];
  queueCommand(channel, {
    headers, command: 'execute', application: name, argument, executionId: null, loops: 1, eventLock: true,
    leadMs: LEAD_MS.least + (LEAD_MS.most - LEAD_MS.least) * core.rng(),
  });
}

export const uuidBroadcast: ApiCommand = (core, argument) => {
  const [uuid, path, legs = 'aleg'] = separateString(argument, ' ', 4);
  if (uuid === undefined || path === undefined) return usage('<uuid> <path> [aleg|bleg|holdb|both]');
  const channel = core.locate(uuid);
  if (!channel) return '-ERR invalid uuid\n';
  const both = legs.includes('both');
  const partner = channel.partner();
  if ((both || legs.includes('bleg')) && partner) broadcast(core, partner, path);
  if (both || legs.includes('aleg')) broadcast(core, channel, path);
  return '+OK Message sent\n';
};

export const uuidBreak: ApiCommand = (core, argument) => {
  if (argument === '') return usage('<uuid> [all]');
  const [uuid = '', flag = ''] = argument.split(' ');
  const channel = core.locate(uuid);
  if (!channel) return NO_SUCH_CHANNEL;
  const legs = flag.includes('both') ? [channel, channel.partner()] : [channel];
  for (const leg of legs) {
    if (!leg) continue;
    if (flag.includes('all')) leg.commands.splice(0);
    leg.breakRequested = 'break';
    leg.sleeper.wake('frame');
  }
  return '+OK\n';
};

/** How long a short tone mixed into a leg takes (`tone_stream://%(150,0,880)`: 185 to 220 ms were measured). */
const DISPLACE_MS = 200;

/** Sounds over what a leg hears; the conversation goes on below it. */
export const uuidDisplace: ApiCommand = (core, argument) => {
  const [uuid, action, path] = separateString(argument, ' ', 5);
  if (uuid === undefined || action === undefined || path === undefined) return usage('<uuid> [start|stop] <path> [<limit>] [mux]');
  const channel = core.locate(uuid);
  if (!channel) return '-ERR Cannot locate session!\n';
  if (action !== 'start') return '+OK Success\n';
  const bug: readonly Header[] = [['Media-Bug-Function', 'displace'], ['Media-Bug-Target', path]];
  core.events.fire('MEDIA_BUG_START', channel, { after: bug });
  core.clock.afterMs(DISPLACE_MS, () => { if (core.locate(uuid) === channel) core.events.fire('MEDIA_BUG_STOP', channel, { after: bug }); });
  return '+OK Success\n';
};

function startRecording(core: SwitchCore, channel: Channel, path: string, limitSec: number): string {
  if (!isWritable(path, core.options) || channel.recordings.has(path) || !channel.hasMedia) return '-ERR Cannot record session!\n';
  core.foldersMade.add(posix.dirname(posix.normalize(path)));
  channel.recordings.set(path, { startedUs: core.clock.stampUs() });
  core.events.fire('RECORD_START', channel, { after: [['Record-File-Path', path]] });
  core.events.fire('MEDIA_BUG_START', channel, { after: [['Media-Bug-Function', 'session_record'], ['Media-Bug-Target', path]] });
  channel.mediaBugs.push(() => { stopRecording(core, channel, path, 'success-silence'); });
  if (limitSec > 0) core.clock.afterMs(limitSec * 1000, () => { stopRecording(core, channel, path, 'success-maxtime'); });
  return '+OK Success\n';
}

function stopRecording(core: SwitchCore, channel: Channel, path: string, cause: string): boolean {
  const recording = channel.recordings.get(path);
  if (!recording) return false;
  channel.recordings.delete(path);
  const lengthMs = Math.round((core.clock.stampUs() - recording.startedUs) / 1000);
  channel.variables.setAll({
    record_file_size: String(lengthMs * 16 + 44), record_samples: String(lengthMs * 8), record_seconds: String(Math.floor(lengthMs / 1000)),
    record_ms: String(lengthMs), record_completion_cause: cause,
  });
  core.options.recordingMade(path, lengthMs);
  core.events.fire('RECORD_STOP', channel, { after: [['Record-File-Path', path], ['Record-Completion-Cause', cause]] });
  core.events.fire('MEDIA_BUG_STOP', channel, { after: [['Media-Bug-Function', 'session_record'], ['Media-Bug-Target', path]] });
  return true;
}

export const uuidRecord: ApiCommand = (core, argument) => {
  const syntax = usage('<uuid> [start|stop|mask|unmask] <path> [<limit>] [<recording_vars>]');
  const [uuid, action, path, limit] = separateString(argument, ' ', 5);
  if (uuid === undefined || action === undefined || path === undefined) return syntax;
  const channel = core.locate(uuid);
  if (!channel) return '-ERR Cannot locate session!\n';
  const known = channel.recordings.has(path);
  switch (action.toLowerCase()) {
    case 'start': return startRecording(core, channel, path, Number.parseInt(limit ?? '0', 10) || 0);
    case 'stop': {
      const paths = path === 'all' ? [...channel.recordings.keys()] : [path];
      const stopped = paths.filter((each) => stopRecording(core, channel, each, 'success-maxtime'));
      return stopped.length > 0 ? '+OK Success\n' : '-ERR Cannot stop record session!\n';
    }
    case 'mask': return known ? '+OK Success\n' : '-ERR Cannot mask recording session!\n';
    case 'unmask': return known ? '+OK Success\n' : '-ERR Cannot unmask recording session!\n';
    case 'pause': return known ? '+OK Success\n' : '-ERR Cannot pause recording session!\n';
    case 'resume': return known ? '+OK Success\n' : '-ERR Cannot resume recording session!\n';
    default: return syntax;
  }
};

function hold(core: SwitchCore, channel: Channel): void {
  core.events.callState(channel, 'HELD');
  channel.times.lastHold = core.clock.stampUs();
  core.events.fire('CHANNEL_HOLD', channel);
}

function unhold(core: SwitchCore, channel: Channel): void {
  core.events.callState(channel, 'UNHELD');
  channel.times.holdAccum += core.clock.stampUs() - channel.times.lastHold;
  core.events.fire('CHANNEL_UNHOLD', channel);
  core.clock.afterMs(0, () => { if (channel.callState === 'UNHELD') core.events.callState(channel, 'ACTIVE'); });
}

export const uuidHold: ApiCommand = (core, argument) => {
  const [first, second] = separateString(argument, ' ', 4);
  if (first === undefined || first === '') return `${usage('[off|toggle] <uuid> [<display>]')}-ERR Operation failed\n`;
  const mode = first.toLowerCase();
  const channel = core.locate(mode === 'off' || mode === 'toggle' ? second ?? '' : first);
  // Seen: holding a channel that does not exist is a success.
  if (!channel || channel.isDown) return mode === 'off' || mode === 'toggle' ? '-ERR Operation failed\n' : '+OK Success\n';
  const held = channel.callState === 'HELD';
  if (mode === 'off' || (mode === 'toggle' && held)) {
    if (!held) return '-ERR Operation failed\n';
    unhold(core, channel);
  } else if (!held) hold(core, channel);
  return '+OK Success\n';
};
