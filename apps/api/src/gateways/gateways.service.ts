import { Injectable } from '@nestjs/common';
import type { CreateGateway, GatewayView, PatchGateway } from '@paceline/contracts/gateways';
import { Gateway, rows } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
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
    const gateway = await this.dataSource.manager.findOneBy(Gateway, { name });
    if (gateway === null) throw new PacelineError('not-found', `No gateway is called ${name}.`);
    return toView(gateway);
  }

  async create(gateway: CreateGateway): Promise<GatewayView> {
    await orTaken('gateway', gateway.name, this.dataSource.manager.insert(Gateway, { ...gateway, switchId: this.environment.SWITCH_ID }));
    return await this.find(gateway.name);
  }

  async patch(name: string, { callsPerSec, maxLines, allowedPrefixes, enabled }: PatchGateway): Promise<GatewayView> {
    await this.find(name);
    const change = {
      ...(callsPerSec !== undefined && { callsPerSec }), ...(maxLines !== undefined && { maxLines }),
      ...(allowedPrefixes && { allowedPrefixes }), ...(enabled !== undefined && { enabled }),
    };
    if (!isEmpty(change)) await this.dataSource.manager.update(Gateway, { name }, change);
    return await this.find(name);
  }

  /** Refused while a campaign that may still dial, or an agent's phone, goes through it: disable it instead. */
  async remove(name: string): Promise<void> {
    await this.find(name);
    const campaigns = await rows<{ name: string; gateways: string | string[] }>(this.dataSource,
      "SELECT name, gateways FROM campaigns WHERE status IN ('draft', 'running', 'paused')", []);
    // MariaDB keeps JSON as text, MySQL as JSON.
    const user = campaigns.find(({ gateways }) => (typeof gateways === 'string' ? JSON.parse(gateways) as string[] : gateways).includes(name));
    if (user !== undefined) throw new PacelineError('in-use', `The campaign “${user.name}” dials through it. Disable it instead.`);
    const [agent] = await rows<{ name: string }>(this.dataSource, 'SELECT name FROM agents WHERE leg_gateway = ? LIMIT 1', [name]);
    if (agent !== undefined) throw new PacelineError('in-use', `The phone of ${agent.name} is called through it. Disable it instead.`);
    await this.dataSource.manager.delete(Gateway, { name });
  }
}

function toView({ name, switchId, callsPerSec, maxLines, allowedPrefixes, enabled }: Gateway): GatewayView {
  return { name, switchId, callsPerSec, maxLines, allowedPrefixes, enabled: Boolean(enabled) };
}
