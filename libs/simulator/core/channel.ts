import type { Header } from './header-block';
import { CALL_STATES, CHANNEL_STATES, isDownState, type AnswerState, type CallState, type ChannelState } from './channel-state';
import type { HangupCause } from './causes';
import type { Direction } from './limits';
import { Signals } from './signals';
import { Sleeper } from './sleeper';
import type { SwitchClock } from './switch-clock';
import { Variables } from './variables';

/** Who calls whom, as `Caller-*` headers show it; FreeSWITCH steps it at each transfer. */
export interface CallerProfile {
  logicalDirection: Direction;
  username: string; dialplan: string;
  callerName: string; callerNumber: string; origCallerName: string; origCallerNumber: string;
  calleeName: string; calleeNumber: string;
  networkAddr: string; ani: string; destination: string; rdnis: string;
  source: string; context: string; transferSource: string;
  index: number; createdUs: number;
  /** Asked not to be shown. */
  hidesNumber: boolean;
}

/** Microseconds since the epoch; 0 where it has not happened. */
export interface ChannelTimes {
  created: number; answered: number; progress: number; progressMedia: number; hangup: number; bridged: number;
  lastHold: number; holdAccum: number;
}

/** A command queued on a channel by `sendmsg` or `uuid_broadcast`, run by its session thread. */
export interface PrivateCommand {
  readonly headers: readonly Header[];
  readonly command: string;
  readonly application: string;
  readonly argument: string;
  readonly executionId: string | null;
  readonly loops: number;
  readonly eventLock: boolean;
  readonly leadMs: number;
}

/** What is on the far end of a leg: a callee, a caller or a phone. It hears of what our side does. */
export interface FarEnd {
  onBridged(): void;
  onUnbridged(): void;
  /** A sound begins for them. */
  onSound?(file: string): void;
  /** Our side hung up, or the leg is over. */
  onHangup(): void;
  /** For the speaker of a conference; seconds of speech at the start of the call. */
  readonly speaks: boolean;
}

export interface OtherLeg { readonly uuid: string; readonly headers: readonly Header[] }

/** Two legs in conversation. `a` is the originator of the bridge. */
export interface Bridge { readonly a: Channel; readonly b: Channel; over: boolean }

/** One leg: its data, its flags and its session thread's bed. What moves it is in `call/`. */
export class Channel {
  /** The state that it should be in, and the one that its thread is in (`Channel-State`). */
  state: ChannelState = 'CS_NEW';
  running: ChannelState = 'CS_NONE';
  callState: CallState = 'DOWN';
  answerState: AnswerState = 'ringing';
  hangupCause: HangupCause | null = null;
  callUuid: string;
  codec: 'PCMU' | 'L16' | null = null;
  codecReady = false;
  hitDialplan = false;
  readonly variables = new Variables();
  readonly times: ChannelTimes = { created: 0, answered: 0, progress: 0, progressMedia: 0, hangup: 0, bridged: 0, lastHold: 0, holdAccum: 0 };
  /** `times.bridged` begins anew with each transfer; this does not. */
  firstBridgedUs = 0;
  readonly sleeper: Sleeper;
  readonly signals = new Signals();

  otherLeg: OtherLeg | null = null;
  bridge: Bridge | null = null;
  /** CF_UUID_BRIDGE_ORIGINATOR: this leg's thread builds the bridge. */
  bridgeOriginator = false;
  /** CF_TRANSFER / CF_REDIRECT: the leg leaves its bridge for another place, so nobody hangs it up. */
  transferring = false;
  extension: Array<{ application: string; argument: string }> = [];
  readonly commands: PrivateCommand[] = [];
  eventLocked = false;
  /** CF_BREAK / CF_STOP_BROADCAST: whatever plays stops at the next frame. */
  breakRequested: 'none' | 'break' | 'stop' = 'none';
  /** How many sounds it hears, one within the other: a break ends all of them. */
  sounds = 0;
  readonly digits: Array<{ digit: string; source: 'RTP' | 'APP' }> = [];
  digitsDialed = '';
  readonly recordings = new Map<string, { startedUs: number }>();
  /** When a detector that listens would hear a machine's beep, by the clock's milliseconds. */
  beepAtMs: number | null = null;
  /** Ends what listens to this leg's audio (avmd), when the leg ends. */
  readonly mediaBugs: Array<() => void> = [];
  farEnd: FarEnd | null = null;
  /** Set while `originate` has still to notice that this leg answered; `hurry` makes it look now, or returns true: a bridge overtakes it. */
  originating: { hurry(): boolean } | null = null;
  /** What its first CS_ROUTING does: dial out, or look into the dialplan. */
  firstRoute: (() => void) | null = null;
  /** What the columns of `show channels` say: the last CHANNEL_EXECUTE, not what really runs. */
  shown = { application: '', argument: '', calleeDirection: '', sentCalleeName: '', sentCalleeNumber: '', bridgedAtSec: 0, networkAddr: '', destination: '' };
  readonly initial: { name: string; number: string; destination: string; context: string; dialplan: string };

  constructor(
    readonly uuid: string, readonly direction: Direction, readonly name: string, public profile: CallerProfile,
    readonly sessionId: number, clock: SwitchClock,
  ) {
    this.callUuid = uuid;
    this.sleeper = new Sleeper(clock);
    this.times.created = profile.createdUs;
    this.initial = {
      name: profile.callerName, number: profile.callerNumber, destination: profile.destination, context: profile.context, dialplan: profile.dialplan,
    };
  }

  get isDown(): boolean { return isDownState(this.state); }
  get isAnswered(): boolean { return this.times.answered > 0; }
  get hasMedia(): boolean { return this.isAnswered || this.times.progressMedia > 0; }
  /** Its thread has work to do elsewhere: leave whatever runs. */
  get mustMove(): boolean { return this.state !== this.running; }

  get stateNumber(): number { return CHANNEL_STATES[this.state]; }
  get callStateNumber(): number { return CALL_STATES[this.callState]; }

  /** Asks the thread to move. A leg that is going down only goes further down. */
  setState(state: ChannelState): void {
    if (this.isDown && CHANNEL_STATES[state] < CHANNEL_STATES[this.state]) return;
    this.state = state;
    this.sleeper.wake('frame');
    this.partner()?.sleeper.wake('frame');
  }

  partner(): Channel | null {
    if (!this.bridge || this.bridge.over) return null;
    return this.bridge.a === this ? this.bridge.b : this.bridge.a;
  }
}
