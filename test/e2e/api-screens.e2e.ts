import { Screens } from '@paceline/agent-pool';
import { producerConnection } from '@paceline/queues';
import { waitFor } from '@paceline/testing/wait-for';
import type { Redis } from 'ioredis';
import { io, type Socket } from 'socket.io-client';
import { startApi, type TestApi } from './support/api';
import { addAgent } from './support/data';

describe('the screens of agents', () => {
  let api: TestApi;
  let redis: Redis;
  let screens: Screens;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    api = await startApi({ SCREEN_GONE_AFTER_MS: '400' });
    redis = producerConnection(api.environment.REDIS_URL);
    await redis.connect();
    screens = new Screens(redis, api.environment.SWITCH_ID, api.environment.REDIS_PREFIX);
  });
  afterEach(() => { for (const socket of sockets.splice(0)) socket.disconnect(); });
  afterAll(async () => { redis.disconnect(); await api.stop(); });

  async function open(token: string): Promise<Socket> {
    const socket = io(`${api.url}/realtime`, { auth: { token }, transports: ['websocket'], reconnection: false, forceNew: true });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => { socket.once('connect', resolve).once('connect_error', reject); });
    return socket;
  }
  const beatsOf = async (agentId: string): Promise<number> => Number((await screens.beats()).get(agentId) ?? 0);
  const beatsOn = async (agentId: string, times: number): Promise<void> => {
    const before = await beatsOf(agentId);
    await waitFor(`${times} beats of agent ${agentId}`, async () => await beatsOf(agentId) >= before + times);
  };

  it('beat while one of them is open, and no longer', async () => {
    const [sara, omid] = [await addAgent(api, 'sara'), await addAgent(api, 'omid')];
    const token = (await api.login('sara')).token;
    const [first, second] = [await open(token), await open(token)];
    await open((await api.login('omid')).token);
    first.disconnect();
    await beatsOn(omid.agentId, 2); // by now it is known to be closed
    await beatsOn(sara.agentId, 3);
    second.disconnect();
    await beatsOn(omid.agentId, 2);
    const last = await beatsOf(sara.agentId);
    await beatsOn(omid.agentId, 4);
    expect(await beatsOf(sara.agentId)).toBe(last);
  });

  it('are those of agents alone', async () => {
    await addAgent(api, 'nadia');
    const before = new Set((await screens.beats()).keys());
    await open(api.as.manager.token);
    await open(api.as.agent.token); // a user with the role, who is no agent
    const { agentId } = await addAgent(api, 'reza');
    await open((await api.login('reza')).token);
    await beatsOn(agentId, 2);
    expect([...(await screens.beats()).keys()].filter((id) => !before.has(id))).toEqual([agentId]);
  });

  it('cannot be said to be gone by the agent', async () => {
    await addAgent(api, 'laleh');
    for (const reason of ['screen-gone', 'ring-no-answer']) {
      const answer = await (await api.login('laleh')).post('/agent/status', { status: 'break', reason });
      expect([answer.status, answer.body.code]).toEqual([400, 'validation-failed']);
    }
  });
});
