import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { keepVoicemail } from '@paceline/persistence';
import { startApi, type Client, type TestApi } from './support/api';
import { matching } from './support/matching';
import { wav } from './support/wav';

const SOUND = wav(1_200, { fill: 5 });

describe('voicemails', () => {
  let api: TestApi;
  let folder: string;
  let supervisor: Client;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-recordings-'));
    api = await startApi({ RECORDINGS_DIR: folder });
    supervisor = api.as.supervisor;
  });
  afterAll(async () => { await api.stop(); rmSync(folder, { recursive: true, force: true }); });

  async function left(clientId = '1'): Promise<string> {
    const callId = randomUUID();
    await api.write("INSERT INTO calls (id, client_id, direction, state, switch_id, line, phone, dialed_number, planned_at) VALUES (?, ?, 'inbound', 'ended', 'main', 'queue-7', '+14155550100', '+12125550199', UTC_TIMESTAMP(3))", [callId, clientId]);
    await keepVoicemail(api.database, { clientId, callId, queueId: '7', language: 'fa', path: `${callId}-2.wav`, lengthMs: 1_200, leftAt: new Date() });
    writeFileSync(path.join(folder, `${callId}-2.wav`), SOUND);
    return (await api.rows<{ id: string }>('SELECT id FROM voicemails ORDER BY id DESC LIMIT 1'))[0]?.id ?? '';
  }

  it('are listed, heard in part or whole with an entry in the trail, and marked done once', async () => {
    const id = await left();
    expect((await supervisor.get('/voicemails?done=false')).body.items).toMatchObject([{ id, queueId: '7', phone: '+14155550100', contactId: null, dialedNumber: '+12125550199', language: 'fa', lengthMs: 1_200, done: null }]);
    const heard = await fetch(`${api.url}/api/v1/voicemails/${id}/audio`, { headers: { authorization: `Bearer ${supervisor.token}`, range: 'bytes=0-9' } });
    expect([heard.status, heard.headers.get('content-type'), Buffer.from(await heard.arrayBuffer())]).toEqual([206, 'audio/wav', Buffer.from(SOUND).subarray(0, 10)]);
    expect((await api.as.admin.get(`/audit?resource=voicemail&resourceId=${id}`)).body.items).toMatchObject([{ action: 'fetched', actor: 'the-supervisor', became: { range: 'bytes=0-9' } }]);

    const done = { id, done: { byUsername: 'the-supervisor', at: matching(/^\d{4}-/) } };
    expect((await supervisor.post(`/voicemails/${id}/done`)).body).toMatchObject(done);
    expect((await api.as.manager.post(`/voicemails/${id}/done`)).body).toMatchObject(done); // whoever was first
    expect((await supervisor.get('/voicemails?done=false')).body.items).toEqual([]);
    expect((await supervisor.get('/voicemails?done=true&queueId=8')).body.items).toEqual([]);
    expect((await supervisor.post(`/voicemails/${id}/reopen`)).body).toMatchObject({ id, done: null });
  });

  it('are told to be gone when the file is, and are nobody else\'s', async () => {
    const [id, theirs] = [await left(), await left('2')];
    rmSync(folder, { recursive: true });
    expect((await supervisor.get(`/voicemails/${id}/audio`)).body).toMatchObject({ status: 503, code: 'not-set-up' });
    expect((await supervisor.get('/voicemails/999/audio')).body).toMatchObject({ status: 404, detail: 'No voicemail has the id 999.' });
    expect([(await supervisor.get(`/voicemails/${theirs}/audio`)).status, (await supervisor.post(`/voicemails/${theirs}/done`)).status]).toEqual([404, 404]);
    expect((await api.as.agent.get('/voicemails')).status).toBe(403);
  });
});
