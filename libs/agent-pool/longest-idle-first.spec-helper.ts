import type { PoolSnapshot } from './pool-types';

/** Who of the line can be reserved, in the order in which they should be named to `reserve`; who began at one instant, by id. */
export function longestIdleFirst({ agents }: PoolSnapshot, line: string): string[] {
  return agents.filter((agent) => agent.reservable && agent.lines.includes(line))
    .sort((a, b) => a.idleSinceAtMs - b.idleSinceAtMs || (a.agentId < b.agentId ? -1 : 1)).map((agent) => agent.agentId);
}
