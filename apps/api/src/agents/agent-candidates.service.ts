import { Injectable } from '@nestjs/common';
import type { AgentCandidate, AgentCandidateQuery } from '@paceline/contracts/agents';
import type { Page } from '@paceline/contracts/common';
import { rolesWith } from '@paceline/contracts/permissions';
import { ClientUsers } from '@paceline/persistence';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';

/** Active users of whom an agent can be made: their role takes calls, and they are no agents yet. */
@Injectable()
export class AgentCandidatesService {
  constructor(private readonly dataSource: DataSource) {}

  async page(caller: CurrentUser, { limit, cursor, search }: AgentCandidateQuery): Promise<Page<AgentCandidate>> {
    const after = cursor === undefined ? '0' : decodeCursor(cursor, [ID_PART])[0];
    const found = await new ClientUsers(this.dataSource, caller).noAgents(rolesWith('own:work'), search, after, limit + 1);
    return toPage(found, limit, ({ userId }) => [userId], (candidate) => candidate);
  }
}
