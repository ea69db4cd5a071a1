import type { PoolAgent, PoolSnapshot } from '@paceline/agent-pool';
import type { NoPhone } from '@paceline/domain/agent/phone-trouble';
import { isDealtTo } from '@paceline/domain/routing/fair-share';
import type { Crew } from '@paceline/domain/pacing';
import type { AgentOfLine } from '@paceline/persistence';
import { linesThatShare } from './agents-now';

/** Why agents have no phones; null of one of which nothing is known. */
export interface Phones { readonly why: (agentId: string) => NoPhone | null }

/**
 * Where the agents of a line are: for whoever asks why none is idle.
 * @param people all who serve it, signed in or not
 * @param dialing the lines of all campaigns that could dial just now
 */
export function crewOf(line: string, people: readonly AgentOfLine[], { agents }: PoolSnapshot, dialing: readonly string[], phones: Phones): Crew {
  const present = agents.filter((agent) => agent.lines.includes(line) && !agent.signedOut);
  const where = present.map((agent) => ({ agent, place: placeOf(agent, line, dialing, phones) }));
  const withoutPhone = new Set(where.filter(({ place }) => place === 'no-phone').map(({ agent }) => agent.agentId));
  const count = (place: Place): number => where.filter((one) => one.place === place).length;
  return {
    assigned: Math.max(people.length, present.length), signedIn: present.length,
    onBreak: count('break'), onCall: count('call'), wrapUp: count('wrap-up'), forOthers: count('others'), phonesCalled: count('phone-called'),
    onDemand: people.filter(({ status, legMode }) => status !== 'offline' && legMode === 'on-demand').length,
    unreached: people.filter(({ id }) => withoutPhone.has(id)).map(({ id, name, legAddress }) => ({ name, phone: legAddress, why: phones.why(id) })),
  };
}

type Place = 'idle' | 'break' | 'call' | 'wrap-up' | 'others' | 'phone-called' | 'no-phone';

function placeOf(agent: PoolAgent, line: string, dialing: readonly string[], phones: Phones): Place {
  if (agent.state === 'wrap-up') return 'wrap-up';
  if (agent.state !== 'idle') return 'call';
  if (agent.status !== 'available') return 'break';
  if (agent.legMode === 'connected' && agent.legChannelId === null) return phones.why(agent.agentId) === null ? 'phone-called' : 'no-phone';
  return isDealtTo(line, agent.agentId, agent.idleSinceAtMs, linesThatShare(agent, line, dialing)) ? 'idle' : 'others';
}
