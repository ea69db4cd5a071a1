import { mediaLoop } from '../call/media-loop';
import type { Header } from '../core/header-block';
import type { Application } from './application';
import { readCodec } from './codec-switch';

/**
 * `eavesdrop UUID`: hears both sides of that leg's conversation. Digits of the eavesdropper choose who hears him
 * (`eavesdrop_enable_dtmf`); they show as DTMF events and nothing else. Ends with either leg.
 */
export const eavesdrop: Application = async (core, channel, argument) => {
  const target = core.locate(argument);
  if (!target || target.isDown) return;
  const bug: readonly Header[] = [['Media-Bug-Function', 'eavesdrop'], ['Media-Bug-Target', target.uuid]];
  readCodec(core, channel, 'L16');
  core.events.fire('MEDIA_BUG_START', target, { after: bug });
  const { callerName, callerNumber } = target.profile;
  channel.variables.setAll({ last_sent_callee_id_name: callerName, last_sent_callee_id_number: callerNumber });
  core.events.fire('CALL_UPDATE', channel, {
    from: { file: 'mod_sofia.c', fn: 'sofia_receive_message', line: 2374 },
    before: [['Direction', 'SEND'], ['Sent-Callee-ID-Name', callerName], ['Sent-Callee-ID-Number', callerNumber]],
  });
  target.signals.once('hangup', () => { channel.sleeper.wake('frame'); });
  await mediaLoop(core, channel, { until: () => target.isDown });
  core.events.fire('MEDIA_BUG_STOP', target, { after: bug });
  readCodec(core, channel, 'PCMU');
};
