import { Injectable } from '@nestjs/common';
import type { CreateGateway, GatewayKey, GatewayView, PatchGateway } from '@paceline/contracts/gateways';
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

  /** Of all switches, or of one. */
  async all(switchId?: string): Promise<{ items: GatewayView[] }> {
    const gateways = await this.dataSource.manager.find(Gateway, { where: switchId === undefined ? {} : { switchId }, order: { name: 'ASC', switchId: 'ASC' } });
    const switches = [...new Set(gateways.map((gateway) => gateway.switchId))];
    const used = new Map(await Promise.all(switches.map(async (one) => [one, await gatewaySecondsToday(this.dataSource, one)] as const)));
    return { items: gateways.map((gateway) => toGatewayView(gateway, used.get(gateway.switchId) ?? new Map())) };
  }

  async find(key: GatewayKey): Promise<GatewayView> {
    const gateway = await find(this.dataSource.manager, key);
    return toGatewayView(gateway, await gatewaySecondsToday(this.dataSource, gateway.switchId));
  }

  async create(caller: CurrentUser, switchId: string, gateway: CreateGateway): Promise<GatewayView> {
    const key = { switchId, name: gateway.name };
    checkDestinations(gateway);
    await orTaken('gateway', gateway.name, inTransaction(this.dataSource, async (manager) => {
      await manager.insert(Gateway, { ...gateway, switchId });
      const became = settingsOf(await find(manager, key));
      await recordChange(manager, actorOf(caller), { resource: 'gateway', resourceId: this.wordFor(key), action: 'created', was: null, became });
    }));
    return await this.find(key);
  }

  async patch(caller: CurrentUser, key: GatewayKey, settings: PatchGateway): Promise<GatewayView> {
    checkDestinations(settings);
    await inTransaction(this.dataSource, async (manager) => {
      const was = settingsOf(await find(manager, key, 'locked'));
      const change = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
      // What it said of numbers in another format is forgotten.
      if (settings.numberFormat) Object.assign(change, { carriedAt: null, formatDoubtedAt: null });
      if (!isEmpty(change)) await manager.update(Gateway, key, change);
      const became = settingsOf(await find(manager, key));
      await recordChange(manager, actorOf(caller), { resource: 'gateway', resourceId: this.wordFor(key), action: 'changed', was, became });
    });
    return await this.find(key);
  }

  /** Refused while a campaign that may still dial, or an agent's phone, goes through it: disable it instead. */
  async remove(caller: CurrentUser, key: GatewayKey): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const was = settingsOf(await find(manager, key, 'locked'));
      await refuseWhileUsed(manager, key);
      await manager.delete(Gateway, key);
      await recordChange(manager, actorOf(caller), { resource: 'gateway', resourceId: this.wordFor(key), action: 'deleted', was, became: null });
    });
  }

  /** In the trail, as in the paths: the name alone is of the own switch, as it was when there was but one. */
  private wordFor({ switchId, name }: GatewayKey): string {
    return switchId === this.environment.SWITCH_ID ? name : `${switchId}/${name}`;
  }
}

async function find(manager: EntityManager, { switchId, name }: GatewayKey, locked?: 'locked'): Promise<Gateway> {
  const gateway = await manager.findOne(Gateway, { where: { switchId, name }, ...(locked && { lock: { mode: 'pessimistic_write' } }) });
  if (gateway === null) throw new PacelineError('not-found', 'gateway', { gateway: name });
  return gateway;
}

async function refuseWhileUsed(manager: EntityManager, { switchId, name }: GatewayKey): Promise<void> {
  const campaigns = await rows<{ name: string; gateways: string | string[] }>(manager,
    'SELECT name, gateways FROM campaigns WHERE switch_id = ? AND status IN (?)', [switchId, STATUSES_IN_USE]);
  // MariaDB keeps JSON as text, MySQL as JSON.
  const user = campaigns.find(({ gateways }) => (typeof gateways === 'string' ? JSON.parse(gateways) as string[] : gateways).includes(name));
  if (user !== undefined) throw new PacelineError('in-use', 'gateway-of-campaign', { campaign: user.name });
  const [agent] = await rows<{ name: string }>(manager, 'SELECT name FROM agents WHERE switch_id = ? AND leg_gateway = ? LIMIT 1', [switchId, name]);
  if (agent !== undefined) throw new PacelineError('in-use', 'gateway-of-agent', { agent: agent.name });
}
