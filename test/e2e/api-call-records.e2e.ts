import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Metrics } from '@paceline/platform/metrics';
import { waitFor } from '@paceline/testing/wait-for';
import { addCall, addCampaign } from './support/data';
import { startApi, type Answer, type TestApi } from './support/api';

const PASSWORD = 'a password of the switch';
interface Recorded { readonly recorded: string; readonly record: { variables: Record<string, string> } }
const RECORDED = readFileSync(path.resolve(__dirname, '../../libs/telephony/call-records/fixtures/recorded.jsonl'), 'utf8').trim().split('\n')
  .map((line) => JSON.parse(line) as Recorded); // its lines are of this form

/** What a real switch wrote of a busy call, as if of this one. */
function busy(channelId: string): Recorded['record'] {
  const found = RECORDED.find(({ recorded }) => recorded === 'busy');
  if (found === undefined) throw new Error('the fixture has no busy call');
  return { ...found.record, variables: { ...found.record.variables, uuid: channelId } };
}

async function post(api: TestApi, body: string, options: { readonly credentials?: string | null; readonly type?: string; readonly switchId?: string } = {}): Promise<Answer> {
  const { credentials = `switch:${PASSWORD}`, type = 'application/json', switchId = 'main' } = options;
  const response = await fetch(`${api.url}/api/v1/switches/${switchId}/call-records?uuid=x`, {
    method: 'POST', body,
    headers: { 'content-type': type, ...(credentials !== null && { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }) },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Answer['body'] }; // every answer of the API is JSON
}

const count = async (api: TestApi): Promise<number> => Number((await api.rows<{ n: string }>('SELECT COUNT(*) AS n FROM switch_records'))[0]?.n);

describe('a switch that posts its call records', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi({ SWITCH_RECORDS_PASSWORD: PASSWORD }); });
  afterAll(() => api.stop());

  it('has each taken in once', async () => {
    const record = JSON.stringify(busy('aaaaaaaa-0000-4000-8000-000000000001'));
    expect(await post(api, record)).toMatchObject({ status: 200, body: { result: 'stored' } });
    expect(await post(api, record)).toMatchObject({ status: 200, body: { result: 'known' } });
    expect(await api.rows('SELECT channel_id AS id, switch_id AS switchId, number, cause, sip_status AS sipStatus, account_code AS code FROM switch_records'))
      .toEqual([{ id: 'aaaaaaaa-0000-4000-8000-000000000001', switchId: 'main', number: '+14155502001', cause: 'USER_BUSY', sipStatus: 486, code: 'paceline' }]);
  });

  it('mends what was lost', async () => {
    const callId = await addCall(api, await addCampaign(api, 1), { state: 'ended', outcome: 'lost', hangup_cause: 'LOST', ended_at: new Date(), settled_at: new Date() });
    expect(await post(api, JSON.stringify(busy(callId)))).toMatchObject({ status: 200, body: { result: 'amended' } });
    const { body } = await api.as.manager.get(`/calls/${callId}`);
    expect(body).toMatchObject({ state: 'ended', outcome: 'busy', hangupCause: 'USER_BUSY', endedAt: '2026-11-26T08:48:27.825Z' });
    expect(body.events).toMatchObject([{ kind: 'amended-by-switch-record', data: { was: 'lost', outcome: 'busy' } }]);
  });

  it.each([
    ['no password', null], ['another password', 'switch:another password'], ['the password as the user', `${PASSWORD}:x`], ['no colon', PASSWORD], ['nothing behind it', 'switch:'],
  ])('is turned away with %s', async (_what, credentials) => {
    const before = await count(api);
    expect(await post(api, JSON.stringify(busy('bbbbbbbb-0000-4000-8000-000000000001')), { credentials })).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect(await count(api)).toBe(before);
  });

  it.each<[string, string, number, string, Parameters<typeof post>[2]]>([
    ['cut off', JSON.stringify(busy('x')).slice(0, -5), 400, 'validation-failed', {}],
    ['of something else', '{"hello":"world"}', 400, 'validation-failed', {}],
    ['a list', '[]', 400, 'validation-failed', {}],
    ['empty', '', 400, 'validation-failed', {}],
    ['too large', JSON.stringify({ ...busy('x'), padding: 'x'.repeat(300 * 1024) }), 413, 'body-too-large', {}],
    ['a form', `cdr=${encodeURIComponent(JSON.stringify(busy('x')))}`, 415, 'unsupported-media', { type: 'application/x-www-form-urlencoded' }],
    ['for a switch that has no such name', JSON.stringify(busy('x')), 400, 'validation-failed', { switchId: 'No%20Switch' }],
  ])('is told what is wrong with a body that is %s, and goes on', async (_what, body, status, code, options) => {
    const before = await count(api);
    expect(await post(api, body, options)).toMatchObject({ status, body: { code } });
    expect(await count(api)).toBe(before);
    expect((await api.anonymous.get('//health/live')).status).toBe(200);
  });

  it.each<[string, (record: Recorded['record']) => object, object, string]>([
    ['another thing', () => ({ hello: 'world' }), { fault: 'missing', field: 'variables' }, 'is no call record: variables is missing'],
    ['a list', () => [], { fault: 'no-record' }, 'is no call record'],
    ['one with a cause that is none', ({ variables, ...rest }) => ({ ...rest, variables: { ...variables, hangup_cause: 'drop table' } }), { fault: 'malformed', field: 'variables.hangup_cause' },
      'is no call record: variables.hangup_cause is not written as a switch writes it'],
    ['one of a call that goes on', (record) => JSON.parse(JSON.stringify(record).replace(/"hangup_time":"\d+"/g, '"hangup_time":"0"')) as object, { fault: 'not-ended' }, 'is of a call that has not ended'],
  ])('is told why %s is no record, as a code and in words', async (_what, change, params, message) => {
    const { body } = await post(api, JSON.stringify(change(busy('x'))));
    expect(body).toMatchObject({ code: 'validation-failed', issues: [{ path: 'record', code: 'no-call-record', params, message }] });
  });

  it('is counted', async () => {
    expect(await api.app.get(Metrics).registry.metrics()).toMatch(/paceline_switch_records_total\{result="unreadable"\} [1-9]/);
  });
});

describe('the password of the switch', () => {
  it('is guessed at ten times a minute; who has it right is counted for nothing until then', async () => {
    const api = await startApi({ SWITCH_RECORDS_PASSWORD: PASSWORD }, false);
    const right = (): Promise<Answer> => post(api, JSON.stringify(busy('abababab-0000-4000-8000-000000000001')));
    for (let n = 0; n < 30; n++) expect((await right()).status).toBe(200);
    for (let n = 0; n < 10; n++) expect((await post(api, '{}', { credentials: `switch:guess ${n}` })).body.code).toBe('wrong-credentials');
    expect((await right()).status).toBe(200);
    const refused = await post(api, '{}', { credentials: 'switch:one more' });
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    // Else the eleventh guess would tell by its answer whether it was right.
    expect((await right()).status).toBe(429);
    await api.stop();
  });
});

describe('without a password for the switch', () => {
  it('takes nothing, and says why', async () => {
    const api = await startApi({}, false);
    expect(await post(api, JSON.stringify(busy('cccccccc-0000-4000-8000-000000000001')))).toMatchObject({ status: 503, body: { code: 'not-set-up' } });
    expect(await count(api)).toBe(0);
    await api.stop();
  });
});

describe('the spool', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-spool-'));
  const put = (name: string, text: string): void => { writeFileSync(path.join(folder, name), text); };
  afterAll(() => { rmSync(folder, { recursive: true }); });

  it('is taken in and emptied; what is no record is set aside, and what is being written is left', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `dddddddd-0000-4000-8000-0000000000${String(index + 10)}`);
    for (const id of ids) put(`${id}.cdr.json`, JSON.stringify(busy(id)));
    put('being-written.cdr.json', JSON.stringify(busy('x')).slice(0, 100));
    put('half.cdr.json', JSON.stringify(busy('x')).slice(0, 100));
    utimesSync(path.join(folder, 'half.cdr.json'), new Date(Date.now() - 61_000), new Date(Date.now() - 61_000));
    put('other.cdr.json', '{"no":"record"}');

    const api = await startApi({ CALL_RECORD_SPOOL_DIR: folder }, false);
    // As after a kill between the commit and the deletion.
    await waitFor('the spool is worked off', () => readdirSync(folder).every((name) => !name.startsWith('d')));
    put(`${String(ids[0])}.cdr.json`, JSON.stringify(busy(String(ids[0]))));
    await waitFor('and again', () => readdirSync(folder).every((name) => !name.startsWith('d')));
    expect(await count(api)).toBe(ids.length);
    expect(readdirSync(folder).sort()).toEqual(['being-written.cdr.json', 'half.cdr.json.unreadable', 'other.cdr.json.unreadable']);

    put('being-written.cdr.json', JSON.stringify(busy('eeeeeeee-0000-4000-8000-000000000001')));
    await waitFor('the one that was being written is taken in', async () => await count(api) === ids.length + 1);
    await api.stop();
  });

  it('that is not there keeps nothing else from working, and is read when it appears', async () => {
    const later = path.join(folder, 'later');
    const api = await startApi({ CALL_RECORD_SPOOL_DIR: later, SWITCH_RECORDS_PASSWORD: PASSWORD }, false);
    expect(await post(api, JSON.stringify(busy('ffffffff-0000-4000-8000-000000000001')))).toMatchObject({ status: 200 });
    mkdirSync(later);
    writeFileSync(path.join(later, 'f.cdr.json'), JSON.stringify(busy('ffffffff-0000-4000-8000-000000000002')));
    await waitFor('it is worked off', async () => await count(api) === 2 && readdirSync(later).length === 0);
    await api.stop();
  });
});
