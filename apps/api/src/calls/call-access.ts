import { Injectable } from '@nestjs/common';
import { mayDo, type Permission } from '@paceline/contracts/permissions';
import { ClientAgents, ClientCalls, type Call } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';

/** Roles see all calls, or those that they talked on; an agent's own call is theirs to act on as well. */
@Injectable()
export class CallAccess {
  constructor(private readonly dataSource: DataSource) {}

  /** Null: every call of their client. Else the agent whose calls are the only ones; throws for a user who takes no calls. */
  async onlyOfAgent(caller: CurrentUser, permission: Permission): Promise<string | null> {
    if (mayDo(caller.role, permission)) return null;
    const agent = await new ClientAgents(this.dataSource, caller).ofUser(caller.id);
    if (agent === null) throw new PacelineError('not-allowed', 'sees-no-calls', { role: caller.role });
    return agent.id;
  }

  /** A call that is not for the caller to see is one that is not there. */
  async find(caller: CurrentUser, id: string, permission: Permission): Promise<Call> {
    const only = await this.onlyOfAgent(caller, permission);
    const call = await new ClientCalls(this.dataSource, caller).find(id);
    if (call === null || (only !== null && call.agentId !== only)) throw notFound('call', id);
    return call;
  }
}
