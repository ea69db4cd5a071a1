import type { SwitchEvent } from '@paceline/domain/call/switch-event';

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
  readonly accountCode: string;
  /** The switch ends this call by itself: it plays the last message, or is about to hang up. */
  readonly dismissed: boolean;
  /** The id shared by two bridged legs; empty when alone. */
  readonly callUuid: string;
  /** The conference that it is in; empty when in none. */
  readonly conference: string;
}

export interface SwitchLimits {
  readonly sessions: number;
  readonly maxSessions: number;
  readonly sessionsPerSec: number;
}

export type LinkState =
  /** Authenticated and subscribed. `restarted`: the switch's Core-UUID differs from the last one seen. */
  | { readonly up: true; readonly coreId: string; readonly restarted: boolean }
  | { readonly up: false; readonly reason: string };

/** A sound the switch can play: a file in its prompts folder (no path), a tone (tone_stream's argument) or the waiting music. */
export type Prompt =
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'tone'; readonly tone: string }
  | { readonly kind: 'music' };

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
  /** `+OK` does not mean connected: only `channel-bridged` does. */
  abstract bridge(channelId: string, otherId: string): Promise<CommandResult>;
  abstract hangup(channelId: string, cause?: string): Promise<CommandResult>;
  /** Plays to the channel without leaving its park; starts 140–200 ms after the command. */
  abstract play(channelId: string, prompt: Prompt): Promise<CommandResult>;
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
