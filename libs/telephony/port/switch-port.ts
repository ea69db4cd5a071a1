import type { SwitchEvent } from '@paceline/domain/call/switch-event';
import type { Message, Prompt, Question } from './sounds';

/** Where a leg goes. Built from checked parts only; a free-form dial string has no way in. */
export type Endpoint =
  /** Digits through a trunk, in its number format: `sofia/gateway/<gateway>/<digits>`. */
  | { readonly kind: 'gateway'; readonly gateway: string; readonly digits: string }
  /** A phone of our directory: `user/<extension>@<domain>`. */
  | { readonly kind: 'extension'; readonly extension: string; readonly domain: string };

/**
 * The switch's own eye on a leg (the guard of freeswitch-conf/): parked without anybody answering for it, the leg
 * hears the message and is hung up, whether there is a worker or not.
 */
export interface Guard {
  /** Whole seconds between two looks. The first comes up to a second earlier, or half a second later. */
  readonly sec: number;
  /** A file of the prompts folder, no path. */
  readonly prompt: string;
}

export interface OriginateRequest {
  /** UUID; becomes the channel's id. For a call it is the call's id. */
  readonly channelId: string;
  readonly endpoint: Endpoint;
  /** Seconds to let it ring; FreeSWITCH fires about 0.15 s early, so a legal minimum of 15 s asks for 16. */
  readonly ringTimeoutSec: number;
  /** Digits shown to the called party; null leaves the trunk's own. */
  readonly callerNumber: string | null;
  /** Marks the channel as ours on a shared switch: `[A-Za-z0-9_-]{1,64}`. */
  readonly accountCode: string;
  /** What becomes of this leg when its partner leaves: `park` keeps it (agents' legs), `hangup` ends it. */
  readonly afterBridge: 'park' | 'hangup';
  /** Who looks after the person who answers when nobody acts; null for a leg that may wait for as long as it likes. */
  readonly guard: Guard | null;
  /** A browser's phone (DTLS-SRTP, ICE). */
  readonly webrtc?: boolean;
  /** Channel variables; names `[a-z][a-z0-9_]*`, values ids, digits or words without any separator. */
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * What became of a command. `refused`: the switch said no, or nothing was sent because the link is down.
 * `unknown`: it was sent, and the socket or the deadline went first; only events and `listChannels` can tell.
 */
export type CommandResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly kind: 'refused'; readonly text: string }
  | { readonly ok: false; readonly kind: 'unknown'; readonly reason: string };

export interface SwitchChannel {
  readonly channelId: string;
  readonly direction: 'inbound' | 'outbound';
  readonly createdAtMs: number;
  /** FreeSWITCH's CS_… state; `application` lies after a failed bridge, this does not. */
  readonly state: string;
  readonly callState: string;
  readonly application: string;
  readonly callerNumber: string;
  readonly destination: string;
  /** What it was at first: for a call that came in the number that was dialed. */
  readonly initialDestination: string;
  readonly accountCode: string;
  /** The switch ends this call by itself: it plays the last message, or is about to hang up. */
  readonly dismissed: boolean;
  /** The id shared by two bridged legs; empty when alone. */
  readonly callUuid: string;
  /** The conference that it is in; empty when in none. */
  readonly conference: string;
}

/** `busy`: 486. `congested`: 503, so many calls are not taken; a carrier may try another way. */
export type Refusal = 'busy' | 'congested';

export interface SwitchLimits {
  readonly sessions: number;
  readonly maxSessions: number;
  readonly sessionsPerSec: number;
}

export type LinkState =
  /** Authenticated and subscribed. `restarted`: the switch's Core-UUID differs from the last one seen. */
  | { readonly up: true; readonly coreId: string; readonly restarted: boolean }
  | { readonly up: false; readonly reason: string };

/**
 * One FreeSWITCH, as everything above sees it.
 *
 * Every command is written to the socket before its method returns (in the same tick), so that a
 * caller who has just checked its lease knows that the write happened under it. No method throws for
 * what the switch says: refusals and lost answers are values. Arguments that could add a variable, an
 * application or a command are refused before the socket: the method rejects with `UnsafeArgumentError`.
 */
export abstract class SwitchPort {
  /** Connects and keeps connected (reconnect with back-off, resubscribe); resolves at the first `up`. */
  abstract connect(): Promise<void>;
  /** Ends the connection for good; pending commands resolve as `unknown`. */
  abstract close(): Promise<void>;
  abstract readonly up: boolean;

  /** Called for every event in the order the switch sent them. Returns the way to stop. */
  abstract onEvent(listener: (event: SwitchEvent) => void): () => void;
  abstract onLink(listener: (link: LinkState) => void): () => void;

  /** Resolves with the background job's result; the channel's own events decide what became of the call. */
  abstract originate(request: OriginateRequest): Promise<CommandResult>;
  /** From now on the caller pays, hears, and can be bridged. Does nothing to a leg that is answered. */
  abstract answer(channelId: string): Promise<CommandResult>;
  /** Ends a call that rings here with that answer; one that is answered is hung up. */
  abstract refuse(channelId: string, answer: Refusal): Promise<CommandResult>;
  /**
   * Whatever `channelId` hears ends. `+OK` does not mean connected: only `channel-bridged` does, 40–66 ms later. Both legs must
   * be answered: a bridge with a caller who only rings ends the caller's call, and loses the agent's leg (`answerAndBridge`).
   * Name first the leg that must live: if the other one dies before the bridge, it parks with `channel-parked`, and no bridge may be
   * ordered before that. If it dies itself, the other one is left between states without a word, and is brought back by `park`.
   */
  abstract bridge(channelId: string, otherId: string): Promise<CommandResult>;
  /** Both at once for a caller who rings, so that nothing can come between; resolves with the bridge's result, or with a refused answer. */
  abstract answerAndBridge(channelId: string, otherId: string): Promise<CommandResult>;
  abstract hangup(channelId: string, cause?: string): Promise<CommandResult>;
  /**
   * The waiting music, until the leg goes elsewhere; it pauses for what is ordered later and comes back by itself. Keys do not
   * end it. A caller who only rings is in early media from then on, which not every carrier lets through. Not for a leg that is
   * bridged, or on its way there: it would hear the music instead of its partner, and so with an announcement. A bridge ends the
   * music also when it fails.
   */
  abstract music(channelId: string): Promise<CommandResult>;
  /**
   * Plays these one after the other, over music or alone, within 20 ms; keys do not end it. Whatever was ordered last is heard
   * first, so what belongs together is one announcement. Its end is `channel-executed`; a file that is missing is left out in silence.
   */
  abstract announce(channelId: string, prompts: readonly Prompt[], executionId: string): Promise<CommandResult>;
  /**
   * Asks for keys, over music or alone; ends with `question-ended`. Keys that were pressed before it are not its answer, but whoever
   * presses a key twice answers the question that follows at once, too: one that begins 0.7 s after the key does not hear the second.
   */
  abstract ask(channelId: string, question: Question, executionId: string): Promise<CommandResult>;
  /**
   * Records what the person says, from now on; ends with `message-recorded`. Order it when what was said before has ended: it would
   * begin in the middle of it. Without music below (`stopPlaying`): `#` would end that too.
   */
  abstract recordMessage(channelId: string, message: Message, executionId: string): Promise<CommandResult>;
  /**
   * The switch plays the message of the call's guard and hangs up. Once it is ordered nobody is needed for it
   * any more: it is the same end that the guard itself brings about.
   */
  abstract dismiss(channelId: string): Promise<CommandResult>;
  /**
   * A short tone over whatever the leg hears, mixed in, so that nothing said is lost; for an agent whose call
   * begins. Ordered right after the bridge it sounds within 50 ms of it and does not delay it (measured).
   */
  abstract alert(channelId: string): Promise<CommandResult>;
  /** The next beep of a machine is told, as `beep-heard`, perhaps twice, and none after it. Costs the switch some CPU for each leg. */
  abstract listenForBeep(channelId: string, executionId: string): Promise<CommandResult>;
  /** After one that was told: the next is, too. */
  abstract listenForNextBeep(channelId: string, executionId: string): Promise<CommandResult>;
  /** Ends all that the leg hears, the music below an announcement too. */
  abstract stopPlaying(channelId: string): Promise<CommandResult>;
  /** Back to park, whatever the leg is doing. */
  abstract park(channelId: string): Promise<CommandResult>;
  /** `path` is below the switch's recordings folder: `[A-Za-z0-9_/.-]+`, no `..`. */
  abstract startRecording(channelId: string, path: string): Promise<CommandResult>;
  abstract stopRecording(channelId: string, path: string): Promise<CommandResult>;
  /** Runs an application on the channel; its end arrives as `channel-executed` with `executionId`. */
  abstract execute(channelId: string, application: string, argument: string, executionId: string): Promise<CommandResult>;
  abstract setVariable(channelId: string, name: string, value: string): Promise<CommandResult>;
  abstract exists(channelId: string): Promise<boolean | 'unknown'>;
  /** Throws `SwitchUnavailableError` when the list could not be had: an empty list means an empty switch. */
  abstract listChannels(): Promise<readonly SwitchChannel[]>;
  abstract limits(): Promise<SwitchLimits>;
}
