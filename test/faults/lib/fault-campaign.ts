import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { AgentPool } from '@paceline/agent-pool';
import { rows, type Agent, type Campaign } from '@paceline/persistence';
import { producerConnection } from '@paceline/queues';
import type { FaultOrder } from '@paceline/simulator';
import { waitFor, waitForValue } from '@paceline/testing/wait-for';
import { invitesOf, legOf, numbers, setGateway, SHORT_TALK, talker, violations } from '../../e2e/lib/dialer-aids';
import { DialerRig } from '../../e2e/lib/dialer-rig';
import { openRecordingRig } from './recording-rig';

/** Seconds until dialing went on, a JSON line a fault: for `npm run bench -- faults`. */
const FIGURES = path.resolve(__dirname, '../../../.paceline/faults.jsonl');
/** However it went, it is over by then. */
const OVER_MS = 60_000;
/** Talks on while something fails. */
const LONG_TALK_MS = 2_500;

const CALLEES = [SHORT_TALK, talker(/^\+1415601\d{4}$/, LONG_TALK_MS), talker(/^\+1415604\d{4}$/, 60_000)];
export const talkers = (count: number): string[] => Array.from({ length: count }, (_, index) => `+1415604${String(index).padStart(4, '0')}`);

/**
 * Short clocks: what takes 60 s with the defaults is over in 12.
 *
 * @param options.records the switch's own records tell what nobody heard
 */
export async function openFaultRig({ records = false, ...options }: { readonly phones?: number; readonly records?: boolean } = {}): Promise<DialerRig> {
  const given = { ...options, callees: CALLEES, env: { LOST_GRACE_MS: '1000', LEASE_TTL_MS: '2000' } };
  const rig = await (records ? openRecordingRig(given) : DialerRig.open(given));
  await setGateway(rig, { callsPerSec: 100, maxLines: 200 });
  await rig.workerReady(await rig.startWorker());
  return rig;
}

/** A campaign that is under way when something fails, and what must be true when it is over. */
export class FaultCampaign {
  private constructor(private readonly rig: DialerRig, readonly campaign: Campaign, readonly agents: readonly Agent[]) {}

  /** Two long talks and many short ones, four agents; under way when two talk and others have talked. */
  static async underWay(rig: DialerRig, shortTalks = 14): Promise<FaultCampaign> {
    const fault = await FaultCampaign.begin(rig, [...numbers('long-talk', 2), ...numbers('short-talk', shortTalks)], 4);
    await waitFor('it is under way', async () => {
      const calls = await rig.calls(fault.campaign);
      return calls.filter((call) => call.state === 'talking').length >= 2 && calls.filter((call) => call.outcome === 'connected').length >= 2;
    });
    return fault;
  }

  static async begin(rig: DialerRig, phones: readonly string[], agentCount: number): Promise<FaultCampaign> {
    const campaign = await rig.campaign(phones, { wrapUpSec: 0, ringTimeoutSec: 2 });
    return new FaultCampaign(rig, campaign, await rig.agents(agentCount, [campaign]));
  }

  /**
   * Orders the faults and waits for their end, for the next INVITE after that, and for the campaign's end. A fault that
   * goes on until it is spent or healed is taken to end where it begins. Returns the seconds until that INVITE.
   */
  async survives(what: string, ...orders: readonly FaultOrder[]): Promise<number> {
    for (const order of orders) this.rig.simulated.fault(order);
    const fromMs = Date.now() + Math.max(...orders.map((order) => (order.fault === 'restart' ? order.awayMs : order.forMs) ?? 0));
    const next = await waitFor('dialing goes on', () => invitesOf(this.rig).find((invite) => invite.atMs > fromMs), { deadlineMs: OVER_MS, everyMs: 50 });
    const resumedSec = (next.atMs - fromMs) / 1000;
    await this.endsWell();
    mkdirSync(path.dirname(FIGURES), { recursive: true });
    appendFileSync(FIGURES, `${JSON.stringify({ fault: what, resumedSec, at: new Date().toISOString() })}\n`);
    return resumedSec;
  }

  /** Every invariant holds, nobody was dialed twice, every agent is there for the next call. */
  async endsWell(): Promise<void> {
    await this.end().catch((thrown: unknown) => { throw this.rig.withLog(thrown); });
  }

  private async end(): Promise<void> {
    const { rig, campaign } = this;
    await rig.completed(campaign);
    // What a fault has kept back comes now, when nobody waits for it any more.
    rig.simulated.heal();
    expect(Object.entries(rig.dialed()).filter(([, times]) => times > 1)).toEqual([]);
    // A channel may take a frame longer than its row, and a leg is called again.
    await waitForValue('every invariant holds', () => violations(rig, campaign), (found) => found.length === 0);
    await waitFor('no command is left', async () => (await rows(rig.dataSource, "SELECT id FROM commands WHERE state = 'pending'", [])).length === 0);
    await this.everybodyIsIdle();
  }

  async outcomes(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { outcome } of await this.rig.calls(this.campaign)) counts[outcome ?? 'none'] = (counts[outcome ?? 'none'] ?? 0) + 1;
    return counts;
  }

  /** In the pool, by the switch, and each on a leg of their own that hears nobody. */
  private async everybodyIsIdle(): Promise<void> {
    const { rig, agents } = this;
    const redis = producerConnection(rig.environment.REDIS_URL);
    await redis.connect();
    try {
      const pool = new AgentPool(redis, 'main', rig.environment.REDIS_PREFIX, null);
      const idle = await waitForValue('all agents are idle', async () => (await pool.snapshot()).agents,
        (all) => all.length === agents.length && all.every((agent) => agent.state === 'idle' && agent.reservable && agent.legChannelId !== null));
      const legs = await Promise.all(agents.map((agent) => legOf(rig, agent)));
      expect(idle.map((agent) => agent.legChannelId).sort()).toEqual([...legs].sort());
      expect(rig.simulated.channels.map(({ channelId, bridgedTo }) => [channelId, bridgedTo]).sort()).toEqual(legs.map((leg) => [leg, null]).sort());
    } finally {
      redis.disconnect();
    }
  }
}
