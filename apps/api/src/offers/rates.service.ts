import { Injectable } from '@nestjs/common';
import type { AgentCosts, GatewayRates } from '@paceline/contracts/conversion';
import type { GatewayKey } from '@paceline/contracts/gateways';
import { amountOf, microsOf } from '@paceline/domain/metrics/trunk-cost';
import { ClientAgentCosts, Gateways, inTransaction, putRates, ratesOf, recordChange, type Database } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';

/** What calls cost: their trunks, and the minutes of their agents. */
@Injectable()
export class RatesService {
  constructor(private readonly dataSource: DataSource) {}

  async rates(key: GatewayKey): Promise<GatewayRates> {
    await known(this.dataSource, key);
    const found = (await ratesOf(this.dataSource, key.switchId)).filter(({ gateway }) => gateway === key.name);
    return { rates: found.map(({ prefix, since, microsPerMinute, currency, firstSec, stepSec }) => ({ prefix, since, perMinute: amountOf(microsPerMinute), currency, firstSec, stepSec })) };
  }

  /** The trail tells how many there are: a carrier's table has thousands. */
  async putRates(caller: CurrentUser, key: GatewayKey, { rates }: GatewayRates): Promise<GatewayRates> {
    await inTransaction(this.dataSource, async (manager) => {
      await known(manager, key);
      const was = (await ratesOf(manager, key.switchId)).filter(({ gateway }) => gateway === key.name).length;
      await putRates(manager, key.switchId, key.name, rates.map(({ perMinute, ...rate }) => ({ ...rate, microsPerMinute: microsOf(perMinute) ?? 0 })));
      await recordChange(manager, actorOf(caller), { resource: 'gateway', resourceId: key.name, action: 'replaced', was: { rates: was }, became: { rates: `${String(rates.length)} of ${key.switchId}` } });
    });
    return await this.rates(key);
  }

  async agentCosts(caller: CurrentUser): Promise<AgentCosts> {
    const costs = await new ClientAgentCosts(this.dataSource, caller).all();
    return { costs: costs.map(({ microsPerMinute, ...cost }) => ({ ...cost, perMinute: amountOf(microsPerMinute) })) };
  }

  async putAgentCosts(caller: CurrentUser, { costs }: AgentCosts): Promise<AgentCosts> {
    const was = await this.agentCosts(caller);
    await inTransaction(this.dataSource, async (manager) => {
      await new ClientAgentCosts(manager, caller).put(costs.map(({ perMinute, ...cost }) => ({ ...cost, microsPerMinute: microsOf(perMinute) ?? 0 })));
      await recordChange(manager, actorOf(caller), { resource: 'client', resourceId: caller.clientId, action: 'changed', was: { agentCosts: was.costs }, became: { agentCosts: costs } });
    });
    return await this.agentCosts(caller);
  }
}

async function known(on: Database, key: GatewayKey): Promise<void> {
  if (await new Gateways(on).find(key) === null) throw new PacelineError('not-found', 'gateway', { gateway: key.name });
}
