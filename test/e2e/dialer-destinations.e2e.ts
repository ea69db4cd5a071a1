import { Agent, Gateway, User, rows, stopDialing, allowDialing, type Campaign } from '@paceline/persistence';
import { producerConnection } from '@paceline/queues';
import { autoAnswer } from '@paceline/simulator';
import { waitFor } from '@paceline/testing/wait-for';
import { LONG_TALK, SHORT_TALK, invitesOf, news, numbers, setGateway, setStatus, violations } from './lib/dialer-aids';
import { DialerRig } from './lib/dialer-rig';

const PHONE = { number: /^\+1415551\d{4}$/, behaviour: autoAnswer() };
const NEVER = { number: /^\+(881|1876|44)/, behaviour: autoAnswer() };
const PERIODS_MS = 1_500;
/** Settings of a gateway and its minutes are read every two seconds. */
const READ_MS = 2_500;
const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('calls go only where somebody allowed', () => {
  let rig: DialerRig;
  afterEach(() => rig.close());

  const open = async (env: Readonly<Record<string, string>> = {}): Promise<void> => {
    rig = await DialerRig.open({ callees: [SHORT_TALK, LONG_TALK, PHONE, NEVER], env });
  };
  const allow = (change: Partial<Gateway>): Promise<unknown> => rig.dataSource.manager.update(Gateway, { name: 'carrier' }, change);
  const limits = async (campaign: Campaign, limit: string): Promise<void> => {
    await news(rig, campaign, `is held back by ${limit}`, ({ reasons }) => reasons.some((reason) => reason.limit === limit));
  };
  /** An agent behind the gateway, signed in by the worker. */
  const agentAt = async (legAddress: string): Promise<Agent> => {
    const { manager } = rig.dataSource;
    const user = await manager.save(User, { username: `at ${legAddress}`, passwordHash: 'none', role: 'agent', active: true });
    const agent = await manager.save(Agent, {
      userId: user.id, name: legAddress, switchId: 'main', legMode: 'connected', legKind: 'gateway', legAddress, legGateway: 'carrier', legWebrtc: false,
      status: 'available', statusReason: null, statusAt: new Date(), legChannelId: null, legSince: null,
    });
    await rig.command('agent-sign-in', { agentId: agent.id, status: 'available', reason: null, byUserId: user.id });
    return agent;
  };
  const refusalOf = async ({ id }: Agent): Promise<string | null> => (await rig.dataSource.manager.findOneByOrFail(Agent, { id })).legRefusal;
  const called = async ({ id, name }: Agent): Promise<void> => {
    await waitFor(`${name} is up`, async () => (await rig.dataSource.manager.findOneByOrFail(Agent, { id })).legUpAt !== null);
  };
  const refused = async (agent: Agent, why: string): Promise<void> => {
    await waitFor(`the phone is refused: ${why}`, async () => await refusalOf(agent) === why);
  };

  it('nowhere at first: a campaign waits and keeps its contacts, and goes on when a country is named', async () => {
    await open({ FREESWITCH_GATEWAY_COUNTRIES: '' });
    await rig.workerReady(await rig.startWorker());
    expect(await rig.dataSource.manager.findOneByOrFail(Gateway, { name: 'carrier' })).toMatchObject({ allowedCountries: [], allowedPrefixes: [], allowedNumbers: [] });
    const campaign = await rig.campaign(numbers('short-talk', 3), { wrapUpSec: 0 });
    await rig.agents(1, [campaign]);
    await limits(campaign, 'nothing-allowed');
    await later(PERIODS_MS);
    expect([await rig.calls(campaign), invitesOf(rig)]).toEqual([[], []]);
    expect(Object.values(await rig.results(campaign))).toEqual(['ready', 'ready', 'ready']);

    await allow({ allowedCountries: ['US'] });
    await rig.completed(campaign);
    expect(invitesOf(rig)).toHaveLength(3);
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('not to an island behind the same code, another country, a satellite: each contact says why', async () => {
    await open();
    await rig.workerReady(await rig.startWorker());
    const [mine = ''] = numbers('short-talk', 1);
    const campaign = await rig.campaign([mine, '+18765550123', '+442079460000', '+881612345678', '+19005551234', '+19765551234'], { wrapUpSec: 0 });
    await rig.agents(1, [campaign]);
    await rig.completed(campaign);
    expect(await rig.results(campaign)).toMatchObject({
      '+18765550123': 'destination-not-allowed', '+442079460000': 'destination-not-allowed', '+881612345678': 'satellite-number', '+19005551234': 'premium-number',
      '+19765551234': 'destination-not-allowed',
    });
    expect(invitesOf(rig).map(({ number }) => number)).toEqual([mine]);
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('to no agent\'s phone either: it is refused with a reason, not dialed again and again, and dialed once it is allowed', async () => {
    await open();
    await setGateway(rig, { callsPerSec: 50, maxLines: 2 });
    await rig.workerReady(await rig.startWorker());
    const satellite = await agentAt('+881612345678');
    const island = await agentAt('+18765550123');
    await refused(satellite, 'satellite-number');
    await refused(island, 'destination-not-allowed');
    await later(PERIODS_MS);
    expect(invitesOf(rig)).toEqual([]);

    await allow({ enabled: false });
    await later(READ_MS);
    const fine = await agentAt('+14155511001');
    await refused(fine, 'no-gateway');
    expect(invitesOf(rig)).toEqual([]);
    await allow({ enabled: true });
    await called(fine);
    expect(await refusalOf(fine)).toBeNull();
    await allow({ allowedNumbers: ['+881612345678'] });
    await called(satellite);

    // Its two lines are taken by these phones: nobody else's, and no campaign's.
    const third = await agentAt('+14155511003');
    await refused(third, 'gateway-full');
    const campaign = await rig.campaign(numbers('short-talk', 2));
    await rig.agents(1, [campaign], 5);
    await limits(campaign, 'trunk');
    expect(invitesOf(rig).map(({ number }) => number).sort()).toEqual(['+14155511001', '+881612345678']);
    await setStatus(rig, campaign, 'stopped');
    expect(await violations(rig)).toEqual([]);
  });

  it('for no longer in a day than the gateway may: calls and phones that are up count, and the next day begins anew', async () => {
    await open();
    await setGateway(rig, { callsPerSec: 50, maxLines: 10, maxMinutesPerDay: 10 });
    await rig.workerReady(await rig.startWorker());
    const campaign = await rig.campaign(numbers('long-talk', 1), { wrapUpSec: 0 });
    await rig.agents(1, [campaign]);
    await rig.completed(campaign);
    const [day] = await rows<{ seconds: string }>(rig.dataSource, "SELECT seconds FROM gateway_days WHERE gateway = 'carrier' AND day = UTC_DATE()", []);
    expect(Number(day?.seconds)).toBeGreaterThanOrEqual(4);
    expect(Number(day?.seconds)).toBeLessThan(30);

    await rig.dataSource.query("UPDATE gateway_days SET seconds = 600 WHERE gateway = 'carrier'");
    await later(READ_MS);
    const spent = await rig.campaign(numbers('short-talk', 2), { wrapUpSec: 0 });
    await rig.agents(1, [spent], 5);
    await limits(spent, 'gateway-spent');
    await refused(await agentAt('+14155511001'), 'gateway-spent');
    expect(invitesOf(rig)).toHaveLength(1);

    await rig.dataSource.query("UPDATE gateway_days SET day = UTC_DATE() - INTERVAL 1 DAY WHERE gateway = 'carrier'");
    await rig.completed(spent);
    expect(await violations(rig, campaign, spent)).toEqual([]);
  });

  it('nowhere while all dialing is stopped: not after a restart, not with Redis flushed; what is up goes on', async () => {
    await open();
    await setGateway(rig, { callsPerSec: 50, maxLines: 20 });
    const worker = await rig.startWorker();
    await rig.workerReady(worker);
    const campaign = await rig.campaign(numbers('long-talk', 6), { wrapUpSec: 0 });
    await rig.agents(2, [campaign]);
    await waitFor('two talk', async () => (await rig.calls(campaign)).filter(({ state }) => state === 'talking').length === 2);
    await rig.dataSource.transaction((manager) => stopDialing(manager, '1', 'the lines are wrong'));
    const stoppedWith = invitesOf(rig).length;
    await limits(campaign, 'dialing-stopped');
    await waitFor('both have talked to the end', async () => (await rig.calls(campaign)).filter(({ outcome }) => outcome === 'connected').length >= 2);

    const redis = producerConnection(rig.environment.REDIS_URL);
    await redis.connect();
    const keys = await redis.keys(`*${rig.environment.REDIS_PREFIX}*`);
    if (keys.length > 0) await redis.del(keys);
    redis.disconnect();
    await later(PERIODS_MS);
    await worker.stop();
    const next = await rig.startWorker();
    await rig.workerReady(next);
    const late = await agentAt('+14155511001');
    await refused(late, 'dialing-stopped');
    await later(PERIODS_MS);
    expect(invitesOf(rig)).toHaveLength(stoppedWith);
    expect(await rig.dataSource.query<unknown[]>("SELECT id FROM targets WHERE state = 'done' AND result NOT IN ('connected', 'none-given')")).toEqual([]);

    await rig.dataSource.transaction((manager) => allowDialing(manager, '1'));
    await called(late);
    await rig.completed(campaign);
    expect(invitesOf(rig).filter(({ number }) => number.startsWith('+1415601'))).toHaveLength(6);
    expect(await violations(rig, campaign)).toEqual([]);
  });
});
