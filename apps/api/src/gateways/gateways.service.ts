import { Injectable } from '@nestjs/common';
import type { CreateGateway, GatewayKey, GatewayView, PatchGateway } from '@paceline/contracts/gateways';
import { mayReach } from '@paceline/domain/compliance/destination';
import { needing, sentOutsideBy, sentOutsideByQueue } from '@paceline/domain/script/sends-outside';
import { Gateways, destinationsOf, gatewaySecondsToday, inTransaction, recordChange, type Gateway } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError } from '@paceline/platform/errors';
import { numberFacts } from '@paceline/platform/number-kind';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { isEmpty, orTaken } from '../edge/unique';
import { invalid } from '../edge/validation';
import { InjectEnvironment } from '../infrastructure/tokens';
import { checkDestinations } from './destination-rules';
import { settingsOf, toGatewayView } from './gateway-views';

@Injectable()
export class GatewaysService {
  constructor(private readonly dataSource: DataSource, @InjectEnvironment() private readonly environment: Environment) {}

  /** Of all switches, or of one. */
  async all(switchId?: string): Promise<{ items: GatewayView[] }> {
    const gateways = await new Gateways(this.dataSource).all(switchId);
    const switches = [...new Set(gateways.map((gateway) => gateway.switchId))];
    const used = new Map(await Promise.all(switches.map(async (one) => [one, await gatewaySecondsToday(this.dataSource, one)] as const)));
    return { items: gateways.map((gateway) => toGatewayView(gateway, used.get(gateway.switchId) ?? new Map())) };
  }

  async find(key: GatewayKey): Promise<GatewayView> {
    const gateway = known(await new Gateways(this.dataSource).find(key), key);
    return toGatewayView(gateway, await gatewaySecondsToday(this.dataSource, gateway.switchId));
  }

  async create(caller: CurrentUser, switchId: string, gateway: CreateGateway): Promise<GatewayView> {
    const key = { switchId, name: gateway.name };
    checkDestinations(gateway);
    checkLines(gateway);
    await orTaken('gateway', gateway.name, inTransaction(this.dataSource, async (manager) => {
      const gateways = new Gateways(manager);
      await gateways.create({ ...gateway, switchId });
      const became = settingsOf(known(await gateways.find(key), key));
      await recordChange(manager, actorOf(caller), { resource: 'gateway', resourceId: this.wordFor(key), action: 'created', was: null, became });
    }));
    return await this.find(key);
  }

  async patch(caller: CurrentUser, key: GatewayKey, settings: PatchGateway): Promise<GatewayView> {
    checkDestinations(settings);
    await inTransaction(this.dataSource, async (manager) => {
      const gateways = new Gateways(manager);
      const was = settingsOf(known(await gateways.lock(key), key));
      checkLines({ maxLines: settings.maxLines ?? was.maxLines, linesForCallers: settings.linesForCallers ?? was.linesForCallers });
      const change = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
      // What it said of numbers in another format is forgotten.
      if (settings.numberFormat) Object.assign(change, { carriedAt: null, formatDoubtedAt: null });
      if (!isEmpty(change)) await gateways.change(key, change);
      const became = settingsOf(known(await gateways.find(key), key));
      await recordChange(manager, actorOf(caller), { resource: 'gateway', resourceId: this.wordFor(key), action: 'changed', was, became });
    });
    return await this.find(key);
  }

  /** Refused while a campaign that may still dial, an agent's phone, or callers who are sent outside go through it: disable it instead. */
  async remove(caller: CurrentUser, key: GatewayKey): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const gateways = new Gateways(manager);
      const was = settingsOf(known(await gateways.lock(key), key));
      await refuseWhileUsed(gateways, key);
      await gateways.remove(key);
      await recordChange(manager, actorOf(caller), { resource: 'gateway', resourceId: this.wordFor(key), action: 'deleted', was, became: null });
    });
  }

  /** In the trail, as in the paths: the name alone is of the own switch, as it was when there was but one. */
  private wordFor({ switchId, name }: GatewayKey): string {
    return switchId === this.environment.SWITCH_ID ? name : `${switchId}/${name}`;
  }
}

function known(gateway: Gateway | null, { name }: GatewayKey): Gateway {
  if (gateway === null) throw new PacelineError('not-found', 'gateway', { gateway: name });
  return gateway;
}

async function refuseWhileUsed(gateways: Gateways, key: GatewayKey): Promise<void> {
  const campaign = await gateways.campaignOn(key);
  if (campaign !== null) throw new PacelineError('in-use', 'gateway-of-campaign', { campaign: campaign.name });
  const agent = await gateways.agentOn(key);
  if (agent !== null) throw new PacelineError('in-use', 'gateway-of-agent', { agent: agent.name });
  await refuseWhileCallersNeedIt(gateways, key);
}

/** Callers who are sent outside would reach nobody without it. */
async function refuseWhileCallersNeedIt(gateways: Gateways, { switchId, name }: GatewayKey): Promise<void> {
  const there = new Map((await gateways.all(switchId)).map((gateway) => [gateway.name, gateway]));
  const others = [...there.values()].filter((other) => other.name !== name && Boolean(other.enabled)).map((other) => other.name);
  const reaches = (gateway: string, number: string): boolean => {
    const row = there.get(gateway);
    return row !== undefined && mayReach(numberFacts(number), 'transfer', destinationsOf(row)).allow;
  };
  for (const queue of await gateways.queuesOn(switchId)) {
    const number = needing(name, sentOutsideByQueue(queue.overflow), reaches, others);
    if (number !== null) throw new PacelineError('in-use', 'gateway-of-queue', { queue: queue.name, number });
  }
  for (const flow of await gateways.flowsOn(switchId)) {
    const number = needing(name, sentOutsideBy(flow.script), reaches, others);
    if (number !== null) throw new PacelineError('in-use', 'gateway-of-flow', { flow: flow.name, number });
  }
}

function checkLines({ maxLines, linesForCallers }: { readonly maxLines: number; readonly linesForCallers: number }): void {
  if (linesForCallers >= maxLines) throw invalid('linesForCallers', 'keeps-every-line', { maxLines });
}
