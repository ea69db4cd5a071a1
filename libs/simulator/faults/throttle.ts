import type { Limits } from '../core/limits';

/** The switch's own throttles at run time, as `fsctl pause`, `sps` and `max_sessions` set them. */
export function throttle(
  limits: () => Limits | undefined,
  order: { readonly paused?: boolean; readonly sessionsPerSec?: number; readonly maxSessions?: number },
): () => void {
  const now = limits();
  const before = { perSec: now?.sessionsPerSec, max: now?.max };
  if (order.paused === true) now?.pause('all', true);
  if (order.sessionsPerSec !== undefined) now?.setSessionsPerSec(order.sessionsPerSec);
  if (order.maxSessions !== undefined) now?.setMaxSessions(order.maxSessions);
  return () => {
    // A switch that was restarted meanwhile has its own settings again, and these say nothing else.
    const then = limits();
    if (order.paused === true) then?.pause('all', false);
    if (order.sessionsPerSec !== undefined && before.perSec !== undefined) then?.setSessionsPerSec(before.perSec);
    if (order.maxSessions !== undefined && before.max !== undefined) then?.setMaxSessions(before.max);
  };
}
