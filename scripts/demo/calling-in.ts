import type { Caller } from './callers';
import type { CallNews, PublicNetwork } from './public-network';

/** Has the callers of the day call at their times, and knows when the last of them is gone. */
export class CallingIn {
  private readonly timers: NodeJS.Timeout[];
  private readonly gone = new Set<string>();
  private readonly phones: ReadonlySet<string>;

  constructor(callers: readonly Caller[], private readonly network: PublicNetwork, failed: (error: Error) => void) {
    this.phones = new Set(callers.map(({ from }) => from));
    this.timers = callers.map((caller) => setTimeout(() => {
      network.call(caller).catch((thrown: unknown) => { failed(thrown instanceof Error ? thrown : new Error(String(thrown))); });
    }, caller.atMs));
  }

  heard(news: CallNews): void {
    if (news.direction !== 'inbound' || !this.phones.has(news.phone ?? '')) return;
    this.network.heard(news);
    if (news.state === 'ended') this.gone.add(news.phone ?? '');
  }

  /** Who has not called yet, or is still there. */
  get left(): number {
    return this.phones.size - this.gone.size;
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    await this.network.close();
  }
}
