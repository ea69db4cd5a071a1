import { Injectable } from '@nestjs/common';
import type { CreateGateway, GatewayView, PatchGateway } from '@paceline/contracts/gateways';
import { Gateway, inTransaction, recordChange, rows } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { isEmpty, orTaken } from '../edge/unique';
import { InjectEnvironment } from '../infrastructure/tokens';

@Injectable()
export class GatewaysService {
  constructor(private readonly dataSource: DataSource, @InjectEnvironment() private readonly environment: Environment) {}

  async all(): Promise<{ items: GatewayView[] }> {
    const gateways = await this.dataSource.manager.find(Gateway, { order: { name: 'ASC' } });
    return { items: gateways.map(toView) };
  }

  async find(name: string): Promise<GatewayView> {
    return toView(await find(this.dataSource.manager, name));
  }

  async create(caller: CurrentUser, gateway: CreateGateway): Promise<GatewayView> {
    const { name } = gateway;
    return await orTaken('gateway', name, inTransaction(this.dataSource, async (manager) => {
      await manager.insert(Gateway, { ...gateway, switchId: this.environment.SWITCH_ID });
      const became = toView(await find(manager, name));
      await recordChange(manager, actorOf(caller), { resource: 'gateway', resourceId: name, action: 'created', was: null, became });
      return became;
    }));
  }

  async patch(caller: CurrentUser, name: string, { callsPerSec, maxLines, allowedPrefixes, enabled }: PatchGateway): Promise<GatewayView> {
    return await inTransaction(this.dataSource, async (manager) => {
      const was = toView(await find(manager, name, 'locked'));
      const change = {
        ...(callsPerSec !== undefined && { callsPerSec }), ...(maxLines !== undefined && { maxLines }),
        ...(allowedPrefixes && { allowedPrefixes }), ...(enabled !== undefined && { enabled }),
      };
      if (!isEmpty(change)) await manager.update(Gateway, { name }, change);
      const became = toView(await find(manager, name));
      await recordChange(manager, actorOf(caller), { resource: 'gateway', resourceId: name, action: 'changed', was, became });
      return became;
    });
  }

  /** Refused while a campaign that may still dial, or an agent's phone, goes through it: disable it instead. */
  async remove(caller: CurrentUser, name: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const was = toView(await find(manager, name, 'locked'));
      await refuseWhileUsed(manager, name);
      await manager.delete(Gateway, { name });
      await recordChange(manager, actorOf(caller), { resource: 'gateway', resourceId: name, action: 'deleted', was, became: null });
    });
  }
}

async function find(manager: EntityManager, name: string, locked?: 'locked'): Promise<Gateway> {
  const gateway = await manager.findOne(Gateway, { where: { name }, ...(locked && { lock: { mode: 'pessimistic_write' } }) });
  if (gateway === null) throw new PacelineError('not-found', `No gateway is called ${name}.`);
  return gateway;
}

async function refuseWhileUsed(manager: EntityManager, name: string): Promise<void> {
  const campaigns = await rows<{ name: string; gateways: string | string[] }>(manager,
    "SELECT name, gateways FROM campaigns WHERE status IN ('draft', 'running', 'paused')", []);
  // MariaDB keeps JSON as text, MySQL as JSON.
  const user = campaigns.find(({ gateways }) => (typeof gateways === 'string' ? JSON.parse(gateways) as string[] : gateways).includes(name));
  if (user !== undefined) throw new PacelineError('in-use', `The campaign “${user.name}” dials through it. Disable it instead.`);
  const [agent] = await rows<{ name: string }>(manager, 'SELECT name FROM agents WHERE leg_gateway = ? LIMIT 1', [name]);
  if (agent !== undefined) throw new PacelineError('in-use', `The phone of ${agent.name} is called through it. Disable it instead.`);
}

function toView({ name, switchId, callsPerSec, maxLines, allowedPrefixes, enabled }: Gateway): GatewayView {
  return { name, switchId, callsPerSec, maxLines, allowedPrefixes, enabled: Boolean(enabled) };
}
