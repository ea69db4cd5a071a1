import type { PoolAgent } from '@paceline/agent-pool';
import { agentPhoneOf, NOTHING_WRONG, type AgentPhone } from '@paceline/contracts/agent-phone';
import { isReached } from '@paceline/domain/agent/agent-state';
import { campaignOfLine } from '@paceline/domain/routing/line';
import { SwitchAgents, type Agent } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import type { AgentNews } from '../context/news';
import type { OwnerContext } from '../context/owner-context';
import type { CallRegistry } from '../calls/call-registry';
import type { OnDemandPhones } from '../calls/on-demand-phones';
import type { Previews } from '../calls/previews';
import { readFacts } from './agent-facts';
import type { AgentLegs } from './agent-legs';

type ShownAgent = Pick<PoolAgent, 'agentId' | 'status' | 'statusReason' | 'state' | 'callId' | 'legMode' | 'legChannelId'>;
const GONE: Omit<ShownAgent, 'agentId'> = { status: 'offline', statusReason: null, state: 'idle', callId: null, legMode: 'connected', legChannelId: null };

/** Agents come, go, take breaks: the row says what they chose, the pool is made to agree. */
export class AgentDesk {
  private readonly clients = new Map<string, string>();
  private readonly telling = new Map<string, Promise<void>>();

  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'dataSource' | 'known' | 'pool' | 'publish' | 'run'>, private readonly legs: Pick<AgentLegs, 'callAfresh' | 'callNow' | 'channelOf' | 'hangup'>,
    private readonly registry: Pick<CallRegistry, 'ofLeg'>, private readonly previews: Pick<Previews, 'left'>, private readonly phones: Pick<OnDemandPhones, 'left'>, private readonly news: AgentNews,
  ) {}

  async signIn(agentId: string): Promise<void> {
    const agent = await this.find(agentId);
    if (agent.status === 'offline') throw new PacelineError('wrong-state', 'agent-signed-out');
    const signedIn = await this.owner.pool.signIn({
      agentId, lines: await this.lines(agent), status: agent.status, statusReason: agent.statusReason,
      legMode: agent.legMode, legChannelId: this.legs.channelOf(agentId),
    });
    this.owner.run('call an agent\'s phone', () => this.legs.callAfresh(agentId));
    this.news.emit('may-serve', agentId, signedIn);
  }

  async signOut(agentId: string): Promise<void> {
    // Signed in again meanwhile: the row's present value counts, whichever command comes last.
    if ((await this.find(agentId)).status !== 'offline') return;
    await this.owner.pool.signOut(agentId);
    await this.takesNoMore(agentId);
    // An agent who is talking finishes the call; the leg goes with its end.
    await this.tell(agentId);
  }

  async statusChanged(agentId: string): Promise<void> {
    const agent = await this.find(agentId);
    const result = await this.owner.pool.setStatus(agentId, agent.status, agent.statusReason);
    if (!result.ok) throw new PacelineError('agent-not-signed-in', 'sign-in-first');
    if (agent.status === 'available') this.owner.run('call an agent\'s phone', () => this.legs.callNow(agentId));
    else await this.takesNoMore(agentId);
    this.news.emit('may-serve', agentId, result.agent);
  }

  private async takesNoMore(agentId: string): Promise<void> {
    this.phones.left(agentId);
    await this.previews.left(agentId);
  }

  async linesChanged(agentId: string): Promise<void> {
    const result = await this.owner.pool.setLines(agentId, await this.lines(await this.find(agentId)));
    if (!result.ok) return;
    this.owner.run('call an agent\'s phone', () => this.legs.callAfresh(agentId));
    this.news.emit('may-serve', agentId, result.agent);
  }

  /**
   * The screens are told what an agent is doing now. Also hangs up the leg of one who signed out in mid-call. One after the
   * other for each agent: what is wrong with a phone is asked for, and older news must not come after newer.
   */
  async tell(agentId: string, known: PoolAgent | null = null): Promise<void> {
    const clientId = this.clients.get(agentId);
    // All is known: the pool's answers come in the order in which things happened, and so does what is told of them.
    if (known !== null && known.legChannelId !== null && !known.signedOut && clientId !== undefined) { this.publish(clientId, known, NOTHING_WRONG); return; }
    const before = this.telling.get(agentId);
    const told = (async () => {
      await before?.catch(() => undefined); // its own caller hears of it
      await this.tellNow(agentId);
    })();
    this.telling.set(agentId, told);
    try {
      await told;
    } finally {
      if (this.telling.get(agentId) === told) this.telling.delete(agentId);
    }
  }

  private async tellNow(agentId: string): Promise<void> {
    const phone = await this.phoneOf(agentId);
    const agent = await this.owner.pool.find(agentId);
    if (agent === null) {
      const leg = this.legs.channelOf(agentId);
      if (leg === null || this.registry.ofLeg(leg) === undefined) await this.legs.hangup(agentId);
    }
    const clientId = await this.clientOf(agentId);
    if (clientId !== null) this.publish(clientId, agent ?? { agentId, ...GONE }, agent === null || agent.legChannelId !== null ? NOTHING_WRONG : phone);
  }

  private publish(clientId: string, { agentId, status, statusReason, state, callId, legMode, legChannelId }: ShownAgent, wrong: AgentPhone): void {
    const legUp = status !== 'offline' && isReached({ legMode, legUp: legChannelId !== null });
    this.owner.publish({ type: 'agent', clientId, agentId, status, statusReason, state, callId, legUp, ...wrong, at: new Date(this.owner.clock.nowMs()).toISOString() });
  }

  /** Whose the agent is, which never changes; null of one who is gone. */
  private async clientOf(agentId: string): Promise<string | null> {
    const known = this.clients.get(agentId) ?? (await new SwitchAgents(this.owner.dataSource).find(agentId))?.clientId ?? null;
    if (known !== null) this.clients.set(agentId, known);
    return known;
  }

  /** What is wrong with the agent's phone, as the row says it: nothing of one that is up, which is told with each call. */
  private async phoneOf(agentId: string): Promise<AgentPhone> {
    if (this.legs.channelOf(agentId) !== null) return NOTHING_WRONG;
    const agent = await new SwitchAgents(this.owner.dataSource).find(agentId);
    return agent === null ? NOTHING_WRONG : agentPhoneOf(agent);
  }

  /** An agent whose phone must be rung first cannot meet the two seconds: no campaign's calls for them. */
  async lines(agent: Agent): Promise<string[]> {
    const lines = await readFacts(this.owner, agent.id);
    return agent.legMode === 'connected' ? lines : lines.filter((line) => campaignOfLine(line) === null);
  }

  private async find(agentId: string): Promise<Agent> {
    const agent = await new SwitchAgents(this.owner.dataSource).find(agentId);
    if (agent === null) throw new PacelineError('not-found', 'id', { what: 'agent', id: agentId });
    return agent;
  }
}
