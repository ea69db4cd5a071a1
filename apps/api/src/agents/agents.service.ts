import { Injectable } from '@nestjs/common';
import type { PoolAgent } from '@paceline/agent-pool';
import type { AgentView, CreateAgent, PatchAgent } from '@paceline/contracts/agents';
import type { Page, PageQuery } from '@paceline/contracts/common';
import { mayDo } from '@paceline/contracts/permissions';
import { Agent, User, inTransaction, recordChange, rows } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource, MoreThan, Not, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { CommandService } from '../commands/command.service';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { isEmpty, orTaken } from '../edge/unique';
import { invalid } from '../edge/validation';
import { AgentPools } from '../infrastructure/agent-pools';
import { InjectEnvironment } from '../infrastructure/tokens';
import { changeLines, linesOf, putLines } from './agent-lines';
import { agentSettings, toAgentView } from './agent-views';
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

  async page({ limit, cursor }: PageQuery): Promise<Page<AgentView>> {
    const { manager } = this.dataSource;
    const after = cursor === undefined ? '0' : decodeCursor(cursor, [ID_PART])[0];
    const found = await manager.find(Agent, { where: { id: MoreThan(after) }, order: { id: 'ASC' }, take: limit + 1 });
    const [lines, live] = await Promise.all([linesOf(manager, found.map(({ id }) => id)), this.live(found)]);
    return toPage(found, limit, ({ id }) => [id], (agent) => toAgentView(agent, lines.get(agent.id) ?? [], live.get(agent.id) ?? null));
  }

  async find(id: string): Promise<AgentView> {
    const agent = await find(this.dataSource.manager, id);
    const [lines, live] = await Promise.all([linesOf(this.dataSource.manager, [id]), this.pools.find(agent.switchId, id)]);
    return toAgentView(agent, lines.get(id) ?? [], live);
  }

  async create(caller: CurrentUser, { lines, ...given }: CreateAgent): Promise<AgentView> {
    const switchId = this.environment.SWITCH_ID;
    const id = await orTaken('agent-of-user-or-phone', given.name, inTransaction(this.dataSource, async (manager) => {
      const settings = { ...given, legAddress: await checkedLeg(manager, given, switchId) };
      await requireOwnPhone(manager, settings.legAddress, switchId, null);
      const user = await manager.findOneBy(User, { id: settings.userId });
      if (user === null) throw invalid('userId', 'unknown-user', { id: settings.userId });
      if (!mayDo(user.role, 'own:work')) throw invalid('userId', 'user-takes-no-calls', { role: user.role });
      const { identifiers: [created] } = await manager.insert(Agent, {
        ...settings, switchId, status: 'offline', statusReason: null, statusAt: new Date(this.clock.nowMs()),
      });
      const agentId = String(created?.['id']);
      await putLines(manager, agentId, lines);
      const became = { ...agentSettings(await find(manager, agentId)), lines };
      await recordChange(manager, actorOf(caller), { resource: 'agent', resourceId: agentId, action: 'created', was: null, became });
      return agentId;
    }));
    return await this.find(id);
  }

  /** Lines at any time; the phone only of an agent who is signed out, because it is up while signed in. */
  async patch(caller: CurrentUser, id: string, { lines, ...settings }: PatchAgent): Promise<AgentView> {
    const agent = await find(this.dataSource.manager, id);
    await orTaken('agent-with-phone', agent.name, inTransaction(this.dataSource, async (manager) => {
      await rows(manager, 'SELECT id FROM agents WHERE id = ? FOR UPDATE', [id]);
      const present = await find(manager, id);
      const { name, ...leg } = settings;
      if (present.status !== 'offline' && !isEmpty(leg)) throw new PacelineError('wrong-state', 'agent-signed-in-on-phone');
      const columns = Object.fromEntries(Object.entries({ name, ...leg, ...await this.phoneOf(manager, present, leg) }).filter(([, value]) => value !== undefined));
      if (!isEmpty(columns)) await manager.update(Agent, { id }, columns);
      const [was, became] = [agentSettings(present), agentSettings(await find(manager, id))];
      await recordChange(manager, actorOf(caller), { resource: 'agent', resourceId: id, action: 'changed', was, became });
    }));
    if (lines !== undefined) {
      await this.commands.tell({
        client: caller, kind: 'agent-lines', switchId: agent.switchId, payload: { agentId: id, byUserId: caller.id },
        change: (manager) => changeLines(manager, actorOf(caller), id, lines),
      });
    }
    return await this.find(id);
  }

  /** Of an agent whose phone is changed; what was said of the old one is no news of the new one. */
  private async phoneOf(manager: EntityManager, present: Agent, leg: Omit<PatchAgent, 'name' | 'lines'>): Promise<{ legAddress?: string; legRefusal?: null; legTrouble?: null }> {
    if (isEmpty(leg)) return {};
    const legAddress = await checkedLeg(manager, {
      legKind: leg.legKind ?? present.legKind, legAddress: leg.legAddress ?? present.legAddress,
      legGateway: leg.legGateway === undefined ? present.legGateway : leg.legGateway, legWebrtc: leg.legWebrtc ?? Boolean(present.legWebrtc),
    }, present.switchId);
    await requireOwnPhone(manager, legAddress, present.switchId, present.id);
    return { legAddress, legRefusal: null, legTrouble: null };
  }

  /** Refused once there are calls of the agent: make the user inactive instead. */
  async remove(caller: CurrentUser, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await rows(manager, 'SELECT id FROM agents WHERE id = ? FOR UPDATE', [id]);
      const agent = await find(manager, id);
      if (agent.status !== 'offline') throw new PacelineError('wrong-state', 'agent-signed-in');
      const [call] = await rows<{ id: string }>(manager, 'SELECT id FROM calls WHERE agent_id = ? LIMIT 1', [id]);
      if (call !== undefined) throw new PacelineError('in-use', 'agent-has-calls');
      const was = { ...agentSettings(agent), lines: (await linesOf(manager, [id])).get(id) ?? [] };
      await manager.delete(Agent, { id });
      await recordChange(manager, actorOf(caller), { resource: 'agent', resourceId: id, action: 'deleted', was, became: null });
    });
  }

  private async live(agents: readonly Agent[]): Promise<ReadonlyMap<string, PoolAgent>> {
    const switches = [...new Set(agents.map(({ switchId }) => switchId))];
    const snapshots = await Promise.all(switches.map((switchId) => this.pools.snapshot(switchId)));
    return new Map(snapshots.flatMap((snapshot) => snapshot?.agents ?? []).map((agent) => [agent.agentId, agent]));
  }
}

/** Two agents on one phone would be promised two calls at once. The database says so too, to two managers who ask at once. */
async function requireOwnPhone(manager: EntityManager, legAddress: string, switchId: string, ownId: string | null): Promise<void> {
  const other = await manager.findOneBy(Agent, { legAddress, switchId, ...(ownId !== null && { id: Not(ownId) }) });
  if (other !== null) throw new PacelineError('already-exists', 'phone-of-agent', { phone: legAddress, agent: other.name });
}

async function find(manager: EntityManager, id: string): Promise<Agent> {
  const agent = await manager.findOneBy(Agent, { id });
  if (agent === null) throw notFound('agent', id);
  return agent;
}
