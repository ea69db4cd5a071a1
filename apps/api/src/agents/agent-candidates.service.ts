import { Injectable } from '@nestjs/common';
import type { AgentCandidate, AgentCandidateQuery } from '@paceline/contracts/agents';
import type { Page } from '@paceline/contracts/common';
import { rolesWith } from '@paceline/contracts/permissions';
import { rows } from '@paceline/persistence';
import { DataSource } from 'typeorm';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';

/** Active users of whom an agent can be made: their role takes calls, and they are no agents yet. */
@Injectable()
export class AgentCandidatesService {
  constructor(private readonly dataSource: DataSource) {}

  async page({ limit, cursor, search }: AgentCandidateQuery): Promise<Page<AgentCandidate>> {
    const after = cursor === undefined ? '0' : decodeCursor(cursor, [ID_PART])[0];
    // LOCATE and not LIKE: nobody means a pattern by `_`, which names are full of.
    const found = await rows<AgentCandidate>(this.dataSource,
      `SELECT u.id AS userId, u.username, u.role FROM users u
        WHERE u.id > ? AND u.active = TRUE AND u.role IN (?) ${search === undefined ? '' : 'AND LOCATE(?, u.username) > 0'}
          AND NOT EXISTS (SELECT 1 FROM agents a WHERE a.user_id = u.id) ORDER BY u.id LIMIT ?`,
      [after, rolesWith('own:work'), ...search === undefined ? [] : [search], limit + 1]);
    return toPage(found, limit, ({ userId }) => [userId], (candidate) => candidate);
  }
}
