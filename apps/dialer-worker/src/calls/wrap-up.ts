import { CallAmendments, Campaign, Disposition, NO_DISPOSITION, dispositionGiver, retryRulesOf, settlementOf, type Call } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import type { HeardBook } from '../campaigns/heard-book';
import type { OwnerContext } from '../owner/owner-context';
import type { LiveCall, PromisedAgent } from './live-call';
import { persistently } from './persistently';

/**
 * After a talk: the agent says what came of it, within the campaign's wrap-up time; who says nothing gets
 * the system's own disposition, which can be amended. Wrap-up is bounded by the pool's clock.
 */
export class WrapUp {
  constructor(
    private readonly owner: OwnerContext,
    private readonly agentIdle: (agentId: string) => void,
    private readonly agentChanged: (agentId: string) => void,
    private readonly heard: HeardBook,
  ) {}

  async begin(call: LiveCall, agent: PromisedAgent, endedAtMs: number, wrapUpMs: number): Promise<void> {
    const untilMs = endedAtMs + wrapUpMs;
    const leftMs = Math.max(1, untilMs - this.owner.clock.nowMs());
    const result = await this.owner.pool.finish(agent.agentId, agent.token, leftMs);
    if (result.ok) this.heard.wrapBegins(call.facts.line.id, agent.agentId, endedAtMs);
    if (!result.ok) {
      // The agent left the pool in mid-call: nobody will say anything any more.
      this.owner.log.info({ callId: call.callId, agentId: agent.agentId, refusal: result.code }, 'no wrap-up for an agent who is gone');
      await this.settleBySystem(call.callId);
    } else if (await this.owner.calls.isSettled(call.callId)) {
      // The agent was quicker than the pool: there was no wrap-up yet that their word could have ended.
      await this.endOf(agent.agentId, call.callId);
    }
    this.agentChanged(agent.agentId);
  }

  /** What the agent says, or a supervisor for them. Their wrap-up ends with it. */
  async disposition(callId: string, code: string, note: string | null, byUserId: string): Promise<void> {
    const call = await this.owner.calls.find(callId);
    if (call === null) throw new PacelineError('not-found', 'id', { what: 'call', id: callId });
    if (call.endedAt === null) throw new PacelineError('wrong-state', 'call-going-on');
    await this.settle(call, code, note, byUserId);
    if (call.agentId !== null) await this.endOf(call.agentId, callId);
  }

  /** The agent is ready for the next call, with or without having said anything. */
  async ready(agentId: string): Promise<void> {
    const agent = await this.owner.pool.find(agentId);
    if (agent === null) throw new PacelineError('agent-not-signed-in', 'sign-in-first');
    if (agent.state !== 'wrap-up') throw new PacelineError('wrong-state', 'no-wrap-up', { state: agent.state });
    if (agent.callId !== null) await this.settleBySystem(agent.callId);
    await this.owner.pool.endWrapUp(agentId);
    this.heard.wrapEnds(agentId, this.owner.clock.nowMs());
    this.agentIdle(agentId);
  }

  /** The time is up: the pool has ended the wrap-up already. */
  async expired(agentId: string, callId: string): Promise<void> {
    this.heard.wrapEnds(agentId, this.owner.clock.nowMs());
    await this.settleBySystem(callId);
    this.agentIdle(agentId);
  }

  async settleBySystem(callId: string): Promise<void> {
    const call = await this.owner.calls.find(callId);
    if (call === null || call.settledAt !== null || call.endedAt === null) return;
    await this.settle(call, NO_DISPOSITION, null, null);
  }

  private async settle(call: Call, code: string, note: string | null, byUserId: string | null): Promise<void> {
    const { manager } = this.owner.dataSource;
    const disposition = await manager.findOneBy(Disposition, { clientId: call.clientId, code });
    if (disposition === null) throw new PacelineError('not-found', 'disposition', { disposition: code });
    const by = await dispositionGiver(manager, call, byUserId);
    const campaign = call.campaignId === null ? null : await manager.findOneBy(Campaign, { id: call.campaignId });
    const settlement = settlementOf(
      { callId: call.id, retryRules: retryRulesOf(campaign), endedAtMs: (call.endedAt ?? call.plannedAt).getTime() },
      { code, meaning: disposition.meaning, by, note, byUserId },
    );
    const event = { at: new Date(this.owner.clock.nowMs()), kind: 'disposition', data: { code, by, byUserId } };
    const settled = await persistently(this.owner, () => this.owner.calls.settle(settlement, event));
    // The wrap-up was over a moment before: somebody's word replaces the system's.
    if (!settled && byUserId !== null) await persistently(this.owner, () => new CallAmendments(this.owner.dataSource).amend(settlement, event, byUserId));
  }

  private async endOf(agentId: string, callId: string): Promise<void> {
    const agent = await this.owner.pool.find(agentId);
    if (agent?.state !== 'wrap-up' || agent.callId !== callId) return;
    await this.owner.pool.endWrapUp(agentId);
    this.heard.wrapEnds(agentId, this.owner.clock.nowMs());
    this.agentIdle(agentId);
  }
}
