import type { LineCounts, PoolAgent, PoolSnapshot } from '@paceline/agent-pool';
import { isDealtTo } from '@paceline/domain/routing/fair-share';
import type { AgentsNow } from '@paceline/domain/pacing';
import type { CallRegistry } from '../calls/call-registry';

/**
 * The agents of a line as its pacer counts them. Whoever serves other campaigns that dial too is dealt to one of them.
 * Ages by the clock that set them: of a talk the call's own, which a rebuilt pool forgets, of wrap-ups the pool's.
 * @param dialing the lines of all campaigns that could dial just now
 */
export function agentsNow(line: string, pool: PoolSnapshot, dialing: readonly string[], registry: CallRegistry, nowMs: number): AgentsNow {
  const now = { idle: 0, reserved: 0, talkingForMs: [] as number[], wrappingForMs: [] as number[] };
  for (const agent of pool.agents) {
    if (!agent.lines.includes(line) || agent.signedOut) continue;
    const sinceAtMs = dealtSinceAtMs(agent);
    const shared = linesThatShare(agent, line, dialing);
    const call = agent.callId === null ? undefined : registry.get(agent.callId);
    switch (agent.state) {
      case 'idle':
        if (agent.reservable && isDealtTo(line, agent.agentId, sinceAtMs, shared)) now.idle++;
        break;
      case 'reserved':
        if (call === undefined ? isDealtTo(line, agent.agentId, sinceAtMs, shared) : call.facts.line.id === line) now.reserved++;
        break;
      case 'talking':
        // Somebody who will go on a break after this call will not be free for the next one.
        if (agent.status === 'available' && isDealtTo(line, agent.agentId, sinceAtMs, shared)) {
          now.talkingForMs.push(busyForMs(agent, pool, registry, nowMs));
        }
        break;
      case 'wrap-up':
        if (agent.status === 'available' && isDealtTo(line, agent.agentId, sinceAtMs, shared)) now.wrappingForMs.push(busyForMs(agent, pool, registry, nowMs));
        break;
    }
  }
  return now;
}

/** When what decides to whom they are dealt began. */
export function dealtSinceAtMs({ state, idleSinceAtMs, stateSinceAtMs }: PoolAgent): number {
  return state === 'idle' ? idleSinceAtMs : stateSinceAtMs;
}

/** For how long somebody does what they do now, but waiting for a call. */
export function busyForMs({ state, callId, stateSinceAtMs }: PoolAgent, { takenAtMs }: PoolSnapshot, registry: Pick<CallRegistry, 'get'>, nowMs: number): number {
  const talkingSinceMs = state === 'talking' && callId !== null ? registry.get(callId)?.talkingSinceMs ?? null : null;
  return Math.max(0, talkingSinceMs === null ? takenAtMs - stateSinceAtMs : nowMs - talkingSinceMs);
}

/** This line, and those of other campaigns that dial too: to one of them the agent is dealt. */
export function linesThatShare({ lines }: PoolAgent, line: string, dialing: readonly string[]): string[] {
  return lines.filter((one) => one === line || dialing.includes(one));
}

/** How many agents of a line do what; whoever serves other lines too is counted for each of them. */
export type AgentsShown = Omit<LineCounts, 'withoutLeg'>;

/** The agents of a line as people see them: as the pool counts them itself. */
export function agentsShown(line: string, { agents }: PoolSnapshot): AgentsShown {
  const ofLine = agents.filter(({ lines }) => lines.includes(line));
  const count = (is: (agent: PoolAgent) => boolean): number => ofLine.filter(is).length;
  return {
    idle: count(({ reservable }) => reservable), reserved: count(({ state }) => state === 'reserved'), talking: count(({ state }) => state === 'talking'),
    wrapUp: count(({ state }) => state === 'wrap-up'), onBreak: count(({ state, status }) => state === 'idle' && status === 'break'),
  };
}
