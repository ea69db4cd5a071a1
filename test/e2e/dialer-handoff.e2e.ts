import { AgentPool } from '@paceline/agent-pool';
import { lineOfCampaign } from '@paceline/domain/routing/line';
import { Call, type Agent } from '@paceline/persistence';
import type { SimulatedSwitch } from '@paceline/simulator';
import { waitFor } from '@paceline/testing/wait-for';
import { DialerRig } from './lib/dialer-rig';

const TALKS_10_S = '+14155501110';
const TALKS_20_S = '+14155501120';
const TALKS_1_S = '+14155501101';

function recordOf(simulated: SimulatedSwitch, callId: string): SimulatedSwitch['invites'][number] {
  const record = simulated.invites.find((invite) => invite.channelId === callId);
  if (record === undefined) throw new Error(`no INVITE of ${callId}`);
  return record;
}

describe('handing answered calls to agents', () => {
  let rig: DialerRig;
  beforeEach(async () => {
    rig = await DialerRig.open();
    await rig.workerReady(await rig.startWorker());
  });
  afterEach(() => rig.close());

  async function takesABreak(agent: Agent | undefined): Promise<void> {
    await rig.dataSource.query("UPDATE agents SET status = 'break' WHERE id = ?", [agent?.id]);
    await rig.command('agent-status', { agentId: agent?.id ?? '', status: 'break', reason: null, byUserId: '1' });
  }

  it('has an agent serve those of the assigned lines that were chosen at the sign-in', async () => {
    const [served, left] = [await rig.campaign([], { status: 'paused' }), await rig.campaign([], { status: 'paused' })];
    const [agent] = await rig.agents(1, [served, left]);
    const pool = new AgentPool(rig.redis, 'main', rig.environment.REDIS_PREFIX, null);
    const lines = async (): Promise<readonly string[]> => (await pool.find(agent?.id ?? ''))?.lines ?? [];
    expect([...await lines()].sort()).toEqual([lineOfCampaign(served.id), lineOfCampaign(left.id)].sort());
    await rig.dataSource.query('UPDATE agent_lines SET served = FALSE WHERE line = ?', [lineOfCampaign(left.id)]);
    await rig.command('agent-sign-in', { agentId: agent?.id ?? '', status: 'available', reason: null, byUserId: '1' });
    expect(await lines()).toEqual([lineOfCampaign(served.id)]);
  });

  it('plays the safe-harbour message to a person for whom nobody came, and ends the call', async () => {
    const campaign = await rig.campaign(['+14155501109']);
    const [agent] = await rig.agents(1, [campaign]);
    await rig.call(campaign, 'is on its way', (call) => call.state !== 'planned');
    await takesABreak(agent);
    const abandoned = await rig.call(campaign, 'was abandoned', (call) => call.outcome === 'abandoned');
    const record = recordOf(rig.simulated, abandoned.id);
    expect(record.plays.map((play) => play.file)).toEqual([expect.stringContaining('safe-harbour')]);
    const waitedMs = (record.plays[0]?.atMs ?? 0) - (record.answeredAtMs ?? 0);
    expect(waitedMs).toBeGreaterThanOrEqual(1_950);
    expect(waitedMs).toBeLessThan(2_600);
    expect(record.endedBy).toBe('near');
    expect(abandoned.safeHarbourAt).not.toBeNull();
  });

  it('counts a person who hangs up before the limit apart', async () => {
    const campaign = await rig.campaign(['+14155508199']);
    const [agent] = await rig.agents(1, [campaign]);
    await rig.call(campaign, 'is on its way', (call) => call.state !== 'planned');
    await takesABreak(agent);
    const call = await rig.call(campaign, 'has ended', ({ endedAt }) => endedAt !== null);
    expect(call.outcome).toBe('hung-up-waiting');
  });

  it('offers the customer of a lost agent to the next one first', async () => {
    const campaign = await rig.campaign([TALKS_20_S]);
    const [first] = await rig.agents(1, [campaign]);
    const talking = await rig.call(campaign, 'is talking', (call) => call.state === 'talking');
    const [second] = await rig.agents(1, [campaign], 1);
    const [leg] = await rig.dataSource.query<{ id: string }[]>('SELECT leg_channel_id AS id FROM agents WHERE id = ?', [first?.id]);
    rig.simulated.hangupFarEnd(leg?.id ?? '');
    await rig.call(campaign, 'talks with the second agent', (call) => call.state === 'talking' && call.agentId === second?.id);
    const bridges = recordOf(rig.simulated, talking.id).bridges;
    expect(bridges).toHaveLength(2);
    // The lost leg is called again without anybody asking.
    await waitFor('the first agent\'s phone is up again', async () => {
      const [now] = await rig.dataSource.query<{ id: string | null }[]>('SELECT leg_channel_id AS id FROM agents WHERE id = ?', [first?.id]);
      return now?.id !== null && now?.id !== leg?.id;
    });
  });

  it('frees the agent when the customer hangs up while being bridged, and gives them the next call', async () => {
    // 0.3 s after the answer is behind the bridge; the race needs a hang-up within 40 ms of it.
    const campaign = await rig.campaign([TALKS_1_S, TALKS_10_S]);
    await rig.agents(1, [campaign]);
    const first = await rig.call(campaign, 'was answered', (call) => call.answeredAt !== null);
    rig.simulated.hangupFarEnd(first.id);
    const next = await rig.call(campaign, 'is talking', (call) => call.id !== first.id && call.state === 'talking');
    expect(next.agentId).not.toBeNull();
    const row = await rig.dataSource.manager.findOneByOrFail(Call, { id: first.id });
    expect(['connected', 'hung-up-waiting']).toContain(row.outcome);
  });

  it('lets an agent who signs out in mid-call finish it, then hangs up the leg', async () => {
    const campaign = await rig.campaign([TALKS_1_S]);
    const [agent] = await rig.agents(1, [campaign]);
    await rig.call(campaign, 'is talking', (call) => call.state === 'talking');
    await rig.dataSource.query("UPDATE agents SET status = 'offline' WHERE id = ?", [agent?.id]);
    await rig.command('agent-sign-out', { agentId: agent?.id ?? '', byUserId: '1' });
    const ended = await rig.call(campaign, 'has ended', (call) => call.endedAt !== null);
    expect(ended.outcome).toBe('connected');
    await waitFor('nothing is up on the switch', () => rig.simulated.channels.length === 0);
    await rig.completed(campaign);
  });
});
