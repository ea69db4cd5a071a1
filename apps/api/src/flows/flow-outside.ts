import { Injectable } from '@nestjs/common';
import { playsToCallers, saidInQueue } from '@paceline/domain/queue/queue-settings';
import { saidBy } from '@paceline/domain/script/branches';
import type { Outside } from '@paceline/domain/script/faults';
import type { Script } from '@paceline/domain/script/script';
import type { ClientScope } from '@paceline/domain/client/client';
import { ClientQueues, readHolidayChanges, type Database } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import { hasHolidayData } from '@paceline/platform/holidays/holidays';
import { singleZone } from '@paceline/platform/law/almanac';
import { reachOf } from '../gateways/reach';
import { InjectEnvironment } from '../infrastructure/tokens';
import { KnownPrompts } from '../prompts/known-prompts';

/** What there is for a script to name, and which queues play to their callers. */
export interface Surroundings extends Outside { readonly plays: (queueId: string) => boolean }

/** Looks at what a client's script names: prompts, queues, gateways, zones, holidays. */
@Injectable()
export class FlowOutside {
  constructor(private readonly prompts: KnownPrompts, @InjectEnvironment() private readonly environment: Environment) {}

  /** In a transaction the queues stay as they are until its end. */
  async of(on: Database, client: ClientScope, script: Script): Promise<Surroundings> {
    const all = new ClientQueues(on, client);
    const queues = new Map(('manager' in on ? await all.all() : await all.lockAll()).map((queue) => [queue.id, queue]));
    const prompts = Object.values(script.nodes).flatMap(saidBy).flatMap(({ say }) => Object.values(say));
    const [missing, needs] = await Promise.all([this.prompts.missing(client, prompts), this.prompts.needs(client, prompts)]);
    const [reach, holidays] = [await reachOf(on, this.environment.SWITCH_ID), await readHolidayChanges(on)];
    return {
      hasPrompt: (prompt) => !missing.has(prompt), needsContact: (prompt) => needs.has(prompt),
      queueSays: (queueId) => { const queue = queues.get(queueId); return queue === undefined ? null : saidInQueue(queue).map(({ say }) => say); },
      plays: (queueId) => { const queue = queues.get(queueId); return queue !== undefined && playsToCallers(queue); },
      reach, hasZone: (zone) => singleZone(zone) !== null, hasHolidays: (country) => hasHolidayData(country, holidays),
    };
  }
}
