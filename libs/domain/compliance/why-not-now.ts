import type { CampaignStatus } from '../campaign/life';
import { PUT_OFF_STEP_MS } from './frequency';
import type { DialDecision, DialRefusal } from './may-dial';

/**
 * Why a target that is ready is not called now, for the people who ask: what holds its campaign, what the gate says of it, and
 * its own time. Instants are milliseconds since the epoch, all by one clock.
 */
export interface WaitingFacts {
  readonly campaign: CampaignStatus;
  /** Somebody has stopped all dialing. */
  readonly dialingStopped: boolean;
  /** What the gate says now; the claim goes by the same answer. */
  readonly gate: DialDecision;
  /** Not claimed before. */
  readonly nextAtMs: number;
}

/**
 * campaign-draft, campaign-paused, campaign-over   the campaign does not run
 * dialing-stopped   nothing is dialed, whatever the campaign
 * not-due           its retry rule makes it wait, or it was given back a moment ago
 */
export type HoldReason = DialRefusal | 'campaign-draft' | 'campaign-paused' | 'campaign-over' | 'dialing-stopped' | 'not-due';

/** `untilMs` null: until somebody changes something. */
export interface Hold { readonly reason: HoldReason; readonly untilMs: number | null }

const OF_CAMPAIGN: Readonly<Record<WaitingFacts['campaign'], HoldReason | null>> = {
  draft: 'campaign-draft', running: null, paused: 'campaign-paused', stopped: 'campaign-over', completed: 'campaign-over',
};

/** Everything that stands in the way, each with its end; empty when the target only waits for its turn. */
export function whyNotNow({ campaign, dialingStopped, gate, nextAtMs }: WaitingFacts, nowMs: number): readonly Hold[] {
  const holds: Hold[] = [];
  const ofCampaign = OF_CAMPAIGN[campaign];
  if (ofCampaign !== null) holds.push({ reason: ofCampaign, untilMs: null });
  if (dialingStopped) holds.push({ reason: 'dialing-stopped', untilMs: null });
  const gateUntilMs = gate.allow ? null : gate.untilMs ?? null;
  // Whom the gate has put off is asked for again a little later than it said: that is no wait of its own.
  const isPutOff = gateUntilMs !== null && nextAtMs <= gateUntilMs + PUT_OFF_STEP_MS;
  if (!gate.allow) holds.push({ reason: gate.reason, untilMs: isPutOff ? Math.max(gateUntilMs, nextAtMs) : gateUntilMs });
  if (nextAtMs > nowMs && !isPutOff) holds.push({ reason: 'not-due', untilMs: nextAtMs });
  return holds;
}
