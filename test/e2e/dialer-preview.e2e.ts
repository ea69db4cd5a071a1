import { AgentPool } from '@paceline/agent-pool';
import { Target, type Agent, type Call, type Campaign } from '@paceline/persistence';
import { startPrivateRedis, type PrivateRedis } from '@paceline/testing/private-redis';
import { waitFor } from '@paceline/testing/wait-for';
import { Redis } from 'ioredis';
import { RINGS_ON, SHORT_TALK, invitesOf, legOf, newsOf, numbers, serve, setGateway, setStatus, talker, violations, violationsWhileRunning } from './lib/dialer-aids';
import { DialerRig, type CampaignCall } from './lib/dialer-rig';

const RINGS_LONG = talker(/^\+1415603\d{4}$/, 300, 5_000);
const PASSED_OVER_MS = 600_000;
/** Longer than any test that does not wait for it. */
const PREVIEW_MS = 6_000;

describe('a contact that is shown before it is called', () => {
  let rig: DialerRig;
  let redis: PrivateRedis;
  let agents: readonly Agent[];

  beforeEach(async () => {
    redis = await startPrivateRedis();
    rig = await DialerRig.open({ callees: [SHORT_TALK, RINGS_ON, RINGS_LONG], phones: 2, env: { PREVIEW_MS: String(PREVIEW_MS), REDIS_URL: redis.url } });
    await setGateway(rig, { callsPerSec: 100, maxLines: 20 });
    await rig.workerReady(await rig.startWorker());
    agents = await rig.agents(2, []);
    for (const agent of agents) await legOf(rig, agent);
  });
  afterEach(async () => {
    await rig.close();
    await redis.stop();
  });

  async function start(phones: readonly string[], viewers: readonly Agent[], settings: Partial<Campaign> = {}): Promise<Campaign> {
    const campaign = await rig.campaign(phones, { mode: 'preview', wrapUpSec: 0, ...settings });
    await serve(rig, viewers, [campaign]);
    return campaign;
  }

  const shownTo = (campaign: Campaign, { id }: Agent, but: readonly Call[] = []): Promise<CampaignCall> =>
    rig.call(campaign, `is shown to agent ${id}`, (call) => call.state === 'planned' && call.agentId === id && !but.some((one) => one.id === call.id));
  const say = (what: 'preview-dial' | 'preview-skip', agent: Agent, call: Call) => rig.command(what, { agentId: agent.id, callId: call.id, byUserId: agent.userId });
  const targetOf = (call: Call): Promise<Target> => rig.dataSource.manager.findOneByOrFail(Target, { id: call.targetId ?? '' });

  async function pool<T>(ask: (pool: AgentPool) => Promise<T>): Promise<T> {
    const client = new Redis(redis.url);
    try {
      return await ask(new AgentPool(client, 'main', rig.environment.REDIS_PREFIX, null));
    } finally {
      client.disconnect();
    }
  }

  it('goes to each idle agent; nobody is called before they say so, and the talk is theirs', async () => {
    const [one, other] = agents as [Agent, Agent];
    const campaign = await start(numbers('short-talk', 3), agents);
    const [first, second] = [await shownTo(campaign, one), await shownTo(campaign, other)];
    expect(first.targetId).not.toBe(second.targetId);
    expect(await pool((live) => live.find(one.id))).toMatchObject({ state: 'reserved', callId: first.id });
    await waitFor('the pacer has seen both kept', async () => (await newsOf(rig, campaign)).at(-1)?.agents.reserved === 2);
    expect(invitesOf(rig)).toEqual([]);
    expect(await rig.calls(campaign)).toHaveLength(2);
    expect(await violationsWhileRunning(rig)).toEqual([]);

    // Pressed twice.
    expect(await Promise.all([say('preview-dial', other, second), say('preview-dial', other, second)])).toEqual([expect.objectContaining({ state: 'done' }), expect.objectContaining({ state: 'done' })]);
    await rig.call(campaign, 'was talked on', ({ id, outcome, agentId }) => id === second.id && outcome === 'connected' && agentId === other.id);
    const third = await shownTo(campaign, other, [second]);
    await say('preview-dial', one, first);
    await say('preview-dial', other, third);
    await rig.completed(campaign);
    expect(Object.fromEntries((await rig.calls(campaign)).map(({ id, outcome, agentId }) => [id, `${outcome} ${agentId}`])))
      .toEqual({ [first.id]: `connected ${one.id}`, [second.id]: `connected ${other.id}`, [third.id]: `connected ${other.id}` });
    expect(rig.dialed()).toEqual(Object.fromEntries(numbers('short-talk', 3).map((number) => [number, 1])));
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('goes back when it is passed over, for ten minutes, and counts as no attempt', async () => {
    const [one] = agents as [Agent, Agent];
    const campaign = await start(numbers('short-talk', 2), [one]);
    const first = await shownTo(campaign, one);
    expect(await say('preview-skip', one, first)).toMatchObject({ state: 'done' });
    const second = await shownTo(campaign, one, [first]);
    const passedOver = await targetOf(first);
    expect(passedOver).toMatchObject({ state: 'ready', attempts: 0 });
    expect(passedOver.nextAt.getTime() - Date.now()).toBeGreaterThan(PASSED_OVER_MS - 30_000);
    expect(await rig.dataSource.manager.findOneByOrFail(Target, { id: second.targetId ?? '' })).toMatchObject({ state: 'calling' });

    // The answer to a contact that is not shown any more is never taken for the next one.
    expect(await say('preview-dial', one, first)).toMatchObject({ state: 'failed', error: { code: 'wrong-state' } });
    expect(await say('preview-skip', one, first)).toMatchObject({ state: 'failed', error: { code: 'wrong-state' } });
    await say('preview-dial', one, second);
    await rig.call(campaign, 'was talked on', ({ id, outcome }) => id === second.id && outcome === 'connected');
    expect(rig.dialed()).toEqual({ [second.phone]: 1 });
  });

  it('is nobody else\'s to call, cannot be passed over while it rings, and its agent is free when nobody answers', async () => {
    const [one, other] = agents as [Agent, Agent];
    const campaign = await start(numbers('rings-on', 2), [one]);
    const first = await shownTo(campaign, one);
    expect(await say('preview-dial', other, first)).toMatchObject({ state: 'failed', error: { code: 'wrong-state' } });
    await say('preview-dial', one, first);
    await rig.call(campaign, 'rings', ({ id, state }) => id === first.id && state === 'ringing');
    expect(await say('preview-skip', one, first)).toMatchObject({ state: 'failed', error: { code: 'wrong-state' } });
    await rig.command('call-hangup', { callId: first.id, byUserId: one.userId });
    expect((await shownTo(campaign, one, [first])).targetId).not.toBe(first.targetId);
    expect(await rig.call(campaign, 'has ended', ({ id, settledAt }) => id === first.id && settledAt !== null)).toMatchObject({ outcome: 'cancelled', agentId: one.id });
  });

  it('goes back when the agent says nothing, takes a break, signs out, or the campaign is paused', async () => {
    const [one, other] = agents as [Agent, Agent];
    const campaign = await start(numbers('short-talk', 1), [one]);
    const first = await shownTo(campaign, one);
    const givenBack = (call: Call): Promise<CampaignCall> => rig.call(campaign, 'is given back', ({ id, settledAt }) => id === call.id && settledAt !== null);
    expect(await givenBack(first)).toMatchObject({ outcome: 'not-dialed', hangupCause: 'PREVIEW_TIME_OVER' });

    const second = await shownTo(campaign, one, [first]);
    await rig.dataSource.query("UPDATE agents SET status = 'break' WHERE id = ?", [one.id]);
    await rig.command('agent-status', { agentId: one.id, status: 'break', reason: null, byUserId: one.userId });
    expect(await givenBack(second)).toMatchObject({ hangupCause: 'AGENT_LEFT' });
    expect(await pool((live) => live.find(one.id))).toMatchObject({ state: 'idle', status: 'break' });

    await serve(rig, [other], [campaign]);
    const third = await shownTo(campaign, other);
    await setStatus(rig, campaign, 'paused');
    expect(await givenBack(third)).toMatchObject({ hangupCause: 'CAMPAIGN_NOT_RUNNING' });

    await setStatus(rig, campaign, 'running');
    const fourth = await shownTo(campaign, other, [third]);
    await rig.dataSource.query("UPDATE agents SET status = 'offline' WHERE id = ?", [other.id]);
    await rig.command('agent-sign-out', { agentId: other.id, byUserId: other.userId });
    expect(await givenBack(fourth)).toMatchObject({ hangupCause: 'AGENT_LEFT' });
    expect(await pool((live) => live.find(other.id))).toBeNull();
    expect(await targetOf(fourth)).toMatchObject({ state: 'ready', attempts: 0 });
    expect(invitesOf(rig)).toEqual([]);
  });

  it('is shown on after a flush of Redis', async () => {
    const [one] = agents as [Agent, Agent];
    const campaign = await start(numbers('short-talk', 1), [one]);
    const call = await shownTo(campaign, one);
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
    await waitFor('the pool is built again', () => pool((live) => live.find(one.id)).then((agent) => agent?.state === 'reserved' && agent.callId === call.id).catch(() => false));
    expect(await say('preview-dial', one, call)).toMatchObject({ state: 'done' });
    await rig.completed(campaign);
    expect((await rig.calls(campaign)).map(({ outcome, agentId }) => [outcome, agentId])).toEqual([['connected', one.id]]);
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('goes back when its worker is gone; one that rings already is still the agent\'s own', async () => {
    const [one, other] = agents as [Agent, Agent];
    const campaign = await start(['+14156030001', '+14156030002'], agents);
    const [ringing, shown] = [await shownTo(campaign, one), await shownTo(campaign, other)];
    await say('preview-dial', one, ringing);
    await rig.call(campaign, 'rings', ({ id, state }) => id === ringing.id && state === 'ringing');
    await rig.workers[0]?.stop();
    const worker = await rig.startWorker();
    await rig.workerReady(worker);
    expect(await rig.call(campaign, 'is given back', ({ id, settledAt }) => id === shown.id && settledAt !== null)).toMatchObject({ hangupCause: 'OWNER_CHANGED' });
    expect(await rig.call(campaign, 'was talked on', ({ id, endedAt }) => id === ringing.id && endedAt !== null)).toMatchObject({ outcome: 'connected', agentId: one.id });
    expect(rig.dialed()).toEqual({ [ringing.phone]: 1 });
  });

  it('is not called while the agent\'s phone is away', async () => {
    const [one] = agents as [Agent, Agent];
    const campaign = await start(numbers('short-talk', 1), [one]);
    const call = await shownTo(campaign, one);
    rig.simulated.setPhone(one.legAddress, { registered: false });
    rig.simulated.hangupFarEnd(await legOf(rig, one));
    await waitFor('the pool knows', () => pool((live) => live.find(one.id)).then((agent) => agent?.legChannelId === null));
    expect(await say('preview-dial', one, call)).toMatchObject({ state: 'failed', error: { code: 'leg-not-connected' } });
    expect(invitesOf(rig)).toEqual([]);
  });
});
