import type { Direction } from './parties';
import type { SipAnswer } from './sip-answer';

/**
 * What a switch says, in Paceline's words. `libs/telephony/esl` maps FreeSWITCH's events to these;
 * everything above it knows only these.
 *
 * `atMs` is the switch's own clock (milliseconds since the epoch). `sequence` is the switch's event
 * number: it grows with the events of a channel. Gaps are normal, since the switch also numbers the many
 * events that we do not subscribe to; so a missed event cannot be told from them.
 */
interface SwitchEventBase {
  readonly atMs: number;
  readonly sequence: number;
}

interface ChannelEventBase extends SwitchEventBase {
  /** FreeSWITCH's Unique-ID; for a call that we placed it is the call's id (`origination_uuid`). */
  readonly channelId: string;
}

export type ChannelDirection = Direction;

/** The channel exists: from here on somebody may be dialed. Without it nobody was. */
export interface ChannelCreated extends ChannelEventBase {
  readonly type: 'channel-created';
  readonly direction: ChannelDirection;
  readonly callerNumber: string;
  readonly destination: string;
  /** `accountcode`: which channels of a shared switch are ours. Empty when it has none. */
  readonly accountCode: string;
}
/** 180 (`early: false`) or 183 with media (`early: true`). */
export interface ChannelRinging extends ChannelEventBase { readonly type: 'channel-ringing'; readonly early: boolean }
export interface ChannelAnswered extends ChannelEventBase { readonly type: 'channel-answered' }
/** Nothing runs on the leg. The first one of a call that came in announces it; each later one says the same of it again. */
export interface ChannelParked extends ChannelEventBase {
  readonly type: 'channel-parked';
  /** Null for a leg that we dialed. */
  readonly arrival: Arrival | null;
}
/** How a call came in. */
export interface Arrival {
  /** The number that was dialed, as the trunk told it. */
  readonly did: string;
  /** As the trunk told it; empty when it told none. */
  readonly callerNumber: string;
  /** The caller wants it to be shown to nobody, or the trunk knows none. */
  readonly withheld: boolean;
  /** The gateway of ours that it came by; empty for a trunk that is none, and is known by its address alone. */
  readonly gateway: string;
  /** The IP address that the call came from. */
  readonly address: string;
  /** The caller pays from the answer on. Whoever still rings must be answered before they can be bridged. */
  readonly answered: boolean;
}
/** The two legs hear each other. The only sign that a hand-off succeeded. */
export interface ChannelBridged extends ChannelEventBase { readonly type: 'channel-bridged'; readonly otherId: string }
/** The last word on the channel: its cause, FreeSWITCH's word, verbatim, and its times (0 where that never happened). */
export interface ChannelEnded extends ChannelEventBase {
  readonly type: 'channel-ended';
  readonly cause: string;
  readonly sip: SipAnswer;
  /** When the switch began the last message that it ended the call with (`ChannelDismissed`), 0 when it did not. */
  readonly dismissedAtMs: number;
  /** A machine's beep was heard on it, where it was listened for. */
  readonly beeped: boolean;
  readonly createdAtMs: number;
  readonly ringingAtMs: number;
  readonly answeredAtMs: number;
  /** When it was last connected to another leg, unless it was transferred after that. */
  readonly bridgedAtMs: number;
  readonly endedAtMs: number;
}
/** The switch begins its last message: nobody acted in time, or we ordered it. It hangs up after it by itself. */
export interface ChannelDismissed extends ChannelEventBase { readonly type: 'channel-dismissed' }
/** The channel is gone. A channel that was never created (unknown gateway) has only this. */
export interface ChannelDestroyed extends ChannelEventBase { readonly type: 'channel-destroyed' }
/** Another application than `park` that we started on the channel ended (`executionId` is the one we gave it, if any). */
export interface ChannelExecuted extends ChannelEventBase {
  readonly type: 'channel-executed';
  readonly application: string;
  readonly executionId: string;
}
/** A question (`SwitchPort.ask`) is over. */
export interface QuestionEnded extends ChannelEventBase {
  readonly type: 'question-ended';
  readonly executionId: string;
  readonly outcome: QuestionOutcome;
  /** What was keyed, without the `#` that closed it; a `#` alone is told. */
  readonly keys: string;
}
/**
 * `success`: all keys, or fewer and `#`. `timeout`: fewer, and then no more for so long. `none`: no key in time. `hangup`: the
 * person left. `cut`: nobody was asked to the end, since a prompt's file is missing or the leg was sent elsewhere; a question that
 * a bridge ends without a key may also be told as `none`.
 */
export type QuestionOutcome = 'success' | 'timeout' | 'none' | 'hangup' | 'cut';
/** A message (`SwitchPort.recordMessage`) is over; its file is kept, however it ended. */
export interface MessageRecorded extends ChannelEventBase {
  readonly type: 'message-recorded';
  readonly executionId: string;
  /** The name that was given. */
  readonly name: string;
  readonly lengthMs: number;
  /** `limit` also when the leg was sent elsewhere. */
  readonly end: 'key' | 'silence' | 'limit' | 'hangup';
}
export interface ChannelDigit extends ChannelEventBase { readonly type: 'channel-digit'; readonly digit: string }
/** `path` is the one that was given to `startRecording`. */
export interface RecordingStarted extends ChannelEventBase { readonly type: 'recording-started'; readonly path: string }
export interface RecordingStopped extends ChannelEventBase { readonly type: 'recording-stopped'; readonly path: string; readonly lengthMs: number }
export interface BeepHeard extends ChannelEventBase { readonly type: 'beep-heard' }

/** The result of a background command: only says whether the command was refused, never what became of a call. */
export interface JobDone extends SwitchEventBase { readonly type: 'job-done'; readonly jobId: string; readonly text: string }
export interface Heartbeat extends SwitchEventBase {
  readonly type: 'heartbeat';
  readonly coreId: string;
  readonly sessions: number;
  readonly maxSessions: number;
  readonly uptimeMs: number;
}
/** A phone of our directory came or went (`user` without its domain). */
export interface PhoneRegistration extends SwitchEventBase { readonly type: 'phone-registration'; readonly user: string; readonly registered: boolean }
export interface GatewayState extends SwitchEventBase { readonly type: 'gateway-state'; readonly gateway: string; readonly state: string }

export type ChannelEvent =
  | ChannelCreated | ChannelRinging | ChannelAnswered | ChannelParked | ChannelBridged
  | ChannelEnded | ChannelDismissed | ChannelDestroyed | ChannelExecuted | QuestionEnded | MessageRecorded | ChannelDigit
  | RecordingStarted | RecordingStopped | BeepHeard;

export type SwitchEvent = ChannelEvent | JobDone | Heartbeat | PhoneRegistration | GatewayState;
