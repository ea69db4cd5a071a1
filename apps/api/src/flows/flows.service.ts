import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { CreateFlow, FlowHours, FlowView, PatchFlow } from '@paceline/contracts/flows';
import { withinCallingHours } from '@paceline/domain/compliance/calling-hours';
import { opennessAt, type Almanac } from '@paceline/domain/script/openness';
import type { HoursNode, Script } from '@paceline/domain/script/script';
import { ClientFlows, inTransaction, readHolidayChanges, recordChange, type Flow } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { almanacOf } from '@paceline/platform/law/almanac';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { isEmpty, orTaken } from '../edge/unique';
import { scriptOf, toFlowView, traceOf } from './flow-views';

/** Flows as drafts: what is written here runs nowhere before it is published. */
@Injectable()
export class FlowsService {
  constructor(private readonly dataSource: DataSource, private readonly clock: Clock) {}

  async page(caller: CurrentUser, { limit, cursor }: PageQuery): Promise<Page<FlowView>> {
    const flows = new ClientFlows(this.dataSource, caller);
    const found = await flows.page(cursor === undefined ? '0' : decodeCursor(cursor, [ID_PART])[0], limit + 1);
    const published = await flows.published(found);
    return toPage(found, limit, ({ id }) => [id], (flow) => toFlowView(flow, published.get(flow.id)));
  }

  async find(caller: CurrentUser, id: string): Promise<FlowView> {
    const flows = new ClientFlows(this.dataSource, caller);
    const flow = knownFlow(await flows.find(id), id);
    return toFlowView(flow, (await flows.published([flow])).get(id));
  }

  async create(caller: CurrentUser, { name, draft }: CreateFlow): Promise<FlowView> {
    const flow = { name, draft: scriptOf(draft), callsBackQueueId: null };
    return toFlowView(await orTaken('flow', name, inTransaction(this.dataSource, (manager) => this.createIn(manager, caller, flow))), undefined);
  }

  /** As a part of what else is made. */
  async createIn(manager: EntityManager, caller: CurrentUser, draft: Pick<Flow, 'name' | 'draft' | 'callsBackQueueId'>): Promise<Flow> {
    const flows = new ClientFlows(manager, caller);
    const id = await flows.create({ ...draft, draftChangedAt: this.now() });
    const flow = knownFlow(await flows.find(id), id);
    await recordChange(manager, actorOf(caller), { resource: 'flow', resourceId: id, action: 'created', was: null, became: traceOf(flow) });
    return flow;
  }

  async patch(caller: CurrentUser, id: string, { name, draft }: PatchFlow): Promise<FlowView> {
    const work = inTransaction(this.dataSource, async (manager) => {
      const flows = new ClientFlows(manager, caller);
      const was = traceOf(knownFlow(await flows.lock(id), id));
      const columns = { ...name !== undefined && { name }, ...draft !== undefined && { draft: scriptOf(draft), draftChangedAt: this.now() } };
      if (!isEmpty(columns)) await flows.change(id, columns);
      await recordChange(manager, actorOf(caller), { resource: 'flow', resourceId: id, action: 'changed', was, became: traceOf(knownFlow(await flows.find(id), id)) });
    });
    await (name === undefined ? work : orTaken('flow', name, work));
    return await this.find(caller, id);
  }

  /** What was published is kept, with the calls that it took. */
  async remove(caller: CurrentUser, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const flows = new ClientFlows(manager, caller);
      const flow = knownFlow(await flows.lock(id), id);
      const number = await flows.numberOn(id);
      if (number !== null) throw new PacelineError('in-use', 'flow-of-number', { number });
      if (flow.publishedVersionId !== null) throw new PacelineError('in-use', 'flow-published');
      await flows.remove(id);
      await recordChange(manager, actorOf(caller), { resource: 'flow', resourceId: id, action: 'deleted', was: traceOf(flow), became: null });
    });
  }

  /** Of what is published, or else of the draft. */
  async hours(caller: CurrentUser, id: string, at: string | undefined): Promise<FlowHours> {
    const flows = new ClientFlows(this.dataSource, caller);
    const flow = knownFlow(await flows.find(id), id);
    const { nodes }: Script = (await flows.published([flow])).get(id)?.script ?? flow.draft;
    const almanac = almanacOf(await readHolidayChanges(this.dataSource));
    const atMs = at === undefined ? this.clock.nowMs() : Date.parse(at);
    const items = Object.entries(nodes).flatMap(([name, node]) => node.kind === 'hours' ? [{ node: name, ...hoursAt(node, almanac, atMs) }] : []);
    return { at: new Date(atMs).toISOString(), items };
  }

  private now(): Date {
    return new Date(this.clock.nowMs());
  }
}

function hoursAt(node: HoursNode, almanac: Almanac, atMs: number): Omit<FlowHours['items'][number], 'node'> {
  const zone = almanac.zone(node.zone);
  const closedDays = new Set(node.holidaysOf.flatMap((country) => [...almanac.holidays(country)]));
  const decision = withinCallingHours(zone === null ? [] : [zone], node.hours, atMs, closedDays);
  return {
    zone: node.zone, state: opennessAt(node, almanac, atMs),
    opensAt: !decision.allow && decision.reason === 'outside-calling-hours' ? new Date(decision.untilMs).toISOString() : null,
  };
}

export function knownFlow(flow: Flow | null, id: string): Flow {
  if (flow === null) throw notFound('flow', id);
  return flow;
}
