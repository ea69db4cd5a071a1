import type { SwitchEvent } from '@paceline/domain/call/switch-event';
import type { CommandLine } from '../interfaces';
import type { Message, Prompt, Question } from '../port/sounds';
import {
  SwitchPort, type CommandResult, type LinkState, type OriginateRequest, type Refusal, type SwitchChannel, type SwitchLimits,
} from '../port/switch-port';
import type { BackOff } from './back-off';
import {
  alertCommand, announceMessage, answerCommand, askMessage, bridgeCommand, dismissCommand, endingKeysCommand, executeMessage, existsCommand,
  hangupCommand, musicMessage, parkCommand, recordCommand, recordMessage, refuseCommand, setVariableCommand, stopPlayingCommand, type ExecuteMessage,
} from './channel-commands';
import { originateCommand } from './dial-string';
import type { EslLog } from './esl-log';
import { EslLink } from './esl-link';
import type { EventHeaders } from './event-headers';
import { mapEvent, SUBSCRIPTION } from './event-mapper';
import { Listeners } from './listeners';
import type { Target } from './mended-connection';
import { safeFolders, type SoundFolders } from './prompt';
import { channelsIn, numberIn, textOf } from './replies';

export interface EslSwitchOptions extends Target, Omit<SoundFolders, 'musicStream'> {
  readonly log: EslLog;
  /** `local_stream://<name>` that waiting callers hear; default `moh`. */
  readonly musicStream?: string;
  /** How long a command may take that the switch answers at once; default 5 s. */
  readonly commandMs?: number;
  /** How long a background command may take (an originate: its ring time and this); default 10 s. */
  readonly jobMs?: number;
  /** Silence after which the switch is asked for a sign of life; default 10 s. */
  readonly idleMs?: number;
  /** How long it may take to give one; default 5 s. */
  readonly probeMs?: number;
  /**
   * Between tries to connect; default 0.2 s doubling up to 2 s. Dialing must go on within 10 s of the switch's
   * return, the reconcile included, however long it was away; a try costs it a few packets, and has one client.
   */
  readonly backOff?: BackOff;
  /** From 0 up to 1; default `Math.random`. */
  readonly random?: () => number;
  /** Whether this process may still command the switch, asked in the tick of every write; default yes. */
  readonly mayCommand?: () => boolean;
}

/** A real FreeSWITCH, or the simulated one, over its event socket. */
export class EslSwitch extends SwitchPort {
  private readonly link: EslLink;
  private readonly folders: SoundFolders;
  private readonly commandMs: number;
  private readonly jobMs: number;
  private readonly events: Listeners<SwitchEvent>;
  private readonly links: Listeners<LinkState>;

  constructor(options: EslSwitchOptions) {
    super();
    this.folders = safeFolders({
      promptsDir: options.promptsDir, recordingsDir: options.recordingsDir, musicStream: options.musicStream ?? 'moh',
    });
    this.commandMs = options.commandMs ?? 5_000;
    this.jobMs = options.jobMs ?? 10_000;
    this.events = new Listeners(options.log, 'a listener of switch events failed');
    this.links = new Listeners(options.log, 'a listener of the switch link failed');
    this.link = new EslLink({
      host: options.host,
      port: options.port,
      password: options.password,
      subscription: SUBSCRIPTION,
      commandMs: this.commandMs,
      idleMs: options.idleMs ?? 10_000,
      probeMs: options.probeMs ?? 5_000,
      backOff: options.backOff ?? { firstMs: 200, maxMs: 2_000 },
      random: options.random ?? Math.random,
      mayCommand: options.mayCommand ?? (() => true),
      log: options.log,
    }, {
      onEvent: (event) => this.onSwitchEvent(event),
      onLink: (state) => this.links.tell(state),
    });
  }

  override get up(): boolean {
    return this.link.up;
  }

  override connect(): Promise<void> {
    return this.link.connect();
  }

  override close(): Promise<void> {
    return this.link.close();
  }

  override onEvent(listener: (event: SwitchEvent) => void): () => void {
    return this.events.add(listener);
  }

  override onLink(listener: (link: LinkState) => void): () => void {
    return this.links.add(listener);
  }

  // The methods below are `async` so that a refused argument is a rejection; an async function runs up to its
  // first `await` in the caller's tick, and none of them awaits before it has written.

  override async originate(request: OriginateRequest): Promise<CommandResult> {
    return this.link.background(originateCommand(request), request.ringTimeoutSec * 1000 + this.jobMs);
  }

  override async answer(channelId: string): Promise<CommandResult> {
    return this.api(answerCommand(channelId));
  }

  override async refuse(channelId: string, answer: Refusal): Promise<CommandResult> {
    return this.api(refuseCommand(channelId, answer));
  }

  /** The switch answers within the command, before it reads the next one. */
  override async answerAndBridge(channelId: string, otherId: string): Promise<CommandResult> {
    const [answer, bridge] = [answerCommand(channelId), bridgeCommand(channelId, otherId)];
    const [answered, bridged] = await Promise.all([this.api(answer), this.link.background(bridge, this.jobMs)]);
    return answered.ok ? bridged : answered;
  }

  override async bridge(channelId: string, otherId: string): Promise<CommandResult> {
    return this.link.background(bridgeCommand(channelId, otherId), this.jobMs);
  }

  override async hangup(channelId: string, cause?: string): Promise<CommandResult> {
    return this.api(hangupCommand(channelId, cause));
  }

  override async music(channelId: string): Promise<CommandResult> {
    return this.sound(channelId, 'none', musicMessage(channelId, this.folders));
  }

  override async announce(channelId: string, prompts: readonly Prompt[], executionId: string): Promise<CommandResult> {
    return this.sound(channelId, 'none', announceMessage(channelId, prompts, executionId, this.folders));
  }

  override async ask(channelId: string, question: Question, executionId: string): Promise<CommandResult> {
    return this.run(askMessage(channelId, question, executionId, this.folders));
  }

  override async recordMessage(channelId: string, message: Message, executionId: string): Promise<CommandResult> {
    return this.sound(channelId, '#', recordMessage(channelId, message, executionId, this.folders));
  }

  override async dismiss(channelId: string): Promise<CommandResult> {
    return this.api(dismissCommand(channelId));
  }

  override async alert(channelId: string): Promise<CommandResult> {
    return this.link.background(alertCommand(channelId), this.commandMs);
  }

  override async listenForBeep(channelId: string, executionId: string): Promise<CommandResult> {
    return this.run(executeMessage(channelId, 'avmd_start', '', executionId));
  }

  /** What has told a beep is over, and stands in the way of another (mod_avmd). */
  override async listenForNextBeep(channelId: string, executionId: string): Promise<CommandResult> {
    const [, started] = await Promise.all([this.run(executeMessage(channelId, 'avmd_stop', '', executionId)), this.listenForBeep(channelId, executionId)]);
    return started;
  }

  override async stopPlaying(channelId: string): Promise<CommandResult> {
    return this.api(stopPlayingCommand(channelId));
  }

  override async park(channelId: string): Promise<CommandResult> {
    return this.api(parkCommand(channelId));
  }

  override async startRecording(channelId: string, path: string): Promise<CommandResult> {
    return this.api(recordCommand(channelId, 'start', path, this.folders));
  }

  override async stopRecording(channelId: string, path: string): Promise<CommandResult> {
    return this.api(recordCommand(channelId, 'stop', path, this.folders));
  }

  override async execute(channelId: string, application: string, argument: string, executionId: string): Promise<CommandResult> {
    return this.run(executeMessage(channelId, application, argument, executionId));
  }

  override async setVariable(channelId: string, name: string, value: string): Promise<CommandResult> {
    return this.api(setVariableCommand(channelId, name, value));
  }

  override async exists(channelId: string): Promise<boolean | 'unknown'> {
    const result = await this.api(existsCommand(channelId));
    if (!result.ok) return 'unknown';
    switch (result.text) {
      case 'true': return true;
      case 'false': return false;
      default: return 'unknown';
    }
  }

  /** In the background: a long list must not keep a hand-off's command waiting. */
  override async listChannels(): Promise<readonly SwitchChannel[]> {
    const command = 'show channels as json';
    return channelsIn(textOf(command, await this.link.background(command, this.jobMs, true)));
  }

  /** The limits are asked for: HEARTBEAT's `Session-Per-Sec` is what is left of the current second. */
  override async limits(): Promise<SwitchLimits> {
    const ask = async (command: CommandLine): Promise<string> => textOf(command, await this.api(command));
    const [rate, max, status] = await Promise.all([ask('fsctl sps'), ask('fsctl max_sessions'), ask('status')]);
    return {
      sessionsPerSec: numberIn('fsctl sps', rate, /sessions per second: (\d+)/),
      maxSessions: numberIn('fsctl max_sessions', max, /max sessions: (\d+)/),
      sessions: numberIn('status', status, /^(\d+) session\(s\) - peak/m),
    };
  }

  private run(message: ExecuteMessage): Promise<CommandResult> {
    return this.link.command(message.line, this.commandMs, message.headers);
  }

  /** The keys that end it are a variable of the channel, which is read at each key: every sound says its own. */
  private async sound(channelId: string, endingKeys: 'none' | '#', message: ExecuteMessage): Promise<CommandResult> {
    const [, result] = await Promise.all([this.api(endingKeysCommand(channelId, endingKeys)), this.run(message)]);
    return result;
  }

  private api(command: CommandLine): Promise<CommandResult> {
    return this.link.command(`api ${command}`, this.commandMs);
  }

  private onSwitchEvent(headers: EventHeaders): void {
    const event = mapEvent(headers, this.folders);
    if (event !== null) this.events.tell(event);
  }
}
