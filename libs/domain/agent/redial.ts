/** A phone that does not take our calls is asked once a minute at most: often enough for whoever mends it, seldom enough for its neighbours. */
const LONGEST_WAIT_MS = 60_000;
/** A phone that took a call and held it so long works. */
const STEADY_MS = 10_000;

/**
 * How long to wait before an agent's phone is called again: twice as long after each call in a row that came to nothing.
 * @param failures in a row, the last one included: 1 or more
 * @param firstMs the wait after the first
 */
export function redialAfterMs(failures: number, firstMs: number): number {
  return Math.min(firstMs * 2 ** Math.min(Math.max(0, failures - 1), 30), Math.max(firstMs, LONGEST_WAIT_MS));
}

/** Whether a leg that was up for so long shows that the phone works: a mailbox that answers and hangs up is no phone. */
export function wasSteady(upForMs: number): boolean {
  return upForMs >= STEADY_MS;
}

/** Of a call to a phone that came to nothing. */
export interface UnreachedCall {
  readonly rang: boolean;
  /** The far end's final SIP answer; 0 without one. */
  readonly sipStatus: number;
}

/** SIP: request timeout, temporarily unavailable. */
const AWAY = [0, 408, 480];

/**
 * Whether it matters that a phone has registered since: only when it was not there. One that rang, or answered no, was there all the
 * time, and registers again every few minutes or seconds for as long as it is.
 */
export function registeringHelps({ rang, sipStatus }: UnreachedCall): boolean {
  return !rang && AWAY.includes(sipStatus);
}
