import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { CreateInboundNumber, InboundNumberView, PatchInboundNumber } from '@paceline/contracts/inbound';
import { ClientCampaigns, ClientFlows, ClientInboundClosures, ClientInboundNumbers, inTransaction, recordChange, type InboundNumber } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { isEmpty, orTaken } from '../edge/unique';
import { invalid } from '../edge/validation';
import { InjectEnvironment } from '../infrastructure/tokens';
import { toNumberView, traceOf } from './inbound-views';
import { shows } from './shown-number';

/** The numbers by which callers reach us, and the flow that each runs. */
@Injectable()
export class InboundNumbersService {
  constructor(private readonly dataSource: DataSource, @InjectEnvironment() private readonly environment: Environment) {}

  async page(caller: CurrentUser, { limit, cursor }: PageQuery): Promise<Page<InboundNumberView>> {
    const found = await new ClientInboundNumbers(this.dataSource, caller).page(cursor === undefined ? '0' : decodeCursor(cursor, [ID_PART])[0], limit + 1);
    const closures = await new ClientInboundClosures(this.dataSource, caller).of(found.map(({ id }) => id));
    return toPage(found, limit, ({ id }) => [id], (number) => toNumberView(number, closures.get(number.id)));
  }

  async find(caller: CurrentUser, id: string): Promise<InboundNumberView> {
    const number = knownNumber(await new ClientInboundNumbers(this.dataSource, caller).find(id), id);
    return toNumberView(number, (await new ClientInboundClosures(this.dataSource, caller).of([id])).get(id));
  }

  async create(caller: CurrentUser, request: CreateInboundNumber): Promise<InboundNumberView> {
    const id = await orTaken('inbound-number', request.number, inTransaction(this.dataSource, (manager) => this.createIn(manager, caller, request)));
    return await this.find(caller, id);
  }

  /** As a part of what else is made; its id. */
  async createIn(manager: EntityManager, caller: CurrentUser, request: CreateInboundNumber): Promise<string> {
    await requirePublished(manager, caller, request.flowId);
    const numbers = new ClientInboundNumbers(manager, caller);
    const created = await numbers.create({ ...request, switchId: this.environment.SWITCH_ID });
    const became = traceOf(knownNumber(await numbers.find(created), created));
    await recordChange(manager, actorOf(caller), { resource: 'inbound-number', resourceId: created, action: 'created', was: null, became });
    return created;
  }

  async patch(caller: CurrentUser, id: string, request: PatchInboundNumber): Promise<InboundNumberView> {
    await inTransaction(this.dataSource, async (manager) => {
      const numbers = new ClientInboundNumbers(manager, caller);
      const was = traceOf(knownNumber(await numbers.lock(id), id));
      if (request.flowId !== undefined) await requirePublished(manager, caller, request.flowId);
      const columns = Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));
      if (!isEmpty(columns)) await numbers.change(id, columns);
      const became = traceOf(knownNumber(await numbers.find(id), id));
      await recordChange(manager, actorOf(caller), { resource: 'inbound-number', resourceId: id, action: 'changed', was, became });
    });
    return await this.find(caller, id);
  }

  /** Calls to it that are under way go on. Refused while a campaign that goes on shows it: whoever was called would call nobody back. */
  async remove(caller: CurrentUser, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const numbers = new ClientInboundNumbers(manager, caller);
      const number = knownNumber(await numbers.lock(id), id);
      await refuseWhileShown(manager, caller, number);
      await new ClientInboundClosures(manager, caller).open(id);
      await numbers.remove(id);
      await recordChange(manager, actorOf(caller), { resource: 'inbound-number', resourceId: id, action: 'deleted', was: traceOf(number), became: null });
    });
  }
}

async function refuseWhileShown(manager: EntityManager, caller: CurrentUser, { switchId, number }: InboundNumber): Promise<void> {
  const campaigns = await new ClientCampaigns(manager, caller).showingNumbers(switchId);
  const campaign = campaigns.find(({ callerNumber }) => callerNumber !== null && shows(callerNumber, number));
  if (campaign !== undefined) throw new PacelineError('in-use', 'number-of-campaign', { campaign: campaign.name });
}

/** A draft runs nowhere. The flow's lock: one that is being deleted is none. */
async function requirePublished(manager: EntityManager, caller: CurrentUser, flowId: string): Promise<void> {
  const flow = await new ClientFlows(manager, caller).lock(flowId);
  if (flow === null) throw invalid('flowId', 'unknown-flow', { id: flowId });
  if (flow.publishedVersionId === null) throw invalid('flowId', 'flow-unpublished', { flow: flow.name });
}

export function knownNumber(number: InboundNumber | null, id: string): InboundNumber {
  if (number === null) throw notFound('inbound-number', id);
  return number;
}
