import type { Channel } from '../core/channel';
import type { Header } from '../core/header-block';
import { HeaderBlock } from '../core/header-block';
import type { SwitchCore } from '../core/switch-core';
import type { Application } from './application';

const FROM = { file: 'mod_avmd.c', fn: 'avmd_fire_event', line: 756 };
const BUG: readonly Header[] = [['Media-Bug-Function', 'avmd'], ['Media-Bug-Target', 'N/A']];

/** Every avmd event is fired twice: bare by the module, and again by the session with the channel's own headers. */
function fireTwice(core: SwitchCore, channel: Channel, subclass: string, headers: readonly Header[]): void {
  const own: readonly Header[] = [['Unique-ID', channel.uuid], ['Call-command', 'avmd'], ...headers];
  core.bus.fire({ name: 'CUSTOM', subclass, from: FROM, blocks: [new HeaderBlock(own)] });
  setImmediate(() => {
    if (core.locate(channel.uuid) === channel) core.events.fire('CUSTOM', channel, { subclass, from: FROM, before: own.slice(1) });
  });
}

/** `avmd_start`: listens for the beep of a machine until the leg ends. */
export const avmdStart: Application = async (core, channel) => {
  const startedUs = core.clock.stampUs();
  core.events.fire('MEDIA_BUG_START', channel, { after: BUG });
  fireTwice(core, channel, 'avmd::start', [['Start-time', String(startedUs)]]);
  const untilMs = channel.beepAtMs === null ? null : channel.beepAtMs - core.clock.nowMs();
  const beep = untilMs === null || untilMs < 0 ? null : core.clock.afterMs(untilMs, () => {
    if (channel.isDown) return;
    channel.variables.setAll({ avmd_detect: 'TRUE', avmd_total_time: `[${Math.round((core.clock.stampUs() - startedUs) / 1000)}]` });
    fireTwice(core, channel, 'avmd::beep', [
      ['Beep-Status', 'DETECTED'], ['Frequency', '997.218380'], ['Frequency-variance', '0.000049'], ['Amplitude', '14346.310289'],
      ['Amplitude-variance', '5649.829767'], ['Detection-time', String(core.clock.stampUs() - startedUs)],
      ['Detector-resolution', '2'], ['Detector-offset', '1'], ['Detector-index', '2'],
    ]);
  });
  channel.mediaBugs.push(() => {
    beep?.cancel();
    core.events.fire('MEDIA_BUG_STOP', channel, { after: BUG });
  });
};

export const avmdStop: Application = async (_core, channel) => {
  for (const endBug of channel.mediaBugs.splice(0)) endBug();
};
