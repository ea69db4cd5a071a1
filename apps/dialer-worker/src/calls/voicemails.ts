import { isMessage } from '@paceline/domain/script/message';
import type { MessageRecorded } from '@paceline/domain/call/switch-event';
import { keepVoicemail } from '@paceline/persistence';
import type { Prompt } from '@paceline/telephony/port/sounds';
import { whateverComes } from '../context/persistently';
import type { OwnerContext } from '../context/owner-context';
import type { CallerNow } from './caller-now';
import type { LiveCall } from './live-call';

/** So long a silence ends a message. */
const SILENCE_SEC = 5;
/** After what is said, so that callers know when to speak: ms of sound, ms of silence, Hz. */
const BEEP: Prompt = { kind: 'tone', tone: '%(400,0,800)' };

type Owner = Pick<OwnerContext, 'clock' | 'dataSource' | 'fence' | 'lease' | 'log' | 'run' | 'switchPort'>;

/** Messages that callers leave. The prompt first, and the recording when it has been heard: what is ordered last would be done first. */
export class Voicemails {
  constructor(private readonly owner: Owner) {}

  ask(call: LiveCall, prompts: readonly Prompt[], executionId: string): void {
    this.owner.run('ask a caller for a message', async () => { await this.owner.switchPort.announce(call.callId, [...prompts, BEEP], executionId); });
  }

  /** Silence, a key, the longest time or a hang-up ends it; what was said until then is kept. */
  record(call: LiveCall, longestSec: number, executionId: string): void {
    this.owner.run('take a message', async () => {
      await this.owner.switchPort.recordMessage(call.callId, { name: `${executionId}.wav`, maxSec: longestSec, silenceSec: SILENCE_SEC }, executionId);
    });
  }

  recorded(call: LiveCall, { language, run }: CallerNow, { name, lengthMs, atMs }: MessageRecorded): void {
    if (!isMessage(lengthMs)) return;
    const queueId = run?.state.sentOn?.queueId ?? null;
    const message = { clientId: call.facts.clientId, callId: call.callId, queueId, language, path: name, lengthMs: Math.round(lengthMs), leftAt: new Date(atMs) };
    this.owner.run('keep a message', () => whateverComes(this.owner, () => keepVoicemail(this.owner.dataSource, message)));
  }
}
