import type { RawEvent } from './raw-frame';

/** Events that belong to no channel's own story, or say nothing that the others do not. */
const LEFT_OUT = new Set(['API', 'HEARTBEAT', 'RE_SCHEDULE', 'BACKGROUND_JOB', 'PRESENCE_IN']);

/** Who speaks when in a conference depends on the sound, not on the switch. */
const OF_THE_SOUND = new Set(['start-talking', 'stop-talking', 'floor-change']);

/** What the scenarios run; whatever else a dialplan does before it answers is its own business. */
const APPLICATIONS = new Set(['park', 'answer', 'playback', 'play_and_get_digits', 'record', 'avmd_start', 'eavesdrop', 'conference', 'uuid_bridge', 'bridge']);

const text = (event: RawEvent, name: string): string => {
  const value = event[name];
  return typeof value === 'string' ? value : '';
};

function details(event: RawEvent, roleOf: (uuid: string) => string): string[] {
  switch (event['Event-Name']) {
    case 'CHANNEL_EXECUTE':
    case 'CHANNEL_EXECUTE_COMPLETE': {
      const application = text(event, 'Application');
      const response = event['Application-Response'] === undefined ? [] : [`(${text(event, 'Application-Response')})`];
      return [application, ...(application === 'uuid_bridge' ? [roleOf(text(event, 'Application-Data'))] : []), ...response];
    }
    case 'CHANNEL_HANGUP':
    case 'CHANNEL_HANGUP_COMPLETE': return [text(event, 'Hangup-Cause')];
    case 'CHANNEL_BRIDGE':
    case 'CHANNEL_UNBRIDGE': return [roleOf(text(event, 'Bridge-A-Unique-ID')), roleOf(text(event, 'Bridge-B-Unique-ID'))];
    case 'DTMF': return [text(event, 'DTMF-Digit'), text(event, 'DTMF-Source')];
    case 'PLAYBACK_STOP': return [text(event, 'Playback-Status')];
    case 'CUSTOM': return [text(event, 'Event-Subclass'), ...(event['Action'] === undefined ? [] : [text(event, 'Action')])];
    case 'MEDIA_BUG_START':
    case 'MEDIA_BUG_STOP': return [text(event, 'Media-Bug-Function')];
    default: return [];
  }
}

/**
 * One event as a line of an expected table: `NAME STATE CALLSTATE ANSWERSTATE details`, or null for an event that
 * the tables leave out.
 */
export function lineOf(event: RawEvent, roleOf: (uuid: string) => string): string | null {
  const name = text(event, 'Event-Name');
  if (event['Application'] !== undefined && !APPLICATIONS.has(text(event, 'Application'))) return null;
  if (LEFT_OUT.has(name) || OF_THE_SOUND.has(text(event, 'Action'))) return null;
  const state = event['Channel-State'] === undefined ? '-' : text(event, 'Channel-State').replace('CS_', '');
  const or = (value: string): string => (value === '' ? '-' : value);
  return [name, state, or(text(event, 'Channel-Call-State')), or(text(event, 'Answer-State')), ...details(event, roleOf)].join(' ');
}
