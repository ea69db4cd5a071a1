import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { ClientRepository } from '@paceline/persistence';
import { problem } from '@paceline/contracts/problem';
import { waitFor } from '@paceline/testing/wait-for';
import { startApi, type Answer, type Client, type TestApi } from './support/api';
import { SALES, uniqueName } from './support/data';
import { anyText, containing, having } from './support/matching';
import { SPEAKER } from './support/speaker';
import { wav } from './support/wav';

const MAX_BYTES = 256 * 1024;

describe('prompts', () => {
  let api: TestApi;
  let place: string;
  let folder: string;

  beforeAll(async () => {
    place = await mkdtemp(path.join(os.tmpdir(), 'paceline-prompts-'));
    folder = path.join(place, 'prompts');
    await mkdir(folder);
    api = await startApi({ PROMPTS_DIR: folder, PROMPT_MAX_BYTES: String(MAX_BYTES), SAFE_HARBOUR_PROMPT: 'default.wav', SPEECH_COMMAND: SPEAKER, SOUND_CONVERTER: '/no/such/ffmpeg {file}' });
  });
  afterAll(async () => { await api.stop(); await rm(place, { recursive: true }); });
  afterEach(async () => {
    expect(await readdir(place)).toEqual(['prompts']);
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  let names = 0;
  const newName = (): string => `prompt-${names++}.wav`;
  const upload = (content: string | Uint8Array, name: string, replace?: string, client: Client = api.as.manager): Promise<Answer> =>
    client.upload(`/prompts${replace === undefined ? '' : `?replace=${replace}`}`, content, { name });
  const kept = (name: string): Promise<Buffer> => readFile(path.join(folder, name));
  /** A form whose file bears a name of its own. */
  async function uploadFile(content: Uint8Array, fileName: string): Promise<{ status: number; body: { name: string; code: string; detail: string } }> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(content)]), fileName);
    const answer = await fetch(`${api.url}/api/v1/prompts`, { method: 'POST', body: form, headers: { authorization: `Bearer ${api.as.manager.token}` } });
    return { status: answer.status, body: await answer.json() as { name: string; code: string; detail: string } }; // either a prompt or a problem
  }

  it('are each client\'s own, in one folder', async () => {
    const { clientId } = await new ClientRepository(api.database).put('another');
    await api.write('UPDATE users SET client_id = ? WHERE id = ?', [clientId, await api.addUser('their-manager', 'manager')]);
    const others = await api.login('their-manager');
    const name = newName();
    expect((await upload(wav(200), name)).status).toBe(201);
    expect((await others.get('/prompts')).body.items).toEqual([]);
    expect([(await others.get(`/prompts/${name}/audio`)).status, (await others.delete(`/prompts/${name}`)).status]).toEqual([404, 404]);
    expect((await others.post('/campaigns', { name: uniqueName('theirs'), ...SALES, safeHarbourPrompt: name })).status).toBe(400);
    const theirs = await upload(wav(200), name, undefined, others);
    expect([theirs.status, theirs.body.name]).toEqual([201, name]);
    expect((await readdir(folder)).filter((file) => file.includes(name)).sort()).toEqual([`client-${clientId}--${name}`, name].sort());
    expect((await api.as.manager.get(`/prompts/client-${clientId}--${name}/audio`)).status).toBe(404);
    expect((await api.as.manager.get('/prompts')).body.items.map((prompt) => prompt.name)).toEqual([name]);
    expect((await others.post('/campaigns', { name: uniqueName('theirs'), ...SALES, safeHarbourPrompt: name })).status).toBe(201);
    expect((await api.as.manager.delete(`/prompts/${name}`)).status).toBe(204); // only the campaign of another client names one like it
    expect((await others.delete(`/prompts/${name}`)).body.code).toBe('in-use');
  });

  it('that callers are spoken to with have a list for each language, with their words; the installation\'s managers replace them, nobody deletes them', async () => {
    const { clientId } = await new ClientRepository(api.database).put('a-third');
    await api.write('UPDATE users SET client_id = ? WHERE id = ?', [clientId, await api.addUser('a-third-manager', 'manager')]);
    const [others, name] = [await api.login('a-third-manager'), 'say-fa-position.1.wav'];
    await writeFile(path.join(folder, name), wav(900));
    await writeFile(path.join(folder, 'say-en-1.wav'), wav(300));
    const piece = having({ name, text: 'شما نفر', lengthMs: 900 });
    for (const client of [api.as.manager, others]) {
      expect((await client.get('/prompts?spoken=fa')).body.items).toEqual([piece]);
      expect((await client.get('/prompts')).body.items.filter((prompt) => prompt.name.startsWith('say-'))).toEqual([]);
      expect((await client.get(`/prompts/${name}/audio`)).status).toBe(200);
      expect((await client.delete(`/prompts/${name}`)).body).toMatchObject({ code: 'in-use', detail: containing('Replace it instead') });
    }
    expect((await api.as.manager.get('/prompts?spoken=de')).status).toBe(400);
    expect(await upload(wav(100), name, 'true', others)).toMatchObject({ status: 400, body: { detail: containing('only the installation\'s own managers') } });
    expect((await upload(wav(700), name, 'true')).body).toMatchObject({ name, text: 'شما نفر', lengthMs: 700 });
    expect((await readdir(folder)).filter((file) => file.includes('say-')).sort()).toEqual(['say-en-1.wav', name]);
    await Promise.all([name, 'say-en-1.wav'].map((file) => rm(path.join(folder, file))));
  });

  it('are uploaded, listed, heard and deleted', async () => {
    const [name, content] = [newName(), wav(1_500, { sampleRate: 16_000, fill: 3 })];
    const created = await upload(content, name);
    const view = { name, bytes: content.length, lengthMs: 1_500, sampleRate: 16_000, problem: null, fault: null, text: null, language: null, isDefault: false, usedBy: [], usedByQueues: [], usedByFlows: [], usedByQuestionnaires: [] };
    expect([created.status, created.body]).toEqual([201, view]);
    expect(await kept(name)).toEqual(content);
    expect((await stat(path.join(folder, name))).mode & 0o777).toBe(0o644);
    expect((await api.as.quality.get('/prompts')).body.items).toContainEqual(view);

    const audio = await fetch(`${api.url}/api/v1/prompts/${name}/audio`, { headers: { authorization: `Bearer ${api.as.supervisor.token}` } });
    expect([audio.status, audio.headers.get('content-type'), audio.headers.get('content-length')]).toEqual([200, 'audio/wav', String(content.length)]);
    expect(Buffer.from(await audio.arrayBuffer())).toEqual(content);

    expect((await api.as.manager.delete(`/prompts/${name}`)).status).toBe(204);
    expect((await api.as.manager.delete(`/prompts/${name}`)).body.code).toBe('not-found');
    expect((await api.as.manager.get(`/prompts/${name}/audio`)).body.code).toBe('not-found');
    expect((await api.as.manager.get('/prompts')).body.items).toEqual([]);
  });

  it('are spoken of what is written, and say so until a recording takes their place', async () => {
    const [name, text] = [newName(), 'Twelve chars'];
    const speak = (body: Readonly<Record<string, unknown>>, query = ''): Promise<Answer> => api.as.manager.post(`/prompts/spoken${query}`, { name, language: 'en', text, ...body });
    expect(await speak({})).toMatchObject({ status: 201, body: { name, text, language: 'en', lengthMs: 1_200, sampleRate: 8_000, problem: null } });
    expect((await speak({})).body.code).toBe('already-exists');
    expect((await speak({ text: 'Longer than it was' }, '?replace=true')).body).toMatchObject({ text: 'Longer than it was', lengthMs: 1_800 });
    expect((await api.as.manager.get('/prompts')).body.items).toContainEqual(having({ name, text: 'Longer than it was', language: 'en' }));
    expect(await speak({ name: newName(), language: 'fa' })).toMatchObject({ status: 422, body: { code: 'not-spoken', reason: 'failed', detail: containing('no such voice') } });
    for (const bad of [{ text: '  ' }, { text: 'x'.repeat(3_001) }, { language: 'English' }, { name: 'x.mp3' }, { name: '../x.wav' }]) expect((await speak(bad)).body.code).toBe('validation-failed');
    expect((await api.as.supervisor.post('/prompts/spoken', { name, language: 'en', text })).status).toBe(403);
    // Where nobody knows who listens.
    expect((await speak({ text: 'Hello {name}!' }, '?replace=true')).body).toMatchObject({ text: 'Hello {name}!', lengthMs: 1_100 });
    const campaign = { name: uniqueName('campaign'), ...SALES, safeHarbourPrompt: name };
    expect((await api.as.manager.post('/campaigns', campaign)).body).toMatchObject({ status: 400, issues: [{ path: 'safeHarbourPrompt', message: containing('{name|…}') }] });
    expect((await speak({ name: `spoken-${'a'.repeat(40)}.wav` })).body.code).toBe('validation-failed');
    expect((await upload(wav(300), name, 'true')).body).toMatchObject({ text: null, language: null, lengthMs: 300 });
    expect((await speak({}, '?replace=true')).body).toMatchObject({ text });
    expect((await api.as.manager.delete(`/prompts/${name}`)).status).toBe(204);
    expect((await upload(wav(300), name)).body).toMatchObject({ text: null });
    expect((await api.as.manager.delete(`/prompts/${name}`)).status).toBe(204);
  });

  it('are written by managers and administrators, and read by those who see campaigns', async () => {
    const name = newName();
    for (const role of ['supervisor', 'quality', 'agent'] as const) {
      expect((await upload(wav(20), name, undefined, api.as[role])).body.code).toBe('not-allowed');
      expect((await api.as[role].delete(`/prompts/${name}`)).body.code).toBe('not-allowed');
      expect((await api.as[role].get('/prompts')).status).toBe(role === 'agent' ? 403 : 200);
    }
    expect((await upload(wav(20), name, undefined, api.as.admin)).status).toBe(201);
    expect((await api.as.admin.delete(`/prompts/${name}`)).status).toBe(204);
    expect((await api.anonymous.get('/prompts')).body.code).toBe('not-authenticated');
  });

  it('take another\'s place only when that is asked for', async () => {
    const name = newName();
    const [first, second] = [wav(100, { fill: 1 }), wav(200, { fill: 2 })];
    await upload(first, name);
    expect((await upload(second, name)).body).toMatchObject({ status: 409, code: 'already-exists', detail: containing('?replace=true') });
    expect((await upload(second, name, 'false')).body.code).toBe('already-exists');
    expect((await upload(second, name, 'yes')).body.code).toBe('validation-failed');
    expect(await kept(name)).toEqual(first);
    expect((await upload('nonsense', name, 'true')).body.code).toBe('prompt-unplayable');
    expect(await kept(name)).toEqual(first);
    expect((await upload(second, name, 'true')).body).toMatchObject({ name, lengthMs: 200 });
    expect(await kept(name)).toEqual(second);
  });

  it('of one name that come at once: one stays, whole, and the others are told', async () => {
    const name = newName();
    const contents = Array.from({ length: 8 }, (_, index) => wav(4_000 + index, { fill: index + 1 }));
    const answers = await Promise.all(contents.map((content) => upload(content, name)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    expect(await kept(name)).toEqual(contents[answers.findIndex(({ status }) => status === 201)]);

    const replaced = await Promise.all(contents.map((content) => upload(content, name, 'true')));
    expect(replaced.map(({ status }) => status)).toEqual(Array<number>(8).fill(201));
    const last = await kept(name);
    expect(contents.some((content) => content.equals(last))).toBe(true);
  });

  it('are called as their file is, unless the form says otherwise', async () => {
    const name = newName();
    expect(await uploadFile(wav(20), name)).toMatchObject({ status: 201, body: { name } });
    expect(await uploadFile(wav(20), 'spring offer (final).wav')).toMatchObject({ status: 400, body: { code: 'validation-failed', detail: containing('letters, digits') } });
    expect(await uploadFile(wav(20), 'spring.txt')).toMatchObject({ status: 400, body: { detail: containing('.wav') } });
    expect(await uploadFile(wav(200, { sampleRate: 44_100 }), 'spring.mp3')).toMatchObject({ status: 201, body: { name: 'spring.wav', sampleRate: 8_000, lengthMs: 200 } });
    expect((await api.as.manager.delete('/prompts/spring.wav')).status).toBe(204);
  });

  const HOSTILE = [
    '../outside.wav', '..', '.', '.hidden.wav', '/etc/outside.wav', 'a/b.wav', '..\\outside.wav', '%2e%2e%2foutside.wav', 'a\u0000.wav', 'a\n.wav', 'a b.wav',
    'a;id.wav', '$(id).wav', 'system::id.wav', 'tone_stream://x.wav', 'a!b.wav', 'سلام.wav', `${'x'.repeat(125)}.wav`, '.wav', 'default.wav.exe',
  ];

  it('never leave their folder, whatever they are called', async () => {
    const before = await readdir(folder);
    for (const name of HOSTILE) {
      expect([name, (await upload(wav(20), name)).body.code]).toEqual([name, 'validation-failed']);
      const encoded = encodeURIComponent(name);
      for (const answer of [await api.as.manager.get(`/prompts/${encoded}/audio`), await api.as.manager.delete(`/prompts/${encoded}`)]) {
        expect([name, ['validation-failed', 'not-found'].includes(answer.body.code)]).toEqual([name, true]);
      }
    }
    expect(await readdir(folder)).toEqual(before);
    // A path before the name of a file is what some programs send: the name alone counts.
    const name = newName();
    expect((await uploadFile(wav(20), `../../${name}`)).body).toMatchObject({ name });
    expect(await readdir(folder)).toContain(name);
  });

  it.each([0xffffffff, 0x7fffffff])('are taken as they were streamed, with the length of what is there (%i bytes claimed)', async (claimedBytes) => {
    const [name, content] = [newName(), wav(1_500, { claimedBytes })];
    const created = await upload(content, name);
    expect([created.status, created.body]).toMatchObject([201, { name, lengthMs: 1_500, problem: null }]);
    expect(await kept(name)).toEqual(content);
    expect((await api.as.manager.delete(`/prompts/${name}`)).status).toBe(204);
  });

  it.each([
    ['a text', Buffer.from('Please read this aloud.'), 'no-known-sound'],
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a header that promises more than there is', wav(100, { claimedBytes: 0x70000000 }), 'cut-short'],
    ['half a file', wav(1_000).subarray(0, 8_000), 'cut-short'],
    ['sound that needs a program which is not installed', Buffer.from('OggS\0\u0002\0\0\0\0\0\0\0\0\0\0'), 'needs-converter'],
    ['a rate that nobody hears', wav(100, { sampleRate: 400_000 }), 'unsupported-sample-rate'],
    ['no channel', wav(100, { channels: 0 }), 'unsupported-channels'],
  ])('are refused when the switch could not play them: %s', async (_what, content, reason) => {
    const name = newName();
    const { body } = await upload(content, name);
    expect(body).toMatchObject({ status: 422, code: 'prompt-unplayable', reason });
    expect(Object.keys(problem.shape)).toEqual(expect.arrayContaining(Object.keys(body)));
    expect(body.detail).toMatch(/^[A-Z].{10,}\.$/);
    expect(await readdir(folder)).not.toContain(name);
  });

  it('are refused when they are too large', async () => {
    const name = newName();
    expect((await upload(wav(17_000), name)).body).toMatchObject({ status: 413, code: 'file-too-large', detail: containing('MB') });
    expect(await readdir(folder)).not.toContain(name);
    expect(await sent(`Content-Length: ${64 * 1024 ** 3}\r\n\r\n`)).toContain('file-too-large');
  });

  it('are refused without a file, and as anything but a form', async () => {
    expect((await api.as.manager.post('/prompts', { name: 'x.wav' })).body.code).toBe('unsupported-media');
    const body = '--b\r\ncontent-disposition: form-data; name="name"\r\n\r\nx.wav\r\n--b--\r\n';
    expect(await sent(`Content-Length: ${body.length}\r\n\r\n${body}`)).toContain('“file”');
  });

  it('leave nothing behind that were broken off, nor those of an API that died', async () => {
    const uploads = async (): Promise<string[]> => (await readdir(folder)).filter((name) => name.startsWith('.upload-'));
    const socket = open(`Content-Length: 100000\r\n\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="x.wav"\r\n\r\n${'x'.repeat(2_000)}`);
    await waitFor('the upload has begun', async () => (await uploads()).length === 1);
    socket.destroy();
    await waitFor('nothing is left of it', async () => (await uploads()).length === 0);

    const [old, fresh] = [path.join(folder, '.upload-old'), path.join(folder, '.upload-fresh')];
    await writeFile(old, 'x');
    await writeFile(fresh, 'x');
    const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await utimes(old, yesterday, yesterday);
    await upload(wav(20), newName());
    expect(await uploads()).toEqual(['.upload-fresh']);
    await rm(fresh);
  });

  it('that somebody else put into the folder are shown with what is wrong with them', async () => {
    await writeFile(path.join(folder, 'theirs.wav'), 'no sound');
    await writeFile(path.join(folder, 'readme.txt'), 'no prompt');
    await mkdir(path.join(folder, 'folder.wav'));
    const { body } = await api.as.manager.get('/prompts');
    expect(body.items).toContainEqual(having({ name: 'theirs.wav', lengthMs: null, sampleRate: null, problem: containing('no WAV file') }));
    expect(body.items.map(({ name }) => name)).toEqual(expect.not.arrayContaining(['readme.txt', 'folder.wav']));
    expect(body.items.map(({ name }) => name)).toEqual(body.items.map(({ name }) => name).sort());
  });

  describe('of campaigns', () => {
    it('must be there', async () => {
      const name = newName();
      const refused = await api.as.manager.post('/campaigns', { name: uniqueName('campaign'), ...SALES, safeHarbourPrompt: name });
      expect(refused.body).toMatchObject({ status: 400, code: 'validation-failed', issues: [{ path: 'safeHarbourPrompt', message: containing(name) }] });
      const { body: campaign } = await api.as.manager.post('/campaigns', { name: uniqueName('campaign'), ...SALES });
      expect((await api.as.manager.patch(`/campaigns/${campaign.id}`, { safeHarbourPrompt: name })).body.code).toBe('validation-failed');
      await upload(wav(20), name);
      expect((await api.as.manager.patch(`/campaigns/${campaign.id}`, { safeHarbourPrompt: name })).body).toMatchObject({ safeHarbourPrompt: name });
      expect((await api.as.manager.post('/campaigns', { name: uniqueName('campaign'), ...SALES, safeHarbourPrompt: name })).status).toBe(201);
    });

    it('are not deleted while the campaign may still dial', async () => {
      const name = newName();
      await upload(wav(20), name);
      const campaignName = uniqueName('campaign');
      const { body: campaign } = await api.as.manager.post('/campaigns', { name: campaignName, ...SALES, safeHarbourPrompt: name });
      expect((await api.as.manager.delete(`/prompts/${name}`)).body).toMatchObject({ status: 409, code: 'in-use', detail: containing(campaignName) });
      expect((await api.as.manager.get('/prompts')).body.items)
        .toContainEqual(having({ name, usedBy: [{ id: campaign.id, name: campaignName, status: 'draft' }] }));
      expect((await upload(wav(40), name, 'true')).body).toMatchObject({ lengthMs: 40, usedBy: [{ id: campaign.id }] });
      await api.write("UPDATE campaigns SET status = 'completed' WHERE id = ?", [campaign.id]);
      expect((await api.as.manager.delete(`/prompts/${name}`)).status).toBe(204);
    });

    it('without one of their own is not deleted', async () => {
      expect((await upload(wav(20), 'default.wav')).body).toMatchObject({ isDefault: true });
      expect((await api.as.admin.delete('/prompts/default.wav')).body).toMatchObject({ code: 'in-use', detail: containing('SAFE_HARBOUR_PROMPT') });
      expect(await readdir(folder)).toContain('default.wav');
    });
  });

  it('whose folder the API does not see: it says so, and lets campaigns name what the switch may have', async () => {
    const away = path.join(folder, '../../', `${path.basename(place)}-away`);
    await rename(folder, away);
    try {
      const problem = { status: 503, code: 'unavailable', detail: containing('PROMPTS_DIR') };
      expect((await api.as.manager.get('/prompts')).body).toMatchObject(problem);
      expect((await upload(wav(20), newName())).body).toMatchObject(problem);
      expect((await api.as.manager.post('/campaigns', { name: uniqueName('campaign'), ...SALES, safeHarbourPrompt: newName() })).body).toMatchObject({ id: anyText });
    } finally {
      await rename(away, folder);
    }
  });

  function open(rest: string): ReturnType<typeof connect> {
    const { hostname, port } = new URL(api.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined); // the API may close before it has read everything
    socket.write(`POST /api/v1/prompts HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${api.as.manager.token}\r\nContent-Type: multipart/form-data; boundary=b\r\n${rest}`);
    return socket;
  }

  /** What the API says before it has seen the whole of a request. */
  async function sent(rest: string): Promise<string> {
    const socket = open(rest);
    let said = '';
    socket.on('data', (chunk: Buffer) => { said += chunk.toString(); });
    await waitFor('the API has answered', () => said.includes('\r\n\r\n') && said.includes('}'));
    socket.destroy();
    return said;
  }
});
