import { promptFileOf } from '@paceline/domain/client/prompt-file';
import { ANSWERED_AFTER_MS } from '@paceline/domain/script/charging';
import type { Language, Say } from '@paceline/domain/script/script';
import type { Prompt, Question } from '@paceline/telephony/port/sounds';
import type { OwnerContext } from '../context/owner-context';
import type { Done } from './call-plan';
import type { CallerNow } from './caller-now';
import type { LiveCall } from './live-call';
import { PROMISED_WITHIN_MS, QueueMusic } from './queue-music';

/** Its end may not be heard of. */
const SPEAKS_AT_MOST_MS = 60_000;
/** However a farewell goes, the call ends. */
const FAREWELL_AT_MOST_MS = 60_000;

/** What callers hear from us. What the switch is ordered last is heard first, over the music: so one thing is ordered at a time. */
export class CallerSounds {
  private readonly speaking = new WeakMap<LiveCall, { readonly executionId: string; readonly untilMs: number }>();
  private readonly queueMusic: QueueMusic;

  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'log' | 'run' | 'switchPort'>) {
    this.queueMusic = new QueueMusic(owner);
  }

  /** From here on they pay. */
  answer(call: LiveCall): void {
    if (call.answeredAtMs === null) this.owner.run('answer a caller', async () => { await this.owner.switchPort.answer(call.callId); });
  }

  /** Music until an agent comes, and over its beginning what the queue greets with. Nothing for whoever only rings. */
  wait(call: LiveCall, { language }: CallerNow, music: string | null, greeting: Say | null): void {
    // Another queue's would come back below this one's.
    if (this.queueMusic.isAnother(call, music)) this.quiet(call);
    this.queueMusic.play(call, music);
    const said = this.prompts(call, language, greeting);
    if (said.length > 0) this.say(call, said, `${call.callId}-greeting`);
  }

  /** A bridge that failed has ended it. */
  musicAgain(call: LiveCall): void {
    this.queueMusic.again(call);
  }

  /** Over their music, which comes back by itself. */
  say(call: LiveCall, said: readonly Prompt[], executionId: string): void {
    this.speaking.set(call, { executionId, untilMs: this.owner.clock.nowMs() + SPEAKS_AT_MOST_MS });
    this.owner.run('tell a caller something', async () => { await this.owner.switchPort.announce(call.callId, said, executionId); });
  }

  /** A question over their music: as what is said, and ended by `question-ended`. */
  ask(call: LiveCall, question: Question, executionId: string): void {
    this.speaking.set(call, { executionId, untilMs: this.owner.clock.nowMs() + SPEAKS_AT_MOST_MS });
    this.owner.run('ask a caller something', async () => { await this.owner.switchPort.ask(call.callId, question, executionId); });
  }

  /** What was said is not over yet: what is ordered now would be heard in the middle of it. */
  isSpeakingTo(call: LiveCall): boolean {
    const speech = this.speaking.get(call);
    return speech !== undefined && this.owner.clock.nowMs() < speech.untilMs;
  }

  done(call: LiveCall, { executionId }: Done): void {
    if (this.speaking.get(call)?.executionId === executionId) this.speaking.delete(call);
    this.queueMusic.done(call, executionId);
  }

  /** Over what they hear, until they are bridged. Whoever rings hears their own phone ring. */
  music(call: LiveCall): void {
    if (call.answeredAtMs !== null) this.owner.run('play music to a caller', async () => { await this.owner.switchPort.music(call.callId); });
  }

  /** Answered before the switch ends the call of whoever has rung for too long; from then on they hear music. */
  ringNoLonger(call: LiveCall): void {
    if (call.answeredAtMs !== null) return;
    const nowMs = this.owner.clock.nowMs();
    call.after('rings', (call.ringingAtMs ?? nowMs) + ANSWERED_AFTER_MS - nowMs, () => {
      if (call.state === 'ended' || call.answeredAtMs !== null) return;
      this.answer(call);
      this.musicUnlessPromised(call);
    });
  }

  /** Whoever is promised somebody in this moment is with them in the next, or hears music then. */
  private musicUnlessPromised(call: LiveCall): void {
    if (call.offering) call.after('rings', PROMISED_WITHIN_MS, () => { this.musicUnlessPromised(call); });
    else if (isAlone(call)) this.owner.run('play music to a caller', async () => { await this.owner.switchPort.music(call.callId); });
  }

  /** Music ends, for what is said or recorded next. Whoever rings hears none. */
  quiet(call: LiveCall): void {
    this.queueMusic.end(call);
    if (call.answeredAtMs !== null) this.owner.run('end a caller\'s music', async () => { await this.owner.switchPort.stopPlaying(call.callId); });
  }

  /** The installation's last message, then the call is over. */
  farewell(call: LiveCall): void {
    call.after('farewell', FAREWELL_AT_MOST_MS, () => { this.hangUp(call); });
    this.owner.run('say goodbye to a caller', async () => { await this.owner.switchPort.dismiss(call.callId); });
  }

  /** The files of what is said, in the caller's language or else in the first that there is. */
  prompts(call: LiveCall, language: Language | null, say: Say | null): readonly Prompt[] {
    if (say === null) return [];
    const name = (language !== null && Object.hasOwn(say, language) ? say[language] : undefined) ?? Object.values(say)[0];
    return name === undefined ? [] : this.files(call, [name]);
  }

  files(call: LiveCall, names: readonly string[]): readonly Prompt[] {
    return names.map((name) => ({ kind: 'file', name: ownOf(call, name) ?? promptFileOf(call.facts, name) }));
  }

  private hangUp(call: LiveCall): void {
    if (call.state !== 'ended') this.owner.run('end a call that was said goodbye to', async () => { await this.owner.switchPort.hangup(call.callId, 'NORMAL_CLEARING'); });
  }
}

/** Spoken for whoever is on the call. */
function ownOf({ said }: LiveCall, name: string): string | undefined {
  return said !== null && Object.hasOwn(said.files, name) ? said.files[name] : undefined;
}

function isAlone({ state }: LiveCall): boolean {
  return state === 'ringing' || state === 'answered' || state === 'waiting';
}
