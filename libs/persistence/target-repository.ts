import type { DataSource, EntityManager } from 'typeorm';
import { claimTargets, type ClaimRequest, type ClaimResult, type ClaimSlot } from './target-claim';
import { growsByItself } from './growing-lists';
import { rows } from './transaction';

/** Targets of campaigns: claimed, counted. */
export class TargetRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The zones and priorities that a campaign's ready targets have; few, whatever their number. Grouped by all
   * columns of the index in their order: only so does the database jump from group to group instead of
   * reading every ready target.
   */
  async slots(campaignId: string): Promise<ClaimSlot[]> {
    return await rows<ClaimSlot>(this.dataSource,
      "SELECT zone, priority FROM targets WHERE campaign_id = ? AND state = 'ready' GROUP BY campaign_id, state, zone, priority", [campaignId]);
  }

  async counts(campaignId: string): Promise<Record<'ready' | 'calling' | 'done', number>> {
    const found = await rows<{ state: 'ready' | 'calling' | 'done'; n: string }>(this.dataSource,
      'SELECT state, COUNT(*) AS n FROM targets WHERE campaign_id = ? GROUP BY state', [campaignId]);
    const counts = { ready: 0, calling: 0, done: 0 };
    for (const { state, n } of found) counts[state] = Number(n);
    return counts;
  }

  /** Nothing left to do: every target has its result. */
  async allDone(campaignId: string, on: DataSource | EntityManager = this.dataSource): Promise<boolean> {
    const [open] = await rows(on, "SELECT 1 FROM targets WHERE campaign_id = ? AND state IN ('ready', 'calling') LIMIT 1", [campaignId]);
    return open === undefined && !await growsByItself(on, campaignId);
  }

  /** Ready targets whose time has come, or comes within so many seconds, counted up to `atMost`. */
  async countDue(campaignId: string, slots: readonly ClaimSlot[], atMost: number, withinSec = 0): Promise<number> {
    let due = 0;
    for (const slot of slots) {
      if (due >= atMost) break;
      const [found] = await rows<{ n: string }>(this.dataSource,
        `SELECT COUNT(*) AS n FROM (SELECT 1 FROM targets FORCE INDEX (targets_claim)
          WHERE campaign_id = ? AND state = 'ready' AND zone = ? AND priority = ? AND next_at <= UTC_TIMESTAMP(3) + INTERVAL ? SECOND LIMIT ?) due`,
        [campaignId, slot.zone, slot.priority, withinSec, atMost - due]);
      due += Number(found?.n ?? 0);
    }
    return due;
  }

  /** When the first of the ready targets of these slots may be called; null when there is none. */
  async nextDue(campaignId: string, slots: readonly ClaimSlot[]): Promise<Date | null> {
    let next: Date | null = null;
    for (const slot of slots) {
      const [first] = await rows<{ at: Date }>(this.dataSource,
        `SELECT next_at AS at FROM targets FORCE INDEX (targets_claim)
          WHERE campaign_id = ? AND state = 'ready' AND zone = ? AND priority = ? ORDER BY next_at LIMIT 1`, [campaignId, slot.zone, slot.priority]);
      if (first !== undefined && (next === null || first.at < next)) next = first.at;
    }
    return next;
  }

  /** See `claimTargets`. */
  async claim(request: ClaimRequest): Promise<ClaimResult> {
    return await claimTargets(this.dataSource, request);
  }
}
