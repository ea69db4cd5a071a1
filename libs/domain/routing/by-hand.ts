import type { WaitingCall } from './waiting-call';

type Standing = Pick<WaitingCall, 'waitingSinceMs' | 'points'>;

/**
 * The points with which a caller goes before all these others of the queue: somebody's hand, which no rule of priority bounds.
 * Not fewer than the caller has. Whoever has lost an agent, or waits longer than anybody may, still goes first.
 */
export function pointsToBeFirst({ waitingSinceMs, points }: Standing, others: Iterable<Standing>): number {
  let most = points;
  for (const other of others) most = Math.max(most, other.points + (waitingSinceMs - other.waitingSinceMs) / 1_000 + 1);
  return most;
}
