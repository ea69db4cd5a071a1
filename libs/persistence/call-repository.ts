import type { Evidence } from '@paceline/platform/law/evidence';
import type { DataSource, EntityManager } from 'typeorm';
import type { TalkEnd } from '@paceline/domain/call/talk';
import { isOutboundOutcome, type OutboundOutcome, type Outcome } from '@paceline/domain/call/outcome';
import { LOST_CAUSE } from '@paceline/domain/call/switch-record';
import { countEnd } from './call-tallies';
import type { CallEventRow } from './call-event-row';
import { Call } from './entities/calls';
import { DIALING_ALLOWED } from './dialing-stop';
import { forbidPhonesOf } from './do-not-call';
import { writeTargetAfter } from './settled-target';
import { snake } from './snake-naming';
import { offerForDoNotCall } from './refused-calls';
import type { Settlement } from './settlement';
import { writeTalks } from './talk-writes';
import { amendByStoredRecord } from './switch-record-repository';
import { inTransaction, rows, write } from './transaction';

/** Columns that the owner of a switch may change while a call lives. */
export type CallPatch = Partial<Pick<Call,
  'state' | 'outcome' | 'agentId' | 'gateway' | 'ringingAt' | 'answeredAt' | 'connectedAt' | 'safeHarbourAt' | 'endedAt' | 'hangupCause' | 'sipStatus' | 'sipReason' | 'trunkFault' | 'wrapUpUntil'>>;

/** What every end says. `talkEnd`: why the talk ended that may be open; left out of a call that had none. */
export interface CallEnd { readonly outcome: Outcome; readonly endedAt: Date; readonly talkEnd?: TalkEnd }

/** Calls of one switch, written by its owner under its fence. */
export class CallRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(callId: string): Promise<Call | null> {
    return await this.dataSource.manager.findOneBy(Call, { id: callId });
  }

  /** Somebody has said already what came of it. */
  async isSettled(callId: string): Promise<boolean> {
    return (await rows(this.dataSource, 'SELECT 1 FROM calls WHERE id = ? AND settled_at IS NOT NULL', [callId])).length > 0;
  }

  /** Every call of a switch that somebody still has to deal with: live, or ended and not settled. */
  async unsettled(switchId: string): Promise<Call[]> {
    return await this.dataSource.manager.createQueryBuilder(Call, 'c')
      .where('c.switchId = :switchId AND c.settledAt IS NULL', { switchId }).orderBy('c.plannedAt').getMany();
  }

  /** Calls that were planned and not sent in time: their targets must go back, whoever planned them. */
  async expiredPlans(switchId: string): Promise<string[]> {
    const expired = await rows<{ id: string }>(this.dataSource,
      `SELECT id FROM calls WHERE switch_id = ? AND settled_at IS NULL AND state = 'planned'
        AND not_after < TIMESTAMPADD(SECOND, -5, UTC_TIMESTAMP(3)) LIMIT 100`, [switchId]);
    return expired.map((call) => call.id);
  }

  /** Ended calls whose wrap-up is over by seconds, and whose agent is not there to be waited for. */
  async overdueWrapUps(switchId: string): Promise<string[]> {
    const overdue = await rows<{ id: string }>(this.dataSource,
      `SELECT id FROM calls WHERE switch_id = ? AND settled_at IS NULL AND state = 'ended'
        AND wrap_up_until < TIMESTAMPADD(SECOND, -2, UTC_TIMESTAMP(3)) LIMIT 100`, [switchId]);
    return overdue.map((call) => call.id);
  }

  /**
   * The last step before the socket: PLANNED becomes ORIGINATING, once. False when it was sent already,
   * was given back, is too old, all dialing is stopped, or the fence is not the newest.
   */
  async commitOriginating(callId: string, fence: bigint, judgedBy: Evidence | null = null): Promise<boolean> {
    const committed = await write(this.dataSource,
      `UPDATE calls SET state = 'originating', originating_at = UTC_TIMESTAMP(3), judged_by = ?, fence = ?
        WHERE id = ? AND state = 'planned' AND not_after > UTC_TIMESTAMP(3) AND fence <= ? AND ${DIALING_ALLOWED}`, [judgedBy === null ? null : JSON.stringify(judgedBy), fence.toString(), callId, fence.toString()]);
    return committed.affectedRows === 1;
  }

  /**
   * False when the call has ended already or a newer owner has written: then nothing was changed.
   * @param again it was tried before, and its answer may have been lost
   */
  async update(callId: string, fence: bigint, patch: CallPatch, events: readonly CallEventRow[], again = false): Promise<boolean> {
    // One transaction: an owner who is held up in between would write its evidence behind the end that the next one wrote.
    return await inTransaction(this.dataSource, async (manager) => {
      if (!await updateLive(manager, callId, fence, patch)) return false;
      if (again && await isWritten(manager, callId, events)) return true;
      await insertEvents(manager, callId, events);
      await writeTalks(manager, callId, events);
      return true;
    });
  }

  /** Ends a call and, unless an agent still has to say what came of it, settles its target: one transaction. */
  async end(
    callId: string, fence: bigint,
    { talkEnd, ...patch }: CallPatch & CallEnd,
    events: readonly CallEventRow[], settlement: Settlement | null,
  ): Promise<boolean> {
    return await inTransaction(this.dataSource, async (manager) => {
      if (!await updateLive(manager, callId, fence, { ...patch, state: 'ended' })) return false;
      await insertEvents(manager, callId, events);
      await writeTalks(manager, callId, events, talkEnd === undefined ? null : { endedAt: patch.endedAt, by: talkEnd, wrapUpUntil: patch.wrapUpUntil ?? patch.endedAt });
      // One whose end nobody heard stopped with its call at the latest; what the switch still says of it goes before.
      await write(manager, 'UPDATE recordings SET stopped_at = ? WHERE call_id = ? AND stopped_at IS NULL', [patch.endedAt, callId]);
      if (settlement !== null) await settle(manager, settlement);
      await offerForDoNotCall(manager, callId, patch.outcome);
      await countEnd(manager, callId);
      // Its record may have been taken in since somebody looked for it: then, not knowing of the end, it amended nothing.
      if (patch.hangupCause === LOST_CAUSE) await amendByStoredRecord(manager, callId);
      return true;
    });
  }

  /** Tells the target what came of an ended call, once. False when that was done before; `event` is the evidence. */
  async settle(settlement: Settlement, event: CallEventRow): Promise<boolean> {
    return await inTransaction(this.dataSource, async (manager) => {
      if (!await settle(manager, settlement)) return false;
      await insertEvents(manager, settlement.callId, [event]);
      return true;
    });
  }

  /** @param again it was tried before, and its answer may have been lost: what is there is not written twice */
  async addEvents(callId: string, events: readonly CallEventRow[], again = false): Promise<void> {
    if (again && await isWritten(this.dataSource.manager, callId, events)) return;
    await insertEvents(this.dataSource.manager, callId, events);
  }

  async recordingStarted(callId: string, path: string, at: Date): Promise<void> {
    // Told late, the call may have ended meanwhile: the lock is what the end of a call waits for, or has.
    await write(this.dataSource,
      'INSERT IGNORE INTO recordings (call_id, path, started_at, stopped_at) SELECT id, ?, ?, ended_at FROM calls WHERE id = ? LOCK IN SHARE MODE', [path, at, callId]);
  }

  async recordingStopped(path: string, at: Date, lengthMs: number): Promise<void> {
    await write(this.dataSource,
      'UPDATE recordings SET stopped_at = ?, length_ms = ? WHERE path = ? AND length_ms IS NULL', [at, lengthMs, path]);
  }

  /** Calls of a campaign by outcome since a day (UTC), the abandonment window's numerator and denominator among them. */
  async totals(campaignId: string, since: Date): Promise<Readonly<Partial<Record<OutboundOutcome, number>>>> {
    const found = await rows<{ outcome: OutboundOutcome; n: string }>(this.dataSource,
      'SELECT outcome, SUM(calls) AS n FROM campaign_outcomes WHERE campaign_id = ? AND day >= DATE(?) GROUP BY outcome', [campaignId, since]);
    return Object.fromEntries(found.map(({ outcome, n }) => [outcome, Number(n)]));
  }
}

async function updateLive(manager: EntityManager, callId: string, fence: bigint, patch: CallPatch): Promise<boolean> {
  const columns = Object.entries(patch).filter(([, value]) => value !== undefined);
  const assignments = ['fence = ?', ...columns.map(([name]) => `${snake(name)} = ?`)].join(', ');
  const changed = await write(manager,
    `UPDATE calls SET ${assignments} WHERE id = ? AND fence <= ? AND ended_at IS NULL`,
    [fence.toString(), ...columns.map(([, value]) => value), callId, fence.toString()]);
  return changed.affectedRows === 1;
}

/** They are inserted by one statement: all of them or none. */
async function isWritten(manager: EntityManager, callId: string, [first]: readonly CallEventRow[]): Promise<boolean> {
  if (first === undefined) return true;
  return (await rows(manager, 'SELECT 1 FROM call_events WHERE call_id = ? AND at = ? AND kind = ? LIMIT 1', [callId, first.at, first.kind])).length > 0;
}

async function insertEvents(manager: EntityManager, callId: string, events: readonly CallEventRow[]): Promise<void> {
  if (events.length === 0) return;
  await write(manager, `INSERT INTO call_events (call_id, at, kind, data) VALUES ${events.map(() => '(?, ?, ?, ?)').join(', ')}`,
    events.flatMap((event) => [callId, event.at, event.kind, JSON.stringify(event.data)]));
}

async function settle(manager: EntityManager, settlement: Settlement): Promise<boolean> {
  const [call] = await rows<{ targetId: string | null; outcome: Outcome }>(manager,
    `SELECT target_id AS targetId, outcome FROM calls
      WHERE id = ? AND ended_at IS NOT NULL AND settled_at IS NULL FOR UPDATE`, [settlement.callId]);
  if (call === undefined) return false;
  const { disposition } = settlement;
  await write(manager,
    `UPDATE calls c LEFT JOIN talks t ON t.call_id = c.id
       SET c.settled_at = UTC_TIMESTAMP(3), c.wrap_up_until = NULL, t.wrap_up_until = GREATEST(t.to_at, LEAST(t.wrap_up_until, UTC_TIMESTAMP(3))),
       c.disposition_code = ?, c.disposition_by = ?, c.note = COALESCE(?, c.note) WHERE c.id = ?`,
    [disposition?.code ?? null, disposition?.by ?? null, disposition?.note ?? null, settlement.callId]);
  if (call.targetId !== null && isOutboundOutcome(call.outcome)) await settleTarget(manager, settlement, call.targetId, call.outcome);
  if (settlement.doNotCall !== null) await forbidPhonesOf(manager, settlement.callId, settlement.doNotCall.reason, settlement.doNotCall.byUserId);
  return true;
}

async function settleTarget(manager: EntityManager, settlement: Settlement, targetId: string, outcome: OutboundOutcome): Promise<void> {
  const [target] = await rows<{ attempts: number; phonePosition: number; phones: string; same: string }>(manager,
    `SELECT t.attempts, t.phone_position AS phonePosition,
       (SELECT COUNT(*) FROM contact_phones p WHERE p.contact_id = t.contact_id) AS phones,
       (SELECT COUNT(*) FROM calls c WHERE c.target_id = t.id AND c.outcome = ? AND c.id <> ? AND c.trunk_fault = FALSE) AS same
       FROM targets t WHERE t.id = ? AND t.state = 'calling' AND t.last_call_id = ? FOR UPDATE`,
    [outcome, settlement.callId, targetId, settlement.callId]);
  if (target === undefined) return;
  const after = settlement.decide({
    attemptsBefore: target.attempts, sameOutcomeBefore: Number(target.same),
    phonePosition: target.phonePosition, phoneCount: Number(target.phones),
  }, outcome);
  await writeTargetAfter(manager, targetId, after);
}
