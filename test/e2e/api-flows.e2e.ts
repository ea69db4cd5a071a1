import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ClientRepository } from '@paceline/persistence';
import { PASSWORD, clientOf, startApi, type Client, type TestApi } from './support/api';
import { addGateway, uniqueName } from './support/data';
import { matching } from './support/matching';
import { wav } from './support/wav';

const WORKDAY = [{ fromMin: 540, toMin: 1020 }];
const HOURS = { kind: 'hours', zone: 'Asia/Tehran', hours: { 1: WORKDAY, 6: WORKDAY, 7: WORKDAY }, holidaysOf: ['IR'], open: 'menu', closed: 'night', holiday: 'night' } as const;

describe('flows and the numbers that run them', () => {
  let api: TestApi;
  let manager: Client;
  let prompts: string;
  let queueId: string;
  beforeAll(async () => {
    prompts = await mkdtemp(path.join(os.tmpdir(), 'paceline-prompts-'));
    api = await startApi({ PROMPTS_DIR: prompts });
    manager = api.as.manager;
    await addGateway(api, 'trunk');
    for (const name of ['menu.wav', 'night.wav', 'closed.wav']) await manager.upload('/prompts', wav(300, { fill: 1 }), { name });
    queueId = (await manager.post('/queues', { name: 'Support' })).body.id;
  });
  afterAll(async () => { await api.stop(); await rm(prompts, { recursive: true }); });

  const draft = (more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
    languages: ['en'], start: 'hours', emergency: 'closed',
    nodes: {
      hours: HOURS, menu: { kind: 'menu', say: { en: 'menu.wav' }, choices: { 1: 'support', 2: 'desk', '*': 'menu' }, noInput: 'support', wrongKey: 'support' },
      support: { kind: 'queue', queueId }, desk: { kind: 'number', number: '+982112345678', gateway: 'trunk', failed: 'support' },
      night: { kind: 'voicemail', say: { en: 'night.wav' }, next: 'closed' }, closed: { kind: 'end', say: { en: 'closed.wav' } }, ...more,
    },
  });
  const add = async (given: Record<string, unknown> = draft()): Promise<string> => {
    const { status, body, text } = await manager.post('/flows', { name: uniqueName('flow'), draft: given });
    if (status !== 201) throw new Error(text);
    return body.id;
  };
  const published = async (): Promise<string> => {
    const id = await add();
    const { status, text } = await manager.post(`/flows/${id}/publish`);
    if (status !== 201) throw new Error(text);
    return id;
  };
  let numbers = 0;
  const addNumber = async (flowId: string): Promise<string> => (await manager.post('/inbound-numbers', { number: `+98215000${String(1000 + numbers++)}`, name: 'front desk', flowId })).body.id;

  it('are drafts, which are checked, published as versions, and brought back', async () => {
    const id = await add();
    expect((await api.as.quality.get(`/flows/${id}`)).body).toMatchObject({ published: null, draft: { nodes: { menu: { tries: 3, waitSec: 5, again: null }, hours: HOURS } } });
    expect((await manager.get(`/flows/${id}/check`)).body).toEqual({
      faults: [], answers: [{ node: 'closed', because: 'plays' }, { node: 'menu', because: 'asks' }, { node: 'night', because: 'records' }], rings: [],
    });
    expect((await manager.post(`/flows/${id}/publish`)).body).toMatchObject({ flowId: id, version: 1, copyOf: null, publishedBy: 'the-manager', script: { start: 'hours' } });

    const drafted = await manager.patch(`/flows/${id}`, { draft: { ...draft({ night: { kind: 'play', say: { en: 'night.wav' }, next: 'closed' } }) } });
    expect(drafted.body).toMatchObject({ draft: { nodes: { night: { kind: 'play' } } }, published: { version: 1 } });
    expect((await manager.get(`/flows/${id}/versions/1`)).body).toMatchObject({ script: { nodes: { night: { kind: 'voicemail' } } } });
    expect((await manager.post(`/flows/${id}/publish`)).body).toMatchObject({ version: 2, script: { nodes: { night: { kind: 'play' } } } });
    expect((await manager.post(`/flows/${id}/versions/1/publish`)).body).toMatchObject({ version: 3, copyOf: 1, script: { nodes: { night: { kind: 'voicemail' } } } });
    expect((await manager.get(`/flows/${id}/versions`)).body.items).toMatchObject([{ version: 3, copyOf: 1 }, { version: 2, copyOf: null }, { version: 1 }]);
    expect((await manager.get(`/flows/${id}`)).body).toMatchObject({ published: { version: 3 }, draft: { nodes: { night: { kind: 'play' } } } });
    expect((await manager.get(`/flows/${id}/versions/9`)).body).toMatchObject({ status: 404, detail: 'The flow has no version 9.' });
  });

  it('are not published with a fault, each told in words, and change nothing then', async () => {
    const id = await published();
    await manager.patch(`/flows/${id}`, { draft: draft({
      menu: { kind: 'menu', say: { en: 'gone.wav' }, choices: { 1: 'nowhere' }, noInput: 'menu', wrongKey: 'support' },
      desk: { kind: 'number', number: '+442079460000', failed: 'support' }, support: { kind: 'queue', queueId: '999' },
    }) });
    const refused = await manager.post(`/flows/${id}/publish`);
    expect([refused.status, refused.body.code, refused.body.reasons]).toEqual([409, 'flow-not-ready', [
      { code: 'branch-leads-nowhere', params: { node: 'menu', branch: '1', to: 'nowhere' }, detail: '“menu” leads by 1 to “nowhere”, which is not there.' },
      { code: 'never-reached', params: { node: 'desk' }, detail: 'Nothing leads to “desk”.' },
      { code: 'endless-loop', params: { nodes: ['menu'] }, detail: 'Who does nothing goes round for ever: “menu”, and again.' },
      { code: 'unknown-prompt', params: { node: 'menu', prompt: 'gone.wav' }, detail: '“menu” plays gone.wav, which is not there: upload it first.' },
      { code: 'unknown-queue', params: { node: 'support', queueId: '999' }, detail: '“support” leads to the queue 999, which is not there.' },
      { code: 'number-refused', params: { node: 'desk', number: '+442079460000', refusal: 'destination-not-allowed' }, detail: matching(/^“desk” dials \+442079460000, which no gateway/) },
    ]]);
    const check = (await manager.get(`/flows/${id}/check`)).text;
    expect((JSON.parse(check) as { faults: { text: string }[] }).faults.map(({ text }) => text)).toEqual(refused.body.reasons.map(({ detail }) => detail));
    expect((await manager.get(`/flows/${id}`)).body).toMatchObject({ published: { version: 1 } });
  });

  it('are published one after the other when several ask at once, each version whole', async () => {
    const id = await published();
    const answers = await Promise.all(Array.from({ length: 5 }, () => manager.post(`/flows/${id}/publish`)));
    expect(answers.map(({ body }) => (body as unknown as { version: number }).version).sort()).toEqual([2, 3, 4, 5, 6]);
    expect((await manager.get(`/flows/${id}`)).body).toMatchObject({ published: { version: 6 } });
  });

  it.each([
    [{ languages: [] }, 'draft.languages.0'], [{ languages: ['en', 'en'] }, 'draft.languages'], [{ languages: ['english'] }, 'draft.languages.0'], [{ start: 'Main Menu' }, 'draft.start'],
    [{ nodes: { 'Main Menu': { kind: 'end' } } }, 'draft.nodes.Main Menu'], [{ nodes: { __proto__x: { kind: 'end' } } }, 'draft.nodes.__proto__x'], [{ nodes: { closed: { kind: 'dance' } } }, 'draft.nodes.closed.kind'],
    [{ nodes: { closed: { kind: 'menu', say: { en: 'menu.wav' }, choices: { 12: 'closed' }, noInput: 'closed', wrongKey: 'closed' } } }, 'draft.nodes.closed.choices.12'],
    [{ nodes: { closed: { kind: 'end', say: { en: '../secret.wav' } } } }, 'draft.nodes.closed.say.en'], [{ nodes: { closed: { kind: 'hours', zone: 'Asia/Tehran' } } }, 'draft.nodes.closed.hours'],
  ])('are not taken as drafts when they are none: %j', async (part, where) => {
    const { status, body } = await manager.post('/flows', { name: uniqueName('flow'), draft: { ...draft(), ...part } });
    expect([status, body.issues[0]?.path]).toEqual([400, where]);
    expect(body.issues[0]?.message).not.toContain('{');
  });

  it('say whether they are open, and when they open next', async () => {
    await api.as.admin.put('/holidays/IR/2026-12-05', { name: 'Mourning', source: 'a notice' });
    const id = await published();
    const at = async (time: string): Promise<unknown> => (await manager.get(`/flows/${id}/hours?at=${time}`)).body.items;
    await expect(at('2026-11-30T08:00:00Z')).resolves.toEqual([{ node: 'hours', zone: 'Asia/Tehran', state: 'open', opensAt: null }]);
    await expect(at('2026-12-01T08:00:00Z')).resolves.toEqual([{ node: 'hours', zone: 'Asia/Tehran', state: 'closed', opensAt: '2026-12-06T05:30:00.000Z' }]);
    await expect(at('2026-12-05T08:00:00Z')).resolves.toEqual([{ node: 'hours', zone: 'Asia/Tehran', state: 'holiday', opensAt: '2026-12-06T05:30:00.000Z' }]);
  });

  it('keep what they lead to and play, once they are published', async () => {
    const other = (await manager.post('/queues', { name: uniqueName('queue') })).body.id;
    const id = await add(draft({ support: { kind: 'queue', queueId: other } }));
    expect((await manager.delete(`/queues/${other}`)).status).toBe(204); // a draft runs nowhere
    expect((await manager.post(`/flows/${id}/publish`)).body.reasons).toMatchObject([{ code: 'unknown-queue' }]);
    await published();
    expect((await manager.delete(`/queues/${queueId}`)).body).toMatchObject({ code: 'in-use', reason: 'queue-of-flow' });
    expect((await manager.delete('/prompts/menu.wav')).body).toMatchObject({ code: 'in-use', reason: 'prompt-of-flow' });
  });

  it('are run by numbers, each of one client on its switch, and by none before they are published', async () => {
    const [draftOnly, id] = [await add(), await published()];
    expect((await manager.post('/inbound-numbers', { number: '+982150009999', name: 'x', flowId: draftOnly })).body.issues).toMatchObject([{ path: 'flowId', code: 'flow-unpublished' }]);
    const created = await manager.post('/inbound-numbers', { number: '+982150009999', name: 'Support line', flowId: id });
    expect([created.status, created.body]).toMatchObject([201, { number: '+982150009999', switchId: api.environment.SWITCH_ID, flowId: id, maxCalls: 50, maxCallsPerCaller: 2, closure: null }]);
    const number = created.body.id;
    expect((await manager.post('/inbound-numbers', { number: '+982150009999', name: 'x', flowId: id })).body).toMatchObject({ code: 'already-exists', detail: 'There is an inbound number called “+982150009999” already.' });
    expect((await manager.patch(`/inbound-numbers/${number}`, { maxCalls: 5, flowId: await published() })).body).toMatchObject({ maxCalls: 5, name: 'Support line' });
    expect((await manager.patch(`/inbound-numbers/${number}`, { flowId: '999' })).body.issues).toMatchObject([{ path: 'flowId', code: 'unknown-flow' }]);
    expect((await manager.patch(`/inbound-numbers/${number}`, { flowId: id })).status).toBe(200);
    expect((await manager.delete(`/flows/${id}`)).body).toMatchObject({ code: 'in-use', reason: 'flow-of-number' });
    expect((await manager.get('/inbound-numbers')).body.items).toMatchObject([{ id: number, flowId: id, maxCalls: 5 }]);
    expect((await manager.delete(`/inbound-numbers/${number}`)).status).toBe(204);
    expect((await manager.delete(`/flows/${id}`)).body).toMatchObject({ code: 'in-use', reason: 'flow-published' });
    expect((await manager.delete(`/flows/${draftOnly}`)).status).toBe(204);
  });

  it('are closed in an emergency by one call, a number or all, and opened again', async () => {
    const number = await addNumber(await published());
    const { supervisor } = api.as;
    const closed = { closure: { reason: 'fire alarm', byUsername: 'the-supervisor', at: matching(/^\d{4}-/) } };
    expect((await supervisor.post(`/inbound-numbers/${number}/close`, { reason: 'fire alarm' })).body).toMatchObject({ id: number, ...closed });
    expect((await manager.post(`/inbound-numbers/${number}/close`, { reason: 'another' })).body).toMatchObject(closed); // the first stands
    expect((await manager.get('/inbound')).body).toEqual({ closure: null });
    expect((await manager.get(`/inbound-numbers/${number}`)).body).toMatchObject(closed);
    expect((await supervisor.post(`/inbound-numbers/${number}/open`)).body).toMatchObject({ closure: null });
    expect((await supervisor.post(`/inbound-numbers/${number}/open`)).body).toMatchObject({ status: 409, code: 'wrong-state', reason: 'inbound-not-closed' });

    expect((await supervisor.post('/inbound/close', { reason: 'fire alarm' })).body).toMatchObject(closed);
    expect((await manager.get('/inbound')).body).toMatchObject(closed);
    expect((await supervisor.post('/inbound/open')).body).toEqual({ closure: null });
    expect((await api.as.quality.post('/inbound/close', { reason: 'x' })).status).toBe(403);
    expect((await manager.post('/inbound/open')).body).toMatchObject({ reason: 'inbound-not-closed' });
  });

  it('are a client\'s own', async () => {
    const [id, number] = [await published(), await addNumber(await published())];
    const { clientId } = await new ClientRepository(api.database).put('another');
    await api.write('UPDATE users SET client_id = ? WHERE id = ?', [clientId, await api.addUser('stranger', 'manager')]);
    const stranger = clientOf(api.url, (await api.anonymous.post('/auth/login', { username: 'stranger', password: PASSWORD })).body.token);
    const answers = await Promise.all([
      stranger.get(`/flows/${id}`), stranger.patch(`/flows/${id}`, { name: 'x' }), stranger.delete(`/flows/${id}`), stranger.post(`/flows/${id}/publish`), stranger.get(`/flows/${id}/check`),
      stranger.get(`/flows/${id}/versions`), stranger.get(`/flows/${id}/versions/1`), stranger.post(`/flows/${id}/versions/1/publish`), stranger.get(`/flows/${id}/hours`),
      stranger.get(`/inbound-numbers/${number}`), stranger.patch(`/inbound-numbers/${number}`, { maxCalls: 1 }), stranger.delete(`/inbound-numbers/${number}`), stranger.post(`/inbound-numbers/${number}/close`, { reason: 'x' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    expect([(await stranger.get('/flows')).body.items, (await stranger.get('/inbound-numbers')).body.items]).toEqual([[], []]);
    expect((await stranger.post('/inbound-numbers', { number: '+982150009998', name: 'x', flowId: id })).body.issues).toMatchObject([{ code: 'unknown-flow' }]);
    await stranger.post('/inbound/close', { reason: 'theirs' });
    expect((await manager.get('/inbound')).body).toEqual({ closure: null });
    expect((await stranger.post('/flows', { name: 'theirs', draft: draft() })).status).toBe(201);
    expect((await stranger.get('/flows')).body.items).toHaveLength(1);
  });
});
