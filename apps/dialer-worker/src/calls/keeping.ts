import type { Reservation } from '@paceline/agent-pool';
import type { AgentNews } from '../context/news';
import type { OwnerContext } from '../context/owner-context';
import type { LiveCall } from './live-call';
import { releaseAgent } from './release-agent';

/** Preview: the agent who looks at a contact is kept for the call that they may have made, to its answer. */
export class Keeping {
  constructor(private readonly owner: Pick<OwnerContext, 'pool' | 'run'>, private readonly agents: AgentNews) {}

  keep(call: LiveCall, { agentId, token }: Reservation): void {
    call.viewer = { agentId, token };
  }

  /** Who was kept for a call that is answered now; null when nobody was, or their phone is gone: it is not waited for. */
  async keptFor(call: LiveCall): Promise<Reservation | null> {
    const { viewer, callId } = call;
    if (viewer === null) return null;
    const agent = await this.owner.pool.find(viewer.agentId);
    if (agent?.state === 'reserved' && agent.token === viewer.token && agent.legChannelId !== null) {
      call.viewer = null;
      return { ...viewer, callId, legChannelId: agent.legChannelId, agent };
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
