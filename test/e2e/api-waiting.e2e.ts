import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { QueueDay, QueueFiguresView } from '@paceline/contracts/queues';
import { ClientRepository } from '@paceline/persistence';
import { PASSWORD, clientOf, startApi, type Client, type TestApi } from './support/api';
import { addAgent, addCall, addCampaign, uniqueName } from './support/data';
import { startOwner, type FakeOwner } from './support/owner';
import { wav } from './support/wav';

describe('callers who wait', () => {
  let api: TestApi;
  let owner: FakeOwner;
  let supervisor: Client;
  let prompts: string;
  let queueId: string;
  beforeAll(async () => {
    prompts = await mkdtemp(path.join(os.tmpdir(), 'paceline-prompts-'));
    api = await startApi({ PROMPTS_DIR: prompts });
    owner = startOwner(api);
    supervisor = api.as.supervisor;
    await api.as.manager.upload('/prompts', wav(300, { fill: 1 }), { name: 'sorry-en.wav' });
    await addAgent(api, 'sara');
  });
  beforeEach(async () => {
    owner.respond = () => null;
    owner.seen.length = 0;
    queueId = (await api.as.manager.post('/queues', { name: uniqueName('queue') })).body.id;
  });
  afterAll(async () => { await owner.stop(); await api.stop(); await rm(prompts, { recursive: true }); });

  const secondsAgo = (sec: number): Date => new Date(Date.now() - sec * 1_000);
  async function waits(waitedSec: number, { points = 0, ...columns }: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const call: Record<string, unknown> = {
      id: randomUUID(), client_id: 1, direction: 'inbound', state: 'waiting', switch_id: api.environment.SWITCH_ID, line: `queue-${queueId}`, phone: '+12025550123', dialed_number: '+12025550199',
      planned_at: secondsAgo(waitedSec), answered_at: secondsAgo(waitedSec), ...columns,
    };
    await api.write(`INSERT INTO calls (${Object.keys(call).join(', ')}) VALUES (${Object.keys(call).map(() => '?').join(', ')})`, Object.values(call));
    await api.write('INSERT INTO waits (call_id, from_at, queue_id, points) VALUES (?, ?, ?, ?)', [call['id'], secondsAgo(waitedSec), queueId, points]);
    return String(call['id']);
  }
  async function stranger(): Promise<Client> {
    const { clientId } = await new ClientRepository(api.database).put(uniqueName('client'));
    const username = uniqueName('stranger');
    await api.addUser(username, 'admin');
    await api.write('UPDATE users SET client_id = ? WHERE username = ?', [clientId, username]);
    return clientOf(api.url, (await api.anonymous.post('/auth/login', { username, password: PASSWORD })).body.token);
  }

  it('are told in the order in which they are served, those of this queue alone', async () => {
    const [first, last, favoured, connecting] = [await waits(60), await waits(5), await waits(10, { points: 300 }), await waits(90, { state: 'connecting' })];
    await waits(20, { line: 'queue-999999' });
    await waits(20, { state: 'ended', ended_at: new Date(), outcome: 'abandoned-in-queue' });
    const { status, body } = await supervisor.get(`/queues/${queueId}/waiting`);
    expect([status, body.items]).toMatchObject([200, [
      { callId: connecting, place: null, isBeingConnected: true }, { callId: favoured, place: 1, points: 300 },
      { callId: first, place: 2, phone: '+12025550123', dialedNumber: '+12025550199', points: 0, lostItsAgent: false }, { callId: last, place: 3 },
    ]]);
  });

  it('and what became of those before are the figures of their queue', async () => {
    await waits(60);
    const served = async (waitedSec: number, how: string): Promise<void> => {
      await api.write('UPDATE waits SET to_at = UTC_TIMESTAMP(3), ended_by = ? WHERE call_id = ?', [how, await waits(waitedSec, { state: 'ended', ended_at: new Date(), outcome: 'answered' })]);
    };
    await served(5, 'answered');
    await served(40, 'abandoned');
    const { status, body } = await supervisor.get(`/queues/${queueId}/figures`);
    // Whoever waits for a minute has missed it already; a minute ago it may have been yesterday.
    const lately = { offered: 3, answeredInTime: 1, ratio: 1 / 3, answered: 1, abandoned: 1 };
    expect([status, body]).toMatchObject([200, { queueId, waiting: 1, longestWaitMs: expect.any(Number) as number, lately, agents: null }]);
    const sara = await api.login('sara');
    expect((await sara.get(`/queues/${queueId}/figures`)).status).toBe(403);
    expect((await (await stranger()).get(`/queues/${queueId}/figures`)).status).toBe(404);
  });

  it('and so is a day of it, also one of before, by its own clock', async () => {
    const at = (iso: string): string => iso.replace('T', ' ').replace('Z', '');
    await api.as.manager.patch(`/queues/${queueId}`, { zone: 'America/New_York', shortAbandonSec: 5 });
    const stayed = async (from: string, to: string, how: string): Promise<void> => {
      await api.write('INSERT INTO waits (call_id, from_at, queue_id, to_at, ended_by) VALUES (UUID(), ?, ?, ?, ?)', [at(from), queueId, at(to), how]);
    };
    await stayed('2026-03-08T04:59:59.000Z', '2026-03-08T05:00:09.000Z', 'answered'); // the evening before
    await stayed('2026-03-08T05:00:00.000Z', '2026-03-08T05:00:10.000Z', 'answered');
    await stayed('2026-03-08T05:14:00.000Z', '2026-03-08T05:14:40.000Z', 'answered');
    await stayed('2026-03-08T07:01:00.000Z', '2026-03-08T07:01:02.000Z', 'abandoned');
    await stayed('2026-03-09T03:59:00.000Z', '2026-03-09T04:00:30.000Z', 'abandoned');
    const { status, body } = await supervisor.get(`/queues/${queueId}/day?date=2026-03-08`);
    expect([status, body]).toMatchObject([200, {
      zone: 'America/New_York', date: '2026-03-08', from: '2026-03-08T05:00:00.000Z', to: '2026-03-09T04:00:00.000Z',
      total: { offered: 3, answeredInTime: 1, ratio: 1 / 3, answered: 2, abandoned: 2, shortAbandoned: 1, abandonedRatio: 1 / 3, answeredAfter: { count: 2, meanMs: 25_000, longestMs: 40_000 } },
    }]);
    const { periods } = body as unknown as QueueDay; // as its route says
    expect([periods.length, periods[0], periods.at(-1)]).toMatchObject([92, { from: '2026-03-08T05:00:00.000Z', offered: 2, answered: 2 }, { offered: 1, answeredAfter: null, abandonedAfter: { longestMs: 90_000 } }]);
    await stayed(new Date(Date.now() - 1_000).toISOString(), new Date().toISOString(), 'answered');
    const now = (await supervisor.get(`/queues/${queueId}/day`)).body as unknown as QueueDay;
    const live = (await supervisor.get(`/queues/${queueId}/figures`)).body as unknown as QueueFiguresView;
    expect([now.zone, now.total.answered, now.total.offered, now.periods.reduce((sum, { answered }) => sum + answered, 0)]).toEqual(['America/New_York', live.today.answered, live.today.offered, now.total.answered]);
    expect((await supervisor.get(`/queues/${queueId}/day?date=2026-13-40`)).body).toMatchObject({ status: 400, code: 'validation-failed' });
    const sara = await api.login('sara');
    expect((await sara.get(`/queues/${queueId}/day`)).status).toBe(403);
    expect((await (await stranger()).get(`/queues/${queueId}/day`)).status).toBe(404);
  });

  it('are moved, put first and taken out by supervisors, through the owner, and the trail says who asked', async () => {
    const callId = await waits(5);
    const other = (await api.as.manager.post('/queues', { name: uniqueName('queue') })).body.id;
    expect((await supervisor.post(`/calls/${callId}/move`, { queueId: other })).body).toMatchObject({ kind: 'call-move', state: 'done' });
    expect((await supervisor.post(`/calls/${callId}/answer-next`)).status).toBe(200);
    expect((await supervisor.post(`/calls/${callId}/take-out`, { prompt: 'sorry-en.wav' })).status).toBe(200);
    expect((await supervisor.post(`/calls/${callId}/take-out`)).status).toBe(200);
    expect(owner.seen.map(({ kind, payload }) => [kind, payload['callId'], payload['queueId'] ?? payload['prompt']])).toEqual([
      ['call-move', callId, other], ['call-answer-next', callId, undefined], ['call-take-out', callId, 'sorry-en.wav'], ['call-take-out', callId, null],
    ]);
    const { body } = await api.as.admin.get(`/audit?resource=call&resourceId=${callId}`);
    expect(body.items).toMatchObject([
      { action: 'changed', became: { takenOut: true, prompt: null } }, { became: { takenOut: true, prompt: 'sorry-en.wav' } },
      { actor: 'the-supervisor', became: { answeredNext: true } }, { was: { line: `queue-${queueId}` }, became: { line: `queue-${other}` } },
    ]);
  });

  it('have it in the trail, too, that they were to be moved to where the row still has them: the owner may know better', async () => {
    const callId = await waits(5);
    expect((await supervisor.post(`/calls/${callId}/move`, { queueId })).status).toBe(200);
    const { body } = await api.as.admin.get(`/audit?resource=call&resourceId=${callId}`);
    expect(body.items).toMatchObject([{ actor: 'the-supervisor', was: { moved: false }, became: { moved: true } }]);
  });

  it('are told by the number that they dialed, on the list of calls and in its file', async () => {
    const callId = await waits(5);
    expect((await api.as.manager.get(`/calls/${callId}`)).body).toMatchObject({ phone: '+12025550123', dialedNumber: '+12025550199', callerNumber: null });
    expect((await api.as.manager.get('/calls.csv?state=waiting')).text).toContain('+12025550199');
  });

  it('who wait no more are said to, also by the owner, who alone knows in this moment', async () => {
    const [over, waiting] = [await waits(5, { state: 'ended', ended_at: new Date(), outcome: 'answered' }), await waits(5)];
    expect((await supervisor.post(`/calls/${over}/answer-next`)).body).toMatchObject({ status: 409, code: 'wrong-state', detail: 'The call is over.' });
    expect((await supervisor.post(`/calls/${await addCall(api, await addCampaign(api, 2), { state: 'waiting' })}/take-out`)).body).toMatchObject({ code: 'wrong-state', reason: 'call-not-waiting' });
    owner.respond = () => ({ code: 'wrong-state', reason: 'call-being-connected', params: {} });
    expect((await supervisor.post(`/calls/${waiting}/move`, { queueId })).body)
      .toMatchObject({ status: 409, code: 'wrong-state', detail: 'An agent is being connected with the caller at this moment.' });
  });

  it('go to no queue that there is not, or on another switch, and hear no prompt that there is not', async () => {
    const callId = await waits(5);
    expect((await supervisor.post(`/calls/${callId}/move`, { queueId: '999999' })).body).toMatchObject({ status: 404, code: 'not-found' });
    await api.write("UPDATE queues SET switch_id = 'other' WHERE id = ?", [queueId]);
    expect((await supervisor.post(`/calls/${callId}/move`, { queueId })).body).toMatchObject({ status: 409, reason: 'queue-elsewhere' });
    expect((await supervisor.post(`/calls/${callId}/take-out`, { prompt: 'nothing.wav' })).body).toMatchObject({ status: 400, code: 'validation-failed' });
    expect(owner.seen).toEqual([]);
  });

  it('are another client\'s to nobody, and no agent\'s to move', async () => {
    const [callId, other, sara] = [await waits(5), await stranger(), await api.login('sara')];
    for (const [address, body] of [['move', { queueId }], ['answer-next', undefined], ['take-out', {}]] as const) {
      expect((await other.post(`/calls/${callId}/${address}`, body)).status).toBe(404);
      expect((await sara.post(`/calls/${callId}/${address}`, body)).status).toBe(403);
    }
    expect((await other.get(`/queues/${queueId}/waiting`)).status).toBe(404);
    expect((await sara.get(`/queues/${queueId}/waiting`)).status).toBe(403);
    expect(owner.seen).toEqual([]);
  });
});
