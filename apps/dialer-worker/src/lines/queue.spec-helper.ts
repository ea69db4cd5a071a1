import { NO_PRIORITY } from '@paceline/domain/routing/priority';
import { DEFAULT_STRATEGY } from '@paceline/domain/routing/strategy';
import { Queue } from '@paceline/persistence';
import { NOW_MS } from '../context/owner.spec-helper';

/** A queue with music, in which nobody waits for more than a minute. */
export function aQueue(columns: Partial<Queue> = {}): Queue {
  const { abandonedWithinMs: _, ...points } = NO_PRIORITY;
  const message = { kind: 'message', say: null } as const;
  return Object.assign(new Queue(), {
    id: '5', clientId: '1', name: 'support', switchId: 'main', zone: 'UTC', strategy: DEFAULT_STRATEGY, required: [], relaxation: null, lastAgentFirstSec: 0, priority: { ...points, abandonedWithinSec: 0, lists: [] },
    serviceLevelRatio: 0.8, serviceLevelSec: 20, shortAbandonSec: 0, longestWaitSec: 60, longestQueue: 100, greeting: null, whileWaiting: 'music', music: null, announcements: null, keys: {},
    wrapUpSec: 10, maxCallSec: null, record: false, overflow: { waitedTooLong: message, full: message, nobodySignedIn: null }, callback: null, createdAt: new Date(NOW_MS),
  } satisfies Queue, columns);
}
