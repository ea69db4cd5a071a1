import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ClientRepository, QueueCallbacks } from '@paceline/persistence';
import { PASSWORD, clientOf, startApi, type Answer, type Body, type Client, type TestApi } from './support/api';
import { addAgent, addGateway, uniqueName } from './support/data';
import { matching } from './support/matching';
import { startOwner, type FakeOwner } from './support/owner';
import { wav } from './support/wav';

describe('queues', () => {
  let api: TestApi;
  let owner: FakeOwner;
  let manager: Client;
  let prompts: string;
  beforeAll(async () => {
    prompts = await mkdtemp(path.join(os.tmpdir(), 'paceline-prompts-'));
    api = await startApi({ PROMPTS_DIR: prompts });
    owner = startOwner(api);
    manager = api.as.manager;
    await addGateway(api, 'trunk');
    for (const name of ['welcome-en.wav', 'music.wav']) await manager.upload('/prompts', wav(300, { fill: 1 }), { name });
  });
  afterAll(async () => { await owner.stop(); await api.stop(); await rm(prompts, { recursive: true }); });

  const add = async (settings: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    const { status, body, text } = await manager.post('/queues', { name: uniqueName('queue'), ...settings });
    if (status !== 201) throw new Error(text);
    return body.id;
  };
  const list = async (): Promise<string> => (await manager.post('/lists', { name: uniqueName('list') })).body.id;
  const refused = (answer: Answer): unknown => [answer.status, answer.body.code, answer.body.issues];

  it('have sensible defaults, are changed setting by setting, and come back as they were set', async () => {
    const { status, body } = await manager.post('/queues', { name: 'Support' });
    expect([status, body]).toMatchObject([201, {
      name: 'Support', line: `queue-${body.id}`, zone: 'UTC', strategy: 'longest-idle-agent', serviceLevelRatio: 0.8, serviceLevelSec: 20, shortAbandonSec: 0, longestWaitSec: 600,
      overflow: { waitedTooLong: { kind: 'message', say: null }, full: { kind: 'message', say: null }, nobodySignedIn: null }, callback: null, keys: {},
    }]);
    const settings = {
      zone: 'Asia/Tehran', strategy: 'top-down', required: [{ skill: 'persian', level: 7 }], relaxation: { everySec: 20, waives: false }, lastAgentFirstSec: 15,
      priority: { queuePoints: 60, listedPoints: 20, lists: [await list()], abandonedPoints: 30, abandonedWithinSec: 3600 },
      serviceLevelRatio: 0.9, greeting: { en: 'welcome-en.wav' }, music: 'music.wav', announcements: { everySec: 60, position: true, expectedWait: false },
      keys: { '*': { kind: 'voicemail', say: { en: 'welcome-en.wav' }, longestSec: 60 } }, record: true, maxCallSec: 1800,
      overflow: { waitedTooLong: { kind: 'number', number: '+982112345678', gateway: 'trunk', ringSec: 20 }, full: { kind: 'queue', queueId: await add() }, nobodySignedIn: { kind: 'message', say: { en: 'welcome-en.wav' } } },
    };
    expect((await manager.patch(`/queues/${body.id}`, settings)).body).toMatchObject(settings);
    const found = (await api.as.supervisor.get(`/queues/${body.id}`)).body;
    expect(found).toMatchObject({ ...settings, name: 'Support', serviceLevelSec: 20 });
    expect((await manager.patch(`/queues/${body.id}`, { wrapUpSec: 5 })).body).toMatchObject({ ...settings, wrapUpSec: 5 });
    expect((await manager.get('/queues?limit=200')).body.items).toContainEqual({ ...found, wrapUpSec: 5 });
  });

  it('have days of their own clock, written as people write a zone', async () => {
    const id = await add({ zone: '+03:30' });
    expect((await manager.get(`/queues/${id}`)).body).toMatchObject({ zone: 'UTC+03:30' });
    expect((await manager.patch(`/queues/${id}`, { zone: 'asia/tehran' })).body).toMatchObject({ zone: 'Asia/Tehran' });
    expect((await manager.get(`/queues/${id}/figures`)).body).toMatchObject({ waiting: 0, today: { offered: 0 } });
  });

  it('refuse what contradicts itself, and what is not there, by the path of it', async () => {
    const id = await add();
    const other = await add({ overflow: { full: { kind: 'queue', queueId: id } } });
    await expect(manager.patch(`/queues/${id}`, { overflow: { waitedTooLong: { kind: 'queue', queueId: other } } }).then(refused)).resolves
      .toMatchObject([400, 'validation-failed', [{ path: 'overflow', code: 'overflows-in-a-circle', message: matching(/^callers would be sent round in a circle for ever: this one, then “queue/) }]]);
    for (const [settings, issue] of [
      [{ priority: { listedPoints: 20 } }, { path: 'priority.lists', code: 'listed-on-none' }],
      [{ priority: { listedPoints: 20, lists: ['999'] } }, { path: 'priority.lists.0', code: 'unknown-list' }],
      [{ zone: 'Mars/Olympus' }, { path: 'zone', code: 'no-zone', message: matching(/^is no time zone that is known/) }],
      [{ zone: '*US' }, { path: 'zone', code: 'no-zone' }],
      [{ strategy: 'ring-all' }, { path: 'strategy', code: 'not-one-of' }],
      [{ overflow: { nobodySignedIn: { kind: 'queue', queueId: id } } }, { path: 'overflow', code: 'overflows-in-a-circle' }],
      [{ overflow: { full: { kind: 'queue', queueId: '999' } } }, { path: 'overflow.full.queueId', code: 'unknown-queue' }],
      [{ overflow: { full: { kind: 'number', number: '+442079460000' } } }, { path: 'overflow.full.number', code: 'no-gateway-would-call', message: matching(/^no gateway would call \+442079460000/) }],
      [{ overflow: { full: { kind: 'number', number: '+982112345678', gateway: 'gone' } } }, { path: 'overflow.full.gateway', code: 'unknown-gateway' }],
      [{ overflow: { full: { kind: 'voicemail', say: { en: 'gone.wav' } } } }, { path: 'overflow.full.say.en', code: 'unknown-prompt' }],
      [{ greeting: { english: 'welcome-en.wav' } }, { path: 'greeting.english', code: 'not-a-name-here' }],
      [{ greeting: {} }, { path: 'greeting', code: 'says-nothing' }],
      [{ music: 'gone.wav' }, { path: 'music', code: 'unknown-prompt' }],
      [{ keys: { 1: { kind: 'callback' } } }, { path: 'keys.1', code: 'callback-without-settings' }],
      [{ callback: { tries: 0 } }, { path: 'callback.tries' }],
      [{ callback: { callerNumber: '12 34' } }, { path: 'callback.callerNumber', code: 'no-digits' }],
      [{ keys: { 2: { kind: 'queue', queueId: '999' } } }, { path: 'keys.2.queueId', code: 'unknown-queue' }],
      [{ whileWaiting: 'ringing' }, { path: 'longestWaitSec', code: 'rings-too-long' }],
      [{ whileWaiting: 'ringing', longestWaitSec: 45, greeting: { en: 'welcome-en.wav' } }, { path: 'greeting', code: 'ringing-says-nothing' }],
      [{ required: [{ skill: 'persian', level: 3 }, { skill: 'persian', level: 4 }] }, { path: 'required', code: 'skill-twice' }],
      [{ required: [{ skill: 'Persian', level: 3 }] }, { path: 'required.0.skill', code: 'no-skill' }],
      [{ required: [{ skill: 'persian', level: 11 }] }, { path: 'required.0.level' }],
      [{ longestWaitSec: 0 }, { path: 'longestWaitSec' }],
    ] as const) expect([settings, refused(await manager.patch(`/queues/${id}`, settings))]).toMatchObject([settings, [400, 'validation-failed', [issue]]]);
    expect((await manager.patch(`/queues/${id}`, { whileWaiting: 'ringing', longestWaitSec: 45 })).status).toBe(200);
    expect(refused(await manager.post('/queues', { name: 'Support' }))).toMatchObject([409, 'already-exists', undefined]);
    expect((await api.as.supervisor.post('/queues', { name: 'x' })).status).toBe(403);
    expect((await manager.get('/queues/999')).body).toMatchObject({ status: 404, detail: 'No queue has the id 999.' });
  });

  it('are served by agents in an order, whose place and skills survive that their lines are put anew', async () => {
    const id = await add();
    const [ann, bo] = [await addAgent(api, uniqueName('ann').replace(' ', '')), await addAgent(api, uniqueName('bo').replace(' ', ''))];
    await manager.patch(`/agents/${ann.agentId}`, { skills: [{ skill: 'persian', level: 8 }, { skill: 'arabic', level: 2 }] });
    expect((await manager.put(`/queues/${id}/agents/${ann.agentId}`, { level: 2, position: 3 })).body).toMatchObject({ agentId: ann.agentId, level: 2, position: 3, served: true });
    expect((await manager.put(`/queues/${id}/agents/${bo.agentId}`, {})).body).toMatchObject({ level: 1, position: 1 });
    const agents = async (): Promise<unknown> => (await manager.get(`/queues/${id}/agents`)).body.items;
    const inOrder = [{ agentId: bo.agentId, level: 1 }, { agentId: ann.agentId, level: 2, position: 3, skills: [{ skill: 'arabic', level: 2 }, { skill: 'persian', level: 8 }] }];
    await expect(agents()).resolves.toMatchObject(inOrder);
    const patched = await manager.patch(`/agents/${ann.agentId}`, { lines: [`queue-${id}`] });
    expect(patched.body).toMatchObject({ lines: [`queue-${id}`], skills: [{ skill: 'arabic' }, { skill: 'persian' }] });
    await expect(agents()).resolves.toMatchObject(inOrder);
    expect((await manager.put(`/queues/${id}/agents/${ann.agentId}`, { level: 1, position: 1 })).body).toMatchObject({ level: 1, position: 1 });

    expect((await manager.delete(`/queues/${id}`)).body).toMatchObject({ code: 'in-use', reason: 'queue-of-agent' });
    expect((await manager.delete(`/queues/${id}/agents/${bo.agentId}`)).status).toBe(204);
    expect((await manager.delete(`/queues/${id}/agents/${bo.agentId}`)).body).toMatchObject({ status: 404, reason: 'agent-of-queue' });
    await manager.patch(`/agents/${ann.agentId}`, { lines: [] });
    expect((await manager.put(`/queues/999/agents/${ann.agentId}`, {})).body).toMatchObject({ status: 404, detail: 'No queue has the id 999.' });
    expect(refused(await manager.patch(`/agents/${ann.agentId}`, { lines: ['queue-999'] }))).toMatchObject([400, 'validation-failed', [{ path: 'lines', code: 'unknown-line' }]]);
    expect((await manager.delete(`/queues/${id}`)).status).toBe(204);
  });

  it('stay while another sends callers to them, and once callers have waited in them', async () => {
    const id = await add();
    const other = await add({ keys: { 3: { kind: 'queue', queueId: id } } });
    expect((await manager.delete(`/queues/${id}`)).body).toMatchObject({ code: 'in-use', reason: 'queue-of-queue' });
    await api.write('INSERT INTO waits (call_id, from_at, queue_id) VALUES (UUID(), UTC_TIMESTAMP(3), ?)', [other]);
    expect((await manager.delete(`/queues/${other}`)).body).toMatchObject({ code: 'in-use', reason: 'queue-waited-in' });
    await api.write('DELETE FROM waits WHERE queue_id = ?', [other]);
    expect([(await manager.delete(`/queues/${other}`)).status, (await manager.delete(`/queues/${id}`)).status]).toEqual([204, 204]);
  });

  it('tell who is to be called back, in their places, and call somebody back no more', async () => {
    const [id, asked] = [await add(), randomUUID()];
    const wishes = new QueueCallbacks(api.database);
    const wish = { queueId: id, askedCallId: asked, language: 'fa', points: 0, expiresAt: new Date(Date.now() + 3_600_000) };
    await wishes.ask({ clientId: '1' }, { ...wish, phone: '+14155550100', waitingSince: new Date(Date.now() - 30_000) });
    await wishes.ask({ clientId: '1' }, { ...wish, phone: '+14155550101', waitingSince: new Date(Date.now() - 90_000) });
    const open = async (): Promise<readonly Body[]> => (await api.as.quality.get(`/queues/${id}/callbacks`)).body.items;
    const [first, second] = await open();
    expect([first, second]).toMatchObject([{ phone: '+14155550101', state: 'waiting', tries: 0, askedCallId: asked, endedBy: null }, { phone: '+14155550100' }]);
    await api.write("UPDATE queue_callbacks SET state = 'calling', tries = 1, last_call_id = ? WHERE id = ?", [asked, first?.id]);
    const { supervisor } = api.as;
    const [other, away] = [await add({ callback: {} }), await add({ callback: {} })];
    await api.write("UPDATE queues SET switch_id = 'other' WHERE id = ?", [away]);
    const move = async (callbackId: string, queueId: string, from = id): Promise<Answer> => await supervisor.post(`/queues/${from}/callbacks/${callbackId}/move`, { queueId });
    expect((await move(first?.id ?? '', other)).body).toMatchObject({ status: 409, reason: 'callback-being-called' });
    expect((await move(second?.id ?? '', id)).body).toMatchObject({ status: 409, reason: 'queue-calls-nobody-back' });
    expect((await move(second?.id ?? '', away)).body).toMatchObject({ status: 409, reason: 'queue-elsewhere' });
    expect((await move(second?.id ?? '', '999')).body).toMatchObject({ status: 404, detail: 'No queue has the id 999.' });
    expect((await move(second?.id ?? '', other)).body).toMatchObject({ id: second?.id, state: 'waiting', phone: '+14155550100' });
    expect((await supervisor.get(`/queues/${other}/waiting`)).body.items).toMatchObject([{ callId: null, callbackId: second?.id, place: 1, phone: '+14155550100', notBefore: null }]);
    expect((await supervisor.get(`/queues/${other}/figures`)).body).toMatchObject({ waiting: 1, callbacks: 1 });
    await manager.patch(`/queues/${id}`, { callback: {} });
    expect((await move(second?.id ?? '', id, other)).status).toBe(200);
    expect((await manager.delete(`/queues/${other}`)).status).toBe(204);
    expect((await supervisor.delete(`/queues/${id}/callbacks/${first?.id ?? ''}`)).body).toMatchObject({ status: 409, reason: 'callback-being-called' });
    expect((await supervisor.delete(`/queues/${id}/callbacks/${second?.id ?? ''}`)).status).toBe(204);
    expect((await supervisor.delete(`/queues/${id}/callbacks/${second?.id ?? ''}`)).body).toMatchObject({ status: 409, reason: 'callback-ended' });
    expect((await supervisor.delete(`/queues/999/callbacks/${first?.id ?? ''}`)).body).toMatchObject({ status: 404, detail: matching(/^No queue callback has the id/) });
    await expect(open()).resolves.toMatchObject([{ state: 'calling', tries: 1, lastCallId: asked }]);
    expect((await supervisor.get(`/queues/${id}/callbacks?ended=true`)).body.items).toMatchObject([{ phone: '+14155550100', endedBy: 'cancelled' }]);
  });

  it('keep the prompts that they play', async () => {
    const id = await add({ greeting: { en: 'welcome-en.wav' } });
    expect((await manager.get('/prompts')).body.items).toContainEqual(expect.objectContaining({ name: 'welcome-en.wav', usedByQueues: expect.arrayContaining([{ id, name: matching(/^queue/) }]) as unknown }));
    expect((await manager.delete('/prompts/welcome-en.wav')).body).toMatchObject({ code: 'in-use', reason: 'prompt-of-queue' });
  });

  it('are a client\'s own', async () => {
    const id = await add();
    const { clientId } = await new ClientRepository(api.database).put('another');
    await api.write('UPDATE users SET client_id = ? WHERE id = ?', [clientId, await api.addUser('stranger', 'manager')]);
    const stranger = clientOf(api.url, (await api.anonymous.post('/auth/login', { username: 'stranger', password: PASSWORD })).body.token);
    const { agentId } = await addAgent(api, 'carol');
    const answers = await Promise.all([
      stranger.get(`/queues/${id}`), stranger.patch(`/queues/${id}`, { wrapUpSec: 1 }), stranger.delete(`/queues/${id}`), stranger.get(`/queues/${id}/agents`), stranger.put(`/queues/${id}/agents/${agentId}`, {}),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect((await stranger.get('/queues')).body.items).toEqual([]);
    expect((await stranger.post('/queues', { name: 'theirs', overflow: { full: { kind: 'queue', queueId: id } } })).body.issues).toMatchObject([{ code: 'unknown-queue' }]);
    expect((await stranger.post('/queues', { name: 'Support' })).status).toBe(201);
  });
});
