import { localStamp } from './event-bus';
import { q850Of } from './causes';
import type { Channel } from './channel';

const sec = (us: number): string => String(Math.floor(us / 1_000_000));

function stamps(channel: Channel): Record<string, string> {
  const { created, answered, bridged, progress, progressMedia, hangup } = channel.times;
  const out: Record<string, string> = {};
  const add = (name: string, us: number): void => { if (us > 0) out[`${name}_stamp`] = localStamp(us / 1000); };
  add('start', created);
  add('profile_start', channel.profile.createdUs);
  add('answer', answered);
  add('bridge', bridged);
  add('progress', progress);
  add('progress_media', progressMedia);
  add('end', hangup);
  return out;
}

function epochs(channel: Channel): Record<string, string> {
  const { created, answered, bridged, progress, progressMedia, hangup, lastHold } = channel.times;
  const out: Record<string, string> = { hold_accum_seconds: '0', hold_accum_usec: String(channel.times.holdAccum), hold_accum_ms: String(Math.round(channel.times.holdAccum / 1000)) };
  const all = { start: created, profile_start: channel.profile.createdUs, answer: answered, bridge: bridged, last_hold: lastHold, resurrect: 0, progress, progress_media: progressMedia, end: hangup };
  for (const [name, us] of Object.entries(all)) {
    out[`${name}_epoch`] = sec(us);
    out[`${name}_uepoch`] = String(us);
  }
  return out;
}

function durations(channel: Channel): Record<string, string> {
  const { created, answered, bridged, progress, progressMedia, hangup } = channel.times;
  const since = (us: number): number => (us > 0 ? us - created : 0);
  const spans: ReadonlyArray<readonly [string, number, number]> = [
    ['duration', created, hangup], ['bill', answered, answered > 0 ? hangup : 0], ['progress', created, created + since(progress)],
    ['answer', created, created + since(answered)], ['wait', created, created + since(bridged)],
    ['progress_media', created, created + since(progressMedia)], ['flow_bill', created, hangup],
  ];
  const out: Record<string, string> = {};
  for (const [name, from, to] of spans) {
    const us = Math.max(0, to - from);
    const whole = to === 0 ? 0 : Math.floor(to / 1_000_000) - Math.floor(from / 1_000_000);
    out[name === 'duration' ? 'duration' : `${name}sec`] = String(Math.max(0, whole));
    out[name === 'duration' ? 'mduration' : `${name}msec`] = String(Math.round(us / 1000));
    out[name === 'duration' ? 'uduration' : `${name}usec`] = String(us);
  }
  return out;
}

/** What the RTP session counted: as of a perfect line. */
function rtpStatistics(channel: Channel): Record<string, string> {
  if (channel.times.answered === 0) return {};
  const packets = Math.max(0, Math.round((channel.times.hangup - channel.times.answered) / 20_000));
  const out: Record<string, string> = {};
  const counts = { raw_bytes: packets * 172, media_bytes: packets * 172, packet_count: packets, media_packet_count: packets, skip_packet_count: 0, dtmf_packet_count: 0, cng_packet_count: 0 };
  for (const way of ['in', 'out']) for (const [name, count] of Object.entries(counts)) out[`rtp_audio_${way}_${name}`] = String(count);
  return {
    ...out, rtp_audio_in_jitter_packet_count: '0', rtp_audio_in_flush_packet_count: '0', rtp_audio_in_largest_jb_size: '0',
    rtp_audio_in_jitter_min_variance: '0.00', rtp_audio_in_jitter_max_variance: '0.00', rtp_audio_in_jitter_loss_rate: '0.00',
    rtp_audio_in_jitter_burst_rate: '0.00', rtp_audio_in_mean_interval: '20.00', rtp_audio_in_flaw_total: '0',
    rtp_audio_in_quality_percentage: '100.00', rtp_audio_in_mos: '4.50', rtp_audio_rtcp_packet_count: '0', rtp_audio_rtcp_octet_count: '0',
  };
}

/** What CHANNEL_HANGUP_COMPLETE adds: cause, stamps, epochs and lengths. */
export function reportVariables(channel: Channel): Record<string, string> {
  const cause = channel.hangupCause ?? 'NORMAL_CLEARING';
  const { callerName, callerNumber } = channel.profile;
  const { current_application: app, current_application_data: argument } = {
    current_application: channel.variables.get('current_application'), current_application_data: channel.variables.get('current_application_data'),
  };
  return {
    hangup_cause: cause, hangup_cause_q850: String(q850Of(cause)), digits_dialed: channel.digitsDialed === '' ? 'none' : channel.digitsDialed,
    ...stamps(channel), ...epochs(channel),
    ...(app === undefined ? {} : { last_app: app }), ...(argument === undefined ? {} : { last_arg: argument }),
    caller_id: callerName === '' ? callerNumber : `"${callerName}" <${callerNumber}>`,
    ...durations(channel), ...rtpStatistics(channel),
    ...(channel.variables.get('sip_hangup_disposition') === undefined ? { sip_hangup_disposition: channel.times.answered > 0 ? 'send_bye' : 'send_cancel' } : {}),
  };
}
