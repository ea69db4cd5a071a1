import type { DataSource, EntityManager } from 'typeorm';
import { FREQUENCY_REFUSALS, PUT_OFF_STEP_MS, type FrequencyRefusal } from '@paceline/domain/compliance/frequency';
import type { DialRefusal } from '@paceline/domain/compliance/may-dial';
import { rows, write } from './transaction';

/** Targets that wait because of earlier calls; `nextAt`: when the first of them may be called. */
export interface PutOff { readonly reason: FrequencyRefusal; readonly targets: number; readonly nextAt: Date }

/**
 * The instant up to which a target is really put off: one that waits for earlier calls together with others that wait about as
 * long. So they are counted in a few thousand rows a day at most, however long the list.
 */
export function putOffUntilMs(untilMs: number, because: DialRefusal | null): number {
  return isCounted(because) ? Math.ceil(untilMs / PUT_OFF_STEP_MS) * PUT_OFF_STEP_MS : untilMs;
}

function isCounted(because: DialRefusal | null): boolean {
  return FREQUENCY_REFUSALS.some((one) => one === because);
}

/** Within the transaction that puts them off. A target is counted once: it is asked for again when its time has come, not before. */
export async function countPutOff(manager: EntityManager, campaignId: string, putOff: readonly { readonly reason: DialRefusal | null; readonly untilMs: number }[]): Promise<void> {
  const counts = new Map<string, { readonly reason: DialRefusal | null; readonly untilMs: number; targets: number }>();
  for (const { reason, untilMs } of putOff) {
    if (!isCounted(reason)) continue;
    const key = `${reason ?? ''} ${String(untilMs)}`;
    const count = counts.get(key) ?? { reason, untilMs, targets: 0 };
    count.targets++;
    counts.set(key, count);
  }
  if (counts.size === 0) return;
  await write(manager, 'DELETE FROM campaign_put_off WHERE campaign_id = ? AND until_at <= UTC_TIMESTAMP()', [campaignId]);
  await write(manager,
    `INSERT INTO campaign_put_off (campaign_id, until_at, reason, targets) VALUES ${[...counts].map(() => '(?, ?, ?, ?)').join(', ')}
     ON DUPLICATE KEY UPDATE targets = campaign_put_off.targets + VALUES(targets)`,
    [...counts.values()].flatMap(({ reason, untilMs, targets }) => [campaignId, new Date(untilMs), reason, targets]));
}

export async function putOffOf(dataSource: DataSource, campaignId: string): Promise<PutOff[]> {
  const found = await rows<{ reason: FrequencyRefusal; targets: string; nextAt: Date }>(dataSource,
    `SELECT reason, SUM(targets) AS targets, MIN(until_at) AS nextAt FROM campaign_put_off
      WHERE campaign_id = ? AND until_at > UTC_TIMESTAMP() GROUP BY reason ORDER BY reason`, [campaignId]);
  return found.map((one) => ({ ...one, targets: Number(one.targets) }));
}
