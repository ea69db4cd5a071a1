import type { Channel } from '../core/channel';

/** What a profile of the call flow says; a leg that is transferred gets another one, without a bridge of its own. */
interface Profile {
  readonly profile_index: string;
  readonly caller_profile: Readonly<Record<string, string>>;
  readonly times: Readonly<Record<string, string>>;
}

/** The record that mod_json_cdr writes of a leg (`encode-values` on): the fields that anybody reads. */
export function recordOf(channel: Channel, coreId: string, switchName: string): object {
  const variables: Record<string, string> = {};
  for (const [name, value] of channel.variables.entries()) if (typeof value === 'string') variables[name] = encodeURIComponent(value);
  return {
    'core-uuid': coreId, switchname: switchName,
    channel_data: { state: 'CS_REPORTING', direction: channel.direction, state_number: '11' },
    callStats: {},
    variables: { ...variables, uuid: channel.uuid, direction: channel.direction },
    callflow: profilesOf(channel),
  };
}

function profilesOf(channel: Channel): Profile[] {
  const { times, firstBridgedUs } = channel;
  const last = profile(channel, channel.profile.index, { bridged: times.bridged, hangup: times.hangup });
  // Its talk is told by an earlier profile when it was transferred after it.
  return times.bridged > 0 || firstBridgedUs === 0 ? [last] : [last, profile(channel, channel.profile.index - 1, { bridged: firstBridgedUs, hangup: 0 })];
}

function profile({ uuid, initial, times, profile: { createdUs: profileCreatedUs } }: Channel, index: number, { bridged, hangup }: { readonly bridged: number; readonly hangup: number }): Profile {
  return {
    profile_index: String(index),
    caller_profile: { caller_id_number: initial.number, destination_number: initial.destination, uuid, context: initial.context },
    times: {
      created_time: String(times.created), profile_created_time: String(profileCreatedUs), progress_time: String(times.progress), progress_media_time: String(times.progressMedia),
      answered_time: String(times.answered), bridged_time: String(bridged), hangup_time: String(hangup),
    },
  };
}
