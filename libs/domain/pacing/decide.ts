import { fixedRatio } from './fixed-ratio';
import { STALE_SNAPSHOT_MS, type AgentsNow, type Pacer, type PacingDecision, type PacingReason, type PacingSettings, type PacingSnapshot, type PacingState } from './pacing';
import { progressive } from './progressive';

/** The pacer of every campaign: the mode's own rule within what holds for all of them. */
export const decide: Pacer = (snapshot, settings, state, nowMs) => {
  const ageMs = nowMs - snapshot.takenAtMs;
  if (!(Math.abs(ageMs) <= STALE_SNAPSHOT_MS)) return nothing(state, { limit: 'stale', figures: { ageMs } });
  if (!isSound(snapshot) || !areSound(settings)) return nothing(state, { limit: 'stale', figures: {} });
  const agents = atWork(snapshot.agents);
  if (agents === 0) return nothing(state, { limit: 'nobody-idle', figures: { agents } });

  const wanted = settings.mode === 'progressive' ? progressive(snapshot, settings, state, nowMs) : fixedRatio(snapshot, settings, state, nowMs);
  return withinMeans(wanted, snapshot);
};

function atWork(agents: AgentsNow): number {
  return agents.idle + agents.reserved + agents.talkingForMs.length + agents.wrappingForMs.length;
}

function nothing(state: PacingState, reason: PacingReason): PacingDecision {
  return { dial: 0, cancel: 0, state, reasons: [reason] };
}

/** Counts that no campaign can have mean that the snapshot cannot be trusted. */
function isSound(snapshot: PacingSnapshot): boolean {
  const { agents, budget, trunkLinesFree, targetsReady } = snapshot;
  return [agents.idle, agents.reserved, budget.answers, budget.abandoned, trunkLinesFree, targetsReady].every((figure) => Number.isFinite(figure) && figure >= 0);
}

/** A limit that is no number limits nothing: then nothing is dialed. */
function areSound(settings: PacingSettings): boolean {
  return [settings.abandonTargetRatio, settings.maxLinesPerAgent].every((limit) => Number.isFinite(limit) && limit >= 0);
}

function withinMeans(wanted: PacingDecision, snapshot: PacingSnapshot): PacingDecision {
  const reasons = [...wanted.reasons];
  let dial = wanted.dial;
  if (dial > snapshot.trunkLinesFree) {
    dial = snapshot.trunkLinesFree;
    reasons.push({ limit: 'trunk', figures: { trunkLinesFree: snapshot.trunkLinesFree } });
  }
  if (dial > snapshot.targetsReady) {
    dial = snapshot.targetsReady;
    reasons.push({ limit: 'targets', figures: { targetsReady: snapshot.targetsReady } });
  }
  return { ...wanted, dial: Math.max(0, Math.floor(dial)), reasons };
}
