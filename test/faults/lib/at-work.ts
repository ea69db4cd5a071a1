import { AgentPool, type PoolAgent } from '@paceline/agent-pool';
import { Agent, type Call, type Campaign } from '@paceline/persistence';
import { producerConnection } from '@paceline/queues';
import { waitFor } from '@paceline/testing/wait-for';
import type { Redis } from 'ioredis';
import { serve, setGateway, setStatus, talker } from '../../e2e/lib/dialer-aids';
import { DialerRig } from '../../e2e/lib/dialer-rig';

/** What the agent is doing when something happens to them. */
export const MOMENTS = ['idle', 'reserved', 'talking', 'wrap-up'] as const;
export type Moment = (typeof MOMENTS)[number];

/** How long people talk, by the numbers that they have: the longest until everybody has seen that a screen is gone. */
const TALKS = { short: { prefix: '+1415600', ms: 200 }, middle: { prefix: '+1415601', ms: 1_500 }, long: { prefix: '+1415602', ms: 3_500 } } as const;
const CALLEES = Object.values(TALKS).map(({ prefix, ms }) => talker(new RegExp(`^\\${prefix}\\d{4}$`), ms));
/** Long enough for a busy machine to notice within them what happened, short enough for a test. */
const CLOCKS = {
  SCREEN_GONE_AFTER_MS: '1500', LEASE_TTL_MS: '2000', AGENT_LEG_RETRY_MS: '300', BRIDGE_DEADLINE_MS: '4000', RESERVATION_LEASE_MS: '6000', LOST_GRACE_MS: '1000',
};
const WITHIN = { everyMs: 20 };

/** A rig whose agents are watched one by one. Every number is dialed once in its life. */
export class AtWork {
  private next = 0;

  private constructor(readonly rig: DialerRig, private readonly redis: Redis, private readonly pool: AgentPool) {}

  static async open(): Promise<AtWork> {
    const rig = await DialerRig.open({ callees: CALLEES, env: CLOCKS });
    await setGateway(rig, { callsPerSec: 100, maxLines: 200 });
    const redis = producerConnection(rig.environment.REDIS_URL);
    await redis.connect();
    await rig.workerReady(await rig.startWorker());
    return new AtWork(rig, redis, new AgentPool(redis, rig.environment.SWITCH_ID, rig.environment.REDIS_PREFIX, null));
  }

  async close(): Promise<void> {
    this.redis.disconnect();
    await this.rig.close();
  }

  /** Two, who serve nothing yet. */
  async agents(): Promise<[Agent, Agent]> {
    const [first, second] = await this.rig.agents(2, []);
    if (first === undefined || second === undefined) throw new Error('there are not two agents');
    return [first, second];
  }

  /** A campaign on numbers that nobody has called yet, at work as soon as the API would have it. */
  async campaign(talk: keyof typeof TALKS, count: number, agents: readonly Agent[], wrapUpSec: number): Promise<Campaign> {
    const numbers = Array.from({ length: count }, () => `${TALKS[talk].prefix}${String(this.next++).padStart(4, '0')}`);
    const campaign = await this.rig.campaign(numbers, { wrapUpSec });
    await serve(this.rig, agents, [campaign]);
    await setStatus(this.rig, campaign, 'running');
    return campaign;
  }

  /** The agent, once the pool knows of them what is waited for. */
  async until(agent: Agent, what: string, holds: (live: PoolAgent) => boolean): Promise<PoolAgent> {
    return await waitFor(`agent ${agent.id} ${what}`, async () => {
      const live = await this.pool.find(agent.id);
      return live !== null && holds(live) && live;
    }, WITHIN);
  }

  async ready(agent: Agent): Promise<void> {
    await this.until(agent, 'can be given a call', (live) => live.reservable);
  }

  /** The next bridge is not carried out and its command not answered: the agent stays promised. Resolves once it was ordered. */
  nextBridgeHangs(): Promise<void> {
    return new Promise((resolve) => {
      this.rig.simulated.fault({ fault: 'leave-unanswered', command: 'uuid_bridge', carriedOut: false, next: 1, onHit: resolve });
    });
  }

  /** What the agent's row says that they are. */
  async chosen(agent: Agent): Promise<readonly [status: string, reason: string | null]> {
    const { status, statusReason } = await this.rig.dataSource.manager.findOneByOrFail(Agent, { id: agent.id });
    return [status, statusReason];
  }

  /** As the API does it. */
  async choose(agent: Agent, status: 'available' | 'break', reason: string | null): Promise<void> {
    await this.rig.dataSource.manager.update(Agent, { id: agent.id }, { status, statusReason: reason });
    await this.rig.command('agent-status', { agentId: agent.id, status, reason, byUserId: agent.userId });
  }

  /** Every call of the campaign that was sent, in the order in which they were planned. */
  async sent(campaign: Campaign): Promise<Call[]> {
    return (await this.rig.calls(campaign)).filter(({ outcome }) => outcome !== 'not-dialed');
  }
}
