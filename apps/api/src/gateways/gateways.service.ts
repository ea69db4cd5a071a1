import { Injectable } from '@nestjs/common';
import type { CreateGateway, GatewayView, PatchGateway } from '@paceline/contracts/gateways';
import { STATUSES_IN_USE } from '@paceline/domain/campaign/life';
import { Gateway, gatewaySecondsToday, inTransaction, recordChange, rows } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { isEmpty, orTaken } from '../edge/unique';
import { InjectEnvironment } from '../infrastructure/tokens';
import { checkDestinations } from './destination-rules';
import { settingsOf, toGatewayView } from './gateway-views';

@Injectable()
export class GatewaysService {
  constructor(private readonly dataSource: DataSource, @InjectEnvironment() private readonly environment: Environment) {}

  async all(): Promise<{ items: GatewayView[] }> {
    const gateways = await this.dataSource.manager.find(Gateway, { order: { name: 'ASC' } });
    const seconds = await gatewaySecondsToday(this.dataSource, this.environment.SWITCH_ID);
    return { items: gateways.map((gateway) => toGatewayView(gateway, seconds)) };
  }

  async find(name: string): Promise<GatewayView> {
    const gateway = await find(this.dataSource.manager, name);
    return toGatewayView(gateway, await gatewaySecondsToday(this.dataSource, gateway.switchId));
  }

  async create(caller: CurrentUser, gateway: CreateGateway): Promise<GatewayView> {
    const { name } = gateway;
    checkDestinations(gateway);
    await orTaken('gateway', name, inTransaction(this.dataSource, async (manager) => {
      await manager.insert(Gateway, { ...gateway, switchId: this.environment.SWITCH_ID });
      const became = settingsOf(await find(manager, name));
      await recordChange(manager, actorOf(caller), { resource: 'gateway', resourceId: name, action: 'created', was: null, became });
    }));
    return await this.find(name);
  }

  async patch(caller: CurrentUser, name: string, settings: PatchGateway): Promise<GatewayView> {
    checkDestinations(settings);
    await inTransaction(this.dataSource, async (manager) => {
      const was = settingsOf(await find(manager, name, 'locked'));
      const change = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
      // What it said of numbers in another format is forgotten.
      if (settings.numberFormat) Object.assign(change, { carriedAt: null, formatDoubtedAt: null });
      if (!isEmpty(change)) await manager.update(Gateway, { name }, change);
      const became = settingsOf(await find(manager, name));
      await recordChange(manager, actorOf(caller), { resource: 'gateway', resourceId: name, action: 'changed', was, became });
    });
    return await this.find(name);
  }

  /** Refused while a campaign that may still dial, or an agent's phone, goes through it: disable it instead. */
  async remove(caller: CurrentUser, name: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const was = settingsOf(await find(manager, name, 'locked'));
      await refuseWhileUsed(manager, name);
      await manager.delete(Gateway, { name });
      await recordChange(manager, actorOf(caller), { resource: 'gateway', resourceId: name, action: 'deleted', was, became: null });
    });
  }
}

async function find(manager: EntityManager, name: string, locked?: 'locked'): Promise<Gateway> {
  const gateway = await manager.findOne(Gateway, { where: { name }, ...(locked && { lock: { mode: 'pessimistic_write' } }) });
  if (gateway === null) throw new PacelineError('not-found', 'gateway', { gateway: name });
  return gateway;
}

async function refuseWhileUsed(manager: EntityManager, name: string): Promise<void> {
  const campaigns = await rows<{ name: string; gateways: string | string[] }>(manager,
    'SELECT name, gateways FROM campaigns WHERE status IN (?)', [STATUSES_IN_USE]);
  // MariaDB keeps JSON as text, MySQL as JSON.
  const user = campaigns.find(({ gateways }) => (typeof gateways === 'string' ? JSON.parse(gateways) as string[] : gateways).includes(name));
  if (user !== undefined) throw new PacelineError('in-use', 'gateway-of-campaign', { campaign: user.name });
  const [agent] = await rows<{ name: string }>(manager, 'SELECT name FROM agents WHERE leg_gateway = ? LIMIT 1', [name]);
  if (agent !== undefined) throw new PacelineError('in-use', 'gateway-of-agent', { agent: agent.name });
}
