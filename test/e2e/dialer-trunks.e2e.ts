import type { CampaignNews } from './lib/dialer-aids';
import { SHORT_TALK, invitesOf, news, newsOf, numbers, setGateway, talker, violations, violationsWhileRunning } from './lib/dialer-aids';
import { Gateway, Target } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import { DialerRig } from './lib/dialer-rig';

const FAILURES_TO_OPEN = 10;
const FIRST_PAUSE_MS = 5_000;
const AGENTS = 4;
/** They end in 5, so that the last eight digits are those of the numbering plan. */
const AREAS = [205, 215, 225, 305, 315, 325, 385, 405, 415, 425, 435, 475, 505, 515, 575, 585, 605, 615, 775, 785, 805, 815, 865, 915];
/** Congestion is our trunk's fault: the person may be called again at once, and often. */
const RETRY = { maxAttempts: 9, byOutcome: { congestion: { maxAttempts: 8, waitSec: 0 } }, byDisposition: {} };

const outage = ({ reasons }: CampaignNews): CampaignNews['reasons'][number] | undefined => reasons.find(({ limit }) => limit === 'gateway-out');

describe('a trunk that is sick', () => {
  let rig: DialerRig;
  afterEach(() => rig.close());

  it('is left alone while the campaign goes on through its other gateway, and the campaign says which one is out', async () => {
    const beganAtMs = Date.now();
    rig = await DialerRig.open({ callees: [SHORT_TALK], simulator: { gateways: [{ name: 'carrier' }, { name: 'sick', reachable: false }] } });
    for (const name of ['carrier', 'sick']) await setGateway(rig, { callsPerSec: 100, maxLines: 50 }, name);
    await rig.workerReady(await rig.startWorker());
    const campaign = await rig.campaign(numbers('short-talk', 24), { gateways: ['sick', 'carrier'], wrapUpSec: 0, retryRules: RETRY });
    await rig.agents(AGENTS, [campaign]);

    const told = outage(await news(rig, campaign, 'a gateway is out', (one) => outage(one) !== undefined));
    expect(told?.gateway).toBe('sick');
    expect(told?.figures['sinceAtMs']).toBeGreaterThan(beganAtMs);
    expect(told?.figures['sinceAtMs']).toBeLessThanOrEqual(Date.now());
    await rig.completed(campaign);

    const calls = await rig.calls(campaign);
    expect(calls.filter((call) => call.outcome === 'connected').map((call) => call.gateway)).toEqual(Array.from({ length: 24 }, () => 'carrier'));
    const failed = calls.filter((call) => call.gateway === 'sick' && call.outcome === 'congestion');
    expect(failed.length).toBeGreaterThanOrEqual(FAILURES_TO_OPEN);
    // Those that were on their way when the tenth failed, and a probe or two.
    expect(failed.length).toBeLessThanOrEqual(FAILURES_TO_OPEN + AGENTS + 2);
    // What was planned for it and not sent went back uncounted: the attempts of the targets are those that were made.
    for (const call of calls.filter(({ outcome }) => outcome === 'not-dialed')) expect(call.hangupCause).toBe('GATEWAY_OUT');
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('is told by what it refuses (488), and not by people who have their phones off (480)', async () => {
    rig = await DialerRig.open({ simulator: { gateways: [{ name: 'carrier' }, { name: 'picky' }] } });
    for (const name of ['carrier', 'picky']) await setGateway(rig, { callsPerSec: 100, maxLines: 50 }, name);
    await rig.workerReady(await rig.startWorker());
    const once = { maxAttempts: 1, byOutcome: {}, byDisposition: {} };
    const off = await rig.campaign(AREAS.map((area) => `+1${area}5554800`), { gateways: ['carrier'], retryRules: once });
    const refused = await rig.campaign(AREAS.map((area) => `+1${area}5554880`), { gateways: ['picky'], retryRules: RETRY });
    await rig.agents(AGENTS, [off, refused]);

    expect(outage(await news(rig, refused, 'the gateway is out', (one) => outage(one) !== undefined))?.gateway).toBe('picky');
    await rig.completed(off);
    expect((await newsOf(rig, off)).flatMap((one) => outage(one) ?? [])).toEqual([]);
    expect(new Set(Object.values(await rig.results(off)))).toEqual(new Set(['switched-off']));
    expect((await rig.calls(off)).filter((call) => call.outcome === 'switched-off')).toHaveLength(24);
    const targets = await rig.dataSource.manager.findBy(Target, { campaignId: refused.id });
    expect(targets.map(({ attempts }) => attempts)).toEqual(targets.map(() => 0));
    expect(await violations(rig, off)).toEqual([]);
  });

  it('is stopped when it knows no number and has carried none: nobody is judged by it, and all are called when its format is set', async () => {
    rig = await DialerRig.open({ callees: [talker(/^1\d+$/, 200)], simulator: { gateways: [{ name: 'carrier', accepts: '^[1-9][0-9]+$' }] } });
    await setGateway(rig, { callsPerSec: 100, maxLines: 50 });
    await rig.workerReady(await rig.startWorker());
    const campaign = await rig.campaign(numbers('short-talk', 12), { wrapUpSec: 0, retryRules: { maxAttempts: 1, byOutcome: { congestion: { maxAttempts: 1, waitSec: 0 } }, byDisposition: {} } });
    await rig.agents(AGENTS, [campaign]);

    const reason = ({ reasons }: CampaignNews): CampaignNews['reasons'][number] | undefined => reasons.find(({ limit }) => limit === 'gateway-format');
    expect(reason(await news(rig, campaign, 'its number format is doubted', (one) => reason(one) !== undefined))?.gateway).toBe('carrier');
    const { manager } = rig.dataSource;
    await waitFor('all that it refused are given back', async () => (await manager.findBy(Target, { campaignId: campaign.id })).every(({ state, attempts }) => state === 'ready' && attempts === 0));
    expect(await manager.findOneBy(Gateway, { name: 'carrier' })).toMatchObject({ carriedAt: null, formatDoubtedAt: expect.any(Date) as Date });
    expect(await violationsWhileRunning(rig)).toEqual([]);

    await manager.update(Gateway, { name: 'carrier' }, { numberFormat: { style: 'e164', prefix: '' }, carriedAt: null, formatDoubtedAt: null });
    await rig.completed(campaign);
    const calls = await rig.calls(campaign);
    expect(calls.filter(({ outcome }) => outcome === 'connected').map(({ phone }) => phone).sort()).toEqual(numbers('short-talk', 12).sort());
    expect(calls.filter(({ sipStatus }) => sipStatus === 404).map(({ outcome, trunkFault }) => [outcome, Boolean(trunkFault)])).toEqual(
      calls.filter(({ sipStatus }) => sipStatus === 404).map(() => ['congestion', true]));
    expect((await manager.findBy(Target, { campaignId: campaign.id })).map(({ attempts }) => attempts)).toEqual(Array.from({ length: 12 }, () => 1));
    expect(await manager.findOneBy(Gateway, { name: 'carrier' })).toMatchObject({ carriedAt: expect.any(Date) as Date, formatDoubtedAt: null });
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('is probed by one call, and used again by all when that is carried', async () => {
    rig = await DialerRig.open();
    rig.simulated.declareCallee(SHORT_TALK.number, { kind: 'refuses', progress: 'none', afterMs: 0, sipStatus: 503 });
    await setGateway(rig, { callsPerSec: 100, maxLines: 50 });
    await rig.workerReady(await rig.startWorker());
    const campaign = await rig.campaign(numbers('short-talk', 24), { wrapUpSec: 0, retryRules: RETRY });
    await rig.agents(AGENTS, [campaign]);

    const since = outage(await news(rig, campaign, 'the gateway is out', (one) => outage(one) !== undefined))?.figures['sinceAtMs'] ?? Number.NaN;
    const { number, behaviour } = talker(SHORT_TALK.number, 200);
    rig.simulated.declareCallee(number, behaviour);
    await rig.completed(campaign);

    // Those that were on their way when it opened were sent before; then nobody was called until the pause was over.
    const [probe, next] = invitesOf(rig).filter((invite) => invite.atMs > since + FIRST_PAUSE_MS / 2);
    expect(probe?.atMs).toBeGreaterThan(since + FIRST_PAUSE_MS - 50);
    expect(next?.atMs).toBeGreaterThanOrEqual(probe?.ringingAtMs ?? Number.POSITIVE_INFINITY);
    expect((await news(rig, campaign, 'it is completed', ({ status }) => status === 'completed')).reasons).toEqual([]);
    const heard = await newsOf(rig, campaign);
    expect([...new Set(heard.flatMap((one) => outage(one)?.figures['sinceAtMs'] ?? []))]).toEqual([since]);
    expect((await rig.calls(campaign)).filter((call) => call.outcome === 'connected')).toHaveLength(24);
    expect(await violations(rig, campaign)).toEqual([]);
  });
});
