import type { Expired, PoolAgent } from '@paceline/agent-pool';
import type { DispositionMeaning, RetryRules } from '@paceline/domain/retry/retry';
import { CallAmendments, ClientCampaigns, ClientDispositions, NO_DISPOSITION, calledBackOf, dispositionGiver, retryRulesOf, settleableTarget, settlementOf, type Call, type CallEventRow, type Settlement } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import type { AgentNews } from '../context/news';
import type { OwnerContext } from '../context/owner-context';
import type { CallNews } from './call-news';
import type { CallJournal } from './call-journal';
import type { LiveCall, PromisedAgent } from './live-call';
import { persistently } from '../context/persistently';

/** How a talk ended. */
interface EndedTalk {
  readonly endedAtMs: number;
  readonly wrapUpMs: number;
  /** Its row says that it has ended. */
  readonly written: Promise<boolean>;
}

/** A call that nobody has said anything of yet, remembered by the owner who ended it. */
interface OpenCall { readonly call: LiveCall; readonly endedAtMs: number; readonly written: Promise<boolean> }

/** What somebody says of a call. */
interface Word { readonly code: string; readonly note: string | null; readonly byUserId: string | null; /** Of a call that came in, the target that it settles. */ readonly targetId: string | null }

/** What a word of it is judged by. */
interface SaidOf { readonly callId: string; readonly clientId: string; readonly agentId: string | null; readonly retryRules: RetryRules; readonly endedAtMs: number }

/**
 * After a talk: the agent says what came of it, within the campaign's wrap-up time; who says nothing gets
 * the system's own disposition, which can be amended. Wrap-up is bounded by the pool's clock.
 */
export class WrapUp {
  private readonly open = new Map<string, OpenCall>();
  /** What the system's own disposition means to each client, which nobody can change. */
  private readonly ownMeanings = new Map<string, DispositionMeaning>();

  constructor(
    private readonly owner: Pick<OwnerContext, 'calls' | 'clock' | 'dataSource' | 'fence' | 'lease' | 'log' | 'pool'>,
    private readonly journal: Pick<CallJournal, 'settle'>,
    private readonly agents: AgentNews,
    private readonly calls: CallNews,
  ) {}

  async begin(call: LiveCall, agent: PromisedAgent, { endedAtMs, wrapUpMs, written }: EndedTalk): Promise<void> {
    this.open.set(call.callId, { call, endedAtMs, written });
    await written;
    const leftMs = Math.max(1, endedAtMs + wrapUpMs - this.owner.clock.nowMs());
    const result = await this.owner.pool.finish(agent.agentId, agent.token, leftMs);
    this.agents.emit('changed', agent.agentId, result.ok ? result.agent : null);
    if (result.ok) this.calls.emit('wrap-up-began', call.facts.line.id, agent.agentId, endedAtMs);
    if (!result.ok) {
      // The agent left the pool in mid-call: nobody will say anything any more.
      this.owner.log.info({ callId: call.callId, agentId: agent.agentId, refusal: result.code }, 'no wrap-up for an agent who is gone');
      await this.settleBySystem(call.callId);
    } else if (!this.open.has(call.callId)) {
      // The agent was quicker than the pool: there was no wrap-up yet that their word could have ended.
      await this.endOf(agent.agentId, call.callId);
    }
  }

  /** What the agent says, or a supervisor for them. Their wrap-up ends with it. */
  async disposition(callId: string, word: Word): Promise<void> {
    await this.open.get(callId)?.written.catch(() => undefined); // whoever wrote it hears of the error
    const call = await this.owner.calls.find(callId);
    if (call === null) throw new PacelineError('not-found', 'id', { what: 'call', id: callId });
    if (call.endedAt === null) throw new PacelineError('wrong-state', 'call-going-on');
    await this.settleRow(call, word);
    if (call.agentId !== null) await this.endOf(call.agentId, callId);
    if (word.targetId !== null && (await this.owner.calls.find(callId))?.targetId !== word.targetId) throw new PacelineError('wrong-state', 'target-not-told');
  }

  /** The agent is ready for the next call, with or without having said anything. */
  async ready(agentId: string): Promise<void> {
    const agent = await this.owner.pool.find(agentId);
    if (agent === null) throw new PacelineError('agent-not-signed-in', 'sign-in-first');
    if (agent.state !== 'wrap-up') throw new PacelineError('wrong-state', 'no-wrap-up', { state: agent.state });
    if (agent.callId !== null) await this.settleBySystem(agent.callId);
    await this.end(agentId);
  }

  /** The time is up: the pool has ended the wrap-up already. */
  async expired({ agent, callId }: Pick<Expired, 'agent' | 'callId'>): Promise<void> {
    this.over(agent.agentId, agent);
    await this.settleBySystem(callId);
  }

  async settleBySystem(callId: string): Promise<void> {
    const word = { code: NO_DISPOSITION, note: null, byUserId: null, targetId: null };
    const open = this.open.get(callId);
    if (open !== undefined) { await this.settleOpen(open, word); return; }
    const call = await this.owner.calls.find(callId);
    if (call !== null && call.settledAt === null && call.endedAt !== null) await this.settleRow(call, word);
  }

  private async settleOpen({ call, endedAtMs }: OpenCall, word: Word): Promise<void> {
    const { callId, lastAgentId: agentId, facts: { clientId, line: { policy: { retryRules } } } } = call;
    await this.settle({ callId, clientId, agentId, retryRules, endedAtMs }, word, (settlement, event) => this.journal.settle(call, settlement, event));
  }

  /** Of an earlier owner's call, or in a person's words: as its row and its campaign say now. */
  private async settleRow(row: Call, word: Word): Promise<void> {
    const campaign = row.campaignId === null ? null : await new ClientCampaigns(this.owner.dataSource, row).find(row.campaignId);
    const of = { callId: row.id, clientId: row.clientId, agentId: row.agentId, retryRules: retryRulesOf(campaign), endedAtMs: (row.endedAt ?? row.plannedAt).getTime() };
    const call = this.open.get(row.id)?.call;
    await this.settle(of, word, (settlement, event) => call === undefined
      ? persistently(this.owner, () => this.owner.calls.settle(settlement, event)) : this.journal.settle(call, settlement, event));
  }

  private async settle(of: SaidOf, { code, note, byUserId, targetId }: Word, write: (settlement: Settlement, event: CallEventRow) => Promise<boolean>): Promise<void> {
    const meaning = await this.meaningOf(of.clientId, code);
    const by = await dispositionGiver(this.owner.dataSource, of, byUserId);
    const target = targetId === null ? null : await settleableTarget(this.owner.dataSource, of, targetId);
    const calledBack = targetId === null || target === null ? null : calledBackOf(targetId, target, { code, meaning }, of.endedAtMs);
    const settlement = { ...settlementOf(of, { code, meaning, by, note, byUserId }), calledBack };
    const event = { at: new Date(this.owner.clock.nowMs()), kind: 'disposition', data: { code, by, byUserId, ...(targetId !== null && { targetId }) } };
    const settled = await write(settlement, event);
    this.open.delete(of.callId);
    // The wrap-up was over a moment before: somebody's word replaces the system's.
    if (!settled && byUserId !== null) await persistently(this.owner, () => new CallAmendments(this.owner.dataSource).amend(settlement, event, byUserId));
  }

  private async meaningOf(clientId: string, code: string): Promise<DispositionMeaning> {
    const known = code === NO_DISPOSITION ? this.ownMeanings.get(clientId) : undefined;
    if (known !== undefined) return known;
    const disposition = await new ClientDispositions(this.owner.dataSource, { clientId }).find(code);
    if (disposition === null) throw new PacelineError('not-found', 'disposition', { disposition: code });
    if (code === NO_DISPOSITION) this.ownMeanings.set(clientId, disposition.meaning);
    return disposition.meaning;
  }

  private async endOf(agentId: string, callId: string): Promise<void> {
    const agent = await this.owner.pool.find(agentId);
    if (agent?.state === 'wrap-up' && agent.callId === callId) await this.end(agentId);
  }

  private async end(agentId: string): Promise<void> {
    const ended = await this.owner.pool.endWrapUp(agentId);
    this.over(agentId, ended.ok ? ended.agent : null);
  }

  private over(agentId: string, agent: PoolAgent | null): void {
    this.calls.emit('wrap-up-ended', agentId, this.owner.clock.nowMs());
    this.agents.emit('may-serve', agentId, agent);
  }
}
