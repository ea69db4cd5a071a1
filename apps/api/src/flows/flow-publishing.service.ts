import { Injectable } from '@nestjs/common';
import type { FlowCheck, FlowVersionList, FlowVersionView } from '@paceline/contracts/flows';
import { english } from '@paceline/contracts/messages/en';
import { told } from '@paceline/contracts/messages/message';
import { chargingOf } from '@paceline/domain/script/charging';
import { faultsOf } from '@paceline/domain/script/faults';
import type { Script } from '@paceline/domain/script/script';
import { ClientFlows, inTransaction, recordChange, type Flow, type FlowVersion } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { FlowOutside } from './flow-outside';
import { publishingOf, toVersionView } from './flow-views';
import { knownFlow } from './flows.service';

/** As many as a screen shows; older ones are found by their number. */
const VERSIONS_AT_MOST = 200;

/** What makes a draft run: a version that never changes, from one moment to the next. */
@Injectable()
export class FlowPublishingService {
  constructor(private readonly dataSource: DataSource, private readonly outside: FlowOutside, private readonly clock: Clock) {}

  async check(caller: CurrentUser, id: string): Promise<FlowCheck> {
    const { draft } = knownFlow(await new ClientFlows(this.dataSource, caller).find(id), id);
    const surroundings = await this.outside.of(this.dataSource, caller, draft);
    const { answers, rings } = chargingOf(draft, surroundings.plays);
    return {
      faults: faultsOf(draft, surroundings).map((fault) => ({ code: fault.code, params: { ...fault.params }, text: told(english.flowFaults, fault) })),
      answers: [...answers], rings: [...rings],
    };
  }

  async versions(caller: CurrentUser, id: string): Promise<FlowVersionList> {
    const flows = new ClientFlows(this.dataSource, caller);
    knownFlow(await flows.find(id), id);
    return { items: (await flows.versions(id, VERSIONS_AT_MOST)).map(publishingOf) };
  }

  async version(caller: CurrentUser, id: string, version: number): Promise<FlowVersionView> {
    const flows = new ClientFlows(this.dataSource, caller);
    knownFlow(await flows.find(id), id);
    return toVersionView(knownVersion(await flows.version(id, version), version));
  }

  /** Whoever publishes at the same time waits: each version is one draft, whole. */
  async publish(caller: CurrentUser, id: string): Promise<FlowVersionView> {
    return await inTransaction(this.dataSource, (manager) => this.publishIn(manager, caller, id));
  }

  /** As a part of what else is made. */
  async publishIn(manager: EntityManager, caller: CurrentUser, id: string): Promise<FlowVersionView> {
    const flow = knownFlow(await new ClientFlows(manager, caller).lock(id), id);
    return await this.publishAs(manager, caller, flow, flow.draft, null);
  }

  /** An earlier version, judged anew: what it plays or leads to may be gone. */
  async publishAgain(caller: CurrentUser, id: string, version: number): Promise<FlowVersionView> {
    return await inTransaction(this.dataSource, async (manager) => {
      const flows = new ClientFlows(manager, caller);
      const flow = knownFlow(await flows.lock(id), id);
      const { script } = knownVersion(await flows.version(id, version), version);
      return await this.publishAs(manager, caller, flow, script, version);
    });
  }

  private async publishAs(manager: EntityManager, caller: CurrentUser, flow: Flow, script: Script, copyOf: number | null): Promise<FlowVersionView> {
    const reasons = faultsOf(script, await this.outside.of(manager, caller, script));
    if (reasons.length > 0) throw new PacelineError('flow-not-ready', 'not-ready', { reasons });
    const flows = new ClientFlows(manager, caller);
    const was = (await flows.published([flow])).get(flow.id);
    const became = await flows.publish(flow, { script, copyOf, publishedAt: new Date(this.clock.nowMs()), publishedBy: caller.username });
    await recordChange(manager, actorOf(caller), {
      resource: 'flow', resourceId: flow.id, action: 'published', was: { version: was?.version ?? null }, became: { version: became.version },
    });
    return toVersionView(became);
  }
}

function knownVersion(found: FlowVersion | null, version: number): FlowVersion {
  if (found === null) throw new PacelineError('not-found', 'flow-version', { version });
  return found;
}
