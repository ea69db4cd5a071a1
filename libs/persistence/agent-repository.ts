import type { DataSource } from 'typeorm';
import { DIALING_ALLOWED } from './dialing-stop';
import { countLegOnGateway } from './gateway-days';
import { inTransaction, write } from './transaction';

/** Agents' legs, written by the owner of their switch under its fence. */
export class AgentRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Committed before the phone is called. False when a newer owner looks after the agent's leg, or all dialing is
   * stopped: then it is not called.
   */
  async legCalled(agentId: string, channelId: string, fence: bigint): Promise<boolean> {
    const called = await write(this.dataSource,
      `UPDATE agents SET leg_channel_id = ?, leg_since = UTC_TIMESTAMP(3), leg_up_at = NULL, leg_refusal = NULL, leg_fence = ?
        WHERE id = ? AND leg_fence <= ? AND ${DIALING_ALLOWED}`, [channelId, fence.toString(), agentId, fence.toString()]);
    return called.affectedRows === 1;
  }

  /** From here on its minutes count, if it went through a gateway. Told twice, the first time stands. */
  async legUp(agentId: string, channelId: string): Promise<void> {
    await write(this.dataSource, 'UPDATE agents SET leg_up_at = UTC_TIMESTAMP(3) WHERE id = ? AND leg_channel_id = ? AND leg_up_at IS NULL', [agentId, channelId]);
  }

  /** The leg is gone; one that was called since stays. */
  async legGone(agentId: string, channelId: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await countLegOnGateway(manager, agentId, channelId);
      await write(manager, 'UPDATE agents SET leg_channel_id = NULL, leg_since = NULL, leg_up_at = NULL WHERE id = ? AND leg_channel_id = ?', [agentId, channelId]);
    });
  }

  /** Why the phone was not called; shown until it is. */
  async legRefused(agentId: string, why: string): Promise<void> {
    await write(this.dataSource, 'UPDATE agents SET leg_refusal = ? WHERE id = ? AND NOT (leg_refusal <=> ?)', [why, agentId, why]);
  }
}
