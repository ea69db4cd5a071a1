import { createQueue, type CreateQueue, type PatchQueue, type QueueView } from '@paceline/contracts/queues';
import { lineOfQueue } from '@paceline/domain/routing/line';
import { parseZone } from '@paceline/platform/zone-data/zone-names';
import type { NewQueue, Queue } from '@paceline/persistence';

/** What a request sets, those left out left out. */
export function toColumns({ name, zone, ...settings }: PatchQueue | CreateQueue): Partial<NewQueue> {
  const given = Object.entries({ name, zone: zone === undefined ? undefined : parseZone(zone) ?? zone, ...settings }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given); // the settings are named and typed as the columns
}

export function toQueueView(queue: Queue): QueueView {
  const { id, clientId: _, switchId, createdAt, ...columns } = queue;
  const settings = createQueue.parse({ ...columns, record: Boolean(columns.record) }); // a rule of a later version may have got a default
  return { ...settings, id, switchId, line: lineOfQueue(id), createdAt: createdAt.toISOString() };
}
