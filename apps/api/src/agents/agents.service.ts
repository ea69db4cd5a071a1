import { Injectable } from '@nestjs/common';
import type { PoolAgent } from '@paceline/agent-pool';
import type { AgentView, CreateAgent, PatchAgent } from '@paceline/contracts/agents';
import type { Page, PageQuery } from '@paceline/contracts/common';
import { mayDo } from '@paceline/contracts/permissions';
import { ClientAgentLines, ClientAgentSkills, ClientAgents, ClientUsers, inTransaction, recordChange, type Agent, type AgentChange } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { CommandService } from '../commands/command.service';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { isEmpty, orTaken } from '../edge/unique';
import { invalid } from '../edge/validation';
import { AgentPools } from '../infrastructure/agent-pools';
import { InjectEnvironment } from '../infrastructure/tokens';
import { changeLines, putLines } from './agent-lines';
import { agentSettings, toAgentView } from './agent-views';
import { assignedTo, changeSkills } from './assigned';
import { checkedLeg } from './leg-rules';

@Injectable()
export class AgentsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pools: AgentPools,
    private readonly commands: CommandService,
    private readonly clock: Clock,
    @InjectEnvironment() private readonly environment: Environment,
  ) {}

  async page(caller: CurrentUser, { limit, cursor }: PageQuery): Promise<Page<AgentView>> {
    const after = cursor === undefined ? '0' : decodeCursor(cursor, [ID_PART])[0];
    const found = await new ClientAgents(this.dataSource, caller).page(after, limit + 1);
    const [assigned, live] = await Promise.all([assignedTo(this.dataSource, caller, found.map(({ id }) => id)), this.live(found)]);
    return toPage(found, limit, ({ id }) => [id], (agent) => toAgentView(agent, assigned(agent.id), live.get(agent.id) ?? null));
  }

  async find(caller: CurrentUser, id: string): Promise<AgentView> {
    const agent = known(await new ClientAgents(this.dataSource, caller).find(id), id);
    const [assigned, live] = await Promise.all([assignedTo(this.dataSource, caller, [id]), this.pools.find(agent.switchId, id)]);
    return toAgentView(agent, assigned(id), live);
  }

  async create(caller: CurrentUser, { lines, skills, ...given }: CreateAgent): Promise<AgentView> {
    const switchId = this.environment.SWITCH_ID;
    const id = await orTaken('agent-of-user-or-phone', given.name, inTransaction(this.dataSource, async (manager) => {
      const settings = { ...given, legAddress: await checkedLeg(manager, given, switchId) };
      const agents = new ClientAgents(manager, caller);
      await requireOwnPhone(agents, settings.legAddress, switchId, null);
      const user = await new ClientUsers(manager, caller).find(settings.userId);
      if (user === null) throw invalid('userId', 'unknown-user', { id: settings.userId });
      if (!mayDo(user.role, 'own:work')) throw invalid('userId', 'user-takes-no-calls', { role: user.role });
      const agent = await agents.create({ ...settings, switchId, statusAt: new Date(this.clock.nowMs()) });
      await putLines(new ClientAgentLines(manager, caller), agent.id, lines);
      await new ClientAgentSkills(manager, caller).put(agent.id, skills);
      const became = { ...agentSettings(agent), lines, skills };
      await recordChange(manager, actorOf(caller), { resource: 'agent', resourceId: agent.id, action: 'created', was: null, became });
      return agent.id;
    }));
    return await this.find(caller, id);
  }

  /** Lines and skills at any time; the phone only of an agent who is signed out, because it is up while signed in. */
  async patch(caller: CurrentUser, id: string, { lines, skills, ...settings }: PatchAgent): Promise<AgentView> {
    const agent = known(await new ClientAgents(this.dataSource, caller).find(id), id);
    await orTaken('agent-with-phone', agent.name, inTransaction(this.dataSource, async (manager) => {
      const agents = new ClientAgents(manager, caller);
      const present = known(await agents.lock(id), id);
      const { name, ...leg } = settings;
      if (present.status !== 'offline' && !isEmpty(leg)) throw new PacelineError('wrong-state', 'agent-signed-in-on-phone');
      const columns = Object.fromEntries(Object.entries({ name, ...leg, ...await phoneOf(manager, present, leg) }).filter(([, value]) => value !== undefined));
      if (!isEmpty(columns)) await agents.change(id, columns);
      const [was, became] = [agentSettings(present), agentSettings(known(await agents.find(id), id))];
      await recordChange(manager, actorOf(caller), { resource: 'agent', resourceId: id, action: 'changed', was, became });
    }));
    if (lines !== undefined || skills !== undefined) {
      await this.commands.tell({
        client: caller, kind: 'agent-lines', switchId: agent.switchId, payload: { agentId: id, byUserId: caller.id },
        change: async (manager) => {
          known(await new ClientAgents(manager, caller).lock(id), id);
          if (lines !== undefined) await changeLines(manager, actorOf(caller), id, lines);
          if (skills !== undefined) await changeSkills(manager, actorOf(caller), id, skills);
        },
      });
    }
    return await this.find(caller, id);
  }

  /** Refused once there are calls of the agent: make the user inactive instead. */
  async remove(caller: CurrentUser, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const agents = new ClientAgents(manager, caller);
      const agent = known(await agents.lock(id), id);
      if (agent.status !== 'offline') throw new PacelineError('wrong-state', 'agent-signed-in');
      if (await agents.hasCalls(id)) throw new PacelineError('in-use', 'agent-has-calls');
      const was = { ...agentSettings(agent), ...(await assignedTo(manager, caller, [id]))(id) };
      await agents.remove(id);
      await recordChange(manager, actorOf(caller), { resource: 'agent', resourceId: id, action: 'deleted', was, became: null });
    });
  }

  private async live(agents: readonly Agent[]): Promise<ReadonlyMap<string, PoolAgent>> {
    const switches = [...new Set(agents.map(({ switchId }) => switchId))];
    const snapshots = await Promise.all(switches.map((switchId) => this.pools.snapshot(switchId)));
    return new Map(snapshots.flatMap((snapshot) => snapshot?.agents ?? []).map((agent) => [agent.agentId, agent]));
  }
}

/** Of an agent whose phone is changed; what was said of the old one is no news of the new one. */
async function phoneOf(manager: EntityManager, present: Agent, leg: Omit<PatchAgent, 'name' | 'lines' | 'skills'>): Promise<AgentChange> {
  if (isEmpty(leg)) return {};
  const legAddress = await checkedLeg(manager, {
    legKind: leg.legKind ?? present.legKind, legAddress: leg.legAddress ?? present.legAddress,
    legGateway: leg.legGateway === undefined ? present.legGateway : leg.legGateway, legWebrtc: leg.legWebrtc ?? Boolean(present.legWebrtc),
  }, present.switchId);
  await requireOwnPhone(new ClientAgents(manager, present), legAddress, present.switchId, present.id);
  return { legAddress, legRefusal: null, legTrouble: null };
}

/** Two agents on one phone would be promised two calls at once. The database says so too, of other clients' agents and to two managers who ask at once. */
async function requireOwnPhone(agents: ClientAgents, legAddress: string, switchId: string, ownId: string | null): Promise<void> {
  const other = await agents.withPhone(legAddress, switchId, ownId);
  if (other !== null) throw new PacelineError('already-exists', 'phone-of-agent', { phone: legAddress, agent: other.name });
}

function known(agent: Agent | null, id: string): Agent {
  if (agent === null) throw notFound('agent', id);
  return agent;
}
