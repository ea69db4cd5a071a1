import type { ClientScope } from '@paceline/domain/client/client';
import type { MinuteCost } from '@paceline/domain/metrics/trunk-cost';
import { rows, write } from '../transaction';
import type { Database } from '../database';

/** What a minute of an agent costs a client, by the day from which on. */
export class ClientAgentCosts {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  async all(): Promise<MinuteCost[]> {
    return await rows<MinuteCost>(this.on, 'SELECT since, micros_per_minute AS microsPerMinute, currency FROM agent_minute_costs WHERE client_id = ? ORDER BY since', [this.clientId]);
  }

  /** Replaces all of them. */
  async put(costs: readonly MinuteCost[]): Promise<void> {
    await write(this.on, 'DELETE FROM agent_minute_costs WHERE client_id = ?', [this.clientId]);
    if (costs.length === 0) return;
    await write(this.on, `INSERT INTO agent_minute_costs (client_id, since, micros_per_minute, currency) VALUES ${costs.map(() => '(?, ?, ?, ?)').join(', ')}`,
      costs.flatMap(({ since, microsPerMinute, currency }) => [this.clientId, since, microsPerMinute, currency]));
  }
}
