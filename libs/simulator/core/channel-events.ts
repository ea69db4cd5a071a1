import type { EventBus, FiredFrom } from './event-bus';
import type { Channel } from './channel';
import { channelBlock } from './channel-headers';
import { CALL_STATES, type CallState, type ChannelState } from './channel-state';
import { HeaderBlock, type Header } from './header-block';

const at = (file: string, fn: string, line: number): FiredFrom => ({ file, fn, line });

/** Where FreeSWITCH 1.10.12 fires what, as recorded. */
const SOURCES: Readonly<Record<string, FiredFrom>> = {
  CHANNEL_OUTGOING: at('switch_core_session.c', 'switch_core_session_outgoing_channel', 768),
  CHANNEL_STATE: at('switch_channel.c', 'switch_channel_perform_set_running_state', 2408),
  CHANNEL_CALLSTATE: at('switch_channel.c', 'switch_channel_perform_set_callstate', 301),
  CHANNEL_CREATE: at('switch_core_state_machine.c', 'switch_core_session_run', 626),
  CHANNEL_ORIGINATE: at('switch_core_state_machine.c', 'switch_core_session_run', 632),
  CHANNEL_PROGRESS: at('switch_channel.c', 'switch_channel_perform_mark_ring_ready_value', 3505),
  CHANNEL_PROGRESS_MEDIA: at('switch_channel.c', 'switch_channel_perform_mark_pre_answered', 3589),
  CHANNEL_ANSWER: at('switch_channel.c', 'switch_channel_perform_mark_answered', 3846),
  CHANNEL_EXECUTE: at('switch_core_session.c', 'switch_core_session_exec', 2930),
  CHANNEL_EXECUTE_COMPLETE: at('switch_core_session.c', 'switch_core_session_exec', 2993),
  CHANNEL_PARK: at('switch_ivr.c', 'switch_ivr_park', 963),
  CHANNEL_UNPARK: at('switch_ivr.c', 'switch_ivr_park', 1145),
  CHANNEL_BRIDGE: at('switch_ivr_bridge.c', 'switch_ivr_multi_threaded_bridge', 1643),
  CHANNEL_UNBRIDGE: at('switch_ivr_bridge.c', 'switch_ivr_multi_threaded_bridge', 1818),
  CHANNEL_HANGUP: at('switch_channel.c', 'switch_channel_perform_hangup', 3424),
  CHANNEL_HANGUP_COMPLETE: at('switch_core_state_machine.c', 'switch_core_session_reporting_state', 943),
  CHANNEL_DESTROY: at('switch_core_session.c', 'switch_core_session_perform_destroy', 1584),
  CHANNEL_HOLD: at('switch_ivr.c', 'switch_ivr_hold', 1524),
  CHANNEL_UNHOLD: at('switch_ivr.c', 'switch_ivr_unhold', 1606),
  CALL_UPDATE: at('switch_channel.c', 'switch_channel_flip_cid', 757),
  CODEC: at('switch_core_codec.c', 'switch_core_session_set_read_codec', 330),
  DTMF: at('switch_channel.c', 'switch_channel_dequeue_dtmf', 623),
  PLAYBACK_START: at('switch_ivr_play_say.c', 'switch_ivr_play_file', 1553),
  PLAYBACK_STOP: at('switch_ivr_play_say.c', 'switch_ivr_play_file', 2033),
  RECORD_START: at('switch_ivr_async.c', 'record_callback', 1389),
  RECORD_STOP: at('switch_ivr_async.c', 'send_record_stop_event', 1175),
  MEDIA_BUG_START: at('switch_core_media_bug.c', 'switch_core_media_bug_add', 970),
  MEDIA_BUG_STOP: at('switch_core_media_bug.c', 'switch_core_media_bug_destroy', 118),
  PRIVATE_COMMAND: at('switch_ivr.c', 'switch_ivr_parse_next_event', 852),
};
const UNKNOWN = at('switch_core.c', 'switch_event_fire', 1);

export interface ChannelEventParts {
  readonly subclass?: string;
  readonly from?: FiredFrom;
  /** Headers before and after the channel's own. */
  readonly before?: readonly Header[];
  readonly after?: readonly Header[];
  /** CHANNEL_STATE, CODEC, DTMF and some others carry no variables. */
  readonly variables?: boolean;
}

/** Fires the events of channels with the headers that the real switch gives them. */
export class ChannelEvents {
  constructor(private readonly bus: EventBus) {}

  fire(name: string, channel: Channel, parts: ChannelEventParts = {}): void {
    if (!this.bus.isWanted(name, parts.subclass ?? null)) {
      this.bus.skip();
      return;
    }
    this.bus.fire({
      name, from: parts.from ?? SOURCES[name] ?? UNKNOWN,
      ...(parts.subclass === undefined ? {} : { subclass: parts.subclass }),
      blocks: [
        ...(parts.before ? [new HeaderBlock(parts.before)] : []),
        channelBlock(channel),
        ...(parts.after ? [new HeaderBlock(parts.after)] : []),
        ...(parts.variables === false ? [] : [channel.variables.block()]),
      ],
    });
  }

  running(channel: Channel, state: ChannelState): void {
    channel.running = state;
    // An inbound leg rings again on its way to another extension, also one that was answered long ago (recorded).
    if (channel.direction === 'inbound' && state === 'CS_ROUTING') this.callState(channel, 'RINGING');
    if (channel.direction === 'inbound' && state === 'CS_EXECUTE' && channel.isAnswered) this.callState(channel, 'ACTIVE');
    this.fire('CHANNEL_STATE', channel, { variables: false });
  }

  callState(channel: Channel, state: CallState): void {
    if (channel.callState === state) return;
    const before = channel.callState;
    channel.callState = state;
    this.fire('CHANNEL_CALLSTATE', channel, {
      variables: false,
      before: [['Original-Channel-Call-State', before], ['Channel-Call-State-Number', String(CALL_STATES[state])]],
    });
  }
}
