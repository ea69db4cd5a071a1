import type { DataSource } from 'typeorm';
import { write } from './transaction';

/** Agents' legs, written by the owner of their switch under its fence. */
export class AgentRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Committed before the phone is called. False when a newer owner looks after the agent's leg: then it is not called. */
  async legCalled(agentId: string, channelId: string, fence: bigint): Promise<boolean> {
    const called = await write(this.dataSource,
      'UPDATE agents SET leg_channel_id = ?, leg_since = UTC_TIMESTAMP(3), leg_fence = ? WHERE id = ? AND leg_fence <= ?',
      [channelId, fence.toString(), agentId, fence.toString()]);
    return called.affectedRows === 1;
  }

  /** The leg is gone; one that was called since stays. */
  async legGone(agentId: string, channelId: string): Promise<void> {
    await write(this.dataSource, 'UPDATE agents SET leg_channel_id = NULL, leg_since = NULL WHERE id = ? AND leg_channel_id = ?', [agentId, channelId]);
  }
}
