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
 * It looks when the time is up, not every so often: `idleMs + probeMs` after the last byte it is over.
 */
export class IdleWatch {
  private timer: NodeJS.Timeout;
  private probedAtMs: number | null = null;

  constructor(
    private readonly options: IdleWatchOptions,
    private readonly connection: { lastByteAtMs(): number; probe(): void; drop(reason: string): void },
  ) {
    this.timer = this.lookIn(options.idleMs);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private lookIn(delayMs: number): NodeJS.Timeout {
    // Rounded up: a look that comes a moment early finds that it must look again.
    return setTimeout(() => this.check(), Math.max(1, Math.ceil(delayMs))).unref();
  }

  private check(): void {
    const nowMs = performance.now();
    const lastByteAtMs = this.connection.lastByteAtMs();
    if (this.probedAtMs !== null && lastByteAtMs <= this.probedAtMs) {
      const leftMs = this.probedAtMs + this.options.probeMs - nowMs;
      if (leftMs > 0) this.timer = this.lookIn(leftMs);
      else this.connection.drop(`the switch was silent for ${Math.round(nowMs - lastByteAtMs)} ms`);
      return;
    }
    const idleLeftMs = lastByteAtMs + this.options.idleMs - nowMs;
    this.probedAtMs = idleLeftMs > 0 ? null : nowMs;
    this.timer = this.lookIn(idleLeftMs > 0 ? idleLeftMs : Math.min(this.options.idleMs, this.options.probeMs));
    if (idleLeftMs <= 0) this.connection.probe();
  }
}
