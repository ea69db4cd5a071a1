import type { Reservation } from '@paceline/agent-pool';
import type { Environment } from '@paceline/platform/environment';
import type { AgentNews } from '../context/news';
import type { OwnerContext } from '../context/owner-context';
import type { LiveCall } from './live-call';
import { releaseAgent } from './release-agent';

/** For as long as an agent may be kept for a call that they look at, or that is made for them: to their word, through its ring, to the bridge. */
export function viewerLeaseMs(call: LiveCall, environment: Pick<Environment, 'PREVIEW_MS' | 'ORIGINATE_NOT_AFTER_MS' | 'RESERVATION_LEASE_MS' | 'LOST_GRACE_MS'>): number {
  return environment.PREVIEW_MS + environment.ORIGINATE_NOT_AFTER_MS + (call.facts.ringTimeoutSec ?? 0) * 1000 + environment.LOST_GRACE_MS + environment.RESERVATION_LEASE_MS;
}

/** The agent who looks at a contact, or for whom a caller is called back, is kept for that call to its answer. */
export class Keeping {
  constructor(private readonly owner: Pick<OwnerContext, 'pool' | 'run'>, private readonly agents: AgentNews) {}

  keep(call: LiveCall, { agentId, token, legChannelId, agent }: Reservation): void {
    call.viewer = { agentId, token, ...(agent.legMode === 'on-demand' && legChannelId !== null && { legChannelId }) };
  }

  /** Who was kept for a call that is answered now; null when nobody was, or their phone is gone: it is not waited for. */
  async keptFor(call: LiveCall): Promise<Reservation | null> {
    const { viewer, callId } = call;
    if (viewer === null) return null;
    const agent = await this.owner.pool.find(viewer.agentId);
    const legChannelId = viewer.legChannelId ?? agent?.legChannelId ?? null;
    if (agent?.state === 'reserved' && agent.token === viewer.token && legChannelId !== null) {
      call.viewer = null;
      return { ...viewer, callId, legChannelId, agent };
    }
    await this.owner.pool.release(viewer.agentId, viewer.token);
    call.viewer = null;
    return null;
  }

  /** The call is not made, or over before anybody answered: its viewer is free again. */
  letGo(call: LiveCall): void {
    const { viewer } = call;
    if (viewer === null) return;
    call.viewer = null;
    call.lastAgentId ??= viewer.agentId; // whose screens hear of its end
    this.owner.run('let go of a viewer', () => releaseAgent(this.owner, this.agents, viewer));
  }
}
