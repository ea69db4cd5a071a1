import type { Arrival, MessageRecorded, QuestionEnded, SwitchEvent } from '@paceline/domain/call/switch-event';
import { readSipAnswer } from '../sip-answer';
import type { EventHeaders } from './event-headers';
import { recordHeaders } from './event-headers';
import { keysVariable } from './keys';
import { LAST_MESSAGE, LAST_MESSAGE_MARK } from './last-message';

/** The folder of the switch that recordings in events are told below of, as commands name it. */
export interface Folders {
  readonly recordingsDir: string;
}

/** The argument of the `set` that begins the last message. */
const LAST_MESSAGE_SET = `${LAST_MESSAGE_MARK.name}=${LAST_MESSAGE_MARK.value}`;

type Mapper = (headers: EventHeaders, folders: Folders) => SwitchEvent | null;

/**
 * FreeSWITCH's event to ours; null for an event that says nothing to us, or that lacks what it must have.
 * Headers and their order: `docs` of mod_event_socket, and the recordings beside the tests.
 */
export function mapEvent(headers: EventHeaders, folders: Folders): SwitchEvent | null {
  const map = headers.name === 'CUSTOM' ? CUSTOM.get(headers.get('Event-Subclass')) : NAMED.get(headers.name);
  return map === undefined ? null : map(headers, folders);
}

/** The same for headers that are a record already. */
export function mapHeaders(headers: Readonly<Record<string, string>>, folders: Folders): SwitchEvent | null {
  return mapEvent(recordHeaders(headers), folders);
}

function stamp(headers: EventHeaders): { atMs: number; sequence: number } {
  return { atMs: msOf(headers, 'Event-Date-Timestamp'), sequence: numberOf(headers, 'Event-Sequence') };
}

/** A mapper of events that are about one channel: without `Unique-ID` there is none. */
function channel(map: (headers: EventHeaders, base: ChannelStamp, folders: Folders) => SwitchEvent | null): Mapper {
  return (headers, folders) => {
    const channelId = headers.get('Unique-ID');
    return channelId === '' ? null : map(headers, { ...stamp(headers), channelId }, folders);
  };
}
interface ChannelStamp { readonly atMs: number; readonly sequence: number; readonly channelId: string }

const NAMED: ReadonlyMap<string, Mapper> = new Map<string, Mapper>([
  ['CHANNEL_CREATE', channel((headers, base) => ({
    type: 'channel-created',
    ...base,
    direction: headers.get('Call-Direction') === 'inbound' ? 'inbound' : 'outbound',
    callerNumber: headers.get('Caller-Caller-ID-Number'),
    destination: headers.get('Caller-Destination-Number'),
    accountCode: headers.get('variable_accountcode'),
  }))],
  ['CHANNEL_PROGRESS', channel((_, base) => ({ type: 'channel-ringing', ...base, early: false }))],
  ['CHANNEL_PROGRESS_MEDIA', channel((_, base) => ({ type: 'channel-ringing', ...base, early: true }))],
  ['CHANNEL_ANSWER', channel((_, base) => ({ type: 'channel-answered', ...base }))],
  ['CHANNEL_PARK', channel((headers, base) => ({ type: 'channel-parked', ...base, arrival: arrivalOf(headers) }))],
  ['CHANNEL_BRIDGE', channel((headers, base) => ({ type: 'channel-bridged', ...base, otherId: otherLeg(headers, base.channelId) }))],
  ['CHANNEL_HANGUP_COMPLETE', channel((headers, base) => ({
    type: 'channel-ended',
    ...base,
    cause: headers.get('Hangup-Cause'),
    sip: readSipAnswer((name) => headers.get(`variable_${name}`)),
    dismissedAtMs: dismissedAtMs(headers),
    beeped: headers.get('variable_avmd_detect') === 'TRUE',
    createdAtMs: msOf(headers, 'Caller-Channel-Created-Time'),
    ringingAtMs: msOf(headers, 'Caller-Channel-Progress-Time') || msOf(headers, 'Caller-Channel-Progress-Media-Time'),
    answeredAtMs: msOf(headers, 'Caller-Channel-Answered-Time'),
    bridgedAtMs: msOf(headers, 'Caller-Channel-Bridged-Time'),
    endedAtMs: msOf(headers, 'Caller-Channel-Hangup-Time'),
  }))],
  ['CHANNEL_DESTROY', channel((_, base) => ({ type: 'channel-destroyed', ...base }))],
  ['CHANNEL_EXECUTE_COMPLETE', channel((headers, base, folders) => {
    const application = headers.get('Application');
    // Two at every hand-off, and nobody asks for them.
    if (application === 'park') return null;
    if (application === 'play_and_get_digits') return questionEnded(headers, base);
    if (application === 'record') return messageRecorded(headers, base, folders);
    if (application === 'set' && headers.get('Application-Data') === LAST_MESSAGE_SET) return { type: 'channel-dismissed', ...base };
    return { type: 'channel-executed', ...base, application, executionId: headers.get('Application-UUID') };
  })],
  ['DTMF', channel((headers, base) => ({ type: 'channel-digit', ...base, digit: headers.get('DTMF-Digit') }))],
  ['RECORD_START', channel((headers, base, folders) => ({
    type: 'recording-started', ...base, path: below(folders.recordingsDir, headers.get('Record-File-Path')),
  }))],
  ['RECORD_STOP', channel((headers, base, folders) => ({
    type: 'recording-stopped',
    ...base,
    path: below(folders.recordingsDir, headers.get('Record-File-Path')),
    lengthMs: numberOf(headers, 'variable_record_ms'),
  }))],
  ['BACKGROUND_JOB', (headers) => ({
    type: 'job-done', ...stamp(headers), jobId: headers.get('Job-UUID'), text: headers.get('_body').trimEnd(),
  })],
  ['HEARTBEAT', (headers) => ({
    type: 'heartbeat',
    ...stamp(headers),
    coreId: headers.get('Core-UUID'),
    sessions: numberOf(headers, 'Session-Count'),
    maxSessions: numberOf(headers, 'Max-Sessions'),
    uptimeMs: numberOf(headers, 'Uptime-msec'),
  })],
]);

const CUSTOM: ReadonlyMap<string, Mapper> = new Map<string, Mapper>([
  ['avmd::beep', channel((_, base) => ({ type: 'beep-heard', ...base }))],
  ['sofia::register', (headers) => registration(headers, true)],
  ['sofia::unregister', (headers) => registration(headers, false)],
  ['sofia::expire', (headers) => registration(headers, false)],
  ['sofia::gateway_state', (headers) => ({
    type: 'gateway-state', ...stamp(headers), gateway: headers.get('Gateway'), state: headers.get('State'),
  })],
]);

/**
 * What to send after `event json `: the events that are mapped, and no other. The switch drops a listener
 * that falls behind, and ALL is four times as much. CUSTOM takes every word after it, so it comes last.
 */
export const SUBSCRIPTION = [...NAMED.keys(), 'CUSTOM', ...CUSTOM.keys()].join(' ');

/** As `paceline_gateway` set by freeswitch-conf/'s dialplan on every call that comes in. */
const DID = 'variable_paceline_did';

function arrivalOf(headers: EventHeaders): Arrival | null {
  if (headers.get('Call-Direction') !== 'inbound' || headers.get(DID) === '') return null;
  const number = headers.get('Caller-Caller-ID-Number');
  const callerNumber = /^\+?\d+$/.test(number) ? number : '';
  return {
    did: headers.get(DID),
    callerNumber,
    withheld: callerNumber === '' || headers.get('Caller-Privacy-Hide-Number') === 'true',
    gateway: headers.get('variable_paceline_gateway'),
    address: headers.get('variable_sip_network_ip'),
    answered: headers.get('Answer-State') === 'answered',
  };
}

/** A lone `#`, and one behind other keys, closed the answer (`askMessage`); without `read_result` nobody was asked. */
function questionEnded(headers: EventHeaders, base: ChannelStamp): QuestionEnded {
  const executionId = headers.get('Application-UUID');
  const keys = headers.get(`variable_${keysVariable(executionId)}`).replace(/(?<=.)#$/, '');
  return { type: 'question-ended', ...base, executionId, outcome: outcomeOf(headers, keys), keys };
}

function outcomeOf(headers: EventHeaders, keys: string): QuestionEnded['outcome'] {
  if (headers.get('Answer-State') === 'hangup') return 'hangup';
  const result = headers.get('variable_read_result');
  if (keys !== '') return result === 'success' || result === 'timeout' ? result : 'cut';
  return result === '' ? 'cut' : 'none';
}

function messageRecorded(headers: EventHeaders, base: ChannelStamp, folders: Folders): MessageRecorded {
  const [path = ''] = headers.get('Application-Data').split(' ');
  return {
    type: 'message-recorded', ...base, executionId: headers.get('Application-UUID'), name: below(folders.recordingsDir, path),
    lengthMs: numberOf(headers, 'variable_record_ms'), end: endOfMessage(headers),
  };
}

function endOfMessage(headers: EventHeaders): MessageRecorded['end'] {
  if (headers.get('Answer-State') === 'hangup') return 'hangup';
  if (headers.get('variable_playback_terminator_used') !== '') return 'key';
  return headers.get('variable_silence_hits_exhausted') === 'true' ? 'silence' : 'limit';
}

/**
 * Going to the last message makes a new profile of the caller, and taking the call out of it another one: the mark
 * alone does not tell that the message was the end.
 */
function dismissedAtMs(headers: EventHeaders): number {
  const { extension, context, dialplan } = LAST_MESSAGE;
  const wentThere = headers.get('Caller-Transfer-Source').endsWith(`:bl_xfer:${extension}/${context}/${dialplan}`);
  return wentThere && headers.get(`variable_${LAST_MESSAGE_MARK.name}`) === LAST_MESSAGE_MARK.value ? msOf(headers, 'Caller-Profile-Created-Time') : 0;
}

/** `sofia::expire` has `user`, the other two `from-user` (sofia_reg.c). */
function registration(headers: EventHeaders, registered: boolean): SwitchEvent | null {
  const user = headers.get('from-user') || headers.get('user');
  return user === '' ? null : { type: 'phone-registration', ...stamp(headers), user: beforeAt(user), registered };
}

function beforeAt(user: string): string {
  const at = user.indexOf('@');
  return at === -1 ? user : user.slice(0, at);
}

function otherLeg(headers: EventHeaders, channelId: string): string {
  const first = headers.get('Bridge-A-Unique-ID');
  if (first !== '' && first !== channelId) return first;
  return headers.get('Bridge-B-Unique-ID') || headers.get('Other-Leg-Unique-ID');
}

function below(folder: string, path: string): string {
  const prefix = `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

/** 0 for a header that is not there or no number. */
function numberOf(headers: EventHeaders, name: string): number {
  const number = Number(headers.get(name));
  return Number.isFinite(number) ? number : 0;
}

/** FreeSWITCH's clocks are in microseconds. */
function msOf(headers: EventHeaders, name: string): number {
  return Math.floor(numberOf(headers, name) / 1000);
}
