import type { ChannelEvent, SwitchEvent } from '@paceline/domain/call/switch-event';
import type { Message, Prompt, Question } from '@paceline/telephony/port/sounds';
import {
  SwitchPort, type CommandResult, type LinkState, type OriginateRequest, type Refusal, type SwitchChannel, type SwitchLimits,
} from '@paceline/telephony/port/switch-port';

type Command =
  | 'originate' | 'answer' | 'refuse' | 'bridge' | 'answerAndBridge' | 'hangup' | 'music' | 'announce' | 'ask' | 'recordMessage' | 'dismiss' | 'alert' | 'listenForBeep' | 'listenForNextBeep'
  | 'stopPlaying' | 'park' | 'startRecording' | 'stopRecording' | 'execute' | 'setVariable';

/** The channel of a call of ours that somebody answered, or as `shown`. */
export function aChannel(channelId: string, shown: Partial<SwitchChannel> = {}): SwitchChannel {
  return {
    channelId, direction: 'outbound', createdAtMs: 0, state: 'CS_PARK', callState: 'ACTIVE', application: 'park', callerNumber: '', destination: '', initialDestination: '',
    accountCode: 'ours', dismissed: false, callUuid: '', conference: '', ...shown,
  };
}

type EventOf<Type extends ChannelEvent['type']> = Extract<ChannelEvent, { readonly type: Type }>;

const UNSAID: { readonly [Type in ChannelEvent['type']]: Omit<EventOf<Type>, 'type' | 'channelId' | 'atMs' | 'sequence'> } = {
  'channel-created': { direction: 'outbound', callerNumber: '', destination: '', accountCode: 'ours' },
  'channel-ringing': { early: false }, 'channel-answered': {}, 'channel-parked': { arrival: null }, 'channel-dismissed': {}, 'channel-destroyed': {}, 'beep-heard': {},
  'channel-bridged': { otherId: '' },
  'channel-ended': {
    cause: 'NORMAL_CLEARING', sip: { status: 0, reason: '' }, createdAtMs: 0, ringingAtMs: 0, answeredAtMs: 0, bridgedAtMs: 0, endedAtMs: 0, dismissedAtMs: 0, beeped: false,
  },
  'channel-executed': { application: '', executionId: '' }, 'question-ended': { executionId: '', outcome: 'success', keys: '1' },
  'message-recorded': { executionId: '', name: '', lengthMs: 0, end: 'key' }, 'channel-digit': { digit: '1' },
  'recording-started': { path: '' }, 'recording-stopped': { path: '', lengthMs: 0 },
};

/** What a switch says of channel `a`, or of another; what is left out is what it says when there is nothing to say. */
export function channelEvent<Type extends ChannelEvent['type']>(type: Type, said: Partial<Omit<EventOf<Type>, 'type'>> = {}): EventOf<Type> {
  return { type, channelId: 'a', atMs: 0, sequence: 0, ...UNSAID[type], ...said } as unknown as EventOf<Type>; // the table above holds what each type has of its own
}

/** A switch of which nothing is real: it writes down what it is told, and says what a test has it say. */
export class FakeSwitch extends SwitchPort {
  up = true;
  /** What it was told, in words, in the order in which it was told: `bridge a leg-7`. */
  readonly told: string[] = [];
  readonly originated: OriginateRequest[] = [];
  /** Its channels; null for a list that cannot be had. */
  channels: readonly SwitchChannel[] | null = [];
  /** What it answers to a command, which is +OK where nothing else is set. */
  readonly answers: Partial<Record<Command, CommandResult | Promise<CommandResult>>> = {};
  private readonly events = new Set<(event: SwitchEvent) => void>();
  private readonly links = new Set<(link: LinkState) => void>();

  /** It says this to whoever listens. */
  says(event: SwitchEvent): void {
    for (const listener of this.events) listener(event);
  }

  /** The connection to it comes, or goes. */
  linked(link: LinkState): void {
    this.up = link.up;
    for (const listener of this.links) listener(link);
  }

  async connect(): Promise<void> { this.told.push('connect'); }
  async close(): Promise<void> { this.told.push('close'); }

  onEvent(listener: (event: SwitchEvent) => void): () => void {
    this.events.add(listener);
    return () => { this.events.delete(listener); };
  }

  onLink(listener: (link: LinkState) => void): () => void {
    this.links.add(listener);
    return () => { this.links.delete(listener); };
  }

  originate(request: OriginateRequest): Promise<CommandResult> {
    this.originated.push(request);
    return this.tell('originate', request.channelId);
  }

  answer(channelId: string): Promise<CommandResult> { return this.tell('answer', channelId); }
  refuse(channelId: string, answer: Refusal): Promise<CommandResult> { return this.tell('refuse', channelId, answer); }
  bridge(channelId: string, otherId: string): Promise<CommandResult> { return this.tell('bridge', channelId, otherId); }
  answerAndBridge(channelId: string, otherId: string): Promise<CommandResult> { return this.tell('answerAndBridge', channelId, otherId); }
  hangup(channelId: string, cause = ''): Promise<CommandResult> { return this.tell('hangup', channelId, cause); }
  music(channelId: string): Promise<CommandResult> { return this.tell('music', channelId); }
  announce(channelId: string, prompts: readonly Prompt[]): Promise<CommandResult> { return this.tell('announce', channelId, ...prompts.map(soundOf)); }
  ask(channelId: string, { prompts, maxKeys }: Question): Promise<CommandResult> { return this.tell('ask', channelId, String(maxKeys), ...prompts.map(soundOf)); }
  recordMessage(channelId: string, { name }: Message): Promise<CommandResult> { return this.tell('recordMessage', channelId, name); }
  dismiss(channelId: string): Promise<CommandResult> { return this.tell('dismiss', channelId); }
  alert(channelId: string): Promise<CommandResult> { return this.tell('alert', channelId); }
  listenForBeep(channelId: string): Promise<CommandResult> { return this.tell('listenForBeep', channelId); }
  listenForNextBeep(channelId: string): Promise<CommandResult> { return this.tell('listenForNextBeep', channelId); }
  stopPlaying(channelId: string): Promise<CommandResult> { return this.tell('stopPlaying', channelId); }
  park(channelId: string): Promise<CommandResult> { return this.tell('park', channelId); }
  startRecording(channelId: string, path: string): Promise<CommandResult> { return this.tell('startRecording', channelId, path); }
  stopRecording(channelId: string, path: string): Promise<CommandResult> { return this.tell('stopRecording', channelId, path); }
  execute(channelId: string, application: string, argument: string): Promise<CommandResult> { return this.tell('execute', channelId, application, argument); }
  setVariable(channelId: string, name: string, value: string): Promise<CommandResult> { return this.tell('setVariable', channelId, name, value); }

  async exists(channelId: string): Promise<boolean | 'unknown'> {
    return this.channels === null ? 'unknown' : this.channels.some((channel) => channel.channelId === channelId);
  }

  async listChannels(): Promise<readonly SwitchChannel[]> {
    if (this.channels === null) throw new Error('the switch says nothing');
    return this.channels;
  }

  async limits(): Promise<SwitchLimits> { return { sessions: this.channels?.length ?? 0, maxSessions: 1_000, sessionsPerSec: 30 }; }

  /** Written down before this returns, as the real one has it on the socket. */
  private async tell(command: Command, ...words: readonly string[]): Promise<CommandResult> {
    this.told.push([command, ...words].filter((word) => word !== '').join(' '));
    return await (this.answers[command] ?? { ok: true, text: '' });
  }
}

/** As it is written down here: a file's name, a tone's figures, `500 ms`. */
export function soundOf(prompt: Prompt): string {
  switch (prompt.kind) {
    case 'file': return prompt.name;
    case 'tone': return prompt.tone;
    case 'silence': return `${prompt.ms} ms`;
  }
}
