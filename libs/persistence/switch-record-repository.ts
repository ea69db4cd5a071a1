import type { DataSource, EntityManager } from 'typeorm';
import type { SwitchRecord } from '@paceline/domain/call/switch-record';
import { SwitchRecordRow } from './entities/switch-records';
import { amendLostCall, lockCall } from './lost-call-amendment';
import { inTransaction, write } from './transaction';
import { keepUnheardMessage } from './unheard-message';

/** What taking a record in did. `known`: it was there already, and nothing was left to be amended. */
export type Taking = 'stored' | 'known' | 'amended';

/** The second record of calls: what the switch itself wrote down. */
export class SwitchRecordRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The record of a leg, if it was taken in. */
  async find(switchId: string, channelId: string): Promise<SwitchRecord | null> {
    const row = await this.dataSource.manager.findOneBy(SwitchRecordRow, { switchId, channelId });
    return row === null ? null : recordOf(row);
  }

  /** Takes a record in, once however often it comes, and amends the call that was ended as LOST without it. */
  async take(switchId: string, record: SwitchRecord): Promise<Taking> {
    return await inTransaction(this.dataSource, async (manager) => {
      // First: an end as LOST that is being written is waited for, and one that comes later finds the record.
      const call = await lockCall(manager, switchId, record.channelId);
      const stored = await insert(manager, switchId, record);
      const message = await keepUnheardMessage(manager, switchId, record);
      if (call !== null && await amendLostCall(manager, call, record, message)) return 'amended';
      return stored ? 'stored' : 'known';
    });
  }

  /** Forgets records that were taken in so long ago, a batch at most; says how many. */
  async prune(keepDays: number, atMost: number): Promise<number> {
    const pruned = await write(this.dataSource,
      'DELETE FROM switch_records WHERE taken_at < TIMESTAMPADD(DAY, ?, UTC_TIMESTAMP(3)) ORDER BY taken_at LIMIT ?', [-keepDays, atMost]);
    return pruned.affectedRows;
  }
}

/** For the transaction that has just ended a call as LOST. */
export async function amendByStoredRecord(manager: EntityManager, callId: string): Promise<void> {
  const row = await manager.findOneBy(SwitchRecordRow, { channelId: callId });
  const call = row === null ? null : await lockCall(manager, row.switchId, callId);
  if (row !== null && call !== null) await amendLostCall(manager, call, recordOf(row), await keepUnheardMessage(manager, row.switchId, recordOf(row)));
}

async function insert(manager: EntityManager, switchId: string, record: SwitchRecord): Promise<boolean> {
  const inserted = await write(manager,
    `INSERT IGNORE INTO switch_records (channel_id, switch_id, direction, number, account_code, cause, sip_status, sip_reason,
       created_at, ringing_at, answered_at, bridged_at, safe_harbour_at, ended_at, recorded_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [record.channelId, switchId, record.direction, record.number, record.accountCode, record.cause, record.sip.status, record.sip.reason,
      ...[record.createdAtMs, record.ringingAtMs, record.answeredAtMs, record.bridgedAtMs, record.safeHarbourAtMs, record.endedAtMs].map((atMs) => atMs === null ? null : new Date(atMs)), record.recordedMs]);
  return inserted.affectedRows === 1;
}

function recordOf(row: SwitchRecordRow): SwitchRecord {
  return {
    channelId: row.channelId, direction: row.direction, number: row.number, accountCode: row.accountCode, cause: row.cause,
    sip: { status: row.sipStatus, reason: row.sipReason },
    safeHarbourAtMs: row.safeHarbourAt?.getTime() ?? null, createdAtMs: row.createdAt.getTime(), ringingAtMs: row.ringingAt?.getTime() ?? null,
    answeredAtMs: row.answeredAt?.getTime() ?? null, bridgedAtMs: row.bridgedAt?.getTime() ?? null, endedAtMs: row.endedAt.getTime(), recordedMs: row.recordedMs,
  };
}
