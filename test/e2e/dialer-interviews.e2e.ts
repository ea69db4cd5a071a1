import { setTimeout as lasts } from 'node:timers/promises';
import { SAME_KEY_MS } from '@paceline/domain/survey/keypad';
import { lineOfCampaign, lineOfQueue } from '@paceline/domain/routing/line';
import { Agent, AgentLine, Campaign, CampaignList, Contact, ContactPhone, InterviewComment, InterviewRow, SurveyInvitation, SurveyRule } from '@paceline/persistence';
import type { CalleeBehaviour, Reply } from '@paceline/simulator';
import { waitFor } from '@paceline/testing/wait-for';
import { In } from 'typeorm';
import { DID, addNumber, addQueue, caller, serve, toQueue } from './lib/caller-rig';
import { DialerRig } from './lib/dialer-rig';
import { BEHAVIOURS, PROMPT_MS, recordedOf, type Recorded } from './lib/keypad-corpus';
import { agrees, published, survey } from './lib/survey-rig';

const ANSWERS = { kind: 'answers', progress: 'ringing', ringMs: 100, farewell: { kind: 'never' } } as const satisfies CalleeBehaviour;
/** Less than lies between a key that is half a second late and the end of its being the same. */
const LATE_MS = 200;
const numberOf = (nth: number): string => `+1202555${String(1_000 + nth)}`;
const replying = (replies: readonly Reply[]): CalleeBehaviour => ({ ...ANSWERS, replies });

let rig: DialerRig;
afterEach(() => rig.close());

describe('customers who stay when their agent leaves', () => {

  const open = async (replies: readonly (readonly Reply[])[], phones: number): Promise<void> => {
    rig = await DialerRig.open({
      callees: replies.map((these, nth) => ({ number: new RegExp(`^\\${numberOf(nth)}$|^${numberOf(nth).slice(1)}$`), behaviour: replying(these) })),
      phones, simulator: { promptLengthMs: () => PROMPT_MS }, env: { SAFE_HARBOUR_AFTER_MS: '30000' }, // on a busy machine an agent comes late
    });
    await rig.workerReady(await rig.startWorker());
  };
  const asks = async (line: string, invitation: SurveyRule['invitation'] = null): Promise<void> => {
    await rig.dataSource.manager.save(SurveyRule, {
      clientId: '1', line, questionnaireId: (await published(rig)).id, invited: invitation === null ? 'after-agent' : 'before-agent', invitation, isOn: true, longerThanSec: 0, oneIn: 1, withinHours: null, laterListId: null, fatigueDays: 0, createdAt: new Date(),
    });
  };
  const hangUp = async (callId: string): Promise<void> => { await rig.command('call-hangup', { callId, byUserId: '1' }); };
  const interviewOf = async (callId: string): Promise<InterviewRow | null> => await rig.dataSource.manager.findOneBy(InterviewRow, { callId });

  /** What was recorded of each who did what they are declared to do when they are to do it: whose keys came late, since the machine was busy, pressed others. */
  const called = async (numbers: readonly string[]): Promise<ReadonlyMap<string, Recorded>> => {
    const campaign = await rig.campaign(numbers, { wrapUpSec: 0 });
    await asks(lineOfCampaign(campaign.id));
    await staffed(campaign);
    const left = new Set<string>();
    await waitFor('each has talked with an agent', async () => {
      for (const { id, state } of await rig.calls(campaign)) {
        if (state !== 'talking' || left.has(id)) continue;
        left.add(id);
        void hangUp(id);
      }
      return left.size === numbers.length;
    }, { deadlineMs: 50_000 });
    const rows = await waitFor('each interview is over', async () => {
      const found = await rig.dataSource.manager.findBy(InterviewRow, { campaignId: campaign.id });
      return found.length === numbers.length && found.every(({ endedAt }) => endedAt !== null) ? found : null;
    }, { deadlineMs: 50_000 });
    const calls = await rig.calls(campaign);
    // Each call has ended with the talk, as its agent's; what was spoken in it is there.
    expect(new Set(calls.map(({ outcome }) => outcome))).toEqual(new Set(['connected']));
    const spoken = rows.filter(({ state: { answers } }) => answers['said']?.kind === 'recorded').map(({ id }) => id);
    expect((await rig.dataSource.manager.findBy(InterviewComment, { interviewId: In(rows.map(({ id }) => id)) })).map(({ interviewId }) => interviewId).sort()).toEqual(spoken.sort());
    return new Map(calls.flatMap(({ id, phone }) => {
      const row = rows.find(({ callId }) => callId === id);
      return row === undefined || (rig.simulated.callOf(id)?.lateMs ?? 0) > LATE_MS ? [] : [[phone, recordedOf(row.state)]];
    }));
  };
  let crew: readonly Agent[] = [];
  /** The same agents, campaign after campaign. */
  const staffed = async (campaign: Campaign): Promise<void> => {
    if (crew.length === 0) { crew = await rig.agents(20, [campaign]); return; }
    for (const { id: agentId, userId } of crew) {
      await rig.dataSource.manager.insert(AgentLine, { agentId, line: lineOfCampaign(campaign.id) });
      await rig.command('agent-lines', { agentId, byUserId: userId });
    }
  };

  it('are recorded as they answered, whatever they key and wherever they leave', async () => {
    await open(BEHAVIOURS.map(({ replies }) => replies), 20);
    const recorded = new Map<string, Recorded>();
    const everybody = BEHAVIOURS.map((_, nth) => numberOf(nth));
    for (let left = everybody; left.length > 0; left = everybody.filter((number) => !recorded.has(number))) {
      for (const [number, of] of await called(left)) recorded.set(number, of);
    }
    expect(BEHAVIOURS.map(({ name }, nth) => ({ name, ...recorded.get(numberOf(nth)) }))).toEqual(BEHAVIOURS.map(({ name, recorded: expected }) => ({ name, ...expected })));
  });

  it('go on with the question that stood when the worker is killed; in a queue whoever accepted while they waited; their agent is free meanwhile', async () => {
    await open([], 2);
    const queue = await addQueue(rig);
    await addNumber(rig, toQueue(queue.id));
    await asks(lineOfQueue(queue.id), { say: { en: 'stay.wav' }, key: '1' });
    const callId = rig.simulated.inboundCall({ from: '+12125550142', to: DID }) ?? '';
    await waitFor('they are invited over their music', () => rig.simulated.callOf(callId)?.plays.some(({ file }) => file.includes('stay.wav')));
    rig.simulated.press(callId, '1');
    await waitFor('they have accepted', async () => (await rig.dataSource.manager.findOneBy(SurveyInvitation, { callId }))?.accepted);
    const [agent] = await rig.agents(1, []);
    await serve(rig, agent === undefined ? [] : [agent], [queue]);
    const hears = async (prompt: string): Promise<void> => {
      await waitFor(`${prompt} is played`, () => rig.simulated.callOf(callId)?.plays.at(-1)?.file.includes(`${prompt}.wav`), { everyMs: 20 });
      await lasts(SAME_KEY_MS + 200);
    };
    const keys = async (prompt: string, digits: string): Promise<void> => {
      await hears(prompt);
      for (const digit of digits) rig.simulated.press(callId, digit);
    };
    await caller(rig, callId, 'talks', ({ state }) => state === 'talking');
    await hangUp(callId);
    await keys('consent', '1');
    await caller(rig, callId, 'talks no more', ({ state, outcome }) => state === 'ended' && outcome === 'answered');
    await waitFor('the agent is free', async () => (await rig.dataSource.manager.findOneByOrFail(Agent, { id: agent?.id ?? '' })).status === 'available');
    await keys('nps', '10');
    await hears('service');
    await rig.workers[0]?.stop();
    rig.simulated.press(callId, '1'); // nobody hears it
    await rig.workerReady(await rig.startWorker());
    await keys('service', '4');
    await keys('size', '2');
    await hears('again');
    rig.simulated.hangupFarEnd(callId);
    const over = await waitFor('the interview is over', async () => { const found = await interviewOf(callId); return found !== null && found.endedAt !== null ? found : null; });
    expect(recordedOf(over.state)).toEqual({ result: 'partial, hung-up', answers: { nps: 10, service: 4, size: 'middle' } });
    expect(over).toMatchObject({ queueId: queue.id, campaignId: null, agentId: agent?.id, delivery: 'keypad' });
  });
});

const [COMPLETES, STOPS, MACHINE, REFUSES] = ['+14155560001', '+14155560002', '+14155560003', '+14155560004'];
const SAYS = { yes: { to: 'consent.wav', keys: [{ atMs: 1_700, digit: '1' }] }, no: { to: 'consent.wav', keys: [{ atMs: 1_700, digit: '2' }] } } as const;
const typical = BEHAVIOURS[0]?.replies ?? [];

describe('an automatic survey', () => {
  it('calls whoever hung up before they were asked about their talk, once, and waits for the next', async () => {
    const [CALLS_IN, OTHER] = ['+12125550142', '+14155560001'];
    rig = await DialerRig.open({ callees: [{ number: /^\+?12125550142$/, behaviour: replying(typical) }, { number: /^\+?14155560001$/, behaviour: replying([SAYS.no]) }], phones: 1, simulator: { promptLengthMs: () => PROMPT_MS } });
    await rig.workerReady(await rig.startWorker());
    const { manager } = rig.dataSource;
    const queue = await addQueue(rig);
    await addNumber(rig, toQueue(queue.id));
    const [agent] = await rig.agents(1, []);
    await serve(rig, agent === undefined ? [] : [agent], [queue]);
    const campaign = await survey(rig, [OTHER], 1);
    const { listId } = await manager.findOneByOrFail(CampaignList, { campaignId: campaign.id });
    await manager.save(SurveyRule, {
      clientId: '1', line: lineOfQueue(queue.id), questionnaireId: campaign.questionnaireId ?? '', invited: 'after-agent' as const, invitation: null, isOn: true, longerThanSec: 0, oneIn: 1,
      withinHours: 1, laterListId: listId, fatigueDays: 30, createdAt: new Date(),
    });
    const contact = await manager.save(Contact, { name: 'Ann', zone: 'America/New_York', fields: {} });
    await manager.insert(ContactPhone, { contactId: contact.id, position: 0, phone: CALLS_IN });
    await agrees(rig, [contact.id]);
    const hangsUpFirst = async (): Promise<string> => {
      const callId = rig.simulated.inboundCall({ from: CALLS_IN, to: DID }) ?? '';
      await caller(rig, callId, 'talks', ({ state }) => state === 'talking');
      rig.simulated.hangupFarEnd(callId);
      await caller(rig, callId, 'has hung up', ({ state }) => state === 'ended');
      return callId;
    };
    const callId = await hangsUpFirst();
    const later = await waitFor('they have answered in a call of the campaign', async () => await manager.findOneBy(InterviewRow, { contactId: contact.id, result: 'complete' }));
    expect(later).toMatchObject({ campaignId: campaign.id, agentId: agent?.id });
    expect(recordedOf(later.state)).toEqual(BEHAVIOURS[0]?.recorded);
    expect(await manager.findOneBy(SurveyInvitation, { callId })).toMatchObject({ refusal: null, laterContactId: contact.id, laterListId: listId });
    // Not about the next talk: they were asked lately.
    const again = await hangsUpFirst();
    expect(await waitFor('it is decided', async () => await manager.findOneBy(SurveyInvitation, { callId: again }))).toMatchObject({ refusal: 'asked-lately', laterUntil: null });
    expect([(await rig.calls(campaign)).filter(({ phone }) => phone === CALLS_IN).length, (await manager.findOneByOrFail(Campaign, { id: campaign.id })).status]).toEqual([1, 'running']);
  });

  it('asks whoever answers, goes on where it stopped in a second call, and takes no machine for a refusal', async () => {
    const callees: Readonly<Record<string, CalleeBehaviour>> = {
      [COMPLETES]: replying(typical), [STOPS]: replying([...typical.slice(0, 2), { to: 'service.wav', hangsUpAtMs: 500 }]), [REFUSES]: replying([SAYS.no]),
      [MACHINE]: { ...ANSWERS, beepAtMs: 1_500 },
    };
    rig = await DialerRig.open({ callees: Object.entries(callees).map(([number, behaviour]) => ({ number: new RegExp(`^\\${number}$`), behaviour })), simulator: { promptLengthMs: () => PROMPT_MS } });
    await rig.workerReady(await rig.startWorker());
    const campaign = await survey(rig, Object.keys(callees), 2);
    const first = await rig.call(campaign, 'stopped', ({ phone, endedAt }) => phone === STOPS && endedAt !== null);
    rig.simulated.declareCallee(new RegExp(`^\\${STOPS}$`), replying([SAYS.yes, ...typical.filter(({ to }) => to !== 'consent.wav' && to !== 'nps.wav')]));
    await rig.completed(campaign);
    expect(await rig.results(campaign)).toEqual({ [COMPLETES]: 'complete', [STOPS]: 'complete', [MACHINE]: 'no-response', [REFUSES]: 'refused' });
    const calls = await rig.calls(campaign);
    const heard = calls.filter(({ phone }) => phone === STOPS).map(({ id }) => rig.simulated.callOf(id)?.plays.map(({ file }) => file.replace(/^.*\/([^/!]+\.wav).*$/, '$1')));
    expect(heard).toEqual([['consent.wav', 'nps.wav', 'service.wav'], ['consent.wav', 'service.wav', 'size.wav', 'again.wav', 'said.wav', 'thanks.wav']]);
    const [stopped, ...others] = await rig.dataSource.manager.findBy(InterviewRow, { contactId: first.contactId ?? '' });
    expect([others, stopped && recordedOf(stopped.state)]).toEqual([[], BEHAVIOURS[0]?.recorded]);
    expect(calls.filter(({ phone }) => phone === MACHINE)).toHaveLength(2);
    expect(new Set(calls.map(({ outcome }) => outcome))).toEqual(new Set(['scripted']));
  });
});
