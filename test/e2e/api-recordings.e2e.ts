import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { addAgent, addCall, addCampaign } from './support/data';
import { startApi, type TestApi } from './support/api';
import { anyText } from './support/matching';
import { wav } from './support/wav';

const SOUND = wav(2_000, { fill: 7 });

describe('recordings', () => {
  let api: TestApi;
  let place: string;
  let folder: string;
  let callId: string;
  let id: string;

  beforeAll(async () => {
    place = mkdtempSync(path.join(os.tmpdir(), 'paceline-recordings-'));
    folder = path.join(place, 'recordings');
    api = await startApi({ FREESWITCH_RECORDINGS_DIR: '/as/the/switch/sees/it', RECORDINGS_DIR: folder });
    const { agentId } = await addAgent(api, 'sara');
    callId = await addCall(api, await addCampaign(api, 3), { state: 'ended', outcome: 'connected', agent_id: agentId, ended_at: new Date(), settled_at: new Date() });
    id = await recorded(`2026/01/31/${callId}.wav`);
  });
  afterAll(async () => { await api.stop(); rmSync(place, { recursive: true }); });

  async function recorded(name: string, stoppedAt: Date | null = new Date()): Promise<string> {
    return String((await api.write('INSERT INTO recordings (call_id, path, started_at, stopped_at, length_ms) VALUES (?, ?, NOW(), ?, 2000)', [callId, name, stoppedAt])).insertId);
  }
  function put(name: string, content: Uint8Array = SOUND): void {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  async function fetched(which: string, range?: string, { token } = api.as.quality, method = 'GET') {
    const response = await fetch(`${api.url}/api/v1/recordings/${which}/audio`, { method, headers: { authorization: `Bearer ${token}`, ...(range !== undefined && { range }) } });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isProblem = response.headers.get('content-type')?.includes('problem+json') === true;
    return { status: response.status, headers: response.headers, bytes, code: isProblem ? (JSON.parse(bytes.toString()) as { code: string }).code : null };
  }
  const trail = async (): Promise<unknown[]> => (await api.as.admin.get('/audit?resource=recording')).body.items as unknown[];

  it('cannot be fetched while the API does not see their folder, and that is said', async () => {
    expect(await fetched(id)).toMatchObject({ status: 503, code: 'not-set-up' });
    mkdirSync(folder);
    expect(await fetched(id)).toMatchObject({ status: 404, code: 'not-found' });
    expect(await trail()).toEqual([]);
  });

  it('are sent whole, as what they are, to be kept by no cache', async () => {
    put(`2026/01/31/${callId}.wav`);
    const [named] = (await api.as.quality.get(`/calls/${callId}`)).body.recordings as { id: string }[];
    expect(named?.id).toBe(id);
    const { status, headers, bytes } = await fetched(id);
    expect({ status, isAll: bytes.equals(SOUND) }).toEqual({ status: 200, isAll: true });
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'audio/wav', 'content-length': String(SOUND.length), 'accept-ranges': 'bytes', 'cache-control': 'no-store',
      'content-disposition': `inline; filename="call-${callId}.wav"`, 'x-content-type-options': 'nosniff',
    });
    const head = await fetched(id, undefined, api.as.quality, 'HEAD');
    expect([head.status, head.headers.get('content-length'), head.bytes.length]).toEqual([200, String(SOUND.length), 0]);
  });

  const last = SOUND.length - 1;
  it.each<[string, number, number]>([
    ['bytes=0-99', 0, 99], ['bytes=100-', 100, last], ['bytes=-50', last - 49, last], ['bytes=5-5', 5, 5], [`bytes=0-${last}`, 0, last], ['bytes=100-999999999', 100, last],
  ])('are sent in part: %s', async (range, from, to) => {
    const { status, headers, bytes } = await fetched(id, range);
    expect([status, headers.get('content-range'), headers.get('content-type')]).toEqual([206, `bytes ${from}-${to}/${SOUND.length}`, 'audio/wav']);
    expect(bytes.equals(SOUND.subarray(from, to + 1))).toBe(true);
  });

  it('are sent whole for a range that is none, or several', async () => {
    for (const range of ['bytes=a-b', 'seconds=0-1', 'bytes=0-1,5-9', 'bytes=']) {
      const { status, bytes } = await fetched(id, range);
      expect({ range, status, length: bytes.length }).toEqual({ range, status: 200, length: SOUND.length });
    }
  });

  it('have no part behind their end', async () => {
    const { status, code, headers } = await fetched(id, `bytes=${SOUND.length}-`);
    expect([status, code, headers.get('content-range'), headers.get('content-disposition')]).toEqual([416, 'range-not-satisfiable', `bytes */${SOUND.length}`, null]);
  });

  it('are not sent to who wants them otherwise, nor any longer to who has gone away', async () => {
    const refused = await fetch(`${api.url}/api/v1/recordings/${id}/audio`, { headers: { authorization: `Bearer ${api.as.quality.token}`, 'if-match': '"another"' } });
    expect([refused.status, refused.headers.get('content-type')]).toEqual([409, 'application/problem+json; charset=utf-8']);

    put('long.wav', wav(600_000));
    const gone = new AbortController();
    const { body } = await fetch(`${api.url}/api/v1/recordings/${await recorded('long.wav')}/audio`, { headers: { authorization: `Bearer ${api.as.quality.token}` }, signal: gone.signal });
    await body?.getReader().read();
    gone.abort();
    expect((await fetched(id)).status).toBe(200);
  });

  it('are for those who may hear them: not for agents, their own neither', async () => {
    for (const role of ['admin', 'manager', 'supervisor', 'quality'] as const) expect((await fetched(id, undefined, api.as[role])).status).toBe(200);
    expect(await fetched(id, undefined, await api.login('sara'))).toMatchObject({ status: 403, code: 'not-allowed' });
    expect(await fetched(id, undefined, api.anonymous)).toMatchObject({ status: 401, code: 'not-authenticated' });
  });

  it('leave who fetched which part in the trail, before it is sent', async () => {
    const before = (await trail()).length;
    await fetched(id, 'bytes=0-99');
    await fetched(id, undefined, api.as.manager);
    const entries = await trail();
    expect(entries.slice(0, entries.length - before)).toEqual([
      { id: anyText, at: anyText, userId: anyText, actor: 'the-manager', resource: 'recording', resourceId: id, action: 'fetched', was: null, became: { callId, range: null }, reason: null },
      { id: anyText, at: anyText, userId: anyText, actor: 'the-quality', resource: 'recording', resourceId: id, action: 'fetched', was: null, became: { callId, range: 'bytes=0-99' }, reason: null },
    ]);
  });

  it('are no way to another file, and none to one that is still written', async () => {
    writeFileSync(path.join(place, 'secret.wav'), 'secret');
    symlinkSync(path.join(place, 'secret.wav'), path.join(folder, 'link.wav'));
    symlinkSync(place, path.join(folder, 'up'));
    const before = (await trail()).length;
    for (const name of ['../secret.wav', '/etc/passwd', 'link.wav', 'up/secret.wav', '2026', '', 'gone.wav', `2026/01/31/${callId}.wav/x.wav`]) {
      expect({ name, answer: await fetched(await recorded(name)) }).toMatchObject({ name, answer: { status: 404, code: 'not-found' } });
    }
    put('now.wav');
    expect(await fetched(await recorded('now.wav', null))).toMatchObject({ status: 409, code: 'wrong-state' });
    expect(await fetched('999999')).toMatchObject({ status: 404, code: 'not-found' });
    expect(await trail()).toHaveLength(before);
  });
});
