import { Call, DoNotCall, Target, User, type Agent, type Campaign } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import { LONG_TALK, SHORT_TALK, numbers, serve, setGateway, settled, talksOf, violations } from './lib/dialer-aids';
import { DialerRig, type CampaignCall } from './lib/dialer-rig';

/** Longer than any test: only what is said ends it. */
const LONG_WRAP_UP_SEC = 120;

describe('what came of a call', () => {
  let rig: DialerRig;
  let agent: Agent;
  beforeAll(async () => {
    rig = await DialerRig.open({ callees: [SHORT_TALK, LONG_TALK] });
    await setGateway(rig, { callsPerSec: 100, maxLines: 200 });
    await rig.workerReady(await rig.startWorker());
    const [first] = await rig.agents(1, []);
    if (first === undefined) throw new Error('no agent');
    agent = first;
  });
  afterAll(() => rig.close());

  async function start(phones: readonly string[], settings: Partial<Campaign>): Promise<Campaign> {
    const campaign = await rig.campaign(phones, settings);
    await serve(rig, [agent], [campaign]);
    return campaign;
  }

  const inWrapUp = (campaign: Campaign): Promise<CampaignCall> => rig.call(campaign, 'is in wrap-up', (call) => call.endedAt !== null && call.settledAt === null);
  const say = (call: Call, disposition: string, note: string | null = null, byUserId = agent.userId): Promise<{ state: string; error: { code: string } | null }> =>
    rig.command('call-disposition', { callId: call.id, disposition, note, byUserId });

  it('is what the agent says; their wrap-up ends with it', async () => {
    const campaign = await start(numbers('short-talk', 2), { wrapUpSec: LONG_WRAP_UP_SEC });
    const first = await inWrapUp(campaign);
    expect((await rig.calls(campaign)).filter((call) => call.originatingAt !== null)).toHaveLength(1);
    expect(await say(first, 'interested', 'asked for an offer')).toMatchObject({ state: 'done' });
    const second = await rig.call(campaign, 'is the next one', (call) => call.id !== first.id && call.endedAt !== null);
    const supervisor = await rig.dataSource.manager.save(User, { username: 'sue', passwordHash: 'none', role: 'supervisor', active: true });
    await say(second, 'not-interested', null, supervisor.id);
    await rig.completed(campaign);
    expect(await rig.dataSource.manager.findOneByOrFail(Call, { id: second.id })).toMatchObject({ dispositionCode: 'not-interested', dispositionBy: 'supervisor' });
    expect(await rig.dataSource.manager.findOneByOrFail(Call, { id: first.id })).toMatchObject({
      dispositionCode: 'interested', dispositionBy: 'agent', note: 'asked for an offer', agentId: agent.id, outcome: 'connected',
    });
    expect(await rig.results(campaign)).toEqual({ [first.phone]: 'interested', [second.phone]: 'not-interested' });
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('is the system\'s own when nobody says anything in time, until the agent does', async () => {
    const campaign = await start(numbers('short-talk', 1, 100), { wrapUpSec: 1 });
    await rig.completed(campaign);
    const [call] = await rig.calls(campaign);
    if (call === undefined) throw new Error('no call');
    expect(call).toMatchObject({ dispositionCode: 'none-given', dispositionBy: 'system' });
    const wrappedUpMs = (call.settledAt?.getTime() ?? 0) - (call.endedAt?.getTime() ?? 0);
    expect(wrappedUpMs).toBeGreaterThanOrEqual(950);
    expect(wrappedUpMs).toBeLessThan(3_000);

    expect(await say(call, 'interested')).toMatchObject({ state: 'done' });
    expect(await rig.dataSource.manager.findOneByOrFail(Call, { id: call.id })).toMatchObject({ dispositionCode: 'interested', dispositionBy: 'agent' });
    expect(await rig.results(campaign)).toEqual({ [call.phone]: 'interested' });
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('forbids the number in every campaign when the person wants no more calls', async () => {
    const phones = numbers('short-talk', 1, 200);
    const campaign = await start(phones, { wrapUpSec: LONG_WRAP_UP_SEC });
    await say(await inWrapUp(campaign), 'do-not-call');
    await rig.completed(campaign);
    expect(await rig.dataSource.manager.findOneBy(DoNotCall, { phone: phones[0] ?? '' })).toMatchObject({ reason: 'said-on-call', params: { disposition: 'do-not-call' } });

    const other = await start(phones, {});
    await rig.completed(other);
    expect(await rig.results(other)).toEqual({ [phones[0] ?? '']: 'do-not-call' });
    expect(await rig.calls(other)).toEqual([]);
    expect(rig.dialed()[phones[0] ?? '']).toBe(1);
    expect(await violations(rig, campaign, other)).toEqual([]);
  });

  it('brings another call by the rule of the disposition', async () => {
    const campaign = await start(numbers('short-talk', 1, 300), {
      wrapUpSec: LONG_WRAP_UP_SEC, retryRules: { maxAttempts: 5, byOutcome: {}, byDisposition: { 'call-again': { maxAttempts: 3, waitSec: 1 } } },
    });
    const first = await inWrapUp(campaign);
    await say(first, 'call-again');
    const second = await rig.call(campaign, 'is the second attempt', (call) => call.attempt === 2 && call.endedAt !== null);
    expect((second.originatingAt?.getTime() ?? 0) - (first.endedAt?.getTime() ?? 0)).toBeGreaterThanOrEqual(1_000);
    await say(second, 'interested');
    await rig.completed(campaign);
    expect(await rig.dataSource.manager.findOneByOrFail(Target, { campaignId: campaign.id })).toMatchObject({ attempts: 2, result: 'interested' });
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('need not be said: an agent who is ready gets the next call', async () => {
    const campaign = await start(numbers('short-talk', 2, 400), { wrapUpSec: LONG_WRAP_UP_SEC });
    const first = await inWrapUp(campaign);
    // The row says ended a moment before the pool says wrap-up.
    const ready = (): Promise<{ state: string }> => rig.command('agent-ready', { agentId: agent.id, byUserId: agent.userId });
    await waitFor('the agent is ready', async () => (await ready()).state === 'done');
    const second = await rig.call(campaign, 'is the next one', (call) => call.id !== first.id && call.endedAt !== null);
    await say(second, 'interested');
    await rig.completed(campaign);
    expect(await rig.results(campaign)).toEqual({ [first.phone]: 'none-given', [second.phone]: 'interested' });
    expect(await rig.command('agent-ready', { agentId: agent.id, byUserId: agent.userId })).toMatchObject({ state: 'failed', error: { code: 'wrong-state' } });
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('is not taken while they talk; a call that is hung up by command ends as any other', async () => {
    const campaign = await start(numbers('long-talk', 1), { wrapUpSec: LONG_WRAP_UP_SEC });
    const talking = await rig.call(campaign, 'is talking', (call) => call.state === 'talking');
    expect(await say(talking, 'interested')).toMatchObject({ state: 'failed', error: { code: 'wrong-state' } });
    expect(await say(talking, 'nonsense')).toMatchObject({ state: 'failed' });
    expect(await rig.command('call-hangup', { callId: talking.id, byUserId: agent.userId })).toMatchObject({ state: 'done' });
    const ended = await inWrapUp(campaign);
    expect(ended).toMatchObject({ outcome: 'connected', hangupCause: 'NORMAL_CLEARING' });
    expect(rig.simulated.callOf(talking.id)?.endedBy).toBe('near');
    const [talk] = await talksOf(rig, talking.id);
    expect(talk).toMatchObject({ agentId: agent.id, fromAt: ended.connectedAt, toAt: ended.endedAt, endedBy: 'agent-hung-up', wrapUpUntil: ended.wrapUpUntil });
    await say(ended, 'interested');
    await rig.completed(campaign);
    // Over with what was said, long before it had to be.
    const [wrapped] = await talksOf(rig, talking.id);
    expect(wrapped?.wrapUpUntil?.getTime()).toBeLessThan(talk?.wrapUpUntil?.getTime() ?? 0);
    expect(wrapped?.wrapUpUntil?.getTime()).toBeGreaterThanOrEqual(talk?.toAt?.getTime() ?? Number.POSITIVE_INFINITY);
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('is settled by the system when the agent signs out in wrap-up', async () => {
    const campaign = await start(numbers('short-talk', 1, 500), { wrapUpSec: 1 });
    await inWrapUp(campaign);
    await rig.dataSource.query("UPDATE agents SET status = 'offline' WHERE id = ?", [agent.id]);
    await rig.command('agent-sign-out', { agentId: agent.id, byUserId: agent.userId });
    await settled(rig, campaign);
    await rig.completed(campaign);
    await waitFor('the agent\'s leg is gone', () => rig.simulated.channels.length === 0);
    expect(await violations(rig, campaign)).toEqual([]);
  });
});
