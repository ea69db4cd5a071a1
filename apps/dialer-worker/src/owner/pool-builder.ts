import { randomUUID } from 'node:crypto';
import type { RestoredAgent } from '@paceline/agent-pool';
import { Agent, Call } from '@paceline/persistence';
import type { CallRegistry } from '../calls/call-registry';
import type { AgentLegs } from '../agents/agent-legs';
import type { AgentDesk } from '../agents/agent-desk';
import type { OwnerContext } from './owner-context';

/**
 * Builds the agent pool from MySQL (who is signed in, whose wrap-up is open) and the switch (whose leg is
 * up, who is talking): at the taking of the switch and after a flush of Redis.
 */
export class PoolBuilder {
  constructor(
    private readonly owner: OwnerContext, private readonly registry: CallRegistry,
    private readonly legs: AgentLegs, private readonly desk: AgentDesk,
  ) {}

  async rebuild(): Promise<void> {
    const signedIn = (await this.owner.dataSource.manager.findBy(Agent, { switchId: this.owner.environment.SWITCH_ID }))
      .filter((agent) => agent.status !== 'offline');
    const restored: RestoredAgent[] = [];
    for (const agent of signedIn) restored.push(await this.restore(agent));
    await this.owner.pool.clear();
    await this.owner.pool.restore(restored);
    // Calls that lost their place with the old pool carry the new tokens.
    for (const agent of restored) {
      if (agent.state !== 'talking') continue;
      const call = this.registry.get(agent.callId);
      if (call?.agent?.agentId === agent.agentId) call.agent = { ...call.agent, token: agent.token };
    }
  }

  private async restore(agent: Agent): Promise<RestoredAgent> {
    const base = {
      agentId: agent.id, lines: await this.desk.lines(agent), status: agent.status, statusReason: agent.statusReason,
      legMode: agent.legMode, legChannelId: this.legs.channelOf(agent.id),
    };
    for (const call of this.registry.all()) {
      if (call.agent?.agentId === agent.id && (call.state === 'talking' || call.state === 'connecting')) {
        return { ...base, state: 'talking', callId: call.callId, token: call.agent.token };
      }
    }
    const wrapping = await this.owner.dataSource.manager.createQueryBuilder(Call, 'c')
      .where('c.switchId = :switchId AND c.settledAt IS NULL AND c.endedAt IS NOT NULL AND c.agentId = :agentId', { switchId: agent.switchId, agentId: agent.id })
      .orderBy('c.endedAt', 'DESC').getOne();
    const untilMs = wrapping?.wrapUpUntil?.getTime();
    if (wrapping === null || untilMs === undefined) return { ...base, state: 'idle' };
    return { ...base, state: 'wrap-up', callId: wrapping.id, token: randomUUID(), wrapUpMs: Math.max(1, untilMs - this.owner.clock.nowMs()) };
  }
}
