export interface BackOff {
  readonly firstMs: number;
  readonly maxMs: number;
}

/**
 * How long to wait before try number `attempt` (0 is the first): doubling up to a limit, the upper half of
 * it by chance, so that many clients of a switch that restarted do not come all at once.
 *
 * @param random from 0 up to 1
 */
export function backOffMs(attempt: number, backOff: BackOff, random: number): number {
  const fullMs = Math.min(backOff.maxMs, backOff.firstMs * 2 ** Math.min(attempt, 30));
  return fullMs / 2 + (fullMs / 2) * random;
}
