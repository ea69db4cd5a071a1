import { AgentPool } from '@paceline/agent-pool';
import { Redis } from 'ioredis';
import { inTime } from '@paceline/testing/in-time';
import { waitFor } from '@paceline/testing/wait-for';
import { addAgent, addCall, addCampaign, addGateway } from './support/data';
import { startApi, type Answer, type Client, type TestApi } from './support/api';
import { startOwner, type FakeOwner } from './support/owner';
import { anyText, containing, having, matching } from './support/matching';

describe('agents', () => {
  let api: TestApi;
  let owner: FakeOwner;
  let agent: Client;
  let agentId: string;
  let campaignId: string;
  let connected: Redis | null = null;

  beforeAll(async () => {
    api = await startApi();
    owner = startOwner(api);
    await addGateway(api, 'trunk');
    campaignId = await addCampaign(api, 20);
    ({ agentId } = await addAgent(api, 'sara'));
    agent = await api.login('sara');
  });
  beforeEach(() => { owner.respond = () => null; owner.seen.length = 0; });
  afterAll(async () => { connected?.disconnect(); await owner.stop(); await api.stop(); });

  const row = async () => (await api.rows<{ status: string; status_reason: string | null }>('SELECT status, status_reason FROM agents WHERE id = ?', [agentId]))[0];

  it('sign in with their lines, take a break, come back, sign out: the row and the command go together', async () => {
    const line = `campaign-${campaignId}`;
    await api.as.manager.patch(`/agents/${agentId}`, { lines: [line, `campaign-${await addCampaign(api, 1)}`] });
    await waitFor('the owner has seen the new lines', () => owner.seen.some(({ kind }) => kind === 'agent-lines'));
    owner.seen.length = 0;
    const signedIn = await agent.post('/agent/sign-in', { lines: [line, line] });
    expect(signedIn).toMatchObject({ status: 200, body: { kind: 'agent-sign-in', state: 'done', error: null } });
    expect(await row()).toEqual({ status: 'break', status_reason: null });
    expect(owner.seen.map(({ kind, payload }) => ({ kind, payload }))).toEqual([
      { kind: 'agent-sign-in', payload: { agentId, status: 'break', reason: null, byUserId: anyText } },
    ]);
    expect((await agent.get('/agent')).body).toMatchObject({ agent: { id: agentId, lines: [line, anyText], status: 'break', live: null }, call: null, contact: null, wrapUpUntil: null });

    expect((await agent.post('/agent/status', { status: 'available' })).status).toBe(200);
    expect((await agent.post('/agent/status', { status: 'break', reason: 'lunch' })).status).toBe(200);
    expect(await row()).toEqual({ status: 'break', status_reason: 'lunch' });
    expect((await agent.post('/agent/sign-out')).status).toBe(200);
    expect(await row()).toEqual({ status: 'offline', status_reason: null });
    expect(await api.rows('SELECT status, reason FROM agent_status_log WHERE agent_id = ? ORDER BY id', [agentId])).toEqual([
      { status: 'break', reason: null }, { status: 'available', reason: null }, { status: 'break', reason: 'lunch' }, { status: 'offline', reason: null },
    ]);
  });

  it('serve all that a manager has assigned, or those of them that they name, and nothing else', async () => {
    const [mine, theirs] = [`campaign-${campaignId}`, `campaign-${await addCampaign(api, 1)}`];
    const other = `campaign-${await addCampaign(api, 1)}`;
    const served = async (): Promise<string[]> => (await api.rows<{ line: string }>('SELECT line FROM agent_lines WHERE agent_id = ? AND served ORDER BY line', [agentId])).map(({ line }) => line);
    await api.as.manager.patch(`/agents/${agentId}`, { lines: [mine, other] });
    await agent.post('/agent/sign-out');
    for (const lines of [[theirs], [mine, theirs], ['campaign-4711'], [mine.toUpperCase()]]) {
      const { status, body } = await agent.post('/agent/sign-in', { lines, status: 'available' });
      expect({ status, path: body.issues[0]?.path }).toEqual({ status: 400, path: 'lines' });
    }
    expect((await agent.post('/agent/sign-in', { lines: [] })).body.code).toBe('validation-failed');
    expect((await row())?.status).toBe('offline');
    expect(await served()).toEqual([mine, other].sort());

    expect((await agent.post('/agent/sign-in', { lines: [mine] })).status).toBe(200);
    expect(await served()).toEqual([mine]);
    expect((await agent.get('/agent')).body.agent.lines).toEqual([mine, other].sort());
    expect((await agent.post('/agent/sign-in')).status).toBe(200);
    expect(await served()).toEqual([mine, other].sort());
    await agent.post('/agent/sign-in', { lines: [other] });
    await api.as.manager.patch(`/agents/${agentId}`, { lines: [mine, theirs] });
    expect(await served()).toEqual([mine, theirs].sort());
  });

  it('are told what the owner refused, with the owner\'s code', async () => {
    owner.respond = () => ({ code: 'wrong-state', reason: 'no-wrap-up', params: { state: 'idle' } });
    expect(await agent.post('/agent/status', { status: 'available' })).toMatchObject({
      status: 409, body: { code: 'wrong-state', reason: 'no-wrap-up', params: { state: 'idle' }, detail: 'There is no wrap-up to end: the agent is idle.' },
    });
    owner.respond = () => ({ code: 'something-new', reason: 'x', params: {} });
    expect((await agent.post('/agent/ready')).body).toMatchObject({ status: 500, code: 'internal-error' });
  });

  it('get 202 and a command to follow while no worker answers, and the command is not lost', async () => {
    owner.respond = () => undefined;
    const answer = agent.post('/agent/status', { status: 'available' });
    expect(await inTime(answer, 3_000, 3_000)).toBe(true);
    const { status, body } = await answer;
    expect({ status, state: body.state }).toEqual({ status: 202, state: 'pending' });
    expect((await agent.get(`/commands/${body.commandId}`)).body).toMatchObject({ state: 'pending', doneAt: null });
    expect((await row())?.status).toBe('available');
    await api.write("UPDATE commands SET state = 'done', done_at = UTC_TIMESTAMP(3) WHERE id = ?", [body.commandId]);
    expect((await agent.get(`/commands/${body.commandId}`)).body).toMatchObject({ state: 'done', doneAt: matching(/Z$/) });
  });

  it('are refused what makes no sense', async () => {
    await agent.post('/agent/sign-out');
    expect((await agent.post('/agent/status', { status: 'available' })).body.code).toBe('agent-not-signed-in');
    expect((await agent.post('/agent/ready')).body.code).toBe('agent-not-signed-in');
    expect((await agent.post('/agent/status', { status: 'offline' })).body.code).toBe('validation-failed');
    expect((await agent.post('/agent/sign-in', { lines: ['campaign-4711'] })).body.issues[0]?.path).toBe('lines');
    expect((await agent.post('/agent/sign-in', { lines: ['{sw:main}'] })).body.code).toBe('validation-failed');
    expect((await row())?.status).toBe('offline');
    expect((await api.as.manager.get('/agent')).body.code).toBe('not-found');
  });

  it('see what the pool knows of them, and who is on their call', async () => {
    const redis = connected = new Redis(api.environment.REDIS_URL);
    const pool = new AgentPool(redis, api.environment.SWITCH_ID, api.environment.REDIS_PREFIX, 1n);
    await pool.restore([]);
    await pool.signIn({ agentId, lines: [`campaign-${campaignId}`], status: 'available', legMode: 'connected', legChannelId: 'leg-1' });
    const callId = await addCall(api, campaignId, { state: 'talking', agent_id: agentId });
    const reserved = await pool.reserve([agentId], callId, 5_000);
    if (!reserved.ok) throw new Error(reserved.code);
    await pool.confirm(agentId, reserved.reservation.token);

    expect((await agent.get('/agent')).body).toMatchObject({
      agent: { live: { state: 'talking', callId, lines: [`campaign-${campaignId}`], legUp: true, reservable: false } },
      call: { id: callId, state: 'talking' }, contact: { name: 'contact 0', fields: { city: 'Karaj' }, phones: [matching(/^\+98912/)] },
    });
    expect((await api.as.supervisor.get(`/campaigns/${campaignId}/figures`)).body.agents).toMatchObject({ talking: 1, idle: 0 });
    expect((await api.as.supervisor.get('/agents')).body.items).toEqual([having({ id: agentId, live: having({ state: 'talking' }) })]);

    await pool.finish(agentId, reserved.reservation.token, 30_000);
    const { body } = await agent.get('/agent');
    expect(body.agent.live.state).toBe('wrap-up');
    expect(Date.parse(body.wrapUpUntil) - Date.now()).toBeGreaterThan(20_000);
    await pool.clear();
  });

  it('say whether the contact that they are shown is called; nothing is taken for a contact that they did not name', async () => {
    const callId = await addCall(api, campaignId, { state: 'planned', agent_id: agentId });
    const { body } = await agent.get('/agent');
    expect(body).toMatchObject({ call: { id: callId, state: 'planned' }, contact: { fields: { city: 'Karaj' } } });
    expect(Date.parse(body.previewUntil) - Date.parse(body.call.plannedAt)).toBe(api.environment.PREVIEW_MS);
    expect(await agent.post('/agent/preview/dial', { callId })).toMatchObject({ status: 200, body: { kind: 'preview-dial', state: 'done' } });
    owner.respond = () => ({ code: 'wrong-state', reason: 'contact-not-shown', params: {} });
    expect(await agent.post('/agent/preview/skip', { callId })).toMatchObject({ status: 409, body: { code: 'wrong-state', reason: 'contact-not-shown', detail: 'This contact is not shown to you any more.' } });
    expect(owner.seen.map(({ kind, payload }) => ({ kind, payload }))).toEqual([
      { kind: 'preview-dial', payload: { agentId, callId, byUserId: anyText } }, { kind: 'preview-skip', payload: { agentId, callId, byUserId: anyText } },
    ]);
    for (const wrong of [{}, { callId: '4711' }, { callId, agentId: '1' }]) expect((await agent.post('/agent/preview/dial', wrong)).body.code).toBe('validation-failed');
    expect((await api.as.manager.post('/agent/preview/dial', { callId })).body.code).toBe('not-found');
    await api.write('DELETE FROM calls WHERE id = ?', [callId]);
  });

  it('are made of users by managers: an extension, or digits through a known gateway, and nothing else', async () => {
    const userId = await api.addUser('reza', 'agent');
    const make = (settings: object) => api.as.manager.post('/agents', { userId, name: 'Reza', legAddress: '1002', ...settings });
    for (const [settings, path] of [
      [{ legAddress: '1002,{x=y}' }, 'legAddress'], [{ legAddress: '1002&user/1003' }, 'legAddress'], [{ legAddress: "1002' 'park" }, 'legAddress'],
      [{ legAddress: '1002\n' + 'api' }, 'legAddress'], [{ legKind: 'gateway', legAddress: 'sara' }, 'legAddress'],
      [{ legKind: 'gateway', legAddress: '982188776655' }, 'legGateway'], [{ legKind: 'gateway', legAddress: '982188776655', legGateway: 'nowhere' }, 'legGateway'],
      [{ legKind: 'gateway', legAddress: '02188776655', legGateway: 'trunk' }, 'legAddress'], [{ legKind: 'gateway', legAddress: '98218877665512345678', legGateway: 'trunk' }, 'legAddress'],
      [{ legKind: 'gateway', legAddress: '911', legGateway: 'trunk' }, 'legAddress'], [{ legKind: 'gateway', legAddress: '881612345678', legGateway: 'trunk' }, 'legAddress'],
      [{ legKind: 'gateway', legAddress: '442079460000', legGateway: 'trunk' }, 'legAddress'],
      [{ legGateway: 'trunk' }, 'legGateway'], [{ legKind: 'gateway', legAddress: '982188776655', legGateway: 'trunk', legWebrtc: true }, 'legWebrtc'],
      [{ userId: '4711' }, 'userId'], [{ lines: ['campaign-4711'] }, 'lines'],
    ] as const) {
      const { status, body } = await make(settings);
      expect({ settings, status, path: body.issues[0]?.path }).toEqual({ settings, status: 400, path });
    }
    expect(await api.rows("SELECT id FROM agents WHERE name = 'Reza'")).toEqual([]);
    const { status, body } = await make({ legKind: 'gateway', legAddress: '+982188776655', legGateway: 'trunk', legMode: 'on-demand' });
    expect(status).toBe(201);
    expect((await make({})).body.code).toBe('already-exists');

    await api.write("UPDATE agents SET status = 'available' WHERE id = ?", [body.id]);
    expect((await api.as.manager.patch(`/agents/${body.id}`, { legAddress: '1003' })).body.code).toBe('wrong-state');
    expect((await api.as.manager.delete(`/agents/${body.id}`)).body.code).toBe('wrong-state');
    expect((await api.as.manager.patch(`/agents/${body.id}`, { lines: [`campaign-${campaignId}`] })).body.lines).toEqual([`campaign-${campaignId}`]);
    await api.write("UPDATE agents SET status = 'offline' WHERE id = ?", [body.id]);
    expect((await api.as.manager.patch(`/agents/${body.id}`, { legKind: 'extension', legAddress: '1003', legGateway: null })).body).toMatchObject({ legAddress: '1003', legKind: 'extension' });
    expect((await api.as.manager.delete(`/agents/${body.id}`)).status).toBe(204);
    expect((await api.as.manager.delete(`/agents/${agentId}`)).body.code).toBe('in-use');
  });

  it('see why their phone is not reached, what the switch said and when it is called again, until it is another phone', async () => {
    const { agentId } = await addAgent(api, 'unreached');
    const me = await api.login('unreached');
    const at = Date.parse('2026-01-07T19:00:00Z');
    const trouble = { cause: 'UNALLOCATED_NUMBER', sipStatus: 404, upForMs: null, failures: 4, sinceAtMs: at, failedAtMs: at + 21_000, nextAtMs: at + 45_000 };
    await api.write("UPDATE agents SET status = 'available', leg_trouble = ? WHERE id = ?", [JSON.stringify(trouble), agentId]);
    const shown = {
      cause: 'UNALLOCATED_NUMBER', sipStatus: 404, calls: 4, since: '2026-01-07T19:00:00.000Z', lastAt: '2026-01-07T19:00:21.000Z', nextAt: '2026-01-07T19:00:45.000Z',
      text: containing('The phone phone-unreached cannot be reached: the switch says UNALLOCATED_NUMBER (SIP 404: nobody there has this number).'),
    };
    expect((await me.get('/agent')).body.agent.legTrouble).toEqual(shown);
    expect((await api.as.supervisor.get(`/agents/${agentId}`)).body.legTrouble).toEqual(shown);
    await api.write("UPDATE agents SET status = 'offline' WHERE id = ?", [agentId]);
    expect((await me.get('/agent')).body.agent.legTrouble).toBeNull();
    await api.as.manager.patch(`/agents/${agentId}`, { legAddress: 'another-phone' });
    expect(await api.rows('SELECT leg_trouble AS trouble FROM agents WHERE id = ?', [agentId])).toEqual([{ trouble: null }]);
  });

  it('are found by managers among the users: those who take calls and are no agents yet, and of them the user name alone', async () => {
    const ids: Record<string, string> = {};
    for (const [username, role] of [['petra_k', 'agent'], ['Petra.M', 'supervisor'], ['petra-q', 'quality'], ['petrak', 'agent'], ['petra_gone', 'agent']] as const) {
      ids[username] = await api.addUser(username, role);
    }
    await api.as.admin.patch(`/users/${ids['petra_gone'] ?? ''}`, { active: false });
    const found = async (query: string): Promise<readonly unknown[]> => (await api.as.manager.get(`/agents/candidates?${query}`)).body.items;
    expect(await found('search=PETRA')).toEqual([
      { userId: ids['petra_k'], username: 'petra_k', role: 'agent' }, { userId: ids['Petra.M'], username: 'Petra.M', role: 'supervisor' },
      { userId: ids['petrak'], username: 'petrak', role: 'agent' },
    ]);
    expect(await found('search=petra_')).toEqual([having({ username: 'petra_k' })]); // a letter, no pattern
    expect(await found('search=%25')).toEqual([]);
    const plus = await api.addUser('petra+1', 'agent');
    for (const written of ['petra+1', 'petra%2B1']) expect(await found(`search=${written}`)).toEqual([having({ userId: plus })]);
    await api.as.admin.patch(`/users/${plus}`, { active: false });
    const first = await api.as.manager.get('/agents/candidates?search=petra&limit=2');
    expect(await found(`search=petra&limit=2&cursor=${first.body.nextCursor ?? ''}`)).toEqual([having({ username: 'petrak' })]);

    await api.as.manager.post('/agents', { userId: ids['petra_k'], name: 'Petra', legAddress: 'petra' });
    expect(await found('search=petra_')).toEqual([]);
    for (const role of ['supervisor', 'agent', 'quality'] as const) expect((await api.as[role].get('/agents/candidates')).status).toBe(403);
  });

  it('whose phones are rung for each call are told how often they were not answered, of the time that is asked for', async () => {
    const ends = [['talked', 1], ['talked', 2], ['talked', 30], ['no-answer', 3], ['busy', 30], ['called-off', 4], ['unheard', 5], [null, 1]] as const;
    for (const [end, hoursAgo] of ends) {
      await api.write('INSERT INTO agent_rings (channel_id, agent_id, call_id, fence, rung_at, ended_by) VALUES (UUID(), ?, UUID(), 1, TIMESTAMPADD(HOUR, ?, UTC_TIMESTAMP(3)), ?)', [agentId, -hoursAgo, end]);
    }
    const rings = async (query = ''): Promise<unknown> => (await api.as.supervisor.get(`/agents/rings${query}`)).body.items.find((one) => (one as unknown as { agentId: string }).agentId === agentId); // of the API's own schema
    const missed = { 'no-answer': 1, 'busy': 0, 'declined': 0, 'unreachable': 0 };
    expect(await rings()).toEqual({ agentId, name: anyText, offered: 3, answered: 2, missed: 1, missedBy: missed, missedRatio: 1 / 3 });
    const twoDaysAgo = new Date(Date.now() - 2 * 24 * 60 * 60_000).toISOString();
    expect(await rings(`?from=${twoDaysAgo}`)).toMatchObject({ offered: 5, answered: 3, missed: 2, missedRatio: 0.4 });
    expect(await rings(`?to=${twoDaysAgo}`)).toMatchObject({ offered: 0, missedRatio: null });
    expect((await api.as.agent.get('/agents/rings')).status).toBe(403);
  });

  it('have a phone each: nobody gets one that is another agent\'s, however it is written', async () => {
    const make = async (username: string, settings: object): Promise<Answer> => await api.as.manager.post('/agents', { userId: await api.addUser(username, 'agent'), name: username, ...settings });
    const first = await make('one', { legAddress: 'Desk-7' });
    expect(first.status).toBe(201);
    const shared = await make('two', { legAddress: 'desk-7' });
    expect(shared).toMatchObject({ status: 409, body: { code: 'already-exists', title: 'There is one like it already' } });
    expect(shared.body.detail).toContain('one');
    const mobile = await make('three', { legKind: 'gateway', legAddress: '989121110000', legGateway: 'trunk' });
    expect(mobile.body).toMatchObject({ legAddress: '+989121110000', legRefusal: null });
    expect((await make('four', { legKind: 'gateway', legAddress: '+989121110000', legGateway: 'trunk' })).body.code).toBe('already-exists');
    const other = await make('five', { legAddress: 'desk-8' });
    expect((await api.as.manager.patch(`/agents/${other.body.id}`, { legAddress: 'desk-7' })).body.code).toBe('already-exists');
    expect((await api.as.manager.patch(`/agents/${first.body.id}`, { legAddress: 'desk-7' })).status).toBe(200);
    // Two managers at once: the database says so.
    const [six, seven] = [await api.addUser('six', 'agent'), await api.addUser('seven', 'agent')];
    const both = await Promise.all([six, seven].map((userId) => api.as.manager.post('/agents', { userId, name: userId, legAddress: 'desk-9' })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('follow their own commands, and see none of another agent\'s', async () => {
    await addAgent(api, 'omid');
    const omid = await api.login('omid');
    const { body: { commandId } } = await agent.post('/agent/sign-in');
    expect((await agent.get(`/commands/${commandId}`)).body).toMatchObject({ commandId, kind: 'agent-sign-in' });
    expect(await omid.get(`/commands/${commandId}`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    for (const role of ['admin', 'manager', 'supervisor'] as const) expect((await api.as[role].get(`/commands/${commandId}`)).status).toBe(200);
    expect((await api.as.agent.get(`/commands/${commandId}`)).status).toBe(404);
  });

  it('are signed out when their user is made inactive', async () => {
    const { agentId: leaving, userId } = await addAgent(api, 'leaving');
    await (await api.login('leaving')).post('/agent/sign-in', { status: 'available' });
    owner.seen.length = 0;
    await api.as.admin.patch(`/users/${userId}`, { active: false });
    expect(await api.rows('SELECT status FROM agents WHERE id = ?', [leaving])).toEqual([{ status: 'offline' }]);
    expect(await api.rows("SELECT kind FROM commands WHERE kind = 'agent-sign-out' AND JSON_VALUE(payload, '$.agentId') = ?", [leaving])).toHaveLength(1);
  });
});
