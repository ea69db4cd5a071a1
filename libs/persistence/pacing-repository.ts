import type { DataSource } from 'typeorm';
import { rows, write } from './transaction';

export interface KeptPacing {
  readonly state: unknown;
  /** The newest decision that is worth showing; null before the first. */
  readonly newest: unknown;
  readonly atMs: number;
}

/** Decisions of a stretch of time, packed. */
export interface DecisionChunk { readonly id: string; readonly fromAtMs: number; readonly toAtMs: number; readonly packed: Buffer }

/** The pacer's state and its decisions of the last day. */
export class PacingRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Null when there is none, or when it cannot be read. */
  async load(campaignId: string): Promise<KeptPacing | null> {
    const [kept] = await rows<{ state: unknown; newest: unknown; at: Date }>(this.dataSource, 'SELECT state, newest, at FROM campaign_pacing WHERE campaign_id = ?', [campaignId]);
    return kept === undefined ? null : { state: parsed(kept.state), newest: parsed(kept.newest), atMs: kept.at.getTime() };
  }

  /** False, and nothing changed, when an owner with a newer fence of the campaign's lease has written. */
  async save(campaignId: string, fence: bigint, state: object, newest: object | null): Promise<boolean> {
    const texts = [JSON.stringify(state), newest === null ? null : JSON.stringify(newest)];
    await write(this.dataSource, "INSERT IGNORE INTO campaign_pacing (campaign_id, state, newest, fence, at) VALUES (?, '{}', NULL, 0, UTC_TIMESTAMP(3))", [campaignId]);
    const saved = await write(this.dataSource,
      'UPDATE campaign_pacing SET state = ?, newest = COALESCE(?, newest), fence = ?, at = UTC_TIMESTAMP(3) WHERE campaign_id = ? AND fence <= ?',
      [...texts, fence.toString(), campaignId, fence.toString()]);
    return saved.affectedRows === 1;
  }

  async addDecisions(campaignId: string, fromAtMs: number, toAtMs: number, packed: Buffer): Promise<void> {
    await write(this.dataSource, 'INSERT INTO campaign_decisions (campaign_id, from_at, to_at, packed) VALUES (?, ?, ?, ?)',
      [campaignId, new Date(fromAtMs), new Date(toAtMs), packed]);
  }

  /** The chunks that reach into a stretch of time, one after the other: a whole day of them need not be in memory at once. */
  async *decisions(campaignId: string, fromMs: number, toMs: number, newestFirst = false): AsyncGenerator<DecisionChunk> {
    const found = await rows<{ id: string; fromAt: Date; toAt: Date }>(this.dataSource,
      `SELECT id, from_at AS fromAt, to_at AS toAt FROM campaign_decisions WHERE campaign_id = ? AND to_at >= ? AND from_at <= ? ORDER BY from_at ${newestFirst ? 'DESC' : 'ASC'}, id`,
      [campaignId, new Date(fromMs), new Date(toMs)]);
    for (const { id, fromAt, toAt } of found) {
      const [row] = await rows<{ packed: Buffer }>(this.dataSource, 'SELECT packed FROM campaign_decisions WHERE id = ?', [id]);
      if (row !== undefined) yield { id, fromAtMs: fromAt.getTime(), toAtMs: toAt.getTime(), packed: row.packed };
    }
  }

  /** Forgets decisions that are older, a batch at most; says how many chunks. */
  async prune(keepHours: number, atMost: number): Promise<number> {
    const pruned = await write(this.dataSource,
      'DELETE FROM campaign_decisions WHERE to_at < TIMESTAMPADD(HOUR, ?, UTC_TIMESTAMP(3)) ORDER BY to_at LIMIT ?', [-keepHours, atMost]);
    return pruned.affectedRows;
  }
}

/** MariaDB gives JSON as a text, MySQL as what it says. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return null; // broken: as if there were none
  }
}
