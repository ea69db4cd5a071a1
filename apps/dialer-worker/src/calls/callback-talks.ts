import { beginTalk, goOnTalking, type CallbackTalk, type TalkStep } from '@paceline/domain/queue/callback-talk';
import type { QuestionEnded } from '@paceline/domain/call/switch-event';
import { queueOfLine } from '@paceline/domain/routing/line';
import { saidPrompts } from '@paceline/domain/spoken/announcement';
import { spokenLanguageOf, type SpokenLanguage } from '@paceline/domain/spoken/language';
import type { Sentence } from '@paceline/domain/spoken/sentences';
import type { QueueCallbacks } from '@paceline/persistence';
import type { Prompt } from '@paceline/telephony/port/sounds';
import type { OwnerContext } from '../context/owner-context';
import { persistently } from '../context/persistently';
import type { QueueBook } from '../lines/queue-book';
import type { CallbackNumbers } from './callback-numbers';
import type { CallJournal } from './call-journal';
import type { Done } from './call-plan';
import type { CallerNow } from './caller-now';
import type { CallerSounds } from './caller-sounds';
import type { LiveCall } from './live-call';

/** From the end of a question to the first key, and from one to the next. */
const WAIT_MS = 8_000;
const NEXT_KEY_MS = 4_000;
/** However a question goes, its end may not be heard of. */
const ASKED_AT_MOST_MS = 120_000;
/** A promise that is on its way to the pool has its answer by then. */
const OFFERED_WITHIN_MS = 1_000;
const LOOK_EVERY_MS = 10;

export interface CallbackTalksParts {
  readonly queues: Pick<QueueBook, 'find'>;
  readonly numbers: Pick<CallbackNumbers, 'own' | 'typed'>;
  readonly callbacks: Pick<QueueCallbacks, 'ask' | 'answeredMeanwhile'>;
  readonly sounds: Pick<CallerSounds, 'ask' | 'say'>;
  readonly journal: Pick<CallJournal, 'note'>;
  /** Their wish is written: they hear goodbye, and leave the queue. */
  readonly agreed: (call: LiveCall, caller: CallerNow, queueId: string) => void;
}

interface Talking { readonly queueId: string; talk: CallbackTalk | null; firstKeyAtMs: number | null; untilMs: number }

/**
 * A caller who waits asks to be called back: at which number, over their music. They keep their place, and are given to whoever
 * becomes free, until they have agreed and their wish is written; who hangs up before that has given up.
 */
export class CallbackTalks {
  private readonly talks = new WeakMap<LiveCall, Talking>();
  private readonly asked = new WeakMap<LiveCall, number>();

  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'fence' | 'lease' | 'log' | 'run'>, private readonly parts: CallbackTalksParts) {}

  /** They are being asked: their keys are answers. */
  isTalking(call: LiveCall): boolean {
    return this.owner.clock.nowMs() < (this.talks.get(call)?.untilMs ?? 0);
  }

  async begin(call: LiveCall, caller: CallerNow, queueId: string): Promise<void> {
    const talking: Talking = { queueId, talk: null, firstKeyAtMs: null, untilMs: this.owner.clock.nowMs() + ASKED_AT_MOST_MS };
    this.talks.set(call, talking);
    const number = await persistently(this.owner, () => this.parts.numbers.own(call));
    await this.take(call, caller, talking, beginTalk(number, this.asked.get(call) ?? 0, this.owner.clock.nowMs()));
  }

  digit(call: LiveCall, atMs: number): void {
    const talking = this.talks.get(call);
    if (talking !== undefined) talking.firstKeyAtMs ??= atMs;
  }

  done(call: LiveCall, what: Done): void {
    const [talking, { caller }] = [this.talks.get(call), call];
    if (what.type !== 'question-ended' || talking === undefined || talking.talk === null || caller === null || what.executionId !== executionOf(call, talking.talk)) return;
    // The caller left, or a bridge has ended it.
    if (what.outcome === 'hangup' || what.outcome === 'cut') { this.forget(call); return; }
    this.owner.run('hear a caller who wants to be called back', () => this.heard(call, caller, talking, talking.talk, what));
  }

  /** Nothing is under way: their keys are those of the queue again. */
  forget(call: LiveCall): void {
    this.talks.delete(call);
  }

  private async heard(call: LiveCall, caller: CallerNow, talking: Talking, talk: CallbackTalk | null, { outcome, keys: keyed, atMs }: QuestionEnded): Promise<void> {
    if (talk === null) return;
    const keys = outcome === 'none' ? null : keyed;
    const pressedAtMs = talking.firstKeyAtMs;
    const typed = talk.number === null && keys !== null ? await persistently(this.owner, () => this.parts.numbers.typed(call, caller, keys)) : null;
    const step = goOnTalking(talk, { serial: talk.serial, keys, typed, pressedAtMs, atMs });
    if (step !== null) await this.take(call, caller, talking, step);
  }

  private async take(call: LiveCall, caller: CallerNow, talking: Talking, step: TalkStep): Promise<void> {
    await this.whileOffered(call);
    // An agent is there for them, or they went elsewhere.
    if (!this.waitsOn(call, talking)) { if (this.talks.get(call) === talking) this.forget(call); return; }
    const language = spokenLanguageOf(caller.language) ?? 'en';
    switch (step.kind) {
      case 'ask': {
        const { talk } = step;
        talking.talk = talk;
        talking.firstKeyAtMs = null;
        talking.untilMs = this.owner.clock.nowMs() + ASKED_AT_MOST_MS;
        this.asked.set(call, talk.serial);
        this.parts.sounds.ask(call, { prompts: promptsOf(language, step.sentences), maxKeys: step.maxKeys, timeoutMs: WAIT_MS, nextKeyMs: NEXT_KEY_MS }, executionOf(call, talk));
        return;
      }
      case 'agreed': await this.keep(call, caller, talking, step.number, language); return;
      case 'waits-on':
        this.forget(call);
        this.parts.sounds.say(call, promptsOf(language, [{ id: 'still-waiting' }]), `${call.callId}-waits-on`);
    }
  }

  /** Written before they leave: whoever owns the switch next finds them on the line, or their wish. */
  private async keep(call: LiveCall, caller: CallerNow, talking: Talking, phone: string, language: SpokenLanguage): Promise<void> {
    const { callId, facts: { clientId } } = call;
    const rules = (await persistently(this.owner, () => this.parts.queues.find(talking.queueId)))?.callback ?? null;
    if (rules === null) { this.forget(call); return; }
    // Whoever hangs up from here on has not given up.
    caller.treatment = 'callback-requested';
    const expiresAt = new Date(this.owner.clock.nowMs() + rules.expiresSec * 1_000);
    const wish = { queueId: talking.queueId, askedCallId: callId, phone, language, waitingSince: new Date(call.waitingSinceMs), points: call.points, expiresAt };
    try {
      const isNew = await persistently(this.owner, () => this.parts.callbacks.ask({ clientId }, wish));
      this.parts.journal.note(call, 'callback-asked', { queueId: talking.queueId, phone, isNew });
    } catch (thrown) {
      caller.treatment = null;
      throw thrown;
    } finally {
      this.forget(call);
    }
    await this.whileOffered(call);
    if (call.state === 'ended') return;
    if (this.waitsOn(call, null)) { this.parts.agreed(call, caller, talking.queueId); return; }
    caller.treatment = null;
    await persistently(this.owner, () => this.parts.callbacks.answeredMeanwhile({ clientId }, callId, null));
  }

  /** @param talking null: whatever was said meanwhile */
  private waitsOn(call: LiveCall, talking: Talking | null): boolean {
    return (talking === null || (this.talks.get(call) === talking && queueOfLine(call.facts.line.id) === talking.queueId)) && call.state === 'waiting' && call.isInLine();
  }

  private async whileOffered(call: LiveCall): Promise<void> {
    for (const untilMs = this.owner.clock.monotonicMs() + OFFERED_WITHIN_MS; call.offering && this.owner.clock.monotonicMs() < untilMs;) {
      await new Promise((resolve) => { setTimeout(resolve, LOOK_EVERY_MS); });
    }
  }
}

const executionOf = ({ callId }: LiveCall, { serial }: CallbackTalk): string => `${callId}-callback-${serial}`;

function promptsOf(language: SpokenLanguage, sentences: readonly Sentence[]): readonly Prompt[] {
  return sentences.flatMap((sentence) => saidPrompts(language, sentence)).map((name) => ({ kind: 'file', name }));
}
