import { keypadCall, keypadStep } from '@paceline/domain/survey/keypad';
import type { KeypadAction, KeypadEvent } from '@paceline/domain/survey/keypad-run';
import type { Interview } from '@paceline/domain/survey/interview';
import type { Questionnaire } from '@paceline/domain/survey/questionnaire';
import { beginning } from '@paceline/domain/survey/step';
import { announceMessage, askMessage, recordMessage } from '@paceline/telephony/esl/channel-commands';
import { mapHeaders } from '@paceline/telephony/esl/event-mapper';
import type { Prompt } from '@paceline/telephony/port/sounds';
import type { Reply } from '@paceline/simulator';
import type { RawEvent } from './raw-frame';
import type { Scenario } from './scenario';
import { SOUNDS } from './sounds';
import type { InboundCaller } from './target';

const NEXT_KEY_MS = 3_000;
const BEEP: Prompt = { kind: 'tone', tone: '%(400,0,800)' };

/** Each prompt is a tone of its own height, by which the person on the line knows it. */
class Tones {
  private readonly names: string[] = [];

  constructor(private readonly lengthMs: number) {}

  of(name: string): Prompt {
    if (!this.names.includes(name)) this.names.push(name);
    return { kind: 'tone', tone: `%(${this.lengthMs},0,${900 + this.names.indexOf(name)})` };
  }

  heardIn(file: string): readonly string[] {
    return this.names.filter((_, nth) => file.includes(`,${900 + nth})`));
  }
}

/** An interview by keys on the switch under test, as the worker holds it, with somebody who replies so; as it ended. */
export async function interview(play: Scenario, caller: InboundCaller, of: Questionnaire, replies: readonly Reply[], promptMs: number): Promise<Interview> {
  const tones = new Tones(promptMs);
  await play.esl.api(`uuid_setvar ${play.id('caller')} playback_terminators #`);
  const person = new Person(play, caller, tones, replies);
  let call = keypadCall(beginning('corpus', 'en', {}));
  let events: readonly KeypadEvent[] = [{ kind: 'begun', atMs: Date.now() }];
  while (events.length > 0) {
    const actions: KeypadAction[] = [];
    for (const event of events) {
      const step = keypadStep(of, call, event);
      call = step.call;
      actions.push(...step.actions);
    }
    events = [];
    for (const action of actions) events = [...events, ...await carryOut(play, tones, action)];
    // Who hung up is heard no more: the second time says that no comment comes either.
    if (events.length === 0 && call.interview.ending === null) events = [{ kind: 'hung-up', atMs: Date.now() }];
  }
  await person.leaves();
  return call.interview;
}

async function carryOut(play: Scenario, tones: Tones, action: KeypadAction): Promise<readonly KeypadEvent[]> {
  const id = play.id('caller');
  if (hasHungUp(play)) return [];
  switch (action.kind) {
    case 'ask': {
      const before = play.count('caller', 'DTMF');
      const { executionId } = await play.run(askMessage(id, {
        prompts: action.prompts.map((name) => tones.of(name)), maxKeys: action.mostKeys, timeoutMs: action.waitMs, nextKeyMs: NEXT_KEY_MS,
      }, play.newExecution(), SOUNDS));
      const told = mapped(await play.executed(executionId));
      if (told?.type !== 'question-ended' || told.outcome === 'hangup') return [{ kind: 'hung-up', atMs: Date.now() }];
      const first = play.of('caller', 'DTMF')[before];
      return [{
        kind: 'heard', serial: action.serial, atMs: Date.now(), keys: told.outcome === 'none' || told.outcome === 'cut' ? null : told.keys,
        pressedAtMs: first === undefined ? null : Number(first['Event-Date-Timestamp']) / 1_000, isTimedOut: told.outcome === 'timeout',
      }];
    }
    case 'record': {
      const said = await play.run(announceMessage(id, [...action.prompts.map((name) => tones.of(name)), BEEP], play.newExecution(), SOUNDS));
      await play.executed(said.executionId);
      if (hasHungUp(play)) return [];
      const { executionId } = await play.run(recordMessage(id, { name: `comment-${id}.wav`, maxSec: action.longestMs / 1_000, silenceSec: 10 }, play.newExecution(), SOUNDS));
      const told = mapped(await play.executed(executionId));
      if (told?.type !== 'message-recorded') return [];
      const recorded: KeypadEvent = { kind: 'recorded', serial: action.serial, atMs: Date.now(), lengthMs: told.lengthMs };
      return told.end === 'hangup' ? [{ kind: 'hung-up', atMs: Date.now() }, recorded] : [recorded];
    }
    case 'play': {
      const { executionId } = await play.run(announceMessage(id, action.prompts.map((name) => tones.of(name)), play.newExecution(), SOUNDS));
      await play.executed(executionId);
      return [{ kind: 'played', serial: action.serial, atMs: Date.now() }];
    }
    case 'hang-up':
      await play.kill('caller');
      return [];
    case 'commit':
    case 'withdraw':
    case 'reserve':
    case 'give-back':
    case 'ended': return [];
  }
}

function mapped(event: RawEvent): ReturnType<typeof mapHeaders> {
  return mapHeaders(Object.fromEntries(Object.entries(event).map(([name, value]) => [name, String(value)])), SOUNDS);
}

function hasHungUp(play: Scenario): boolean {
  return play.count('caller', 'CHANNEL_HANGUP') > 0;
}

/** Who is on the line: hears what begins to be played, and replies. */
class Person {
  private heard = 0;
  private answered = 0;
  private isOver = false;
  private readonly done: Promise<void>;
  private timers: NodeJS.Timeout[] = [];
  private keys = Promise.resolve();

  constructor(private readonly play: Scenario, private readonly caller: InboundCaller, private readonly tones: Tones, private readonly replies: readonly Reply[]) {
    this.done = this.listen();
  }

  async leaves(): Promise<void> {
    this.isOver = true;
    for (const timer of this.timers) clearTimeout(timer);
    await this.done;
    await this.keys;
  }

  private async listen(): Promise<void> {
    while (!this.isOver) {
      const sounds = this.play.of('caller', 'PLAYBACK_START').slice(this.heard);
      this.heard += sounds.length;
      for (const sound of sounds) this.reply(String(sound['Playback-File-Path']));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  private reply(file: string): void {
    const names = this.tones.heardIn(file);
    const at = this.replies.findIndex(({ to }, nth) => nth >= this.answered && names.includes(to));
    const reply = this.replies[at];
    if (reply === undefined) return;
    this.answered = at + 1;
    if (this.replies[at - 1]?.to === reply.to) for (const timer of this.timers) clearTimeout(timer);
    this.timers = [];
    for (const { atMs, digit } of reply.keys ?? []) this.after(atMs, () => this.caller.press(digit));
    if (reply.hangsUpAtMs !== undefined) this.after(reply.hangsUpAtMs, () => this.caller.hangUp());
  }

  /** One after the other, however busy the machine is. */
  private after(ms: number, act: () => Promise<void>): void {
    this.timers.push(setTimeout(() => { this.keys = this.keys.then(() => this.isOver ? undefined : act()); }, ms));
  }
}
