import { promptFileOf } from '@paceline/domain/client/prompt-file';
import { ANSWERED_AFTER_MS } from '@paceline/domain/script/charging';
import type { Language, Say } from '@paceline/domain/script/script';
import type { Prompt } from '@paceline/telephony/port/sounds';
import type { OwnerContext } from '../context/owner-context';
import type { CallerNow } from './caller-now';
import type { LiveCall } from './live-call';

/** However a farewell goes, the call ends. */
const FAREWELL_AT_MOST_MS = 60_000;

/** What callers hear from us. What the switch is ordered last is heard first, over the music: so one thing is ordered at a time. */
export class CallerSounds {
  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'run' | 'switchPort'>) {}

  /** From here on they pay. */
  answer(call: LiveCall): void {
    if (call.answeredAtMs === null) this.owner.run('answer a caller', async () => { await this.owner.switchPort.answer(call.callId); });
  }

  /** Music until an agent comes, and over its beginning what the queue greets with. Nothing for whoever only rings. */
  wait(call: LiveCall, { language }: CallerNow, greeting: Say | null): void {
    this.owner.run('play music to a caller', async () => { await this.owner.switchPort.music(call.callId); });
    const said = this.prompts(call, language, greeting);
    if (said.length > 0) this.owner.run('greet a caller', async () => { await this.owner.switchPort.announce(call.callId, said, `${call.callId}-greeting`); });
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
      if (call.state !== 'connecting' && !call.offering) this.owner.run('play music to a caller', async () => { await this.owner.switchPort.music(call.callId); });
    });
  }

  /** Music ends, for what is said or recorded next. Whoever rings hears none. */
  quiet(call: LiveCall): void {
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
    return names.map((name) => ({ kind: 'file', name: promptFileOf(call.facts, name) }));
  }

  private hangUp(call: LiveCall): void {
    if (call.state !== 'ended') this.owner.run('end a call that was said goodbye to', async () => { await this.owner.switchPort.hangup(call.callId, 'NORMAL_CLEARING'); });
  }
}
