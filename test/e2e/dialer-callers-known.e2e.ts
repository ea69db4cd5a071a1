import { randomUUID } from 'node:crypto';
import { DO_NOT_CALL_CODE } from '@paceline/domain/retry/dispositions';
import { DEFAULT_RETRY_RULES } from '@paceline/domain/retry/retry';
import { Call, Contact, ContactPhone, DoNotCall, InboundNumber, List, ListContact, Target, type Queue } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import { DID, addNumber, addQueue, caller, serve, toQueue } from './lib/caller-rig';
import { liveEvents } from './lib/dialer-aids';
import { DialerRig } from './lib/dialer-rig';

const CALLER = '+12125550142';
const LISTED = '+12125550143';
const MINUTE_MS = 60_000;

describe('callers who are known', () => {
  let rig: DialerRig;
  afterEach(() => rig.close());

  const comesIn = (from = CALLER): string => {
    const callId = rig.simulated.inboundCall({ from, to: DID, talkMs: 300 });
    if (callId === null) throw new Error('the switch took no call');
    return callId;
  };
  const open = async (settings: (list: string) => Partial<Queue>, options: Parameters<typeof DialerRig.open>[0] = {}): Promise<Queue> => {
    rig = await DialerRig.open(options);
    await rig.workerReady(await rig.startWorker());
    const queue = await addQueue(rig, settings(await listOf(LISTED)));
    await addNumber(rig, toQueue(queue.id));
    return queue;
  };
  /** With one contact who has the number. */
  const listOf = async (phone: string): Promise<string> => {
    const { manager } = rig.dataSource;
    const [list, contact] = [await manager.save(List, { name: `list ${randomUUID()}` }), await manager.save(Contact, { name: 'a contact', zone: 'America/New_York', fields: {} })];
    await manager.insert(ContactPhone, { contactId: contact.id, position: 0, phone });
    await manager.insert(ListContact, { listId: list.id, contactId: contact.id });
    return list.id;
  };
  const waits = (callId: string): Promise<Call> => caller(rig, callId, 'waits', ({ state }) => state === 'waiting');
  const talked = (callId: string): Promise<Call> => caller(rig, callId, 'talked', ({ outcome }) => outcome === 'answered');
  /** Over, so long ago. */
  const earlier = async (endedAgoMs: number, columns: Partial<Call>): Promise<void> => {
    const [plannedAt, endedAt] = [new Date(Date.now() - endedAgoMs - MINUTE_MS), new Date(Date.now() - endedAgoMs)];
    await rig.dataSource.manager.insert(Call, {
      id: randomUUID(), direction: 'inbound', state: 'ended', switchId: 'main', line: 'queue-1', phone: CALLER, plannedAt, endedAt, settledAt: endedAt, hangupCause: 'NORMAL_CLEARING', ...columns,
    });
  };

  it('wait for the agent with whom they talked, be another one free, and still after their worker was killed', async () => {
    const queue = await open(() => ({ lastAgentFirstSec: 30 }));
    const [known] = await rig.agents(1, []);
    if (known === undefined) throw new Error('no agent');
    await serve(rig, [known], [queue]);
    const other = rig.simulated.inboundCall({ from: '+12125550151', to: DID, talkMs: 60_000 }) ?? '';
    await caller(rig, other, 'talks', ({ state }) => state === 'talking');
    await earlier(MINUTE_MS, { outcome: 'answered', connectedAt: new Date(Date.now() - 2 * MINUTE_MS), agentId: known.id });
    const callId = comesIn();
    await waits(callId);
    await rig.workers[0]?.stop();
    await rig.workerReady(await rig.startWorker());
    const [free] = await rig.agents(1, [], 1);
    await serve(rig, free === undefined ? [] : [free], [queue]);
    await expect(talked(comesIn('+12125550152'))).resolves.toMatchObject({ agentId: free?.id });
    await expect(rig.dataSource.manager.findOneBy(Call, { id: callId })).resolves.toMatchObject({ state: 'waiting' });
    await rig.command('call-hangup', { callId: other, byUserId: known.userId });
    await expect(talked(callId)).resolves.toMatchObject({ agentId: known.id });
  });

  it('go before others when their number is on a list, or they gave up a while ago', async () => {
    const queue = await open((list) => ({ priority: { queuePoints: 0, listedPoints: 60, lists: [list], abandonedPoints: 600, abandonedWithinSec: 3_600 } }));
    await earlier(MINUTE_MS, { outcome: 'abandoned-in-queue' });
    const callIds = [];
    for (const from of ['+12125550150', LISTED, CALLER]) {
      const callId = comesIn(from);
      await waits(callId);
      callIds.push(callId);
    }
    await serve(rig, await rig.agents(1, []), [queue]);
    const at = [];
    for (const callId of callIds) at.push((await talked(callId)).connectedAt?.getTime() ?? 0);
    expect(at).toEqual([...at].sort((one, other) => other - one));
  });

  it('are shown to the agent who is given them, by the number as their trunk writes it', async () => {
    const queue = await open(() => ({}));
    const [agent] = await rig.agents(1, []);
    if (agent === undefined) throw new Error('no agent');
    await serve(rig, [agent], [queue]);
    const callId = comesIn(LISTED.replace('+1', ''));
    await expect(talked(callId)).resolves.toMatchObject({ phone: LISTED });
    const shown = (await liveEvents(rig)).filter(({ type }) => type === 'caller');
    expect(shown).toMatchObject([{ callId, agentId: agent.id, phone: LISTED, contacts: [{ name: 'a contact', phones: [LISTED], targets: [] }], hasMore: false, lastCalls: [] }]);
  });

  it('who call back while a campaign calls them are on one call, and settle what it wanted', async () => {
    const queue = await open(() => ({ wrapUpSec: 30 }), { callees: [{ number: /^\+?12125550142$/, behaviour: { kind: 'answers', progress: 'ringing', ringMs: 60_000, farewell: { kind: 'never' } } }] });
    const campaign = await rig.campaign([CALLER], { retryRules: { ...DEFAULT_RETRY_RULES, maxAttempts: 9 } });
    const [agent] = await rig.agents(1, [campaign]);
    if (agent === undefined) throw new Error('no agent');
    const ours = await waitFor('a call of the campaign that rings', () => rig.dataSource.manager.findOneBy(Call, { direction: 'outbound', state: 'ringing' }));
    await serve(rig, [agent], [queue]);
    const callId = comesIn();
    await caller(rig, ours.id, 'was called off', ({ outcome }) => outcome === 'cancelled');
    await talked(callId);
    const target = await rig.dataSource.manager.findOneByOrFail(Target, { campaignId: campaign.id });
    expect(target).toMatchObject({ state: 'ready', attempts: 1 });
    await rig.command('call-disposition', { callId, disposition: DO_NOT_CALL_CODE, note: null, targetId: target.id, byUserId: agent.userId });
    await expect(rig.dataSource.manager.findOneByOrFail(Target, { id: target.id })).resolves.toMatchObject({ state: 'done', result: DO_NOT_CALL_CODE, attempts: 1, lastCallId: callId });
    await expect(rig.dataSource.manager.findOneByOrFail(Call, { id: callId })).resolves.toMatchObject({ targetId: target.id, contactId: target.contactId, dispositionBy: 'agent' });
    await expect(rig.dataSource.manager.countBy(Call, { direction: 'outbound' })).resolves.toBe(1);
  });

  it('who want no calls are put on the do-not-call list by a key, before they are told so', async () => {
    await open(() => ({}));
    await rig.dataSource.manager.clear(InboundNumber);
    await addNumber(rig, {
      languages: ['en'], start: 'no', emergency: 'done', nodes: {
        no: { kind: 'opt-out', reason: 'the number that our calls show', next: 'done', noNumber: 'unknown' }, done: { kind: 'end', say: { en: 'done.wav' } }, unknown: { kind: 'end', say: { en: 'unknown.wav' } },
      },
    });
    const over = async (from: string, withheld = false): Promise<readonly string[]> => {
      const callId = rig.simulated.inboundCall({ from, to: DID, withheld }) ?? '';
      await caller(rig, callId, 'was told', ({ state }) => state === 'ended');
      return (rig.simulated.callOf(callId)?.plays ?? []).map(({ file }) => file.replace(/^.*\//, ''));
    };
    expect(await over(LISTED)).toContain('done.wav');
    await expect(rig.dataSource.manager.find(DoNotCall)).resolves.toMatchObject([{ phone: LISTED, reason: 'said-by-key', params: { words: 'the number that our calls show' }, source: 'call' }]);
    expect(await over(CALLER, true)).toContain('unknown.wav');
    await expect(rig.dataSource.manager.countBy(DoNotCall, {})).resolves.toBe(1);
  });
});
