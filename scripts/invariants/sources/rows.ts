import type { CallState } from '@paceline/domain/call/call-state';
import type { Direction } from '@paceline/domain/call/parties';
import type { Outcome } from '@paceline/domain/call/outcome';
import { abandonmentLawOf } from '@paceline/domain/compliance/law-profiles';
import type { DispositionMeaning } from '@paceline/domain/retry/retry';
import { DEFAULT_NUMBER_FORMAT, dialedNumber, type NumberFormat } from '@paceline/domain/trunk/number-format';
import { judgedAtMs } from '@paceline/platform/law/evidence';
import { Agent, Campaign, Command, Gateway, Lease, destinationsOf, rows } from '@paceline/persistence';
import { In, type EntityManager } from 'typeorm';
import { z } from 'zod';
import type { AgentFact, CallFact, CampaignFact, CommandFact, Forbidden, GatewayFact, OutcomeTotal, RecordingFact, RingFact, StayFact, StopFact, TalkFact, TargetFact } from '../world';

/** Campaigns to judge, and with them whoever called in from an instant on; `campaignIds` null for all, and for calls of none. */
export interface Scope { readonly switchId: string; readonly campaignIds: readonly string[] | null; readonly callersFrom: Date | null }

/** Steps that a call makes before its end; written after it they would have taken it out of it. */
const STEPS = ['ringing', 'answered', 'bridge-ordered', 'bridged', 'agent-lost', 'safe-harbour'];

interface CallRow {
  id: string; clientId: string; direction: Direction; state: CallState; outcome: Outcome | null; campaignId: string | null; targetId: string | null;
  contactId: string | null; callbackId: string | null; meaning: DispositionMeaning | null; agentId: string | null; gateway: string | null; phone: string | null; attempt: number; ringTimeoutSec: number | null; hangupCause: string | null; trunkFault: number; fence: string;
  notAfter: Date | null; plannedAt: Date; originatingAt: Date | null; ringingAt: Date | null; answeredAt: Date | null; connectedAt: Date | null;
  safeHarbourAt: Date | null; endedAt: Date | null; wrapUpUntil: Date | null; settledAt: Date | null; contactZone: string | null;
  localTimes: string | null;
}
interface TrailRow { callId: string; ends: string; lateStep: string | null }

const localTimesSchema = z.array(z.string());
const ms = (instant: Date | null): number | null => instant?.getTime() ?? null;

export async function readCalls(manager: EntityManager, scope: Scope): Promise<CallFact[]> {
  const [filter, values] = ofScope('c', scope);
  const found = await rows<CallRow>(manager,
    `SELECT c.id, c.client_id AS clientId, c.direction, c.state, c.outcome, c.campaign_id AS campaignId, c.target_id AS targetId, c.contact_id AS contactId, c.callback_id AS callbackId, c.agent_id AS agentId, c.gateway, c.phone,
       c.attempt, c.ring_timeout_sec AS ringTimeoutSec, c.hangup_cause AS hangupCause, c.trunk_fault AS trunkFault, c.fence, c.not_after AS notAfter, c.planned_at AS plannedAt,
       c.originating_at AS originatingAt, c.ringing_at AS ringingAt, c.answered_at AS answeredAt, c.connected_at AS connectedAt,
       c.safe_harbour_at AS safeHarbourAt, c.ended_at AS endedAt, c.wrap_up_until AS wrapUpUntil, c.settled_at AS settledAt,
       CAST(JSON_EXTRACT(c.judged_by, '$.localTimes') AS CHAR) AS localTimes, k.zone AS contactZone, s.meaning
       FROM calls c LEFT JOIN contacts k ON k.id = c.contact_id LEFT JOIN dispositions s ON s.client_id = c.client_id AND s.code = c.disposition_code
      WHERE ${filter}`, values);
  const trails = await readTrails(manager, scope);
  const forbidden = await readForbidden(manager, scope);
  const zonesBefore = await readZonesBefore(manager);
  return found.map(({ notAfter, plannedAt, originatingAt, ringingAt, answeredAt, connectedAt, safeHarbourAt, endedAt, wrapUpUntil, settledAt, fence, trunkFault, localTimes, clientId, ...call }) => ({
    ...call, judgedAtMs: localTimes === null ? null : judgedAtMs(localTimesSchema.parse(JSON.parse(localTimes))), zoneBefore: zonesBefore.get(call.contactId ?? '')?.find(({ untilMs }) => untilMs >= (originatingAt ?? plannedAt).getTime())?.zone ?? null,
    trunkFault: Number(trunkFault) === 1, fence: BigInt(fence), notAfterMs: ms(notAfter), plannedAtMs: plannedAt.getTime(), originatingAtMs: ms(originatingAt), ringingAtMs: ms(ringingAt),
    answeredAtMs: ms(answeredAt), connectedAtMs: ms(connectedAt), safeHarbourAtMs: ms(safeHarbourAt), endedAtMs: ms(endedAt), wrapUpUntilMs: ms(wrapUpUntil),
    settledAtMs: ms(settledAt), forbidden: call.phone === null ? [] : forbidden.get(`${clientId} ${call.phone}`) ?? [], ends: Number(trails.get(call.id)?.ends ?? 0), movedAfterEnd: trails.get(call.id)?.lateStep ?? null,
  }));
}

/** By client and number: the list as it is, what is offered for it, and from the audit trail what was taken off it. */
async function readForbidden(manager: EntityManager, scope: Scope): Promise<Map<string, Forbidden[]>> {
  const [filter, values] = ofScope('c', scope);
  const dialed = `IN (SELECT c.phone FROM calls c WHERE ${filter})`;
  const listed = await rows<{ clientId: string; phone: string; addedAt: Date }>(manager,
    `SELECT client_id AS clientId, phone, added_at AS addedAt FROM do_not_call WHERE phone ${dialed}
      UNION ALL SELECT client_id, phone, offered_at FROM do_not_call_offers WHERE phone ${dialed}`, [...values, ...values]);
  const removed = await rows<{ clientId: string; phone: string; addedAt: string; at: Date }>(manager,
    `SELECT client_id AS clientId, resource_id AS phone, JSON_UNQUOTE(JSON_EXTRACT(was, '$.addedAt')) AS addedAt, at FROM audit_trail
      WHERE resource = 'do-not-call' AND action = 'deleted' AND resource_id ${dialed}`, values);
  const spans = new Map<string, Forbidden[]>();
  const add = (clientId: string, phone: string, fromMs: number, untilMs: number | null): void => {
    const key = `${clientId} ${phone}`;
    spans.set(key, [...spans.get(key) ?? [], { fromMs, untilMs }]);
  };
  for (const { clientId, phone, addedAt } of listed) add(clientId, phone, addedAt.getTime(), null);
  for (const { clientId, phone, addedAt, at } of removed) add(clientId, phone, Date.parse(addedAt), at.getTime());
  return spans;
}

/** By contact, the oldest first: the zones that it had, from the audit trail. */
async function readZonesBefore(manager: EntityManager): Promise<Map<string, { readonly zone: string; readonly untilMs: number }[]>> {
  const found = await rows<{ contactId: string; zone: string; at: Date }>(manager,
    `SELECT resource_id AS contactId, JSON_UNQUOTE(JSON_EXTRACT(was, '$.zone')) AS zone, at FROM audit_trail
      WHERE resource = 'contact' AND action = 'changed' AND JSON_TYPE(JSON_EXTRACT(was, '$.zone')) = 'STRING' ORDER BY id`, []);
  const zones = new Map<string, { zone: string; untilMs: number }[]>();
  for (const { contactId, zone, at } of found) zones.set(contactId, [...zones.get(contactId) ?? [], { zone, untilMs: at.getTime() }]);
  return zones;
}

/** What the evidence says of ends; the evidence itself may be long. */
async function readTrails(manager: EntityManager, scope: Scope): Promise<Map<string, TrailRow>> {
  const [filter, values] = ofScope('c', scope);
  const found = await rows<TrailRow>(manager,
    `SELECT e.call_id AS callId, COUNT(*) AS ends,
       (SELECT s.kind FROM call_events s WHERE s.call_id = e.call_id AND s.id > MIN(e.id) AND s.kind IN (?) LIMIT 1) AS lateStep
       FROM calls c JOIN call_events e ON e.call_id = c.id AND e.kind = 'ended' WHERE ${filter} GROUP BY e.call_id`, [STEPS, ...values]);
  return new Map(found.map((trail) => [trail.callId, trail]));
}

/** Every call of the switch by its id: the gateway it was meant for. */
export async function readCallGateways(manager: EntityManager, { switchId }: Scope): Promise<Map<string, string | null>> {
  const found = await rows<{ id: string; gateway: string | null }>(manager, 'SELECT id, gateway FROM calls WHERE switch_id = ?', [switchId]);
  return new Map(found.map(({ id, gateway }) => [id, gateway]));
}

/** Channels of somebody who was called with a draft, or for a caller: neither is a call of its own. And whether that is over. */
export async function readTrials(manager: EntityManager, { switchId }: Scope): Promise<Map<string, boolean>> {
  const found = await rows<{ id: string; endedAt: Date | null }>(manager, 
    `SELECT id, ended_at AS endedAt FROM flow_trials WHERE switch_id = ?
      UNION ALL SELECT channel_id, ended_at FROM outside_legs WHERE switch_id = ?`, [switchId, switchId]);
  return new Map(found.map(({ id, endedAt }) => [id, endedAt !== null]));
}

export async function readTalks(manager: EntityManager, scope: Scope): Promise<TalkFact[]> {
  const [filter, values] = ofScope('c', scope);
  const found = await rows<Omit<TalkFact, 'fromMs' | 'toMs'> & { fromAt: Date; toAt: Date | null }>(manager,
    `SELECT t.call_id AS callId, t.agent_id AS agentId, t.channel_id AS channelId, t.from_at AS fromAt, t.to_at AS toAt, t.ended_by AS endedBy
       FROM talks t JOIN calls c ON c.id = t.call_id WHERE ${filter}`, values);
  return found.map(({ fromAt, toAt, ...talk }) => ({ ...talk, fromMs: fromAt.getTime(), toMs: ms(toAt) }));
}

export async function readStays(manager: EntityManager, scope: Scope): Promise<StayFact[]> {
  const [filter, values] = ofScope('c', scope);
  const found = await rows<Pick<StayFact, 'callId' | 'queueId' | 'endedBy'> & { fromAt: Date; toAt: Date | null; longestWaitSec: number | null }>(manager,
    `SELECT w.call_id AS callId, w.queue_id AS queueId, w.from_at AS fromAt, w.to_at AS toAt, w.ended_by AS endedBy, q.longest_wait_sec AS longestWaitSec
       FROM waits w JOIN calls c ON c.id = w.call_id LEFT JOIN queues q ON q.id = w.queue_id WHERE ${filter}`, values);
  return found.map(({ fromAt, toAt, longestWaitSec, ...stay }) => ({ ...stay, fromMs: fromAt.getTime(), toMs: ms(toAt), longestWaitMs: longestWaitSec === null ? null : longestWaitSec * 1000 }));
}

export async function readRings(manager: EntityManager, { switchId }: Scope): Promise<RingFact[]> {
  const found = await rows<Pick<RingFact, 'channelId' | 'agentId' | 'callId' | 'endedBy'> & { rungAt: Date; endedAt: Date | null }>(manager,
    `SELECT r.channel_id AS channelId, r.agent_id AS agentId, r.call_id AS callId, r.rung_at AS rungAt, r.ended_at AS endedAt, r.ended_by AS endedBy
       FROM agent_rings r JOIN agents a ON a.id = r.agent_id WHERE a.switch_id = ?`, [switchId]);
  return found.map(({ rungAt, endedAt, ...ring }) => ({ ...ring, rungAtMs: rungAt.getTime(), endedAtMs: ms(endedAt) }));
}

export async function readTargets(manager: EntityManager, { switchId, campaignIds }: Scope): Promise<TargetFact[]> {
  return await rows<TargetFact>(manager,
    `SELECT t.id, t.campaign_id AS campaignId, t.state, t.zone, t.attempts, t.result, t.last_call_id AS lastCallId
       FROM targets t JOIN campaigns g ON g.id = t.campaign_id WHERE g.switch_id = ?${campaignIds === null ? '' : ' AND g.id IN (?)'}`, [switchId, ...campaignIds === null ? [] : [campaignIds]]);
}

export async function readCampaigns(manager: EntityManager, { switchId, campaignIds }: Scope): Promise<Map<string, CampaignFact>> {
  const found = await manager.findBy(Campaign, { switchId, ...campaignIds === null ? {} : { id: In([...campaignIds]) } });
  return new Map(found.map(({ id, status, wrapUpSec, callingHours, startedAt, endedAt, lawProfile, purpose, delivery, observesHolidays, countries }) =>
    [id, { id, status, wrapUpSec, callingHours, law: { lawProfile, purpose, delivery, observesHolidays: Boolean(observesHolidays), countries },
      recallLockHours: abandonmentLawOf({ lawProfile, purpose, countries }).recallLockHours, startedAtMs: ms(startedAt), endedAtMs: ms(endedAt) }]));
}

export async function readTotals(manager: EntityManager, { switchId, campaignIds }: Scope): Promise<OutcomeTotal[]> {
  const found = await rows<Omit<OutcomeTotal, 'calls'> & { calls: string }>(manager,
    `SELECT o.campaign_id AS campaignId, DATE_FORMAT(o.day, '%Y-%m-%d') AS day, o.outcome, o.calls
       FROM campaign_outcomes o JOIN campaigns g ON g.id = o.campaign_id WHERE g.switch_id = ?${campaignIds === null ? '' : ' AND g.id IN (?)'}`, [switchId, ...campaignIds === null ? [] : [campaignIds]]);
  return found.map((total) => ({ ...total, calls: Number(total.calls) }));
}

export async function readRecordings(manager: EntityManager, scope: Scope): Promise<RecordingFact[]> {
  const [filter, values] = ofScope('c', scope);
  const found = await rows<{ callId: string; path: string; stoppedAt: Date | null }>(manager,
    `SELECT r.call_id AS callId, r.path, r.stopped_at AS stoppedAt FROM recordings r JOIN calls c ON c.id = r.call_id WHERE ${filter}`, values);
  return found.map(({ callId, path, stoppedAt }) => ({ callId, path, stoppedAtMs: ms(stoppedAt) }));
}

export async function readGateways(manager: EntityManager, { switchId }: Scope): Promise<Map<string, GatewayFact>> {
  const found = await manager.findBy(Gateway, { switchId });
  return new Map(found.map((gateway) => [gateway.name, { name: gateway.name, callsPerSec: gateway.callsPerSec, maxLines: gateway.maxLines, destinations: destinationsOf(gateway),
    numberFormat: gateway.numberFormat ?? DEFAULT_NUMBER_FORMAT }]));
}

export async function readStops(manager: EntityManager): Promise<StopFact[]> {
  const found = await rows<{ fromAt: Date; untilAt: Date | null; reason: string }>(manager, 'SELECT stopped_at AS fromAt, lifted_at AS untilAt, reason FROM dialing_stops', []);
  return found.map(({ fromAt, untilAt, reason }) => ({ fromMs: fromAt.getTime(), untilMs: ms(untilAt), reason }));
}

export async function readAgents(manager: EntityManager, { switchId }: Scope): Promise<AgentFact[]> {
  const found = await manager.findBy(Agent, { switchId });
  const gateways = await manager.findBy(Gateway, { switchId });
  const formatOf = (name: string | null): NumberFormat => gateways.find((gateway) => gateway.name === name)?.numberFormat ?? DEFAULT_NUMBER_FORMAT;
  return found.map(({ id, status, legChannelId, legKind, legAddress, legGateway }) => ({
    id, status, legChannelId, ...(legKind === 'gateway' ? { legNumber: dialedNumber(legAddress, formatOf(legGateway)), legGateway } : { legNumber: null, legGateway: null }),
  }));
}

export async function readCommands(manager: EntityManager, { switchId }: Scope): Promise<CommandFact[]> {
  const found = await manager.find(Command, { where: [{ switchId, state: 'pending' }, { switchId, kind: 'call-hangup' }] });
  return found.map(({ id, kind, state, createdAt, payload }) => ({ id, kind, state, createdAtMs: createdAt.getTime(), callId: payload['callId'] ?? null }));
}

export async function readOwnerFence(manager: EntityManager, { switchId }: Scope): Promise<bigint | null> {
  const lease = await manager.findOneBy(Lease, { name: `switch:${switchId}` });
  return lease === null ? null : BigInt(lease.fence);
}

export async function readNowMs(manager: EntityManager): Promise<number> {
  const [row] = await rows<{ now: Date }>(manager, 'SELECT UTC_TIMESTAMP(3) AS now', []);
  if (row === undefined) throw new Error('the database does not tell the time');
  return row.now.getTime();
}

/** Of a table of calls by this name: which are judged. */
export function ofScope(calls: string, { switchId, campaignIds, callersFrom }: Scope): [sql: string, values: unknown[]] {
  if (campaignIds === null) return [`${calls}.switch_id = ?`, [switchId]];
  if (callersFrom === null) return [`${calls}.switch_id = ? AND ${calls}.campaign_id IN (?)`, [switchId, campaignIds]];
  return [`${calls}.switch_id = ? AND (${calls}.campaign_id IN (?) OR (${calls}.direction = 'inbound' AND ${calls}.planned_at >= ?))`, [switchId, campaignIds, callersFrom]];
}
