import type { RingEnd } from '@paceline/domain/agent/ring';
import type { ClientScope } from '@paceline/domain/client/client';
import type { Database } from '../database';
import { rows } from '../transaction';

export interface AgentRingCount { readonly agentId: string; readonly endedBy: RingEnd; readonly rings: number }

/** How the phones of a client's on-demand agents were left. */
export class ClientAgentRings {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** Of those that began to ring from the one instant on and before the other, and are over. */
  async counts(agentIds: readonly string[], from: Date, to: Date): Promise<readonly AgentRingCount[]> {
    if (agentIds.length === 0) return [];
    const found = await rows<{ agentId: string; endedBy: RingEnd; rings: string | number }>(this.on,
      `SELECT r.agent_id AS agentId, r.ended_by AS endedBy, COUNT(*) AS rings FROM agents a JOIN agent_rings r ON r.agent_id = a.id
        WHERE a.client_id = ? AND a.id IN (?) AND r.rung_at >= ? AND r.rung_at < ? AND r.ended_by IS NOT NULL GROUP BY r.agent_id, r.ended_by`,
      [this.clientId, agentIds, from, to]);
    return found.map((one) => ({ ...one, rings: Number(one.rings) }));
  }
}
