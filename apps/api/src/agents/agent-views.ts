import type { PoolAgent } from '@paceline/agent-pool';
import type { AgentView } from '@paceline/contracts/agents';
import { troubleInWords, type PhoneTrouble } from '@paceline/domain/agent/phone-trouble';
import { refusalInWords } from '@paceline/domain/compliance/refusal-words';
import type { Agent, AuditedFields } from '@paceline/persistence';

/** The row, and beside it what the pool knows now. */
export function toAgentView(agent: Agent, lines: readonly string[], live: PoolAgent | null): AgentView {
  return {
    id: agent.id, userId: agent.userId, switchId: agent.switchId, name: agent.name,
    legMode: agent.legMode, legKind: agent.legKind, legAddress: agent.legAddress, legGateway: agent.legGateway, legWebrtc: Boolean(agent.legWebrtc),
    lines: [...lines], status: agent.status, statusReason: agent.statusReason, statusAt: agent.statusAt.toISOString(),
    legRefusal: agent.legRefusal === null ? null : { code: agent.legRefusal, text: refusalInWords(agent.legRefusal) },
    legTrouble: agent.status === 'offline' || agent.legTrouble === null ? null : toTrouble(agent.legAddress, agent.legTrouble),
    live: live === null ? null : {
      state: live.state, stateSince: new Date(live.stateSinceAtMs).toISOString(), callId: live.callId, lines: [...live.lines],
      legUp: live.legChannelId !== null, reservable: live.reservable,
    },
  };
}

function toTrouble(phone: string, trouble: PhoneTrouble): AgentView['legTrouble'] {
  const at = (ms: number): string => new Date(ms).toISOString();
  return {
    cause: trouble.cause, sipStatus: trouble.sipStatus === 0 ? null : trouble.sipStatus, calls: trouble.failures,
    since: at(trouble.sinceAtMs), lastAt: at(trouble.failedAtMs), nextAt: at(trouble.nextAtMs), text: troubleInWords(phone, trouble),
  };
}

/** What of an agent is set by those who manage them: the rest is the agent's own working day. */
export function agentSettings({ userId, switchId, name, legMode, legKind, legAddress, legGateway, legWebrtc }: Agent): AuditedFields {
  return { userId, switchId, name, legMode, legKind, legAddress, legGateway, legWebrtc: Boolean(legWebrtc) };
}
