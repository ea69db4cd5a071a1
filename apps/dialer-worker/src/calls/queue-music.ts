import { promptFileOf } from '@paceline/domain/client/prompt-file';
import type { OwnerContext } from '../context/owner-context';
import type { LiveCall } from './live-call';

/** What is over so soon is not there: the switch plays nothing, without a word, when a file is missing. */
const TOO_SHORT_MS = 1_000;
/** A promise takes some milliseconds. */
export const PROMISED_WITHIN_MS = 100;

interface Playing { readonly prompt: string; readonly executionId: string; readonly sinceMs: number; readonly round: number }

/** The music of those who wait: the switch's own, which it plays without end, or a prompt of their queue's, which is begun again and again. */
export class QueueMusic {
  /** What their queue plays; null: the switch's own. */
  private readonly prompts = new WeakMap<LiveCall, string | null>();
  private readonly playing = new WeakMap<LiveCall, Playing>();

  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'log' | 'run' | 'switchPort'>) {}

  /** @param prompt null: the switch's own */
  play(call: LiveCall, prompt: string | null): void {
    this.prompts.set(call, prompt);
    if (prompt === null) this.playOwn(call);
    else this.round(call, prompt, 1);
  }

  again(call: LiveCall): void {
    this.play(call, this.prompts.get(call) ?? null);
  }

  /** They are known to hear other music than this. */
  isAnother(call: LiveCall, prompt: string | null): boolean {
    const heard = this.prompts.get(call);
    return heard !== undefined && heard !== prompt;
  }

  /** Nothing of it is begun again: the call is over, or is to hear something else. */
  end(call: LiveCall): void {
    this.playing.delete(call);
  }

  /** One time through. Where somebody is bridged, or about to be, it would be heard over the agent. */
  done(call: LiveCall, executionId: string): void {
    const { prompt, executionId: ours, sinceMs, round } = this.playing.get(call) ?? { prompt: '', executionId: null, sinceMs: 0, round: 0 };
    if (executionId !== ours) return;
    // Whoever is promised somebody in this moment is with them in the next, or goes on hearing music.
    if (call.state === 'waiting' && call.offering) { call.after('music', PROMISED_WITHIN_MS, () => { this.done(call, executionId); }); return; }
    this.playing.delete(call);
    if (call.state !== 'waiting' || call.caller?.inQueue !== true) return;
    if (this.owner.clock.nowMs() - sinceMs >= TOO_SHORT_MS) { this.round(call, prompt, round + 1); return; }
    this.owner.log.warn({ callId: call.callId, prompt }, 'a queue\'s music was over at once: the switch plays its own');
    this.playOwn(call);
  }

  private round(call: LiveCall, prompt: string, round: number): void {
    const executionId = `${call.callId}-music-${round}`;
    this.playing.set(call, { prompt, executionId, sinceMs: this.owner.clock.nowMs(), round });
    this.owner.run('play a queue\'s music to a caller', async () => {
      await this.owner.switchPort.announce(call.callId, [{ kind: 'file', name: promptFileOf(call.facts, prompt) }], executionId);
    });
  }

  private playOwn(call: LiveCall): void {
    this.playing.delete(call);
    this.owner.run('play music to a caller', async () => { await this.owner.switchPort.music(call.callId); });
  }
}
