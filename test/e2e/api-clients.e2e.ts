import { randomUUID } from 'node:crypto';
import { EventStream } from '@paceline/queues';
import { ClientRepository, QueueCallbacks, keepVoicemail } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import { Redis } from 'ioredis';
import { io } from 'socket.io-client';
import type { SequencedEvent, Snapshot } from '@paceline/contracts/live';
import { addAgent, addCall, addCampaign, addInterview, addList, addQuestionnaire, SALES } from './support/data';
import { anyText } from './support/matching';
import { startApi, type Client, type TestApi } from './support/api';

/** What a screen of another client may be told: nothing of its own, and how the switches are. */
interface Told { readonly snapshots: Snapshot[]; readonly events: SequencedEvent[] }

describe('two clients of one installation', () => {
  let api: TestApi;
  let others: Client;
  let redis: Redis;
  /** Of the first client, by what a path calls it. */
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    api = await startApi();
    redis = new Redis(api.environment.REDIS_URL);
    const { clientId } = await new ClientRepository(api.database).put('another');
    const userId = await api.addUser('their-admin', 'admin');
    await api.write('UPDATE users SET client_id = ? WHERE id = ?', [clientId, userId]);
    others = await api.login('their-admin');

    ids['campaigns'] = await addCampaign(api, 2);
    ids['lists'] = await addList(api, 1);
    ids['agents'] = (await addAgent(api, 'sara')).agentId;
    ids['calls'] = await addCall(api, ids['campaigns'], { state: 'ended', outcome: 'connected', agent_id: ids['agents'], ended_at: new Date(), settled_at: new Date() });
    await api.write("INSERT INTO recordings (call_id, path, started_at, stopped_at) VALUES (?, 'a.wav', UTC_TIMESTAMP(), UTC_TIMESTAMP())", [ids['calls']]);
    const [row] = await api.rows<{ contact: string; recording: string; user: string }>(
      'SELECT (SELECT MAX(id) FROM contacts) AS contact, (SELECT MAX(id) FROM recordings) AS recording, (SELECT MIN(id) FROM users) AS user');
    [ids['contacts'], ids['recordings'], ids['users']] = [row?.contact ?? '', row?.recording ?? '', row?.user ?? ''];
    ids['imports'] = (await api.as.manager.upload(`/lists/${ids['lists']}/imports`, 'phone\n+14155550100\n')).body.id;
    ids['commands'] = randomUUID();
    await api.write("INSERT INTO commands (id, switch_id, kind, payload, state) VALUES (?, 'main', 'agent-ready', '{}', 'pending')", [ids['commands']]);
    await api.as.manager.post('/dispositions', { code: 'sold', label: 'Sold', meaning: 'final' });
    ids['dispositions'] = 'sold';
    await api.as.manager.post('/do-not-call', { phones: ['+14155550199'], reason: 'asked' });
    ids['do-not-call'] = '+14155550199';
    await api.write("INSERT INTO do_not_call_offers (phone, call_id) VALUES ('+14155550198', ?)", [ids['calls']]);
    await addInbound();
    await addSurveys();
    ids['offers'] = (await api.as.manager.post('/offers', { name: 'Spring', texts: { en: 'Half the price' } })).body.id;
    await api.write("INSERT INTO caller_number_days (caller_number, day, dialed, blocked) VALUES ('', UTC_DATE(), 1, 0)");
  });
  afterAll(async () => { redis.disconnect(); await api.stop(); });

  /** What the first client's callers meet: a queue with an agent and somebody to call back, a flow, a number that runs it and is closed, a message. */
  async function addInbound(): Promise<void> {
    const { manager } = api.as;
    ids['queues'] = (await manager.post('/queues', { name: 'Support' })).body.id;
    ids['agentId'] = ids['agents'] ?? '';
    await manager.put(`/queues/${ids['queues']}/agents/${ids['agentId']}`, {});
    const call = { askedCallId: ids['calls'] ?? '', language: 'en', waitingSince: new Date(), points: 0, expiresAt: new Date(Date.now() + 3_600_000) };
    await new QueueCallbacks(api.database).ask({ clientId: '1' }, { ...call, queueId: ids['queues'], phone: '+14155550100' });
    ids['callbackId'] = (await manager.get(`/queues/${ids['queues']}/callbacks`)).body.items[0]?.id ?? '';
    const draft = { languages: ['en'], start: 'support', emergency: 'support', nodes: { support: { kind: 'queue', queueId: ids['queues'] } } };
    ids['flows'] = (await manager.post('/flows', { name: 'Front desk', draft })).body.id;
    await manager.post(`/flows/${ids['flows']}/publish`);
    ids['version'] = '1';
    ids['inbound-numbers'] = (await manager.post('/inbound-numbers', { number: '+14155550111', name: 'Support line', flowId: ids['flows'] })).body.id;
    await manager.post('/inbound/close', { reason: 'fire alarm' });
    await keepVoicemail(api.database, { clientId: '1', callId: ids['calls'] ?? '', queueId: ids['queues'], language: 'en', path: 'a.wav', lengthMs: 900, leftAt: new Date() });
    ids['voicemails'] = (await manager.get('/voicemails')).body.items[0]?.id ?? '';
  }

  /** What quality staff of the first client have: a questionnaire that somebody has answered, whom it is put to, and whoever sees to a low score. */
  async function addSurveys(): Promise<void> {
    const { quality } = api.as;
    const questionnaireId = await addQuestionnaire(api);
    ids['questionnaires'] = questionnaireId;
    ids['question'] = 'why';
    ids['interviews'] = await addInterview(api, questionnaireId, { answers: { visit: { kind: 'number', value: 1 } }, columns: { call_id: ids['calls'], delivery: 'agent' } });
    ids['survey-rules'] = (await quality.post('/survey-rules', { queueId: ids['queues'], questionnaireId })).body.id;
    await api.write(`INSERT INTO follow_ups (client_id, interview_id, questionnaire_id, question, score, is_confidential, opened_at, due_at)
      SELECT client_id, id, questionnaire_id, 'visit', 1, 0, UTC_TIMESTAMP(), UTC_TIMESTAMP() FROM interviews`);
    ids['follow-ups'] = (await quality.get('/follow-ups')).body.items[0]?.id ?? '';
  }

  /** The paths of what belongs to a client, as the API documents them, with the first client's ids. */
  async function paths(method: 'get' | 'delete', withId: boolean): Promise<string[]> {
    const { body } = await api.anonymous.get('//api/docs-json');
    const shared = /^\/api\/v1\/(gateways|switches|holidays|dialing|prompts|auth|agent|health|forms|offers\/codes)\b/;
    return Object.entries(body.paths).filter(([path, operations]) => method in operations && path.includes('{') === withId && !shared.test(path)).map(([path]) => {
      const resource = path.split('/')[3]?.replace(/\.csv$/, '') ?? '';
      return path.replace('/api/v1', '').replace(/\{\w+\}/, encodeURIComponent(ids[resource] ?? 'no id'))
        .replace(/\{(\w+)\}/g, (_part, name: string) => encodeURIComponent(ids[name] ?? 'no id'));
    });
  }

  it('see what is their own', async () => {
    for (const path of await paths('get', true)) {
      if (path.includes('/audio') || path.endsWith('/interview')) continue; // there is no file, and no agent asks
      expect({ path, status: (await api.as.admin.get(path)).status }).toEqual({ path, status: 200 });
    }
  });

  it('see nothing of each other, whatever they ask for by its id', async () => {
    const asked = await paths('get', true);
    expect(asked.length).toBeGreaterThan(10);
    for (const path of asked) expect({ path, status: (await others.get(path)).status }).toEqual({ path, status: 404 });
  });

  it('see nothing of each other in any list', async () => {
    const asked = await paths('get', false);
    expect(asked.length).toBeGreaterThan(8);
    for (const path of asked) {
      const { status, body, text } = await others.get(path);
      expect({ path, status }).toEqual({ path, status: 200 });
      if (path === '/inbound') { expect(body).toEqual({ closure: null }); continue; }
      if (path.endsWith('.csv')) { expect({ path, rows: text.trim().split('\n').length }).toEqual({ path, rows: 1 }); continue; }
      const own = path === '/users' ? ['their-admin'] : path === '/dispositions' ? ['answering-machine', 'call-again', 'do-not-call', 'interested', 'none-given', 'not-interested', 'wrong-number'] : [];
      const items = body.items as unknown as { username?: string; code?: string; resource?: string; resourceId?: string }[];
      expect({ path, items: items.map(({ username, code }) => username ?? code) }).toEqual({ path, items: path === '/agents/candidates' ? ['their-admin'] : own });
    }
  });

  it('change nothing of each other', async () => {
    const [campaign, list, contact, agent, call, user] = ['campaigns', 'lists', 'contacts', 'agents', 'calls', 'users'].map((what) => ids[what] ?? '');
    for (const path of await paths('delete', true)) expect({ path, status: (await others.delete(path.startsWith('/do-not-call') ? `${path}?reason=mistake` : path)).status }).toEqual({ path, status: 404 });
    const answers = [
      await others.patch(`/campaigns/${campaign}`, { wrapUpSec: 9 }), await others.post(`/campaigns/${campaign}/pause`), await others.post(`/campaigns/${campaign}/stop`),
      await others.post(`/campaigns/${campaign}/pacing/replay`, { from: new Date(Date.now() - 60_000).toISOString(), to: new Date().toISOString() }), await others.patch(`/contacts/${contact}`, { name: 'x' }), await others.patch(`/agents/${agent}`, { name: 'x' }),
      await others.patch(`/users/${user}`, { active: false }), await others.post(`/calls/${call}/hangup`), await others.post(`/calls/${call}/disposition`, { code: 'interested' }),
      ...await Promise.all([
        `/flows/${ids['flows'] ?? ''}/publish`, `/flows/${ids['flows'] ?? ''}/versions/1/publish`, `/inbound-numbers/${ids['inbound-numbers'] ?? ''}/open`, `/voicemails/${ids['voicemails'] ?? ''}/done`,
      ].map((path) => others.post(path))),
      await others.patch(`/queues/${ids['queues'] ?? ''}`, { wrapUpSec: 9 }), await others.patch(`/flows/${ids['flows'] ?? ''}`, { name: 'x' }), await others.patch(`/inbound-numbers/${ids['inbound-numbers'] ?? ''}`, { maxCalls: 9 }),
      await others.put(`/queues/${ids['queues'] ?? ''}/agents/${agent}`, {}),
      await others.patch('/dispositions/sold', { label: 'x' }), await others.upload(`/lists/${list}/imports`, 'phone\n+14155550100\n'),
      await others.post(`/do-not-call/offers/${encodeURIComponent('+14155550198')}/accept`),
    ];
    expect(answers.map(({ status, body: { code, detail } }) => [status, code, detail])).toEqual(answers.map(() => [404, 'not-found', anyText]));
    expect((await api.as.manager.get(`/campaigns/${campaign}`)).body).toMatchObject({ status: 'running', wrapUpSec: 30 });
  });

  it('use nothing of each other', async () => {
    const made = await others.post('/campaigns', { name: 'ours', ...SALES, lists: [{ listId: ids['lists'] }] });
    expect([made.status, made.body.code]).toEqual([400, 'validation-failed']);
    const shown = await others.post(`/campaigns/${(await others.post('/campaigns', { name: 'shows', ...SALES })).body.id}/start`);
    expect(shown.body.reasons.map(({ code }) => code)).toContain('caller-number-without-flow');
    const user = await others.post('/agents', { userId: ids['users'], name: 'x', legMode: 'connected', legKind: 'extension', legAddress: '7001', lines: [] });
    expect(user.status).toBe(400);
    const { body: { id: userId } } = await others.post('/users', { username: 'their-agent', password: 'correct horse battery staple', role: 'agent' });
    const lines = await others.post('/agents', { userId, name: 'x', legMode: 'connected', legKind: 'extension', legAddress: '7001', lines: [`campaign-${ids['campaigns'] ?? ''}`] });
    expect([lines.status, lines.body.code]).toEqual([400, 'validation-failed']);
  });

  it('may call their own things alike', async () => {
    const [{ name }] = (await api.as.manager.get('/campaigns')).body.items as unknown as [{ name: string }];
    expect((await others.post('/campaigns', { name, ...SALES })).status).toBe(201);
    expect((await others.post('/campaigns', { name, ...SALES })).body.code).toBe('already-exists');
    expect((await others.post('/dispositions', { code: 'sold', label: 'Verkauft', meaning: 'final' })).status).toBe(201);
    expect((await others.post('/do-not-call', { phones: ['+14155550199'], reason: 'asked us too' })).body).toEqual({ added: 1, present: 0 });
    expect((await others.delete(`/do-not-call/${encodeURIComponent('+14155550199')}?reason=mistake`)).status).toBe(204);
    expect((await api.as.manager.get('/do-not-call')).body.items.map(({ phone }) => phone)).toEqual(['+14155550199']);
    expect((await api.as.admin.get('/audit?resource=do-not-call')).body.items).toHaveLength(1);
  });

  it('leave what is the installation\'s to its own client', async () => {
    const refused = [
      await others.post('/gateways', { name: 'theirs', callsPerSec: 1, maxLines: 1 }), await others.post('/dialing/stop', { reason: 'why not' }),
      await others.put('/holidays/DE/2026-05-04', { name: 'Ours', source: 'us' }),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(refused.map(() => [403, 'not-allowed']));
    expect((await others.get('/auth/me')).body.permissions).not.toContain('gateways:manage');
    expect((await api.as.admin.get('/auth/me')).body.permissions).toContain('gateways:manage');
  });

  it('are told of their own alone', async () => {
    const told: Told = { snapshots: [], events: [] };
    const socket = io(`${api.url}/realtime`, { auth: { token: others.token }, transports: ['websocket'], reconnection: false, forceNew: true });
    socket.on('event', (event: SequencedEvent) => { told.events.push(event); }).on('snapshot', (snapshot: Snapshot) => { told.snapshots.push(snapshot); });
    await new Promise<void>((resolve, reject) => { socket.once('connect', resolve).once('connect_error', reject); });
    socket.emit('resume', { after: null });
    await waitFor('the snapshot', () => told.snapshots.length === 1);
    expect(told.snapshots[0]).toMatchObject({ agents: [], calls: [], campaigns: [] });
    const progress = { listId: '1', state: 'running', rowsRead: 1, imported: 1, known: 0, updated: 0, duplicates: 0, rejected: 0, blank: 0, at: new Date().toISOString() };
    await new EventStream(redis, api.environment.REDIS_PREFIX).publishAll([
      { type: 'import', clientId: '1', importId: '1', ...progress }, { type: 'import', clientId: '2', importId: '2', ...progress },
    ]);
    await waitFor('the event', () => told.events.length > 0);
    expect(told.events.map(({ event }) => event)).toEqual([expect.objectContaining({ clientId: '2', importId: '2' })]);
    socket.disconnect();
  });
});
