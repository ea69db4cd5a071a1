import { messageOf } from '@paceline/platform/errors';
import { onEnd } from '../../libs/testing/services/signals.mjs';

const WITHIN_MS = 15_000;

/** What a benchmark has started and must not leave behind: ended in the opposite order, also when it is interrupted. */
export class CleanUp {
  private readonly ends: (() => Promise<void>)[] = [];
  private ending: Promise<void> | null = null;

  /** Ends the process after it, on a signal. */
  constructor(private readonly progress: (line: string) => void) {
    onEnd((signal) => {
      progress(`${signal}: cleaning up`);
      setTimeout(() => { process.exit(1); }, WITHIN_MS).unref();
      void this.all().finally(() => { process.exit(1); });
    });
  }

  /** @returns a way to do it now, and only once */
  add(end: () => Promise<void>): () => Promise<void> {
    let done: Promise<void> | null = null;
    const once = (): Promise<void> => done ??= end();
    this.ends.push(once);
    return once;
  }

  /** Whoever asks again waits for the same end. */
  async all(): Promise<void> {
    await (this.ending ??= this.endAll());
  }

  private async endAll(): Promise<void> {
    for (const end of this.ends.reverse()) await end().catch((thrown: unknown) => { this.progress(`left behind: ${messageOf(thrown)}`); });
  }
}
