import type { PacingDecisionView } from '@paceline/contracts/pacing';
import type { KeptDecision } from '@paceline/domain/pacing-history/kept-decision';
import { toReasonView } from './reason-view';

/** A decision as a manager reads it: how many of everything there were, and why, in words. */
export function toDecisionView({ atMs, settings, snapshot, dial, dialed, cancel, cancelled, reasons }: KeptDecision): PacingDecisionView {
  const { agents, lines, budget, trunkLinesFree, targetsReady } = snapshot;
  return {
    at: new Date(atMs).toISOString(), mode: settings.mode, dial, dialed, cancel, cancelled,
    reasons: reasons.map(toReasonView),
    agents: { idle: agents.idle, reserved: agents.reserved, talking: agents.talkingForMs.length, wrapUp: agents.wrappingForMs.length },
    lines: { out: lines.outForMs.length, ringing: lines.ringingForMs.length, waiting: lines.waitingForMs.length },
    budget: { ...budget }, trunkLinesFree, targetsReady,
  };
}
