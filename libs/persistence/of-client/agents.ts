import type { AgentStatus } from '@paceline/domain/agent/agent-state';
import { MoreThan, Not } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { Agent, AgentStatusEntry } from '../entities/organisation';
import { rows } from '../transaction';

export type NewAgent = Pick<Agent, 'userId' | 'name' | 'switchId' | 'legMode' | 'legKind' | 'legAddress' | 'legGateway' | 'legWebrtc' | 'statusAt'>;
export type AgentChange = Partial<Omit<NewAgent, 'userId' | 'switchId' | 'statusAt'> & Pick<Agent, 'legRefusal' | 'legTrouble'>>;

/** A client's agents. */
export class ClientAgents {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  async page(after: string, count: number): Promise<Agent[]> {
    return await managerOf(this.on).find(Agent, { where: { clientId: this.clientId, id: MoreThan(after) }, order: { id: 'ASC' }, take: count });
  }

  async signedIn(): Promise<Agent[]> {
    return await managerOf(this.on).findBy(Agent, { clientId: this.clientId, status: Not('offline' as const) });
  }

  async find(id: string): Promise<Agent | null> {
    return await managerOf(this.on).findOneBy(Agent, { clientId: this.clientId, id });
  }

  /** The agent that a user is. */
  async ofUser(userId: string): Promise<Agent | null> {
    return await managerOf(this.on).findOneBy(Agent, { clientId: this.clientId, userId });
  }

  /** Whose phone this is on the switch, but for one of them. */
  async withPhone(legAddress: string, switchId: string, exceptId: string | null): Promise<Agent | null> {
    return await managerOf(this.on).findOneBy(Agent, { clientId: this.clientId, legAddress, switchId, ...exceptId !== null && { id: Not(exceptId) } });
  }

  /** Whoever changes the agent, chooses a status or assigns lines waits for the end of this transaction. */
  async lock(id: string): Promise<Agent | null> {
    return await managerOf(this.on).findOne(Agent, { where: { clientId: this.clientId, id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Signed out. */
  async create(agent: NewAgent): Promise<Agent> {
    const { identifiers: [created] } = await managerOf(this.on).insert(Agent, { ...agent, clientId: this.clientId, status: 'offline', statusReason: null });
    return await managerOf(this.on).findOneByOrFail(Agent, { clientId: this.clientId, id: String(created?.['id']) });
  }

  async change(id: string, columns: AgentChange): Promise<void> {
    await managerOf(this.on).update(Agent, { clientId: this.clientId, id }, columns);
  }

  async remove(id: string): Promise<void> {
    await managerOf(this.on).delete(Agent, { clientId: this.clientId, id });
  }

  async hasCalls(id: string): Promise<boolean> {
    return (await rows(this.on, 'SELECT 1 FROM calls WHERE client_id = ? AND agent_id = ? LIMIT 1', [this.clientId, id])).length > 0;
  }

  /** What was chosen, and when: the row, and the log that reports are made of. */
  async choose(id: string, status: AgentStatus, reason: string | null, at: Date): Promise<void> {
    const { affected } = await managerOf(this.on).update(Agent, { clientId: this.clientId, id }, { status, statusReason: reason, statusAt: at });
    if (affected === 0) return;
    await managerOf(this.on).insert(AgentStatusEntry, { agentId: id, status, reason, at }); // of the agent that was changed above
  }
}
