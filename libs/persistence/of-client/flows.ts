import type { Script } from '@paceline/domain/script/script';
import { In, MoreThan } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { Flow, FlowVersion } from '../entities/flows';
import { rows } from '../transaction';

export interface NewVersion { readonly script: Script; readonly copyOf: number | null; readonly publishedAt: Date; readonly publishedBy: string }

/** A client's flows, and what was published of them. */
export class ClientFlows {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** The oldest first. @param after the last one of the page before, 0 on the first */
  async page(after: string, count: number): Promise<Flow[]> {
    return await managerOf(this.on).find(Flow, { where: { clientId: this.clientId, id: MoreThan(after) }, order: { id: 'ASC' }, take: count });
  }

  async find(id: string): Promise<Flow | null> {
    return await managerOf(this.on).findOneBy(Flow, { clientId: this.clientId, id });
  }

  async named(name: string): Promise<Flow | null> {
    return await managerOf(this.on).findOneBy(Flow, { clientId: this.clientId, name });
  }

  async lock(id: string): Promise<Flow | null> {
    return await managerOf(this.on).findOne(Flow, { where: { clientId: this.clientId, id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Its id. */
  async create(flow: Pick<Flow, 'name' | 'draft' | 'draftChangedAt' | 'callsBackQueueId'>): Promise<string> {
    const { identifiers: [created] } = await managerOf(this.on).insert(Flow, { ...flow, clientId: this.clientId, publishedVersionId: null });
    return String(created?.['id']);
  }

  async change(id: string, columns: Partial<Pick<Flow, 'name' | 'draft' | 'draftChangedAt'>>): Promise<void> {
    await managerOf(this.on).update(Flow, { clientId: this.clientId, id }, columns);
  }

  async remove(id: string): Promise<void> {
    await managerOf(this.on).delete(Flow, { clientId: this.clientId, id });
  }

  /** The next version of a flow, whose row is locked: from the end of the transaction on, calls that come in run it. */
  async publish({ id }: Flow, version: NewVersion): Promise<FlowVersion> {
    const [last] = await this.versions(id, 1);
    const { identifiers: [created] } = await managerOf(this.on).insert(FlowVersion, { ...version, flowId: id, version: (last?.version ?? 0) + 1 });
    const versionId = String(created?.['id']);
    await managerOf(this.on).update(Flow, { clientId: this.clientId, id }, { publishedVersionId: versionId });
    return await managerOf(this.on).findOneByOrFail(FlowVersion, { id: versionId });
  }

  /** The newest first. */
  async versions(id: string, count: number): Promise<FlowVersion[]> {
    if (await this.find(id) === null) return [];
    return await managerOf(this.on).find(FlowVersion, { where: { flowId: id }, order: { version: 'DESC' }, take: count });
  }

  async version(id: string, version: number): Promise<FlowVersion | null> {
    return await this.find(id) === null ? null : await managerOf(this.on).findOneBy(FlowVersion, { flowId: id, version });
  }

  /** What is published of these flows, by the flow's id. */
  async published(flows: readonly Flow[]): Promise<ReadonlyMap<string, FlowVersion>> {
    const ids = flows.filter(({ clientId }) => clientId === this.clientId).flatMap(({ publishedVersionId }) => publishedVersionId ?? []);
    if (ids.length === 0) return new Map();
    return new Map((await managerOf(this.on).findBy(FlowVersion, { id: In(ids) })).map((version) => [version.flowId, version]));
  }

  /** Every flow of which something is published, with that. */
  async allPublished(): Promise<readonly { readonly flow: Flow; readonly version: FlowVersion }[]> {
    const flows = await managerOf(this.on).find(Flow, { where: { clientId: this.clientId }, order: { id: 'ASC' } });
    const published = await this.published(flows);
    return flows.flatMap((flow) => { const version = published.get(flow.id); return version === undefined ? [] : [{ flow, version }]; });
  }

  /** A number that runs it. */
  async numberOn(id: string): Promise<string | null> {
    const [found] = await rows<{ number: string }>(this.on, 'SELECT number FROM inbound_numbers WHERE client_id = ? AND flow_id = ? LIMIT 1', [this.clientId, id]);
    return found?.number ?? null;
  }
}
