import { Injectable } from '@nestjs/common';
import type { AgentRingQuery, AgentRingsView } from '@paceline/contracts/agents';
import type { Page } from '@paceline/contracts/common';
import { ringFigures } from '@paceline/domain/metrics/missed-rings';
import { ClientAgentRings, ClientAgents } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';

const DAY_MS = 24 * 60 * 60_000;

/** How the phones of on-demand agents were left, from the rows. */
@Injectable()
export class AgentRingsService {
  constructor(private readonly dataSource: DataSource, private readonly clock: Clock) {}

  async page(caller: CurrentUser, { limit, cursor, from, to }: AgentRingQuery): Promise<Page<AgentRingsView>> {
    const toMs = to === undefined ? this.clock.nowMs() : Date.parse(to);
    const fromMs = from === undefined ? toMs - DAY_MS : Date.parse(from);
    const agents = await new ClientAgents(this.dataSource, caller).page(cursor === undefined ? '0' : decodeCursor(cursor, [ID_PART])[0], limit + 1);
    const counts = await new ClientAgentRings(this.dataSource, caller).counts(agents.map(({ id }) => id), new Date(fromMs), new Date(toMs));
    return toPage(agents, limit, ({ id }) => [id], ({ id, name }) => ({ agentId: id, name, ...ringFigures(counts.filter(({ agentId }) => agentId === id)) }));
  }
}
