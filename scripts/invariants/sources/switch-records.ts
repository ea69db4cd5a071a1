import { rows } from '@paceline/persistence';
import type { EntityManager } from 'typeorm';
import type { Dial } from '../world';
import type { DialLog } from './call-log';

interface RecordRow {
  channelId: string; number: string; cause: string | null; sipStatus: number; sipReason: string;
  createdAt: Date | null; ringingAt: Date | null; answeredAt: Date | null; bridgedAt: Date | null; endedAt: Date | null;
}

/** The call records that a real switch gave; null when this database keeps none. */
export async function readSwitchRecords(manager: EntityManager, switchId: string, accountCode: string): Promise<DialLog | null> {
  const [table] = await rows(manager, "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'switch_records'", []);
  if (table === undefined) return null;
  const found = await rows<RecordRow>(manager,
    `SELECT channel_id AS channelId, number, cause, sip_status AS sipStatus, sip_reason AS sipReason, created_at AS createdAt, ringing_at AS ringingAt,
       answered_at AS answeredAt, bridged_at AS bridgedAt, ended_at AS endedAt
       FROM switch_records WHERE switch_id = ? AND direction = 'outbound' AND account_code = ? AND created_at IS NOT NULL ORDER BY created_at`, [switchId, accountCode]);
  const dials = found.map(toDial);
  return { complete: false, coversSinceMs: dials[0]?.atMs ?? Number.POSITIVE_INFINITY, dials };
}

function toDial(row: RecordRow): Dial {
  const endedAtMs = row.endedAt?.getTime() ?? null;
  return {
    channelId: row.channelId, gateway: '', number: row.number ?? '', atMs: row.createdAt?.getTime() ?? 0, ringingAtMs: row.ringingAt?.getTime() ?? null,
    answeredAtMs: row.answeredAt?.getTime() ?? null, endedAtMs, cause: row.cause, sip: { status: Number(row.sipStatus), reason: row.sipReason }, endedBy: null,
    // It tells when it was bridged first, and neither with whom nor for how long.
    bridges: row.bridgedAt === null ? [] : [{ otherId: 'unknown', atMs: row.bridgedAt.getTime(), untilMs: endedAtMs }], messagesAtMs: null,
  };
}
