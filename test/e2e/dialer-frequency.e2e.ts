import { CampaignList, Target, ListTargets, type Agent, type Campaign } from '@paceline/persistence';
import type { DeclaredCallee } from '@paceline/simulator';
import { waitFor } from '@paceline/testing/wait-for';
import { SHORT_TALK, invitesOf, news, numbers, serve, setGateway, setStatus, violations, violationsWhileRunning } from './lib/dialer-aids';
import { DialerRig } from './lib/dialer-rig';

const HOUR_MS = 3_600_000;
/** Rings, and is declined at once: a ring in vain of a tenth of a second. */
const DECLINES: DeclaredCallee = { number: /^\+1415603\d{4}$/, behaviour: { kind: 'refuses', progress: 'ringing', afterMs: 50, sipStatus: 603 } };
const AT_ONCE = { maxAttempts: 9, waitSec: 0 };

describe('how often a person is called', () => {
  let rig: DialerRig;
  let agents: Agent[];
  beforeAll(async () => {
    rig = await DialerRig.open({ callees: [SHORT_TALK, DECLINES] });
    await setGateway(rig, { callsPerSec: 100, maxLines: 200 });
    await rig.workerReady(await rig.startWorker());
    agents = await rig.agents(8, []);
  });
  afterAll(() => rig.close());

  const targetsOf = (campaign: Campaign): Promise<Target[]> => rig.dataSource.manager.find(Target, { where: { campaignId: campaign.id } });
  /** Nobody of the campaign may be called now, and nobody is on a call. */
  const nobodyDue = async (campaign: Campaign): Promise<void> => {
    await waitFor('everybody of the campaign is done or waits for hours', async () =>
      (await targetsOf(campaign)).every(({ state, nextAt }) => state === 'done' || (state === 'ready' && nextAt.getTime() > Date.now() + HOUR_MS / 2)), { deadlineMs: 120_000 });
  };

  it('is once, of two campaigns that run on one list at the same time: nobody has two calls, and the others wait for a day', async () => {
    const people = numbers('short-talk', 24);
    const one = await rig.campaign(people, { wrapUpSec: 0, mode: 'predictive', status: 'draft' });
    const two = await rig.campaign([], { wrapUpSec: 0, mode: 'predictive', status: 'draft' });
    const { listId } = await rig.dataSource.manager.findOneByOrFail(CampaignList, { campaignId: one.id });
    await rig.dataSource.manager.update(CampaignList, { campaignId: two.id }, { listId });
    await new ListTargets(rig.dataSource).follow(two.id, rig.dataSource.manager);
    // The same numbers once more, of other contacts.
    const three = await rig.campaign(people, { wrapUpSec: 0, mode: 'predictive', status: 'draft' });
    await serve(rig, agents, [one, two, three]);
    await Promise.all([one, two, three].map((campaign) => setStatus(rig, campaign, 'running')));
    await Promise.all([one, two, three].map(nobodyDue));

    const invites = invitesOf(rig).filter(({ number }) => people.includes(number));
    expect(invites.map(({ number }) => number).sort()).toEqual([...people].sort());
    const states = (await Promise.all([one, two, three].map(targetsOf))).flat().map(({ state, attempts }) => `${state} ${String(attempts)}`);
    // Talked with, or abandoned by a machine that was too slow: once is once.
    expect(states.filter((state) => state === 'done 1')).toHaveLength(24);
    expect(states.filter((state) => state === 'ready 0')).toHaveLength(48);
    const waiting = (await Promise.all([one, two, three].map(targetsOf))).flat().filter(({ state }) => state === 'ready');
    for (const { nextAt } of waiting) expect(nextAt.getTime() - Date.now()).toBeGreaterThan(23.9 * HOUR_MS);
    for (const campaign of [one, two, three]) {
      const own = (await targetsOf(campaign)).filter(({ state }) => state === 'ready').length;
      if (own > 0) await news(rig, campaign, 'its contacts were called lately', ({ reasons }) => reasons.some(({ limit, figures }) => limit === 'called-lately' && figures['calledLately'] === own));
    }
    expect(await violationsWhileRunning(rig)).toEqual([]);
    for (const campaign of [one, two, three]) await setStatus(rig, campaign, 'stopped');
    expect(await violations(rig)).toEqual([]);
  }, 180_000);

  it('is three times a day in vain, whatever a campaign\'s rules say, and an hour after another campaign\'s ring', async () => {
    const phones = ['+14156030001', '+14156030002'];
    const campaign = await rig.campaign(phones, { wrapUpSec: 0, retryRules: { maxAttempts: 9, byOutcome: { rejected: AT_ONCE }, byDisposition: {} } });
    await serve(rig, agents.slice(0, 2), [campaign]);
    await nobodyDue(campaign);
    expect(phones.map((phone) => rig.dialed()[phone])).toEqual([3, 3]);
    for (const { state, attempts, nextAt } of await targetsOf(campaign)) {
      expect([state, attempts]).toEqual(['ready', 3]);
      expect(nextAt.getTime() - Date.now()).toBeGreaterThan(23.9 * HOUR_MS);
    }
    await news(rig, campaign, 'they were rung too often', ({ reasons }) => reasons.some(({ limit, figures }) => limit === 'called-lately' && figures['rungTooOften'] === 2));
    await setStatus(rig, campaign, 'stopped');

    const once = await rig.campaign(['+14156030003'], { wrapUpSec: 0 });
    await serve(rig, agents.slice(0, 2), [once]);
    await rig.completed(once);
    const again = await rig.campaign(['+14156030003'], { wrapUpSec: 0 });
    await serve(rig, agents.slice(0, 2), [again]);
    await nobodyDue(again);
    const [target] = await targetsOf(again);
    const waitMs = (target?.nextAt.getTime() ?? 0) - Date.now();
    expect([rig.dialed()['+14156030003'], waitMs > 0.9 * HOUR_MS, waitMs < 1.1 * HOUR_MS]).toEqual([1, true, true]);
    await setStatus(rig, again, 'stopped');
    expect(await violations(rig)).toEqual([]);
  }, 180_000);

  it('is judged again before the socket: what became known since the claim counts', async () => {
    const [phone = ''] = numbers('short-talk', 1, 100);
    const campaign = await rig.campaign([phone], { wrapUpSec: 0, mode: 'preview' });
    await serve(rig, agents.slice(0, 1), [campaign]);
    const shown = await rig.call(campaign, 'is shown', (call) => call.state === 'planned' && call.agentId !== null);
    // A call of this morning, of which only now somebody says that it was a conversation.
    await rig.dataSource.query(
      `INSERT INTO calls (id, direction, state, outcome, switch_id, line, phone, planned_at, ended_at, settled_at)
       VALUES (UUID(), 'inbound', 'ended', 'answered', 'main', 'queue-1', ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`, [phone]);
    await rig.command('preview-dial', { callId: shown.id, agentId: shown.agentId, byUserId: '1' });
    const refused = await rig.call(campaign, 'was refused', (call) => call.id === shown.id && call.endedAt !== null);
    expect([refused.outcome, refused.hangupCause]).toEqual(['not-dialed', 'CALLED_LATELY']);
    await nobodyDue(campaign);
    expect(rig.dialed()[phone]).toBeUndefined();
    await setStatus(rig, campaign, 'stopped');
  });
});
