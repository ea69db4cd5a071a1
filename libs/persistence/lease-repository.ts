import type { DataSource } from 'typeorm';
import { rows, write } from './transaction';

/**
 * Leases: one owner at a time for a switch's command stream or a campaign's pacing. Time is the
 * database's own clock, so workers whose clocks disagree still agree on who owns what. Every new owner
 * gets a higher fence; writes carry it, and the database ignores those of an older one.
 */
export class LeaseRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Takes a free or expired lease. Null while anybody holds it, the same owner under an earlier fence included. */
  async acquire(name: string, owner: string, ttlMs: number): Promise<{ readonly fence: bigint } | null> {
    await write(this.dataSource, "INSERT IGNORE INTO leases (name, owner, fence, expires_at) VALUES (?, '', 0, '2000-01-01')", [name]);
    // `fence` is assigned before `owner`: MySQL evaluates single-table assignments from left to right.
    const taken = await write(this.dataSource,
      `UPDATE leases SET fence = fence + 1, owner = ?, expires_at = TIMESTAMPADD(MICROSECOND, ? * 1000, UTC_TIMESTAMP(3))
        WHERE name = ? AND (owner = '' OR expires_at < UTC_TIMESTAMP(3))`, [owner, ttlMs, name]);
    if (taken.affectedRows === 0) return null;
    const [lease] = await rows<{ fence: string }>(this.dataSource, 'SELECT fence FROM leases WHERE name = ? AND owner = ?', [name, owner]);
    return lease === undefined ? null : { fence: BigInt(lease.fence) };
  }

  /** False when the lease was lost: whoever held it must act no more. */
  async renew(name: string, owner: string, fence: bigint, ttlMs: number): Promise<boolean> {
    const renewed = await write(this.dataSource,
      `UPDATE leases SET expires_at = TIMESTAMPADD(MICROSECOND, ? * 1000, UTC_TIMESTAMP(3))
        WHERE name = ? AND owner = ? AND fence = ? AND expires_at >= UTC_TIMESTAMP(3)`, [ttlMs, name, owner, fence.toString()]);
    return renewed.affectedRows === 1;
  }

  async release(name: string, owner: string, fence: bigint): Promise<void> {
    await write(this.dataSource,
      "UPDATE leases SET owner = '', expires_at = UTC_TIMESTAMP(3) WHERE name = ? AND owner = ? AND fence = ?", [name, owner, fence.toString()]);
  }
}
