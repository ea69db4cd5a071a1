import type { Channel, ChannelTimes } from './channel';
import { HeaderBlock, type Header } from './header-block';

function filled(name: string, value: string): readonly Header[] {
  return value === '' ? [] : [[name, value]];
}

const NEVER: ChannelTimes = { created: 0, answered: 0, progress: 0, progressMedia: 0, hangup: 0, bridged: 0, lastHold: 0, holdAccum: 0 };

function timeHeaders(prefix: string, profileCreatedUs: number, times: ChannelTimes, hidesNumber: boolean): readonly Header[] {
  return [
    [`${prefix}-Profile-Created-Time`, String(profileCreatedUs)],
    [`${prefix}-Channel-Created-Time`, String(times.created)],
    [`${prefix}-Channel-Answered-Time`, String(times.answered)],
    [`${prefix}-Channel-Progress-Time`, String(times.progress)],
    [`${prefix}-Channel-Progress-Media-Time`, String(times.progressMedia)],
    [`${prefix}-Channel-Hangup-Time`, String(times.hangup)],
    [`${prefix}-Channel-Transfer-Time`, '0'],
    [`${prefix}-Channel-Resurrect-Time`, '0'],
    [`${prefix}-Channel-Bridged-Time`, String(times.bridged)],
    [`${prefix}-Channel-Last-Hold`, String(times.lastHold)],
    [`${prefix}-Channel-Hold-Accum`, String(times.holdAccum)],
    [`${prefix}-Screen-Bit`, 'true'],
    [`${prefix}-Privacy-Hide-Name`, String(hidesNumber)],
    [`${prefix}-Privacy-Hide-Number`, String(hidesNumber)],
  ];
}

function identityHeaders(prefix: string, channel: Channel, logicalDirection: string): readonly Header[] {
  const profile = channel.profile;
  const own = prefix === 'Caller';
  return [
    [`${prefix}-Direction`, channel.direction],
    [`${prefix}-Logical-Direction`, logicalDirection],
    ...filled(`${prefix}-Username`, profile.username),
    ...filled(`${prefix}-Dialplan`, profile.dialplan),
    ...filled(`${prefix}-Caller-ID-Name`, profile.callerName),
    ...filled(`${prefix}-Caller-ID-Number`, profile.callerNumber),
    ...filled(`${prefix}-Orig-Caller-ID-Name`, profile.origCallerName),
    ...filled(`${prefix}-Orig-Caller-ID-Number`, profile.origCallerNumber),
    ...filled(`${prefix}-Callee-ID-Name`, profile.calleeName),
    ...filled(`${prefix}-Callee-ID-Number`, profile.calleeNumber),
    ...filled(`${prefix}-Network-Addr`, profile.networkAddr),
    ...filled(`${prefix}-ANI`, profile.ani),
    ...filled(`${prefix}-Destination-Number`, profile.destination),
    [`${prefix}-Unique-ID`, channel.uuid],
    [`${prefix}-Source`, profile.source],
    ...(own ? filled(`${prefix}-Transfer-Source`, profile.transferSource) : []),
    [`${prefix}-Context`, profile.context],
    ...(own ? filled(`${prefix}-RDNIS`, profile.rdnis) : []),
    [`${prefix}-Channel-Name`, channel.name],
    ...(own ? [[`${prefix}-Profile-Index`, String(profile.index)] as const] : []),
  ];
}

/**
 * What a leg carries about the leg that it was bridged to, as it was at that moment. The originatee is shown with
 * its times, the originator with zeros (recorded).
 */
export function otherLegHeaders(other: Channel, role: 'originator' | 'originatee'): readonly Header[] {
  return [
    ['Other-Type', role],
    ...identityHeaders('Other-Leg', other, 'inbound'),
    ...timeHeaders('Other-Leg', role === 'originatee' ? other.profile.createdUs : 0, role === 'originatee' ? other.times : NEVER, other.profile.hidesNumber),
  ];
}

function codecHeaders(channel: Channel): Header[] {
  if (!channel.codecReady || channel.codec === null) return [];
  return [
    ['Channel-Read-Codec-Name', channel.codec], ['Channel-Read-Codec-Rate', '8000'],
    ['Channel-Read-Codec-Bit-Rate', channel.codec === 'L16' ? '128000' : '64000'],
    ['Channel-Write-Codec-Name', 'PCMU'], ['Channel-Write-Codec-Rate', '8000'], ['Channel-Write-Codec-Bit-Rate', '64000'],
  ];
}

/** The headers that every event of a channel carries (`switch_channel_event_set_basic_data`). */
export function channelBlock(channel: Channel): HeaderBlock {
  const early = channel.running === 'CS_NEW' && !channel.codecReady;
  return new HeaderBlock([
    ['Channel-State', channel.running],
    ['Channel-Call-State', channel.callState],
    ['Channel-State-Number', String(channel.stateNumber)],
    ['Channel-Name', channel.name],
    ['Unique-ID', channel.uuid],
    ['Call-Direction', channel.direction],
    ['Presence-Call-Direction', channel.direction],
    ['Channel-HIT-Dialplan', String(channel.hitDialplan)],
    ['Channel-Call-UUID', channel.callUuid],
    ['Answer-State', channel.answerState],
    ...(channel.hangupCause === null ? [] : [['Hangup-Cause', channel.hangupCause] as const]),
    ...codecHeaders(channel),
    ...(early ? [] : identityHeaders('Caller', channel, channel.profile.logicalDirection)),
    ...(early ? [] : timeHeaders('Caller', channel.profile.createdUs, channel.times, channel.profile.hidesNumber)),
    ...(channel.otherLeg?.headers ?? []),
  ]);
}
