import { firstFor, placedIn, type Moment } from './agent-order';
import type { FreeAgent } from './free-agent';
import { orderOfService, type Turn } from './order-of-service';
import type { WaitingCall } from './waiting-call';

export interface Allotment {
  readonly callId: string;
  readonly agentId: string;
  readonly turn: Turn;
}

/**
 * Who is promised to which call: one decision for all who wait and all who are free. Calls take their turns (`order-of-service`);
 * each takes the first of the agents left who may take it (`agent-order`). A call for which nobody is left makes nobody else wait.
 */
export function allocate(free: readonly FreeAgent[], waiting: readonly WaitingCall[], moment: Moment): readonly Allotment[] {
  const left = new Map(free.map((agent) => [agent.agentId, agent]));
  const allotments: Allotment[] = [];
  for (const { call, turn } of orderOfService(waiting, (agentId) => left.has(agentId), moment.nowMs)) {
    const agent = firstFor(call, placedIn(call.lineId, left.values()), moment);
    if (agent === null) continue;
    left.delete(agent.agentId);
    allotments.push({ callId: call.callId, agentId: agent.agentId, turn });
  }
  return allotments;
}
