import { randomUUID } from 'node:crypto';
import type { RestoredAgent } from '@paceline/agent-pool';
import { ClientCalls, SwitchAgents, type Agent, type Call } from '@paceline/persistence';
import type { CallJournal } from '../calls/call-journal';
import type { CallRegistry } from '../calls/call-registry';
import { viewerLeaseMs } from '../calls/keeping';
import { ringLeaseMs } from '../calls/rung-phone';
import type { AgentLegs } from '../agents/agent-legs';
import type { AgentDesk } from '../agents/agent-desk';
import type { OwnerContext } from '../context/owner-context';

/**
 * Builds the agent pool from MySQL (who is signed in, whose wrap-up is open) and the switch (whose leg is
 * up, who is talking): at the taking of the switch and after a flush of Redis.
 */
export class PoolBuilder {
  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'dataSource' | 'environment' | 'known' | 'pool'>, private readonly journal: Pick<CallJournal, 'caughtUp'>, private readonly registry: Pick<CallRegistry, 'all'>,
    private readonly legs: Pick<AgentLegs, 'channelOf'>, private readonly desk: Pick<AgentDesk, 'lines'>,
  ) {}

  /**
   * Cleared first, so that whatever changes while the rows are read is refused and tried again; what memory
   * knows is read in the tick in which the new pool is written, so that later changes come after it.
   */
  async rebuild(): Promise<void> {
    if (!(await this.owner.pool.clear()).ok) throw new Error('A newer owner of the switch has built the agent pool.');
    this.owner.known.clear();
    // A talk that has just ended: whose wrap-up it is, its row says as soon as it is written.
    await this.journal.caughtUp();
    const signedIn = (await new SwitchAgents(this.owner.dataSource).of(this.owner.environment.SWITCH_ID))
      .filter((agent) => agent.status !== 'offline');
    const known: { readonly agent: Agent; readonly lines: string[]; readonly wrapping: Call | null }[] = [];
    for (const agent of signedIn) known.push({ agent, lines: await this.desk.lines(agent), wrapping: await this.wrappingOf(agent) });
    await this.owner.pool.restore(known.map(({ agent, lines, wrapping }) => this.restored(agent, lines, wrapping)));
  }

  private restored(agent: Agent, lines: readonly string[], wrapping: Call | null): RestoredAgent {
    const base = {
      agentId: agent.id, lines, status: agent.status, statusReason: agent.statusReason,
      legMode: agent.legMode, legChannelId: this.legs.channelOf(agent.id),
    };
    const calls = [...this.registry.all()];
    const own = calls.find(({ agent: promised, state }) => promised?.agentId === agent.id && (state === 'talking' || state === 'connecting'));
    if (own?.agent) {
      const { callId, agent: { token } } = own;
      if (own.state === 'talking') return { ...base, state: 'talking', callId, token };
      return { ...base, state: 'reserved', callId, token, leaseMs: this.owner.environment.RESERVATION_LEASE_MS };
    }
    const rung = calls.find((call) => call.rung?.agentId === agent.id);
    if (rung?.rung) return { ...base, state: 'reserved', callId: rung.callId, token: rung.rung.token, leaseMs: ringLeaseMs(this.owner.environment) };
    const seen = calls.find(({ viewer, safeHarbour }) => viewer?.agentId === agent.id && !safeHarbour);
    if (seen?.viewer) return { ...base, state: 'reserved', callId: seen.callId, token: seen.viewer.token, leaseMs: viewerLeaseMs(seen, this.owner.environment) };
    const untilMs = wrapping?.wrapUpUntil?.getTime();
    if (wrapping === null || untilMs === undefined) return { ...base, state: 'idle' };
    return { ...base, state: 'wrap-up', callId: wrapping.id, token: randomUUID(), wrapUpMs: Math.max(1, untilMs - this.owner.clock.nowMs()) };
  }

  private async wrappingOf(agent: Agent): Promise<Call | null> {
    return await new ClientCalls(this.owner.dataSource, agent).wrappingOf(agent);
  }
}
