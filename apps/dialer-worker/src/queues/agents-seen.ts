import type { PoolAgent, PoolSnapshot } from '@paceline/agent-pool';
import type { AgentSeen } from '@paceline/domain/queue/guard';
import { dealtTo } from '@paceline/domain/routing/fair-share';
import type { CallRegistry } from '../calls/call-registry';
import { busyForMs, dealtSinceAtMs } from '../campaigns/agents-now';

export interface AgentsContext {
  readonly registry: Pick<CallRegistry, 'get'>;
  readonly nowMs: number;
  /** The lines of all campaigns that could dial just now. */
  readonly dialing: readonly string[];
  /** Whether they would be given a caller of this queue who has just come. */
  readonly serves: (agentId: string, line: string) => boolean;
}

/** Who is at work for queues, as the guard of their service levels counts them: each with the campaign that dials for them now. */
export function agentsSeen(pool: PoolSnapshot, { registry, nowMs, dialing, serves }: AgentsContext): AgentSeen[] {
  return pool.agents.flatMap((agent): AgentSeen[] => {
    const state = stateOf(agent);
    const queues = state === null ? [] : agent.lines.filter((line) => serves(agent.agentId, line));
    if (state === null || queues.length === 0) return [];
    // Whose phone is rung for each call is given no campaign's: whoever answered would have to wait for that.
    const campaigns = agent.legMode === 'on-demand' ? [] : agent.lines.filter((line) => dialing.includes(line));
    const forMs = state === 'idle' ? Math.max(0, pool.takenAtMs - agent.idleSinceAtMs) : busyForMs(agent, pool, registry, nowMs);
    return [{ state, forMs, queues, campaign: dealtTo(agent.agentId, dealtSinceAtMs(agent), campaigns) }];
  });
}

/** Null of somebody who takes no caller, now or after what they do. */
function stateOf({ state, status, reservable, signedOut }: PoolAgent): AgentSeen['state'] | null {
  if (signedOut) return null;
  if (state === 'idle') return reservable ? 'idle' : null;
  if (state === 'reserved') return 'reserved';
  if (status !== 'available') return null;
  return state === 'talking' ? 'talking' : 'wrapping';
}
