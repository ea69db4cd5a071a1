import { lineOfCampaign } from '@paceline/domain/routing/line';
import { Agent, AgentLine, type Queue } from '@paceline/persistence';
import { autoAnswer, type CallRecord, type CalleeBehaviour, type PhoneSettings } from '@paceline/simulator';
import { waitFor } from '@paceline/testing/wait-for';
import { DID, addNumber, addQueue, caller, onDemand, ringsOf, serve, toQueue, waitsOf } from './lib/caller-rig';
import { talksOf, violations } from './lib/dialer-aids';
import { DialerRig } from './lib/dialer-rig';

const CALLER = '+12125550142';
const MUSIC = 'local_stream://moh';
const RINGS_ON: CalleeBehaviour = { kind: 'never-answers', givesUpMs: 60_000 };
const refuses = (sipStatus: number): CalleeBehaviour => ({ kind: 'refuses', progress: 'none', afterMs: 50, sipStatus });
const takes = (afterMs: number): CalleeBehaviour => autoAnswer(afterMs);

describe('agents whose phones are rung for each caller', () => {
  let rig: DialerRig;
  let queue: Queue;
  afterEach(() => rig.close());

  /** Phones 1001 and on do this. */
  const open = async (behaviours: readonly CalleeBehaviour[], settings: Partial<Queue> = {}, env: Readonly<Record<string, string>> = {}): Promise<void> => {
    const phones: PhoneSettings[] = behaviours.map((behaviour, index) => ({ extension: String(1001 + index), registered: true, behaviour }));
    rig = await DialerRig.open({ simulator: { phones }, env: { AGENT_RING_SEC: '2', ...env } });
    await rig.workerReady(await rig.startWorker());
    queue = await addQueue(rig, { strategy: 'top-down', ...settings });
    await addNumber(rig, toQueue(queue.id));
  };
  const comesIn = (more: Partial<Parameters<DialerRig['simulated']['inboundCall']>[0]> = {}): string => {
    const callId = rig.simulated.inboundCall({ from: CALLER, to: DID, talkMs: 300, ...more });
    if (callId === null) throw new Error('the switch took no call');
    return callId;
  };
  const ringing = (extension: string): CallRecord[] => rig.simulated.invites.filter(({ number, endedAtMs }) => number === `user/${extension}@paceline.local` && endedAtMs === null);
  const rings = async (extension = '1001'): Promise<CallRecord> => await waitFor(`the phone ${extension} rings`, () => ringing(extension).find(({ ringingAtMs }) => ringingAtMs !== null));
  const plays = (callId: string): string[] => (rig.simulated.callOf(callId)?.plays ?? []).map(({ file }) => file);
  const status = async ({ id }: Agent): Promise<readonly (string | null)[]> => {
    const row = await rig.dataSource.manager.findOneByOrFail(Agent, { id });
    return [row.status, row.statusReason];
  };
  const AVAILABLE = ['available', null];
  const MARKED = ['break', 'ring-no-answer'];
  /** No phone rings any more, every ring has ended, and what must always be true is. */
  const atRest = async (...agents: readonly Agent[]): Promise<void> => {
    await waitFor('no phone is up', () => rig.simulated.channels.length === 0);
    for (const agent of agents) await waitFor('how its rings ended is written', async () => !(await ringsOf(rig, agent)).includes(null));
    expect(await violations(rig)).toEqual([]);
  };

  it('talk with a caller who heard their music meanwhile, wrap up, and are rung for the next', async () => {
    await open([takes(400)], { wrapUpSec: 1 });
    const agent = await onDemand(rig, '1001', queue);
    const callId = comesIn();
    await rings();
    expect(plays(callId)).toEqual([MUSIC]);
    const call = await caller(rig, callId, 'talked', ({ state }) => state === 'ended');
    expect(call).toMatchObject({ outcome: 'answered', agentId: agent.id });
    await expect(waitsOf(rig, callId)).resolves.toEqual([{ queueId: queue.id, endedBy: 'answered' }]);
    // Once: it was neither broken off nor begun again.
    expect(plays(callId)).toEqual([MUSIC]);
    // What it rang was waited.
    expect((call.connectedAt?.getTime() ?? 0) - call.plannedAt.getTime()).toBeGreaterThanOrEqual(400);
    await expect(talksOf(rig, callId)).resolves.toMatchObject([{ agentId: agent.id, endedBy: 'customer-hung-up' }]);
    const next = comesIn();
    const talked = await caller(rig, next, 'talked', ({ outcome }) => outcome === 'answered');
    expect((talked.connectedAt?.getTime() ?? 0) - (call.endedAt?.getTime() ?? 0)).toBeGreaterThanOrEqual(1_000);
    await atRest(agent);
    expect([await ringsOf(rig, agent), await status(agent)]).toEqual([['talked', 'talked'], AVAILABLE]);
  });

  it.each<[string, CalleeBehaviour, string]>([
    ['does not answer', RINGS_ON, 'no-answer'], ['is busy', refuses(486), 'busy'], ['declines', refuses(603), 'declined'], ['cannot be reached', refuses(404), 'unreachable'],
  ])('are passed over and marked, when one %s: the caller goes to the next at once, in their place', async (_who, behaviour, how) => {
    await open([behaviour, takes(100)]);
    const [first, second] = [await onDemand(rig, '1001', queue, 1), await onDemand(rig, '1002', queue, 2)];
    const [callId, behind] = [comesIn(), comesIn({ from: '+12125550143' })];
    const [one, other] = [await caller(rig, callId, 'talked', ({ state }) => state === 'ended'), await caller(rig, behind, 'talked', ({ state }) => state === 'ended')];
    expect([one, other]).toMatchObject([{ outcome: 'answered', agentId: second.id }, { outcome: 'answered', agentId: second.id }]);
    await expect(waitsOf(rig, callId)).resolves.toEqual([{ queueId: queue.id, endedBy: 'answered' }]);
    expect(plays(callId)).toEqual([MUSIC]);
    await waitFor('the first is marked', async () => (await status(first)).includes('ring-no-answer'));
    await atRest(first, second);
    expect([await ringsOf(rig, first), await status(first), await status(second)]).toEqual([[how], MARKED, AVAILABLE]);
  });

  it('are rung again when they say that they are back', async () => {
    await open([refuses(486)]);
    const agent = await onDemand(rig, '1001', queue);
    const callId = comesIn();
    await waitFor('they are marked', async () => (await status(agent)).includes('ring-no-answer'));
    rig.simulated.setPhone('1001', { behaviour: takes(50) });
    expect((await caller(rig, callId, 'waits on', ({ state }) => state === 'waiting')).endedAt).toBeNull();
    await rig.dataSource.manager.update(Agent, { id: agent.id }, { status: 'available', statusReason: null });
    await rig.command('agent-status', { agentId: agent.id, status: 'available', reason: null, byUserId: agent.userId });
    await caller(rig, callId, 'talked', ({ outcome }) => outcome === 'answered');
    await atRest(agent);
    expect(await ringsOf(rig, agent)).toEqual(['busy', 'talked']);
  });

  it('stop ringing at once for a caller who hangs up, and have missed nothing', async () => {
    await open([RINGS_ON], {}, { AGENT_RING_SEC: '30' });
    const agent = await onDemand(rig, '1001', queue);
    const callId = comesIn();
    const { channelId } = await rings();
    rig.simulated.hangupFarEnd(callId);
    await caller(rig, callId, 'gave up', ({ outcome }) => outcome === 'abandoned-in-queue');
    await atRest(agent);
    expect(rig.simulated.callOf(channelId)).toMatchObject({ cause: 'ORIGINATOR_CANCEL', result: 'cancelled' });
    expect([await ringsOf(rig, agent), await status(agent)]).toEqual([['called-off'], AVAILABLE]);
  });

  it('are not stuck with a caller who hangs up in the moment in which they answer', async () => {
    await open([takes(200)]);
    const agent = await onDemand(rig, '1001', queue);
    for (let lateMs = -20; lateMs <= 80; lateMs += 10) {
      const callId = comesIn({ from: `+1212555${String(1_000 + lateMs)}`, patienceMs: 60_000, talkMs: 60_000 });
      const { ringingAtMs } = await rings();
      await new Promise((resolve) => { setTimeout(resolve, Math.max(0, (ringingAtMs ?? 0) + 200 + lateMs - Date.now())); });
      rig.simulated.hangupFarEnd(callId);
      await caller(rig, callId, 'is over', ({ state }) => state === 'ended');
      await waitFor('no phone is up', () => rig.simulated.channels.length === 0);
    }
    await atRest(agent);
    expect(await status(agent)).toEqual(AVAILABLE);
  });

  it('are bridged to whoever only rang in the moment in which they answer', async () => {
    await open([takes(300)], { whileWaiting: 'ringing' });
    const agent = await onDemand(rig, '1001', queue);
    const callId = comesIn();
    await rings();
    expect((await caller(rig, callId, 'waits', ({ state }) => state === 'waiting')).answeredAt).toBeNull();
    const call = await caller(rig, callId, 'talked', ({ outcome }) => outcome === 'answered');
    expect((call.connectedAt?.getTime() ?? 0) - (call.answeredAt?.getTime() ?? 0)).toBeLessThan(1_000);
    expect(plays(callId)).toEqual([]);
    await atRest(agent);
  });

  it('end the call by putting down the phone', async () => {
    await open([takes(50)], { wrapUpSec: 1 });
    const agent = await onDemand(rig, '1001', queue);
    const callId = comesIn({ talkMs: 60_000 });
    await caller(rig, callId, 'talks', ({ state }) => state === 'talking');
    const leg = await waitFor('the phone is up', () => rig.simulated.channels.find(({ bridgedTo }) => bridgedTo === callId));
    rig.simulated.hangupFarEnd(leg.channelId);
    await expect(caller(rig, callId, 'is over', ({ state }) => state === 'ended')).resolves.toMatchObject({ outcome: 'answered' });
    await expect(talksOf(rig, callId)).resolves.toMatchObject([{ agentId: agent.id, endedBy: 'agent-hung-up' }]);
    await atRest(agent);
  });

  it('keep a caller from nothing: by key, by the longest wait, by a supervisor they go elsewhere, and the phone stops', async () => {
    await open([RINGS_ON], { keys: { 1: { kind: 'voicemail', say: { en: 'voicemail.wav' }, longestSec: 60 } }, longestWaitSec: 2 }, { AGENT_RING_SEC: '30' });
    const other = await addQueue(rig);
    const agent = await onDemand(rig, '1001', queue);
    const ends = async (callId: string, does: () => Promise<unknown>, endedBy: string): Promise<void> => {
      const { channelId } = await rings();
      await does();
      await waitFor('the phone has stopped', () => rig.simulated.callOf(channelId)?.cause === 'ORIGINATOR_CANCEL');
      await waitFor('they have left the queue', async () => (await waitsOf(rig, callId))[0]?.endedBy === endedBy);
      rig.simulated.hangupFarEnd(callId);
      await caller(rig, callId, 'is over', ({ state }) => state === 'ended');
    };
    const nothing = Promise.resolve();
    const keys = comesIn();
    await ends(keys, () => { rig.simulated.press(keys, '1'); return nothing; }, 'moved');
    await ends(comesIn(), () => nothing, 'overflowed');
    const moved = comesIn();
    await ends(moved, () => rig.command('call-move', { callId: moved, queueId: other.id, byUserId: '1' }), 'moved');
    await atRest(agent);
    expect([await ringsOf(rig, agent), await status(agent)]).toEqual([['called-off', 'called-off', 'called-off'], AVAILABLE]);
  });

  it('who take a break or leave while their phone rings are passed over, and others are given the caller', async () => {
    await open([RINGS_ON, takes(50)], {}, { AGENT_RING_SEC: '30' });
    const [first, second] = [await onDemand(rig, '1001', queue, 1), await onDemand(rig, '1002', queue, 2)];
    const callId = comesIn();
    await rings();
    await rig.dataSource.manager.update(Agent, { id: first.id }, { status: 'break', statusReason: 'lunch' });
    await rig.command('agent-status', { agentId: first.id, status: 'break', reason: 'lunch', byUserId: first.userId });
    await expect(caller(rig, callId, 'talked', ({ state }) => state === 'ended')).resolves.toMatchObject({ agentId: second.id });
    await atRest(first, second);
    expect([await ringsOf(rig, first), await status(first)]).toEqual([['called-off'], ['break', 'lunch']]);
  });

  it('and connected ones serve the same callers', async () => {
    await open([RINGS_ON, takes(0)], { strategy: 'longest-idle-agent' });
    const first = await onDemand(rig, '1001', queue);
    const agents = await rig.agents(1, [], 1);
    await serve(rig, agents, [queue]);
    const callId = comesIn();
    await expect(caller(rig, callId, 'talked', ({ state }) => state === 'ended')).resolves.toMatchObject({ agentId: agents[0]?.id });
    await waitFor('the first is marked', async () => (await status(first)).includes('ring-no-answer'));
    expect(await ringsOf(rig, first)).toEqual(['no-answer']);
  });

  it('ring for nobody when the worker is gone, and the caller is given to somebody by the next one, in their place', async () => {
    await open([takes(1_500)], {}, { AGENT_RING_SEC: '30' });
    const agent = await onDemand(rig, '1001', queue);
    const [callId, behind] = [comesIn(), comesIn({ from: '+12125550143' })];
    const { channelId } = await rings();
    await rig.workers[0]?.stop();
    await rig.workerReady(await rig.startWorker());
    await waitFor('the phone that rang has stopped', () => rig.simulated.callOf(channelId)?.endedAtMs !== null);
    const talked = [];
    for (const id of [callId, behind]) talked.push((await caller(rig, id, 'talked', ({ outcome }) => outcome === 'answered')).connectedAt?.getTime() ?? 0);
    expect(talked).toEqual([...talked].sort((a, b) => a - b));
    expect(plays(callId)).toEqual([MUSIC]);
    await atRest(agent);
    expect(await ringsOf(rig, agent)).toEqual(['unheard', 'talked', 'talked']);
  });

  it('who talk when the worker is gone talk on, and wrap up as ever', async () => {
    await open([takes(50)]);
    const agent = await onDemand(rig, '1001', queue);
    const callId = comesIn({ talkMs: 3_000 });
    await caller(rig, callId, 'talks', ({ state }) => state === 'talking');
    await rig.workers[0]?.stop();
    await rig.workerReady(await rig.startWorker());
    await expect(caller(rig, callId, 'is over', ({ state }) => state === 'ended')).resolves.toMatchObject({ outcome: 'answered', agentId: agent.id });
    expect(await talksOf(rig, callId)).toHaveLength(1);
    await atRest(agent);
    expect(await ringsOf(rig, agent)).toEqual(['talked']);
  });

  it('ring on when Redis forgets them, and are promised to nobody else', async () => {
    await open([takes(1_500)], {}, { AGENT_RING_SEC: '30' });
    const agent = await onDemand(rig, '1001', queue);
    const callId = comesIn();
    await rings();
    const keys = await rig.redis.keys(`${rig.environment.REDIS_PREFIX}{sw:main}:*`);
    await rig.redis.del(...keys);
    const behind = comesIn({ from: '+12125550143' });
    for (const id of [callId, behind]) await caller(rig, id, 'talked', ({ outcome }) => outcome === 'answered');
    await atRest(agent);
    expect(await ringsOf(rig, agent)).toEqual(['talked', 'talked']);
  });

  it('are called for no campaign that dials: whoever answers must meet an agent within two seconds', async () => {
    await open([takes(50)]);
    const campaign = await rig.campaign(['+14155550100'], { mode: 'predictive' });
    const agent = await onDemand(rig, '1001', queue);
    await rig.dataSource.manager.insert(AgentLine, { agentId: agent.id, line: lineOfCampaign(campaign.id) });
    await rig.command('agent-lines', { agentId: agent.id, byUserId: agent.userId });
    const callId = comesIn();
    await caller(rig, callId, 'talked', ({ outcome }) => outcome === 'answered');
    expect(rig.dialed()).toEqual({});
  });
});
