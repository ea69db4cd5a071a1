import { Agent, type Campaign } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import { legOf, serve, talksOf } from '../e2e/lib/dialer-aids';
import { endsWell } from '../e2e/lib/mid-campaign';
import { AtWork, MOMENTS } from './lib/at-work';
import { FrontOffice } from './lib/front-office';

const GONE = ['break', 'screen-gone'] as const;
const AVAILABLE = ['available', null] as const;

describe('an agent who is gone', () => {
  let work: AtWork;
  let office: FrontOffice;
  let sara: Agent;
  let omid: Agent;

  beforeAll(async () => {
    work = await AtWork.open();
    office = await FrontOffice.open(work.rig);
    [sara, omid] = await work.agents();
  });
  afterAll(async () => {
    await office.close();
    await work.close();
  });
  afterEach(() => {
    work.rig.simulated.heal();
    work.rig.simulated.setPhone(sara.legAddress, { registered: true });
  });

  async function outcomesOf(campaign: Campaign): Promise<(string | null)[][]> {
    return (await work.sent(campaign)).map(({ agentId, outcome }) => [agentId, outcome]);
  }

  async function becomes(agent: Agent, chosen: readonly [string, string | null]): Promise<void> {
    await waitFor(`agent ${agent.id} is ${chosen.join(' ')}`, async () => (await work.chosen(agent)).join() === chosen.join());
  }

  /** The agent gets the next call, as if nothing had been. */
  async function worksOn(agent: Agent): Promise<void> {
    await work.ready(agent);
    const campaign = await work.campaign('short', 1, [agent], 0);
    await endsWell(work.rig, campaign);
    expect(await outcomesOf(campaign)).toEqual([[agent.id, 'connected']]);
    await work.ready(agent);
  }

  describe('because the screen is', () => {
    it.each(MOMENTS)('while %s: what goes on ends as ever, and nothing more is offered until it is back', async (moment) => {
      await office.comes(sara);
      await work.ready(sara);
      // The bridge is there, and nobody hears of it: promised for longer than it takes to see that the screen is gone.
      if (moment === 'reserved') work.rig.simulated.fault({ fault: 'delay-events', names: ['CHANNEL_BRIDGE'], byMs: 3_000, next: 1 });
      const campaign = moment === 'idle' ? null : await work.campaign(moment === 'wrap-up' ? 'short' : 'long', 1, [sara], moment === 'wrap-up' ? 4 : 1);
      await work.until(sara, `is ${moment}`, ({ state }) => state === moment);
      office.leaves(sara);

      const live = await work.until(sara, 'is on the system\'s break', ({ statusReason }) => statusReason === GONE[1]);
      expect([live.status, live.state]).toEqual([GONE[0], moment]);
      expect(await work.chosen(sara)).toEqual(GONE);
      if (campaign !== null) {
        await endsWell(work.rig, campaign);
        expect(await outcomesOf(campaign)).toEqual([[sara.id, 'connected']]);
      }
      await work.until(sara, 'has come to the end of it', ({ state }) => state === 'idle');

      // Whoever is there gets the next ones, although she has been idle for longer; he has no screen, and never had.
      const next = await work.campaign('short', 2, [sara, omid], 0);
      await endsWell(work.rig, next);
      expect(await outcomesOf(next)).toEqual([[omid.id, 'connected'], [omid.id, 'connected']]);
      expect(await work.chosen(omid)).toEqual(AVAILABLE);

      const screen = await office.comes(sara);
      await becomes(sara, AVAILABLE);
      await waitFor('the screen shows it', () => screen.events.some(({ event }) => event.type === 'agent' && event.status === 'available'));
      await work.ready(sara); // for the next of these
      office.leaves(sara);
    });
  });

  it('calls the phone anew that was the same page: its leg may be up with nobody at the other end', async () => {
    await work.rig.dataSource.manager.update(Agent, { id: sara.id }, { legWebrtc: true });
    await office.comes(sara);
    await work.ready(sara);
    const leg = await legOf(work.rig, sara);
    office.leaves(sara);
    await work.until(sara, 'has another leg', ({ legChannelId }) => legChannelId !== null && legChannelId !== leg);
    expect(await work.chosen(sara)).toEqual(GONE);
    await work.rig.dataSource.manager.update(Agent, { id: sara.id }, { legWebrtc: false });
  });

  it('keeps the break of their own choice when the screen goes and when it comes', async () => {
    await office.comes(sara);
    await becomes(sara, AVAILABLE);
    await work.choose(sara, 'break', 'lunch');
    office.leaves(sara);
    // Another's screen goes after hers, and is seen to be gone.
    await office.comes(omid);
    office.leaves(omid);
    await becomes(omid, GONE);
    await office.comes(sara);
    await office.comes(omid);
    await becomes(omid, AVAILABLE);
    expect(await work.chosen(sara)).toEqual(['break', 'lunch']);
    await work.choose(sara, 'available', null);
    await work.ready(sara);
  });

  describe('because the phone was hung up', () => {
    it.each(MOMENTS)('while %s: the phone is called again, and the customer goes to the next agent', async (moment) => {
      await work.ready(sara);
      const leg = await legOf(work.rig, sara);
      const ordered = moment === 'reserved' ? work.nextBridgeHangs() : null;
      const campaign = moment === 'idle' ? null : await work.campaign(moment === 'wrap-up' ? 'short' : 'middle', 1, [sara], 1);
      await work.until(sara, `is ${moment}`, ({ state }) => state === moment);
      await ordered;
      if (campaign !== null) await serve(work.rig, [omid], [campaign]);
      work.rig.simulated.hangupFarEnd(leg);
      await work.until(sara, 'has another leg', ({ legChannelId }) => legChannelId !== null && legChannelId !== leg);
      if (campaign !== null) {
        await endsWell(work.rig, campaign);
        expect(await outcomesOf(campaign)).toEqual([[moment === 'wrap-up' ? sara.id : omid.id, 'connected']]);
        const [call] = await work.sent(campaign);
        const record = work.rig.simulated.callOf(call?.id ?? '');
        expect(record?.bridges).toHaveLength(moment === 'talking' ? 2 : 1);
        const last = [moment === 'wrap-up' ? sara.id : omid.id, record?.bridges.at(-1)?.otherId, 'customer-hung-up'];
        expect((await talksOf(work.rig, call?.id ?? '')).map(({ agentId, channelId, endedBy }) => [agentId, channelId, endedBy]))
          .toEqual(moment === 'talking' ? [[sara.id, leg, 'agent-lost'], last] : [last]);
      }
      await worksOn(sara);
      await work.ready(omid);
    });
  });

  it('because the phone was hung up in the moment of the bridge: the customer goes to the next agent', async () => {
    await Promise.all([work.ready(sara), work.ready(omid)]);
    const before = [{ agent: sara, leg: await legOf(work.rig, sara) }, { agent: omid, leg: await legOf(work.rig, omid) }];
    work.rig.simulated.fault({ fault: 'hand-off', race: 'agent-leaves', next: 1 });
    const campaign = await work.campaign('middle', 1, [sara, omid], 1);
    await endsWell(work.rig, campaign);
    const [lost, next] = before.toSorted(({ leg }) => (work.rig.simulated.callOf(leg)?.endedAtMs === null ? 1 : -1));
    if (lost === undefined || next === undefined) throw new Error('there were two legs');
    expect(await outcomesOf(campaign)).toEqual([[next.agent.id, 'connected']]);
    const [call] = await work.sent(campaign);
    expect(work.rig.simulated.callOf(call?.id ?? '')?.bridges.map(({ otherId }) => otherId)).toEqual([next.leg]);
    await work.until(lost.agent, 'has another leg', ({ legChannelId }) => legChannelId !== null && legChannelId !== lost.leg);
    await worksOn(lost.agent);
    await work.ready(next.agent);
  });

  it('because the phone cannot be reached: the customer hears the message, and the phone is called until it answers', async () => {
    await work.ready(sara);
    const leg = await legOf(work.rig, sara);
    const ordered = work.nextBridgeHangs();
    const campaign = await work.campaign('middle', 1, [sara], 1);
    await work.until(sara, 'is reserved', ({ state }) => state === 'reserved');
    await ordered;
    await serve(work.rig, [omid], []);
    work.rig.simulated.setPhone(sara.legAddress, { registered: false });
    work.rig.simulated.hangupFarEnd(leg);
    const live = await work.until(sara, 'has lost the phone', ({ legChannelId, state }) => legChannelId === null && state === 'idle');
    expect([live.status, live.reservable]).toEqual(['available', false]);
    await endsWell(work.rig, campaign);
    const [call] = await work.sent(campaign);
    expect(call?.outcome).toBe('abandoned');
    expect(work.rig.simulated.callOf(call?.id ?? '')?.plays.map(({ file }) => file)).toEqual([expect.stringContaining('safe-harbour')]);

    // So often in vain that the next try would be long in coming: the phone itself says that it is there.
    work.rig.simulated.setPhone(sara.legAddress, { registered: true });
    await worksOn(sara);
  });

  it('because every API was killed: calls go on, and with the API everybody is as before', async () => {
    const screens = [await office.comes(sara), await office.comes(omid)];
    await Promise.all([work.ready(sara), work.ready(omid)]);
    const campaign = await work.campaign('long', 2, [sara, omid], 1);
    for (const agent of [sara, omid]) await work.until(agent, 'is talking', ({ state }) => state === 'talking');
    const toCome = await work.campaign('short', 2, [sara, omid], 0);
    await office.killApi();
    for (const agent of [sara, omid]) {
      const live = await work.until(agent, 'is on the system\'s break', ({ statusReason }) => statusReason === GONE[1]);
      expect(live.state).toBe('talking');
    }
    await endsWell(work.rig, campaign);
    for (const { id } of await work.sent(campaign)) {
      const record = work.rig.simulated.callOf(id);
      expect([record?.bridges.length, record?.endedBy]).toEqual([1, 'far']);
    }
    expect(await work.sent(toCome)).toEqual([]);

    await office.startApi();
    for (const agent of [sara, omid]) await becomes(agent, AVAILABLE);
    await endsWell(work.rig, toCome);
    expect((await outcomesOf(toCome)).map(([, outcome]) => outcome)).toEqual(['connected', 'connected']);
    for (const { events, snapshots } of screens) {
      // One at the first connection: what happened meanwhile was told as events, none of them missed.
      expect(snapshots).toHaveLength(1);
      const statuses = events.flatMap(({ event }) => event.type === 'agent' ? [event.status] : []);
      expect(statuses).toContain('break');
      expect(statuses.at(-1)).toBe('available');
    }
    await Promise.all([work.ready(sara), work.ready(omid)]);
  });
});
