import type { PacingDecision, PacingSnapshot, PacingState } from '@paceline/domain/pacing';

/** In the place of a pacer that failed: one line for each idle agent who is not kept for callers, and none that gateways or targets do not allow. */
export function fallBack({ agents, callers, lines, trunkLinesFree, targetsReady }: PacingSnapshot, state: PacingState): PacingDecision {
  const linesDialing = lines.outForMs.length;
  const wanted = Math.min(agents.idle - (callers?.kept ?? 0) - linesDialing - lines.waitingForMs.length, trunkLinesFree, targetsReady);
  return {
    dial: Number.isFinite(wanted) ? Math.max(0, Math.floor(wanted)) : 0, cancel: 0, state,
    reasons: [{ limit: 'fallback', figures: { agentsIdle: agents.idle, linesDialing } }],
  };
}
