import { rows, type Agent, type Campaign } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import { SHORT_TALK, legOf, numbers, setGateway, setStatus, talker, talksOf, violations } from './dialer-aids';
import { DialerRig } from './dialer-rig';

/** Talks over a takeover, and rings for so long that whatever happens meanwhile finds it ringing. */
const CALLEES = [SHORT_TALK, talker(/^\+1415601\d{4}$/, 3_500), talker(/^\+1415603\d{4}$/, 200, 2_500)];
export const RINGS_LONG = '+14156030001';

/** A rig whose leases run out soon, and whose lost calls are given up soon after their ring timeout. */
export async function openRecoveryRig(env: Readonly<Record<string, string>> = {}): Promise<DialerRig> {
  const rig = await DialerRig.open({ callees: CALLEES, env: { LOST_GRACE_MS: '1000', LEASE_TTL_MS: '1000', ...env } });
  await setGateway(rig, { callsPerSec: 100, maxLines: 200 });
  return rig;
}

/** A campaign in the middle: two calls that are talking, one that rings, six to come, and what must be true at its end. */
export class MidCampaign {
  private constructor(
    private readonly rig: DialerRig, readonly campaign: Campaign, readonly agents: readonly Agent[],
    readonly talking: readonly string[], readonly legs: readonly string[],
  ) {}

  static async reach(rig: DialerRig): Promise<MidCampaign> {
    const campaign = await rig.campaign([...numbers('long-talk', 2), RINGS_LONG, ...numbers('short-talk', 6)], { wrapUpSec: 0, status: 'paused' });
    const agents = await rig.agents(3, [campaign]);
    for (const agent of agents) await legOf(rig, agent);
    // All three are called at once, however long the agents took to sign in.
    await setStatus(rig, campaign, 'running');
    const talking = await waitFor('two are talking and one rings', async () => {
      const calls = await rig.calls(campaign);
      const found = calls.filter((call) => call.state === 'talking');
      return found.length === 2 && calls.some((call) => call.phone === RINGS_LONG && call.state === 'ringing') && found.map((call) => call.id);
    });
    return new MidCampaign(rig, campaign, agents, talking, await Promise.all(agents.map((agent) => legOf(rig, agent))));
  }

  /** Every target has its result, nobody was dialed twice, and no command was left. */
  async endsWell(): Promise<void> {
    await endsWell(this.rig, this.campaign);
  }

  /** Nothing was lost: everybody talked, those of before to their own end, and the agents' phones were not called again. */
  async wentOnUntouched(): Promise<void> {
    for (const id of this.talking) {
      const record = this.rig.simulated.callOf(id);
      expect(record?.bridges).toHaveLength(1);
      expect(record?.endedBy).toBe('far');
      await this.talkedOnce(id, record?.bridges[0]?.otherId);
    }
    const outcomes = (await this.rig.calls(this.campaign)).map((call) => call.outcome).filter((outcome) => outcome !== 'not-dialed');
    expect(outcomes).toEqual(Array.from({ length: 9 }, () => 'connected'));
    expect(await this.legsNow()).toEqual(this.legs);
  }

  /** One agent's part in it, from before whatever happened to its own end, however many owners wrote it. */
  private async talkedOnce(callId: string, leg: string | undefined): Promise<void> {
    const call = (await this.rig.calls(this.campaign)).find(({ id }) => id === callId);
    const talks = await talksOf(this.rig, callId);
    expect(talks.map(({ agentId, channelId, fromAt, toAt, endedBy }) => ({ agentId, channelId, fromAt, toAt, endedBy }))).toEqual([{
      agentId: call?.agentId, channelId: leg, fromAt: call?.connectedAt, toAt: call?.endedAt,
      endedBy: call?.hangupCause === 'LOST' ? 'unheard' : 'customer-hung-up', // a slow machine may not hear it
    }]);
  }

  async legsNow(): Promise<string[]> {
    return await Promise.all(this.agents.map((agent) => legOf(this.rig, agent)));
  }
}

export async function endsWell(rig: DialerRig, campaign: Campaign): Promise<void> {
  await rig.completed(campaign);
  const dialed = rig.dialed();
  for (const phone of Object.keys(await rig.results(campaign))) expect([phone, dialed[phone]]).toEqual([phone, 1]);
  await waitFor('no command is left', async () => (await rows(rig.dataSource, "SELECT id FROM commands WHERE state = 'pending'", [])).length === 0);
  expect(await violations(rig, campaign)).toEqual([]);
}
