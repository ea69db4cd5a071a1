import { performance } from 'node:perf_hooks';

/**
 * The only clock of the apps. Injected, so that tests and the demo can stand at another hour. It shows the host's
 * time until it is told the database's (`follow`), and from then on that, by which all processes agree: hosts
 * whose clocks are wrong, or are set while we run, then disagree about nothing.
 */
export class Clock {
  /** The database's time at the zero of the monotonic clock; null before it is known. */
  private databaseZeroMs: number | null = null;

  /**
   * @param callingOffsetMs added to the time by which calling hours are judged; 0 in production
   * @param hostOffsetMs a host's clock that is wrong by so much; for tests
   */
  constructor(private readonly callingOffsetMs = 0, private readonly hostOffsetMs = 0) {}

  /** Milliseconds since the epoch. */
  nowMs(): number {
    return this.databaseZeroMs === null ? Date.now() + this.hostOffsetMs : Math.round(this.databaseZeroMs + performance.now());
  }

  /** Never goes back: for leases and deadlines within a process. */
  monotonicMs(): number {
    return performance.now();
  }

  /** The instant by which calling hours are judged. */
  callingNowMs(): number {
    return this.nowMs() + this.callingOffsetMs;
  }

  /** An instant of the calling clock as one of the system's clock. */
  fromCallingMs(callingMs: number): number {
    return callingMs - this.callingOffsetMs;
  }

  /** The database said `databaseMs` somewhere between these two instants of the monotonic clock. */
  follow(databaseMs: number, askedAtMs: number, answeredAtMs: number): void {
    this.databaseZeroMs = databaseMs - (askedAtMs + answeredAtMs) / 2;
  }
}

export function clockFrom(environment: { readonly CALLING_CLOCK_AT?: string | undefined; readonly HOST_CLOCK_OFFSET_MS?: number }): Clock {
  const { CALLING_CLOCK_AT: callingAt, HOST_CLOCK_OFFSET_MS: hostOffsetMs = 0 } = environment;
  return new Clock(callingAt === undefined ? 0 : Date.parse(callingAt) - Date.now(), hostOffsetMs);
}
