import type { EntityManager } from 'typeorm';
import { TREATMENTS } from '@paceline/domain/call/inbound-outcome';
import { isOutboundOutcome, metByScript, type Outcome, type Progress } from '@paceline/domain/call/outcome';
import type { Direction } from '@paceline/domain/call/parties';
import { LOST_CAUSE, outcomeByRecord, type SwitchRecord } from '@paceline/domain/call/switch-record';
import { targetAfter } from '@paceline/domain/retry/target-after';
import { countAnew, endedCall } from './call-tallies';
import { talkedAfterAll } from './callback-settlement';
import { Campaign } from './entities/campaigns';
import { Disposition } from './entities/organisation';
import { sipColumns } from './sip-columns';
import { offerForDoNotCall } from './refused-calls';
import { retryRulesOf } from './retry-rules-of';
import { amendTalks } from './talk-writes';
import { amendTarget } from './settled-target';
import { rows, write } from './transaction';

interface LostCall {
  readonly id: string;
  readonly clientId: string;
  readonly direction: Direction;
  readonly outcome: Outcome;
  readonly hangupCause: string;
  readonly campaignId: string | null;
  readonly targetId: string | null;
  readonly callbackId: string | null;
  readonly agentId: string | null;
  readonly ringingAt: Date | null;
  readonly answeredAt: Date | null;
  readonly connectedAt: Date | null;
  readonly safeHarbourAt: Date | null;
  readonly endedAt: Date | null;
  readonly settledAt: Date | null;
  readonly dispositionCode: string | null;
}

/** Locks the call's row: whoever ends it as LOST and whoever takes its record in see each other's work here. */
export async function lockCall(manager: EntityManager, switchId: string, callId: string): Promise<LostCall | null> {
  const [call] = await rows<LostCall>(manager,
    `SELECT id, outcome, hangup_cause AS hangupCause, direction, client_id AS clientId, campaign_id AS campaignId, target_id AS targetId, callback_id AS callbackId, agent_id AS agentId, ringing_at AS ringingAt, answered_at AS answeredAt,
            connected_at AS connectedAt, safe_harbour_at AS safeHarbourAt, ended_at AS endedAt, settled_at AS settledAt, disposition_code AS dispositionCode
       FROM calls WHERE id = ? AND switch_id = ? FOR UPDATE`, [callId, switchId]);
  return call ?? null;
}

/**
 * Fills in what nobody heard of a call that was ended as LOST: its cause, its times and what came of it. The call
 * stays ended; one whose cause is known is left alone. Its target follows unless it was called again since.
 * Within the transaction that holds the call's lock; in the order of locks of an end: call, target, totals.
 * @param leftMessage its caller has left one that nobody heard the end of
 */
export async function amendLostCall(manager: EntityManager, call: LostCall, record: SwitchRecord, leftMessage: boolean): Promise<boolean> {
  if (call.endedAt === null || call.hangupCause !== LOST_CAUSE) return false;
  const outcome = outcomeByRecord(progressOf(call, leftMessage), record);
  const endedAt = new Date(record.endedAtMs);
  const { sipStatus, sipReason } = sipColumns(record.sip);
  const counted = await endedCall(manager, call.id);
  await write(manager,
    `UPDATE calls SET outcome = ?, hangup_cause = ?, sip_status = ?, sip_reason = ?, ended_at = ?, ringing_at = COALESCE(ringing_at, ?), answered_at = COALESCE(answered_at, ?),
       connected_at = COALESCE(connected_at, ?), safe_harbour_at = COALESCE(safe_harbour_at, ?) WHERE id = ?`,
    [outcome, record.cause, sipStatus, sipReason, endedAt, instant(record.ringingAtMs), instant(record.answeredAtMs), instant(record.bridgedAtMs), instant(record.safeHarbourAtMs), call.id]);
  await write(manager, "INSERT INTO call_events (call_id, at, kind, data) VALUES (?, UTC_TIMESTAMP(3), 'amended-by-switch-record', ?)",
    [call.id, JSON.stringify({ outcome, was: call.outcome, cause: record.cause, sipStatus: record.sip.status })]);
  await amendTalks(manager, call, call.endedAt, record);
  // Unsettled, an agent still has to say what came of it: then the target hears the amended outcome.
  if (call.settledAt !== null && outcome !== call.outcome) await amendTargetOf(manager, call, outcome, record.endedAtMs);
  if (call.callbackId !== null && outcome === 'connected') await talkedAfterAll(manager, { id: call.id, callbackId: call.callbackId });
  await offerForDoNotCall(manager, call.id, outcome);
  if (counted !== null) await countAnew(manager, call.id, counted);
  return true;
}

function progressOf(call: LostCall, leftMessage: boolean): Progress {
  const talked = call.connectedAt !== null;
  // Before an answer the agent is one who only looked at the contact.
  const connecting = call.agentId !== null && call.answeredAt !== null && !talked;
  if (call.direction === 'outbound') {
    return { direction: 'outbound', talked, connecting, rang: call.ringingAt !== null, answered: call.answeredAt !== null, safeHarbour: call.safeHarbourAt !== null, met: metByScript(call.outcome) };
  }
  // What was taken for its end says how far it was seen to come.
  return { direction: 'inbound', talked, connecting, queued: call.outcome === 'abandoned-in-queue', treatment: leftMessage ? 'voicemail' : TREATMENTS.find((one) => one === call.outcome) ?? null };
}

async function amendTargetOf(manager: EntityManager, call: LostCall, outcome: Outcome, endedAtMs: number): Promise<void> {
  const { targetId, outcome: was } = call;
  if (targetId === null || !isOutboundOutcome(was) || !isOutboundOutcome(outcome)) return;
  const campaign = call.campaignId === null ? null : await manager.findOneBy(Campaign, { id: call.campaignId });
  const disposition = call.dispositionCode === null ? null : await manager.findOneBy(Disposition, { clientId: call.clientId, code: call.dispositionCode });
  await amendTarget(manager, {
    callId: call.id, targetId, was, outcome,
    decide: (facts) => targetAfter({ ...facts, rules: retryRulesOf(campaign), outcome, disposition, endedAtMs }),
  });
}

function instant(atMs: number | null): Date | null {
  return atMs === null ? null : new Date(atMs);
}
