import type { DataSource } from 'typeorm';
import type { PhoneTrouble } from '@paceline/domain/agent/phone-trouble';
import { DIALING_ALLOWED } from './dialing-stop';
import { countLeg } from './call-tallies';
import type { Agent } from './entities/organisation';
import { inTransaction, rows, write } from './transaction';

/** Who serves a line, as far as the agent pool does not know it. */
export type AgentOfLine = Pick<Agent, 'id' | 'name' | 'status' | 'legMode' | 'legAddress'>;

export async function agentsOfLine(dataSource: DataSource, line: string): Promise<AgentOfLine[]> {
  return await rows<AgentOfLine>(dataSource,
    `SELECT a.id, a.name, a.status, a.leg_mode AS legMode, a.leg_address AS legAddress FROM agent_lines l JOIN agents a ON a.id = l.agent_id
      WHERE l.line = ? ORDER BY a.id`, [line]);
}

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
    await inTransaction(this.dataSource, async (manager) => {
      const up = await write(manager, 'UPDATE agents SET leg_up_at = UTC_TIMESTAMP(3), leg_trouble = NULL WHERE id = ? AND leg_channel_id = ? AND leg_up_at IS NULL', [agentId, channelId]);
      if (up.affectedRows !== 1) return;
      // Of one that went while nobody looked, no more is known than that it is not the agent's any more.
      await write(manager, 'UPDATE agent_phones SET gone_at = UTC_TIMESTAMP(3) WHERE agent_id = ? AND gone_at IS NULL', [agentId]);
      await write(manager, 'INSERT INTO agent_phones (channel_id, agent_id, up_at) SELECT leg_channel_id, id, leg_up_at FROM agents WHERE id = ?', [agentId]);
    });
  }

  /** The leg is gone; one that was called since stays. */
  async legGone(agentId: string, channelId: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await countLeg(manager, agentId, channelId);
      await write(manager, 'UPDATE agents SET leg_channel_id = NULL, leg_since = NULL, leg_up_at = NULL WHERE id = ? AND leg_channel_id = ?', [agentId, channelId]);
      await write(manager, 'UPDATE agent_phones SET gone_at = UTC_TIMESTAMP(3) WHERE channel_id = ? AND gone_at IS NULL', [channelId]);
    });
  }

  /** What the switch said of calls that the phone did not take; null: nothing is held against it. */
  async legTrouble(agentId: string, trouble: PhoneTrouble | null): Promise<void> {
    await write(this.dataSource, 'UPDATE agents SET leg_trouble = ? WHERE id = ?', [trouble && JSON.stringify(trouble), agentId]);
  }

  /** Why the phone was not called; shown until it is. */
  async legRefused(agentId: string, why: string): Promise<void> {
    await write(this.dataSource, 'UPDATE agents SET leg_refusal = ? WHERE id = ? AND NOT (leg_refusal <=> ?)', [why, agentId, why]);
  }
}
