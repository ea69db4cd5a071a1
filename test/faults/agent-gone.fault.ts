import type { Agent, Campaign } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import { legOf, serve } from '../e2e/lib/dialer-aids';
import { endsWell } from '../e2e/lib/mid-campaign';
import { AtWork, MOMENTS } from './lib/at-work';
import { FrontOffice } from './lib/front-office';

const GONE = ['break', 'screen-gone'] as const;
const AVAILABLE = ['available', null] as const;

describe('an agent who is gone', () => {
  let work: AtWork;
  let office: FrontOffice;
  let agents: readonly [Agent, Agent];

  beforeAll(async () => {
    work = await AtWork.open();
    office = await FrontOffice.open(work.rig);
    const [sara, omid] = await work.rig.agents(2, []);
    if (sara === undefined || omid === undefined) throw new Error('no agents');
    agents = [sara, omid];
  }, 60_000);
  afterAll(async () => {
    await office.close();
    await work.close();
  });
  afterEach(() => { work.rig.simulated.heal(); });

  const numbersOf = (campaign: Campaign): Promise<(string | null)[]> => work.sent(campaign).then((calls) => calls.map(({ agentId }) => agentId));
  const becomes = (agent: Agent, chosen: readonly [string, string | null]): Promise<unknown> =>
    waitFor(`agent ${agent.id} is ${chosen.join(' ')}`, async () => (await work.chosen(agent)).join() === chosen.join(), { deadlineMs: 10_000 });
  /** The agent gets the next call, as if nothing had been. */
  async function worksOn(agent: Agent): Promise<void> {
    await work.ready(agent);
    const campaign = await work.rig.campaign(work.numbers('short-talk', 1));
    await serve(work.rig, [agent], [campaign]);
    await endsWell(work.rig, campaign);
    expect(await numbersOf(campaign)).toEqual([agent.id]);
    await work.ready(agent);
  }

  describe('because the screen is', () => {
    it.each(MOMENTS)('while %s: what goes on ends as ever, and nothing more is offered until it is back', async (moment) => {
      const [sara, omid] = agents;
      await office.comes(sara);
      await work.ready(sara);
      // The bridge is there, and nobody hears of it: promised for longer than it takes to see that the screen is gone.
      if (moment === 'reserved') work.rig.simulated.fault({ fault: 'delay-events', names: ['CHANNEL_BRIDGE'], byMs: 3_000, next: 1 });
      const campaign = await work.rig.campaign(work.numbers(moment === 'wrap-up' ? 'short-talk' : 'long-talk', moment === 'idle' ? 0 : 1), { wrapUpSec: moment === 'wrap-up' ? 4 : 1 });
      await serve(work.rig, [sara], [campaign]);
      await work.until(sara, `is ${moment}`, ({ state }) => state === moment);
      office.leaves(sara);

      const live = await work.until(sara, 'is on a break of the system\'s', ({ statusReason }) => statusReason === GONE[1]);
      expect([live.status, live.state]).toEqual([GONE[0], moment]);
      expect(await work.chosen(sara)).toEqual(GONE);
      await work.until(sara, 'has come to the end of it', ({ state }) => state === 'idle');
      if (moment !== 'idle') {
        await endsWell(work.rig, campaign);
        expect((await work.sent(campaign)).map(({ agentId, outcome }) => [agentId, outcome])).toEqual([[sara.id, 'connected']]);
      }

      // Whoever is there gets the next ones, although she has been idle for longer; he has no screen, and never had.
      const next = await work.rig.campaign(work.numbers('short-talk', 3), { wrapUpSec: 0 });
      await serve(work.rig, [sara, omid], [next]);
      await endsWell(work.rig, next);
      expect(await numbersOf(next)).toEqual([omid.id, omid.id, omid.id]);
      expect(await work.chosen(omid)).toEqual(AVAILABLE);

      const screen = await office.comes(sara);
      await becomes(sara, AVAILABLE);
      await waitFor('the screen shows it', () => screen.events.some(({ event }) => event.type === 'agent' && event.status === 'available'));
      await worksOn(sara);
      office.leaves(sara);
    }, 30_000);
  });

  it('keeps the break of their own choice when the screen goes and when it comes', async () => {
    const [sara, omid] = agents;
    await office.comes(sara);
    await becomes(sara, AVAILABLE);
    await work.choose(sara, 'break', 'lunch');
    office.leaves(sara);
    // Another's screen goes at the same time, and is seen to be gone.
    await office.comes(omid);
    office.leaves(omid);
    await becomes(omid, GONE);
    await office.comes(sara);
    await office.comes(omid);
    await becomes(omid, AVAILABLE);
    expect(await work.chosen(sara)).toEqual(['break', 'lunch']);
    await work.choose(sara, 'available', null);
    await worksOn(sara);
    await worksOn(omid);
  }, 30_000);

  describe('because the phone was hung up', () => {
    beforeAll(() => office.comes(agents[0]));

    it.each(MOMENTS)('while %s: the phone is called again, and the customer goes to the next agent', async (moment) => {
      const [sara, omid] = agents;
      await work.ready(sara);
      const leg = await legOf(work.rig, sara);
      if (moment === 'reserved') work.rig.simulated.fault({ fault: 'leave-unanswered', command: 'uuid_bridge', carriedOut: false, next: 1 });
      const campaign = await work.rig.campaign(work.numbers(moment === 'wrap-up' ? 'short-talk' : 'long-talk', moment === 'idle' ? 0 : 1), { wrapUpSec: 1 });
      await serve(work.rig, [sara], [campaign]);
      await work.until(sara, `is ${moment}`, ({ state }) => state === moment);
      await serve(work.rig, [omid], [campaign]);
      work.rig.simulated.hangupFarEnd(leg);
      await work.until(sara, 'has another leg', ({ legChannelId }) => legChannelId !== null && legChannelId !== leg);
      if (moment !== 'idle') {
        await endsWell(work.rig, campaign);
        const [call] = await work.sent(campaign);
        expect([call?.outcome, call?.agentId]).toEqual(['connected', moment === 'wrap-up' ? sara.id : omid.id]);
        expect(work.rig.simulated.callOf(call?.id ?? '')?.bridges).toHaveLength(moment === 'talking' ? 2 : 1);
      }
      await worksOn(sara);
      await worksOn(omid);
    }, 30_000);
  });
});
