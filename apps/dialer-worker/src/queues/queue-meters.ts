import { verdictOn, type ServiceLevelTarget } from '@paceline/domain/metrics/service-level';
import type { LiveFigures } from '@paceline/domain/metrics/live-figures';
import type { Keep } from '@paceline/domain/queue/guard';
import type { Stay } from '@paceline/domain/queue/stays';
import { lineOfQueue } from '@paceline/domain/routing/line';
import type { AgentsShown } from '../campaigns/agents-now';
import type { OwnerContext } from '../context/owner-context';

/** How an agent's state is called where it is measured. */
const STATES = { idle: 'idle', reserved: 'reserved', talking: 'talking', wrapUp: 'wrap-up', onBreak: 'break' } as const satisfies Readonly<Record<keyof AgentsShown, string>>;

/**
 * What is measured of queues: by the definitions, and from the rows, of what the screens are told. Its labels are ids of queues,
 * which managers make, and words of closed sets: no caller makes one more.
 */
export class QueueMeters {
  private readonly queues = new Set<string>();

  constructor(private readonly owner: Pick<OwnerContext, 'metrics'>) {}

  stands(queue: string, { waiting, longestWaitMs }: Pick<LiveFigures, 'waiting' | 'longestWaitMs'>, agents: AgentsShown): void {
    const { metrics } = this.owner;
    this.queues.add(queue);
    metrics.queueWaiting.set({ queue }, waiting);
    metrics.queueLongestWaitMs.set({ queue }, longestWaitMs ?? 0);
    for (const [state, word] of states()) metrics.queueAgents.set({ queue, state: word }, agents[state]);
  }

  /** Whoever counts for the service level, and how soon they were answered or gave up: each stay once, when it is over. */
  ended(queue: string, stays: readonly Stay[], target: ServiceLevelTarget, nowMs: number): void {
    const { metrics } = this.owner;
    for (const stay of stays) {
      if (stay.left === null) continue;
      const { how, atMs } = stay.left;
      const verdict = verdictOn(stay, target, nowMs);
      metrics.queueStays.inc({ queue, how });
      if (verdict === 'in-time' || verdict === 'missed') metrics.queueOffered.inc({ queue, in_time: verdict === 'in-time' ? 'yes' : 'no' });
      if (how === 'answered' || how === 'abandoned') metrics.queueWaitMs.observe({ queue, how }, Math.max(0, atMs - stay.enteredAtMs));
    }
  }

  /** How many idle agents the guard leaves alone for each; 0 for whoever needs none. */
  kept(keeps: readonly Pick<Keep, 'line' | 'kept'>[]): void {
    for (const queue of this.queues) {
      const line = lineOfQueue(queue);
      this.owner.metrics.queueAgentsKept.set({ queue }, keeps.filter((keep) => keep.line === line).reduce((sum, { kept }) => sum + kept, 0));
    }
  }

  /** It is gone, or another worker's: what was counted stays counted. */
  forget(queue: string): void {
    const { metrics } = this.owner;
    if (!this.queues.delete(queue)) return;
    for (const gauge of [metrics.queueWaiting, metrics.queueLongestWaitMs, metrics.queueAgentsKept]) gauge.remove({ queue });
    for (const [, state] of states()) metrics.queueAgents.remove({ queue, state });
  }

  stop(): void {
    for (const queue of this.queues) this.forget(queue);
  }
}

function states(): [keyof AgentsShown, string][] {
  return Object.entries(STATES) as [keyof AgentsShown, string][]; // the keys of the object above
}
