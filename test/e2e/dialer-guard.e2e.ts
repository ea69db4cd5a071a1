import { randomUUID } from 'node:crypto';
import { CallEvent, Wait, type Campaign, type Queue } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import { MoreThan } from 'typeorm';
import { DID, addNumber, addQueue, serve, toQueue } from './lib/caller-rig';
import { RINGS_ON, news, newsOf, numbers, setGateway, setStatus, violations, type CampaignNews } from './lib/dialer-aids';
import { DialerRig } from './lib/dialer-rig';

const AGENTS = 6;
const MINUTE_MS = 60_000;

describe('callers and a campaign on the same agents', () => {
  let rig: DialerRig;
  let support: Queue;
  let orders: Queue;
  beforeEach(async () => {
    rig = await DialerRig.open({ callees: [RINGS_ON] });
    await setGateway(rig, { callsPerSec: 100, maxLines: 200 });
    [support, orders] = [await addQueue(rig, { name: 'Support' }), await addQueue(rig, { name: 'Orders' })];
    await addNumber(rig, toQueue(support.id));
  });
  afterEach(() => rig.close());

  /** Calls that came into the queue on earlier days at about this time, and in the last hour, so many minutes apart. */
  async function came(queue: Queue, minutesApart: number, days: readonly number[] = [0, 1, 2, 7, 14]): Promise<void> {
    const now = Date.now();
    const stays: Partial<Wait>[] = [];
    for (const daysAgo of days) {
      for (let minutes = daysAgo === 0 ? -60 : -150; minutes < (daysAgo === 0 ? 0 : 150); minutes += minutesApart) {
        const fromAt = new Date(now + (minutes - daysAgo * 24 * 60) * MINUTE_MS);
        stays.push({ callId: randomUUID(), queueId: queue.id, fromAt, toAt: new Date(fromAt.getTime() + 5_000), endedBy: 'answered', points: 0 });
      }
    }
    await rig.dataSource.manager.insert(Wait, stays);
  }

  /** Everybody serves both queues; one line rings for each idle agent, and nobody answers. */
  async function dials(settings: Partial<Campaign> = {}): Promise<Campaign> {
    const campaign = await rig.campaign(numbers('rings-on', 400), { ringTimeoutSec: 60, ...settings, status: 'paused' });
    await serve(rig, await rig.agents(AGENTS, [campaign]), [support, orders]);
    await waitFor('everybody is idle', async () => (await legsUp()) === AGENTS);
    await setStatus(rig, campaign, 'running');
    return campaign;
  }

  const legsUp = async (): Promise<number> => Number((await rig.dataSource.query<{ up: string }[]>('SELECT COUNT(*) AS up FROM agents WHERE leg_channel_id IS NOT NULL'))[0]?.up);
  const kept = ({ reasons }: CampaignNews) => reasons.find(({ limit }) => limit === 'kept-for-queue');
  const out = async (campaign: Campaign): Promise<number> => (await rig.calls(campaign)).filter(({ endedAt }) => endedAt === null).length;

  it('some agents are left alone for the calls that are usual at this hour, which the next owner knows, too', async () => {
    await came(support, 2);
    await rig.workerReady(await rig.startWorker());
    const campaign = await dials();
    const told = await news(rig, campaign, 'agents are kept', (one) => kept(one) !== undefined);
    const { queue, figures = {} } = kept(told) ?? {};
    expect(queue).toBe('Support');
    expect(figures['kept']).toBeGreaterThanOrEqual(1);
    expect(figures['kept']).toBeLessThan(AGENTS);
    // A call every two minutes, until a round time of the clock.
    const aheadMin = ((figures['untilMs'] ?? 0) - Date.parse(told.at)) / MINUTE_MS;
    expect(aheadMin).toBeGreaterThan(1);
    expect(aheadMin).toBeLessThan(7.5);
    expect(figures['callsForecast']).toBeGreaterThanOrEqual(Math.floor(aheadMin / 4));
    expect(figures['callsForecast']).toBeLessThanOrEqual(Math.ceil(aheadMin));
    const lines = AGENTS - (figures['kept'] ?? 0);
    await waitFor('one line rings for each of the others', async () => await out(campaign) === lines);

    await rig.workers[0]?.stop();
    const before = (await newsOf(rig, campaign)).length;
    await rig.workerReady(await rig.startWorker());
    await waitFor('the next owner says so', async () => (await newsOf(rig, campaign)).slice(before).some((one) => kept(one)?.figures['kept'] === figures['kept']));
    expect(await out(campaign)).toBeLessThanOrEqual(lines);
  });

  it('a burst of callers makes the campaign yield, calls that ring included, and when it is over it takes back what is free', async () => {
    // On no day has anybody called at this hour.
    for (const queue of [support, orders]) await came(queue, 60, [1.5, 2.5, 6.5]);
    await rig.workerReady(await rig.startWorker());
    const campaign = await dials();
    await waitFor('a line rings for each agent', async () => await out(campaign) === AGENTS);
    expect((await newsOf(rig, campaign)).filter(kept)).toEqual([]);

    const beganMs = Date.now();
    const comes = setInterval(() => { rig.simulated.inboundCall({ from: `+1212555${String(Math.floor(Math.random() * 10_000)).padStart(4, '0')}`, to: DID, talkMs: 12_000 }); }, 3_000);
    try {
      const told = await news(rig, campaign, 'agents are kept', (one) => kept(one) !== undefined);
      expect(kept(told)).toMatchObject({ queue: 'Support' });
      await waitFor('lines that rang long enough are given up', async () => await rig.dataSource.manager.countBy(CallEvent, { kind: 'given-up' }) > 0);
      await waitFor('callers talk with half of the agents, and no more lines ring than others are left', async () => await out(campaign) <= AGENTS / 2);
    } finally {
      clearInterval(comes);
    }
    const answered = await rig.dataSource.manager.countBy(Wait, { queueId: support.id, endedBy: 'answered', fromAt: MoreThan(new Date(beganMs)) });
    expect(answered).toBeGreaterThanOrEqual(3);
    // More than two callers at once are not expected any more.
    await waitFor('a line rings for nearly each agent again', async () => await out(campaign) >= AGENTS - 2);
    await setStatus(rig, campaign, 'stopped');
    expect(await violations(rig, campaign)).toEqual([]);
  });
});
