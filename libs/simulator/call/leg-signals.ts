import { causeOfSip, numberOf } from '../core/causes';
import type { Channel } from '../core/channel';
import { refusedVariables, type Refusal } from '../core/refusal';
import { dialogVariables, mediaVariables } from '../core/sip-variables';
import type { SwitchCore } from '../core/switch-core';
import { hangup } from './hangup';

/** Where the far end's signals come from, for the dialog's variables. */
export interface RemoteParty { readonly number: string; readonly host: string }

function dialog(channel: Channel, remote: RemoteParty): void {
  if (channel.profile.networkAddr !== '') return;
  channel.profile = { ...channel.profile, networkAddr: '127.0.0.1', calleeName: channel.profile.destination };
  channel.variables.setAll(dialogVariables(channel, remote.number, remote.host));
}

function media(core: SwitchCore, channel: Channel): void {
  channel.codec = 'PCMU';
  channel.codecReady = true;
  const codec = { file: 'switch_core_codec.c', line: 168 };
  core.events.fire('CODEC', channel, {
    variables: false, from: { ...codec, fn: 'switch_core_session_set_real_read_codec' },
    after: [['channel-read-codec-name', 'PCMU'], ['channel-read-codec-rate', '8000'], ['channel-read-codec-bit-rate', '64000']],
  });
  core.events.fire('CODEC', channel, {
    variables: false, from: { ...codec, fn: 'switch_core_session_set_write_codec', line: 450 },
    after: [['Channel-Write-Codec-Name', 'PCMU'], ['Channel-Write-Codec-Rate', '8000'], ['Channel-Write-codec-bit-rate', '64000']],
  });
  channel.variables.setAll(mediaVariables(channel));
}

/** 180. */
export function legRinging(core: SwitchCore, channel: Channel, remote: RemoteParty): void {
  if (channel.isDown || channel.times.progress > 0) return;
  dialog(channel, remote);
  channel.times.progress = core.clock.stampUs();
  core.log.ringing(channel);
  core.events.fire('CHANNEL_PROGRESS', channel);
  core.events.callState(channel, 'RINGING');
}

/** 183 with sound. */
export function legEarlyMedia(core: SwitchCore, channel: Channel, remote: RemoteParty): void {
  if (channel.isDown || channel.times.progressMedia > 0) return;
  dialog(channel, remote);
  channel.times.progressMedia = core.clock.stampUs();
  channel.answerState = 'early';
  core.log.ringing(channel);
  core.events.fire('CHANNEL_PROGRESS_MEDIA', channel);
  core.events.callState(channel, 'EARLY');
  media(core, channel);
  channel.signals.emit('early-media');
}

/** 200. */
export function legAnswered(core: SwitchCore, channel: Channel, remote: RemoteParty): void {
  if (channel.isDown || channel.isAnswered) return;
  dialog(channel, remote);
  if (!channel.codecReady) media(core, channel);
  channel.answerState = 'answered';
  channel.times.answered = core.clock.stampUs();
  core.log.answered(channel);
  core.events.fire('CHANNEL_ANSWER', channel);
  core.events.callState(channel, 'ACTIVE');
  channel.signals.emit('answered');
}

/** Any final answer above 300. */
export function legRefused(core: SwitchCore, channel: Channel, refusal: Refusal): void {
  if (channel.isDown) return;
  channel.profile = { ...channel.profile, networkAddr: '127.0.0.1' };
  const cause = causeOfSip(refusal.sipStatus, refusal.reason);
  channel.variables.setAll({ sip_hangup_disposition: 'recv_refuse', ...refusedVariables(refusal), sip_term_cause: String(numberOf(cause)) });
  hangup(core, channel, cause, 'far');
}

/** A key pressed at the far end. */
export function legDigit(channel: Channel, digit: string, source: 'RTP' | 'APP' = 'RTP'): void {
  if (channel.isDown) return;
  channel.digits.push({ digit, source });
  channel.sleeper.wake('frame');
}
