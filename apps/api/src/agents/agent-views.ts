import type { PoolAgent } from '@paceline/agent-pool';
import { agentPhoneOf } from '@paceline/contracts/agent-phone';
import type { AgentView } from '@paceline/contracts/agents';
import { isReached } from '@paceline/domain/agent/agent-state';
import type { Agent, AuditedFields } from '@paceline/persistence';
import type { Assigned } from './assigned';

/** The row, and beside it what the pool knows now. */
export function toAgentView(agent: Agent, { lines, skills }: Assigned, live: PoolAgent | null): AgentView {
  return {
    id: agent.id, userId: agent.userId, switchId: agent.switchId, name: agent.name,
    legMode: agent.legMode, legKind: agent.legKind, legAddress: agent.legAddress, legGateway: agent.legGateway, legWebrtc: Boolean(agent.legWebrtc),
    lines: [...lines], skills: [...skills], status: agent.status, statusReason: agent.statusReason, statusAt: agent.statusAt.toISOString(),
    ...agentPhoneOf(agent),
    live: live === null ? null : {
      state: live.state, stateSince: new Date(live.stateSinceAtMs).toISOString(), callId: live.callId, lines: [...live.lines],
      legUp: isReached({ legMode: live.legMode, legUp: live.legChannelId !== null }), reservable: live.reservable,
    },
  };
}

/** What of an agent is set by those who manage them: the rest is the agent's own working day. */
export function agentSettings({ userId, switchId, name, legMode, legKind, legAddress, legGateway, legWebrtc }: Agent): AuditedFields {
  return { userId, switchId, name, legMode, legKind, legAddress, legGateway, legWebrtc: Boolean(legWebrtc) };
}
