import { io, type Socket } from 'socket.io-client';
import { NOTHING_WRONG } from '@paceline/contracts/agent-phone';
import type { SequencedEvent, Snapshot } from '@paceline/contracts/live';
import type { RealtimeEvent } from '@paceline/contracts/realtime';
import { EventStream } from '@paceline/queues';
import { startPrivateRedis, type PrivateRedis } from '@paceline/testing/private-redis';
import { waitFor } from '@paceline/testing/wait-for';
import { Redis } from 'ioredis';
import { addAgent, addCall, addCampaign } from './support/data';
import { startApi, type TestApi } from './support/api';
import { having } from './support/matching';

/** A screen, and everything that it was told in order. */
interface Screen {
  readonly socket: Socket;
  readonly events: SequencedEvent[];
  readonly snapshots: Snapshot[];
  readonly problems: { code: string }[];
}

const agentEvent = (agentId: string, reason: string): RealtimeEvent => ({
  type: 'agent', clientId: '1', agentId, status: 'break', statusReason: reason, state: 'idle', callId: null, legUp: true, ...NOTHING_WRONG, at: new Date().toISOString(),
});
const callEvent = (agentId: string | null, phone = '+989120000000'): RealtimeEvent => ({
  type: 'call', clientId: '1', callId: '00000000-0000-4000-8000-000000000001', line: 'campaign-1', direction: 'outbound', state: 'talking', outcome: null, hangupCause: null,
  campaignId: '1', targetId: '1', contactId: '1', agentId, phone, dialedNumber: null, at: new Date().toISOString(),
});

describe('live events', () => {
  let api: TestApi;
  let server: PrivateRedis;
  let redis: Redis;
  let stream: EventStream;
  const screens: Screen[] = [];

  beforeAll(async () => {
    server = await startPrivateRedis();
    api = await startApi({ REDIS_URL: server.url });
    redis = new Redis(server.url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
    redis.on('error', () => undefined); // ended by a test on purpose
    stream = new EventStream(redis, api.environment.REDIS_PREFIX);
  });
  afterEach(() => { for (const { socket } of screens.splice(0)) socket.disconnect(); });
  afterAll(async () => { await api.stop(); redis.disconnect(); await server.stop(); });

  async function open(token: string, after?: string | null): Promise<Screen> {
    const socket = io(`${api.url}/realtime`, { auth: { token }, transports: ['websocket'], reconnection: false, forceNew: true });
    const screen: Screen = { socket, events: [], snapshots: [], problems: [] };
    socket.on('event', (event: SequencedEvent) => { screen.events.push(event); });
    socket.on('snapshot', (snapshot: Snapshot) => { screen.snapshots.push(snapshot); });
    socket.on('problem', (problem: { code: string }) => { screen.problems.push(problem); });
    screens.push(screen);
    await new Promise<void>((resolve, reject) => { socket.once('connect', resolve).once('connect_error', reject); });
    if (after !== undefined) socket.emit('resume', { after });
    return screen;
  }
  const reasons = ({ events }: Screen): unknown[] => events.map(({ event }) => event.type === 'agent' ? event.statusReason : event.type);
  const told = (screen: Screen, count: number): Promise<unknown> => waitFor(`${count} events`, () => screen.events.length >= count);

  it('begin with a snapshot of how it stands, and go on from there', async () => {
    const campaignId = await addCampaign(api, 3);
    const { agentId } = await addAgent(api, 'sara');
    const trouble = { cause: 'USER_BUSY', sipStatus: 486, upForMs: null, failures: 2, sinceAtMs: 0, failedAtMs: 3_000, nextAtMs: 9_000 };
    await api.write("UPDATE agents SET status = 'available', leg_trouble = ? WHERE id = ?", [JSON.stringify(trouble), agentId]);
    const { legTrouble } = (await api.as.supervisor.get(`/agents/${agentId}`)).body;
    expect(legTrouble).toMatchObject({ cause: 'USER_BUSY', calls: 2 });
    const callId = await addCall(api, campaignId, { state: 'talking', agent_id: agentId });
    const queueId = (await api.as.manager.post('/queues', { name: 'Support' })).body.id;
    await stream.publish(agentEvent('1', 'before'));

    const screen = await open(api.as.supervisor.token, null);
    await waitFor('the snapshot', () => screen.snapshots.length === 1);
    expect(screen.snapshots[0]).toMatchObject({
      id: await stream.lastId(),
      agents: [{ type: 'agent', agentId, status: 'available', legTrouble, legRefusal: null }], calls: [{ type: 'call', callId, state: 'talking', agentId }],
      campaigns: [{ type: 'campaign', campaignId, status: 'running', lines: { talking: 1 }, targets: { ready: 2, calling: 1, done: 0 } }],
      queues: [{ type: 'queue', queueId, waiting: 0, longestWaitMs: null, today: { offered: 0, ratio: null }, agents: { idle: 0 } }],
    });
    const id = await stream.publish(agentEvent('1', 'after'));
    await told(screen, 1);
    expect(screen.events).toEqual([{ id, event: having({ statusReason: 'after' }) }]);
  });

  it('reach a screen that was away: each once, in order, none missed, however fast they come', async () => {
    const start = await stream.publish(agentEvent('1', 'start'));
    const first = await open(api.as.manager.token, start);
    for (let n = 0; n < 100; n++) await stream.publish(agentEvent('1', `a${n}`));
    await told(first, 50);
    first.socket.disconnect();
    const seen = first.events.length;

    // Published while the screen is away, while it reads what it missed, and while it is live again.
    const publishing = (async () => { for (let n = 0; n < 1500; n++) await stream.publish(agentEvent('1', `b${n}`)); })();
    const second = await open(api.as.manager.token, first.events.at(-1)?.id ?? null);
    await publishing;
    await told(second, 1600 - seen);
    expect([...reasons(first), ...reasons(second)]).toEqual([...Array.from({ length: 100 }, (_, n) => `a${n}`), ...Array.from({ length: 1500 }, (_, n) => `b${n}`)]);
    expect(second.snapshots).toEqual([]);
  });

  it('are an agent\'s own for an agent, and all for those who may see all', async () => {
    const { agentId } = await addAgent(api, 'own');
    const own = await open((await api.login('own')).token, null);
    const quality = await open(api.as.quality.token, null);
    const nobody = await open(api.as.agent.token, null);
    await waitFor('the snapshots', () => [own, quality, nobody].every(({ snapshots }) => snapshots.length === 1));
    expect(own.snapshots[0]).toMatchObject({ agents: [], calls: [], campaigns: [], queues: [] });
    expect(quality.snapshots[0]?.campaigns).not.toEqual([]);

    await stream.publish(agentEvent('4711', 'another'));
    await stream.publish(callEvent(null, '+989121111111'));
    await stream.publish(callEvent('4711', '+989122222222'));
    await stream.publish({ type: 'switch', switchId: 'main', up: true, reconciled: true, reason: '', at: new Date().toISOString() });
    await stream.publish(callEvent(agentId, '+989123333333'));
    await stream.publish(agentEvent(agentId, 'mine'));
    await told(quality, 6);
    await told(own, 2);
    expect(own.events.map(({ event }) => event.type === 'call' ? event.phone : event.type)).toEqual(['+989123333333', 'agent']);
    expect(nobody.events).toEqual([]);
  });

  it('are refused without a valid token', async () => {
    for (const token of ['', 'rubbish', `${api.as.admin.token}x`]) {
      await expect(open(token)).rejects.toMatchObject({ data: { code: 'not-authenticated' } });
    }
  });

  it('answer a resume that is none with a problem, and go on', async () => {
    const screen = await open(api.as.manager.token);
    for (const body of [{ after: 12 }, { after: 'x' }, 'text', { after: '1-1-1' }]) screen.socket.emit('resume', body);
    await waitFor('the problems', () => screen.problems.length === 4);
    screen.socket.emit('resume');
    await waitFor('a snapshot', () => screen.snapshots.length === 1);
  });

  it('begin again with a snapshot when the place was too old to go on from', async () => {
    const screen = await open(api.as.manager.token, '1000-0');
    await waitFor('a snapshot', () => screen.snapshots.length === 1);
  });

  it('survive a flush and a restart of Redis: screens that stayed get a snapshot and what comes', async () => {
    const screen = await open(api.as.manager.token, null);
    await waitFor('the first snapshot', () => screen.snapshots.length === 1);
    await stream.publish(agentEvent('1', 'before the crash'));
    await told(screen, 1);
    await server.restart();
    await waitFor('a second snapshot', () => screen.snapshots.length === 2);
    await stream.publish(agentEvent('1', 'after the crash'));
    await waitFor('the event', () => reasons(screen).includes('after the crash'));
  });
});
