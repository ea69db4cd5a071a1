import { performance } from 'node:perf_hooks';

/** The only clock of the apps. Injected, so that tests and the demo can stand at another hour. */
export class Clock {
  /** @param callingOffsetMs added to the time by which calling hours are judged; 0 in production. */
  constructor(private readonly callingOffsetMs = 0) {}

  /** Milliseconds since the epoch. */
  nowMs(): number {
    return Date.now();
  }

  /** Never goes back: for leases and deadlines within a process. */
  monotonicMs(): number {
    return performance.now();
  }

  /** The instant by which calling hours are judged. */
  callingNowMs(): number {
    return Date.now() + this.callingOffsetMs;
  }

  /** An instant of the calling clock as one of the system's clock. */
  fromCallingMs(callingMs: number): number {
    return callingMs - this.callingOffsetMs;
  }
}

export function clockFrom(environment: { readonly CALLING_CLOCK_AT?: string | undefined }): Clock {
  return environment.CALLING_CLOCK_AT === undefined
    ? new Clock()
    : new Clock(Date.parse(environment.CALLING_CLOCK_AT) - Date.now());
}
