import { RING_NO_ANSWER } from '@paceline/domain/agent/agent-state';
import { RESTS_MS, afterRing, isMissed, type RingEnd } from '@paceline/domain/agent/ring';
import { SwitchAgents } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import { persistently } from '../context/persistently';
import type { SystemStatus } from './system-status';

/**
 * What follows for on-demand agents from how the ringing of their phone ended. Who has missed as many calls as is allowed is marked
 * for everybody to see, by a break that nobody chose; from the very moment of a miss nothing is offered to them.
 */
export class MissedRings {
  /** In a row, of each agent who has any. */
  private readonly misses = new Map<string, number>();

  constructor(
    private readonly owner: Pick<OwnerContext, 'dataSource' | 'environment' | 'fence' | 'known' | 'lease' | 'log' | 'run'>, private readonly statuses: Pick<SystemStatus, 'change'>,
  ) {}

  /** Heard in the tick in which the ring ended: before the caller is offered to anybody again. */
  ringEnded(agentId: string, how: RingEnd): void {
    const { misses, then } = afterRing(how, this.misses.get(agentId) ?? 0, this.owner.environment.AGENT_RINGS_MISSED);
    if (misses === 0) this.misses.delete(agentId);
    else this.misses.set(agentId, misses);
    if (isMissed(how)) this.owner.log.info({ agentId, how, then }, 'an on-demand agent did not take a call');
    if (then === 'offered') return;
    this.owner.known.hold(agentId);
    if (then === 'rest') setTimeout(() => { this.owner.known.letGo(agentId); }, RESTS_MS).unref();
    else this.owner.run('send an agent who did not answer on a break', () => this.mark(agentId));
  }

  /** Offered calls again when the pool has their break, or has something else that they have chosen. */
  private async mark(agentId: string): Promise<void> {
    try {
      await persistently(this.owner, async () => {
        const statusReason = (await new SwitchAgents(this.owner.dataSource).find(agentId))?.statusReason ?? null;
        await this.statuses.change(agentId, { status: 'available', statusReason }, { status: 'break', statusReason: RING_NO_ANSWER });
      });
    } finally {
      this.owner.known.letGo(agentId);
    }
  }
}
