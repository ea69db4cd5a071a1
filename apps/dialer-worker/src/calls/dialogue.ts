import type { Prompt } from '@paceline/telephony/port/sounds';
import type { OwnerContext } from '../context/owner-context';
import type { CallerSounds } from './caller-sounds';
import type { LiveCall } from './live-call';
import type { Voicemails } from './voicemails';

/** From one key to the next of an answer of several. */
const NEXT_KEY_MS = 3_000;

export interface DialogueParts {
  readonly sounds: Pick<CallerSounds, 'files'>;
  readonly voicemails: Pick<Voicemails, 'ask' | 'record'>;
}

/** What is asked for keys. */
export interface Asking { readonly prompts: readonly string[]; readonly mostKeys: number; readonly waitMs: number }

/**
 * What scripts and interviews have the switch say, ask and take down, each order by a serial of their own: what comes back names it,
 * and whatever names another is of before.
 */
export class Dialogue {
  /** @param whose tells orders on one call apart that are of different kinds */
  constructor(private readonly owner: Pick<OwnerContext, 'run' | 'switchPort'>, private readonly parts: DialogueParts, private readonly whose = '') {}

  /** @param afterMs in silence so long before it */
  play(call: LiveCall, serial: number, prompts: readonly string[], afterMs = 0): void {
    const sounds: readonly Prompt[] = [...afterMs > 0 ? [{ kind: 'silence' as const, ms: afterMs }] : [], ...this.parts.sounds.files(call, prompts)];
    this.owner.run('play to a caller', async () => { await this.owner.switchPort.announce(call.callId, sounds, this.execution(call, serial)); });
  }

  ask(call: LiveCall, serial: number, { prompts, mostKeys, waitMs }: Asking): void {
    this.owner.run('ask a caller', async () => {
      await this.owner.switchPort.ask(call.callId, {
        prompts: this.parts.sounds.files(call, prompts), maxKeys: mostKeys, timeoutMs: waitMs, nextKeyMs: NEXT_KEY_MS,
      }, this.execution(call, serial));
    });
  }

  /** What is said before a message; recorded once it has been heard (`isReadyForMessage`). */
  askForMessage(call: LiveCall, serial: number, prompts: readonly string[]): void {
    this.parts.voicemails.ask(call, this.parts.sounds.files(call, prompts), beforeOf(this.execution(call, serial)));
  }

  isReadyForMessage(call: LiveCall, serial: number, executionId: string): boolean {
    return executionId === beforeOf(this.execution(call, serial));
  }

  record(call: LiveCall, serial: number, longestSec: number): void {
    this.parts.voicemails.record(call, longestSec, this.execution(call, serial));
  }

  /** Which order that was; null: none of these. */
  serialOf({ callId }: LiveCall, executionId: string): number | null {
    const prefix = `${callId}-${this.whose}`;
    const serial = executionId.startsWith(prefix) ? Number(executionId.slice(prefix.length)) : Number.NaN;
    return Number.isInteger(serial) ? serial : null;
  }

  private execution({ callId }: LiveCall, serial: number): string {
    return `${callId}-${this.whose}${String(serial)}`;
  }
}

const beforeOf = (execution: string): string => `${execution}-before`;
