import type { RingEnd } from '@paceline/domain/agent/ring';
import type { DataSource } from 'typeorm';
import { countRing } from './call-tallies';
import { DIALING_ALLOWED } from './dialing-stop';
import type { AgentRing } from './entities/organisation';
import { inTransaction, rows, write } from './transaction';

export type NewRing = Pick<AgentRing, 'channelId' | 'agentId' | 'callId' | 'gateway'>;
export type OpenRing = Pick<AgentRing, 'channelId' | 'agentId' | 'callId' | 'gateway'> & { /** The agent and the caller were connected by it. */ readonly hasTalked: boolean };

/** The phones of on-demand agents, as the owner of their switch has them rung. Each step is taken once. */
export class AgentRings {
  constructor(private readonly dataSource: DataSource) {}

  /** Committed before the phone rings. False when a newer owner has the call, or all dialing is stopped: then it does not ring. */
  async begin({ channelId, agentId, callId, gateway }: NewRing, fence: bigint): Promise<boolean> {
    return (await write(this.dataSource,
      `INSERT INTO agent_rings (channel_id, agent_id, call_id, gateway, fence, rung_at)
       SELECT ?, ?, c.id, ?, ?, UTC_TIMESTAMP(3) FROM calls c WHERE c.id = ? AND c.fence <= ? AND ${DIALING_ALLOWED}`,
      [channelId, agentId, gateway, fence.toString(), callId, fence.toString()])).affectedRows === 1;
  }

  /** For a caller who is called back when the phone is answered: their call has no row before that. False: the wish waits no more, or all dialing is stopped. */
  async beginForCallback({ channelId, agentId, callId, gateway }: NewRing, callbackId: string, fence: bigint): Promise<boolean> {
    return (await write(this.dataSource,
      `INSERT INTO agent_rings (channel_id, agent_id, call_id, gateway, fence, rung_at)
       SELECT ?, ?, ?, ?, ?, UTC_TIMESTAMP(3) FROM queue_callbacks q WHERE q.id = ? AND q.state = 'waiting' AND ${DIALING_ALLOWED}`,
      [channelId, agentId, callId, gateway, fence.toString(), callbackId])).affectedRows === 1;
  }

  async answered(channelId: string): Promise<void> {
    await write(this.dataSource, 'UPDATE agent_rings SET answered_at = UTC_TIMESTAMP(3) WHERE channel_id = ? AND answered_at IS NULL AND ended_at IS NULL', [channelId]);
  }

  /** The leg is over; one that went through a gateway is counted on it from its answer on. */
  async end(channelId: string, how: RingEnd): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await countRing(manager, channelId);
      await write(manager, 'UPDATE agent_rings SET ended_at = UTC_TIMESTAMP(3), ended_by = ? WHERE channel_id = ? AND ended_at IS NULL', [how, channelId]);
    });
  }

  /** Those of earlier owners of which nobody has said how they ended. */
  async openBefore(switchId: string, fence: bigint): Promise<OpenRing[]> {
    const found = await rows<Omit<OpenRing, 'hasTalked'> & { hasTalked: string | number }>(this.dataSource,
      `SELECT r.channel_id AS channelId, r.agent_id AS agentId, r.call_id AS callId, r.gateway,
         EXISTS (SELECT 1 FROM talks t WHERE t.call_id = r.call_id AND t.agent_id = r.agent_id AND t.from_at >= r.rung_at) AS hasTalked
         FROM agent_rings r JOIN agents a ON a.id = r.agent_id WHERE r.ended_at IS NULL AND a.switch_id = ? AND r.fence < ? ORDER BY r.rung_at`, [switchId, fence.toString()]);
    return found.map((ring) => ({ ...ring, hasTalked: Number(ring.hasTalked) === 1 }));
  }
}
