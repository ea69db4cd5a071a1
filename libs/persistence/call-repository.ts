import type { Evidence } from '@paceline/platform/law/evidence';
import type { DataSource } from 'typeorm';
import type { OutboundOutcome } from '@paceline/domain/call/outcome';
import type { CallEventRow } from './call-event-row';
import { writeCalls, type CallEntry } from './call-ledger';
import { Call } from './entities/calls';
import { DIALING_ALLOWED } from './dialing-stop';
import type { Settlement } from './settlement';
import { rows, write } from './transaction';

/** Calls of one switch, written by its owner under its fence. */
export class CallRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(callId: string): Promise<Call | null> {
    return await this.dataSource.manager.findOneBy(Call, { id: callId });
  }

  /** Every call of a switch that somebody still has to deal with: live, or ended and not settled. */
  async unsettled(switchId: string): Promise<Call[]> {
    return await this.dataSource.manager.createQueryBuilder(Call, 'c')
      .where('c.switchId = :switchId AND c.settledAt IS NULL', { switchId }).orderBy('c.plannedAt').getMany();
  }

  /** What an earlier owner writes of these calls from now on changes nothing. */
  async makeOurs(callIds: readonly string[], fence: bigint): Promise<void> {
    await write(this.dataSource, 'UPDATE calls FORCE INDEX (PRIMARY) SET fence = ? WHERE id IN (?) AND fence < ? AND ended_at IS NULL', [fence.toString(), callIds, fence.toString()]);
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
   * was given back, is too old, its number is forbidden, all dialing is stopped, or the fence is not the newest.
   */
  async commitOriginating(callId: string, fence: bigint, judgedBy: Evidence | null = null): Promise<boolean> {
    const committed = await write(this.dataSource,
      `UPDATE calls SET state = 'originating', originating_at = UTC_TIMESTAMP(3), judged_by = ?, fence = ?
        WHERE id = ? AND state = 'planned' AND not_after > UTC_TIMESTAMP(3) AND fence <= ?
          AND NOT EXISTS (SELECT 1 FROM do_not_call WHERE do_not_call.client_id = calls.client_id AND do_not_call.phone = calls.phone)
          AND NOT EXISTS (SELECT 1 FROM do_not_call_offers WHERE do_not_call_offers.client_id = calls.client_id AND do_not_call_offers.phone = calls.phone) AND ${DIALING_ALLOWED}`, [judgedBy === null ? null : JSON.stringify(judgedBy), fence.toString(), callId, fence.toString()]);
    return committed.affectedRows === 1;
  }

  /**
   * Writes what happened to many calls, each its own entry, in one transaction; see `writeCalls`.
   * @param again it was tried before, and its answer may have been lost
   */
  async write(fence: bigint, entries: readonly CallEntry[], again = false): Promise<readonly boolean[]> {
    return await writeCalls(this.dataSource, fence, entries, again);
  }

  /** Tells the target what came of an ended call, once. False when that was done before; `event` is the evidence. */
  async settle(settlement: Settlement, event: CallEventRow): Promise<boolean> {
    const [settled] = await this.write(0n, [{ callId: settlement.callId, patch: {}, events: [event], settlement }]);
    return settled === true;
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
