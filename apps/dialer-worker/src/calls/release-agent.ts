import type { AgentNews } from '../context/news';
import type { OwnerContext } from '../context/owner-context';
import type { Viewer } from './live-call';

/** The call that the agent was promised to does not come to them: they are where they were in the line. */
export async function releaseAgent(owner: Pick<OwnerContext, 'pool'>, agents: AgentNews, { agentId, token }: Pick<Viewer, 'agentId' | 'token'>): Promise<void> {
  const released = await owner.pool.release(agentId, token);
  agents.emit('may-serve', agentId, released.ok ? released.agent : null);
}
