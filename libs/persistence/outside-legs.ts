import type { DataSource } from 'typeorm';
import { rows, write } from './transaction';

/** Whom callers are sent to outside, a row a leg: what it costs its gateway in minutes. One without an end is over with its call. */
export class OutsideLegs {
  constructor(private readonly dataSource: DataSource, private readonly switchId: string) {}

  async placed(channelId: string, callId: string, gateway: string, at: Date): Promise<void> {
    await write(this.dataSource, 'INSERT IGNORE INTO outside_legs (channel_id, call_id, switch_id, gateway, placed_at) VALUES (?, ?, ?, ?, ?)', [channelId, callId, this.switchId, gateway, at]);
  }

  /** Null: it was not placed. */
  async gatewayOf(channelId: string): Promise<string | null> {
    const [found] = await rows<{ gateway: string }>(this.dataSource, 'SELECT gateway FROM outside_legs WHERE channel_id = ?', [channelId]);
    return found?.gateway ?? null;
  }

  /** What was written first stands. */
  async answered(channelId: string, at: Date): Promise<void> {
    await write(this.dataSource, 'UPDATE outside_legs SET answered_at = COALESCE(answered_at, ?) WHERE channel_id = ?', [at, channelId]);
  }

  async ended(channelId: string, at: Date): Promise<void> {
    await write(this.dataSource, 'UPDATE outside_legs SET ended_at = COALESCE(ended_at, ?) WHERE channel_id = ?', [at, channelId]);
  }
}
