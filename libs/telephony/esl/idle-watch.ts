import { performance } from 'node:perf_hooks';

export interface IdleWatchOptions {
  /** Silence after which the switch is asked for a sign of life. HEARTBEAT comes every 20 s by default. */
  readonly idleMs: number;
  /** How long it may take to give one. */
  readonly probeMs: number;
}

/**
 * Notices a switch that has gone without closing the socket (a cable, a machine, a stuck process): nothing
 * came for a while, so it is asked something cheap, and when still nothing comes the connection is dropped.
 */
export class IdleWatch {
  private readonly timer: NodeJS.Timeout;
  private probedAtMs: number | null = null;

  constructor(
    private readonly options: IdleWatchOptions,
    private readonly connection: { lastByteAtMs(): number; probe(): void; drop(reason: string): void },
  ) {
    this.timer = setInterval(() => this.check(), Math.max(1, Math.min(options.idleMs, options.probeMs) / 4));
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private check(): void {
    const nowMs = performance.now();
    const lastByteAtMs = this.connection.lastByteAtMs();
    if (this.probedAtMs !== null && lastByteAtMs > this.probedAtMs) this.probedAtMs = null;
    if (this.probedAtMs === null) {
      if (nowMs - lastByteAtMs < this.options.idleMs) return;
      this.probedAtMs = nowMs;
      this.connection.probe();
    } else if (nowMs - this.probedAtMs >= this.options.probeMs) {
      this.stop();
      this.connection.drop(`the switch was silent for ${Math.round(nowMs - lastByteAtMs)} ms`);
    }
  }
}
