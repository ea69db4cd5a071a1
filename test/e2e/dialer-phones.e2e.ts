import { agentPhoneOf } from '@paceline/contracts/agent-phone';
import type { RealtimeEvent } from '@paceline/contracts/realtime';
import { redialAfterMs } from '@paceline/domain/agent/redial';
import { english } from '@paceline/contracts/messages/en';
import { pacingInWords } from '@paceline/contracts/messages/reason-words';
import type { PacingReason } from '@paceline/domain/pacing';
import { Agent, type Campaign } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import { SHORT_TALK, invitesOf, liveEvents, news, numbers, setGateway, violations, type CampaignNews } from './lib/dialer-aids';
import { DialerRig } from './lib/dialer-rig';

type AgentNews = Extract<RealtimeEvent, { type: 'agent' }>;
const RETRY_MS = 300;
const PHONES = ['1001', '1002', '1003', '1004', '1005', '1006', '1007', '1008'];
const UNKNOWN = { kind: 'refuses', progress: 'none', afterMs: 0, sipStatus: 404 } as const;

const wordsOf = ({ reasons }: CampaignNews): string[] => reasons.map((reason) => pacingInWords(english, reason as PacingReason)); // the worker's own

describe('agents whose phones cannot be reached', () => {
  let rig: DialerRig;
  afterEach(() => rig.close());

  it('are why nobody is idle: whose phones, and what the switch said; each is called less and less often, and at once when its agent signs in anew', async () => {
    rig = await DialerRig.open({
      callees: [SHORT_TALK], env: { AGENT_LEG_RETRY_MS: String(RETRY_MS) },
      simulator: { phones: PHONES.map((extension) => ({ extension, registered: true, behaviour: UNKNOWN })) },
    });
    await setGateway(rig, { callsPerSec: 50, maxLines: 50 });
    await rig.workerReady(await rig.startWorker());
    const people = numbers('short-talk', 3);
    const campaign = await rig.campaign(people, { wrapUpSec: 0 });
    const agents = await rig.agents(PHONES.length, [campaign]);

    const told = await news(rig, campaign, 'no phone is reached', (each) => wordsOf(each).some((words) => words.startsWith('The phones of 8 agents cannot be reached')));
    const named = PHONES.map((phone, at) => `Agent ${String(at)} (${phone})`).join(', ');
    expect(wordsOf(told)).toEqual([
      `The phones of 8 agents cannot be reached: ${named}: UNALLOCATED_NUMBER (SIP 404: nobody there has this number).`,
      'No agent of this campaign is idle: 8 have phones that cannot be reached.',
    ]);
    expect(invitesOf(rig)).toEqual([]);

    const { id, userId } = agents[0] ?? { id: '', userId: '' };
    const row = (): Promise<Agent> => rig.dataSource.manager.findOneByOrFail(Agent, { id });
    const callsTo = (phone: string): number[] => rig.simulated.invites.filter(({ number }) => number === `user/${phone}@paceline.local`).map(({ atMs }) => atMs);
    await waitFor('a phone was called five times', () => callsTo('1001').length === 5);
    const gaps = callsTo('1001').slice(1).map((atMs, at) => atMs - (callsTo('1001')[at] ?? 0));
    gaps.forEach((gapMs, at) => { expect(gapMs).toBeGreaterThanOrEqual(redialAfterMs(at + 1, RETRY_MS)); });
    const trouble = await waitFor('the agent\'s row says so', async () => (await row()).legTrouble?.failures === 5 && (await row()).legTrouble);
    expect(trouble).toMatchObject({ cause: 'UNALLOCATED_NUMBER', sipStatus: 404, upForMs: null, nextAtMs: trouble.failedAtMs + redialAfterMs(5, RETRY_MS) });

    const toldOf = async (): Promise<AgentNews[]> => (await liveEvents(rig)).filter((event): event is AgentNews => event.type === 'agent' && event.agentId === id);
    const live = await waitFor('the screens are told so too', async () => (await toldOf()).find(({ legTrouble }) => legTrouble?.calls === 5));
    expect(live).toMatchObject({ legUp: false, ...agentPhoneOf({ ...await row(), legTrouble: trouble }) });

    rig.simulated.setPhone('1001', { behaviour: { kind: 'answers', progress: 'none', ringMs: 0, farewell: { kind: 'never' } } });
    await rig.command('agent-sign-in', { agentId: id, status: 'available', reason: null, byUserId: userId });
    await waitFor('the phone is up', async () => (await row()).legUpAt !== null);
    expect((await row()).legTrouble).toBeNull();
    expect(await waitFor('the screens are told that it is up', async () => (await toldOf()).find(({ legUp }) => legUp))).toMatchObject({ legTrouble: null, legRefusal: null });
    await rig.completed(campaign);
    expect(Object.keys(rig.dialed()).sort()).toEqual(people);
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('say nothing beside what is not so: with nobody left to call, nothing is not what holds it back', async () => {
    rig = await DialerRig.open({ callees: [SHORT_TALK] });
    await setGateway(rig, { callsPerSec: 50, maxLines: 50 });
    await rig.workerReady(await rig.startWorker());
    const campaign: Campaign = await rig.campaign(numbers('short-talk', 1));
    await rig.dataSource.query('UPDATE targets SET next_at = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR WHERE campaign_id = ?', [campaign.id]);
    await rig.agents(1, [campaign]);
    const told = await news(rig, campaign, 'no contact may be called yet', ({ agents, reasons }) => agents.idle === 1 && reasons.some(({ limit }) => limit === 'targets'));
    expect(wordsOf(told)).toEqual([expect.stringMatching(/^No contact may be called now; the first of those that wait may be called at 20\d\d-.* UTC\.$/)]);
  });
});
