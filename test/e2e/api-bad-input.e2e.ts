import { request } from 'node:http';
import { openApiDocument } from '../../apps/api/src/edge/openapi';
import { startApi, type TestApi } from './support/api';
import { SALES, addList } from './support/data';
import { having, matching } from './support/matching';

const ODD = [
  "'; DROP TABLE lists; --", '{origination_uuid=1}sofia/gateway/x/1', '<script>alert(1)</script>',
  '"quoted" {braces} [brackets] ${dollar}', '👩‍👧‍👦 🇮🇷', '\u200fمی\u200cخواهم', '../../etc/passwd', '=cmd|calc',
];
/** No line that can be read. */
const UNREADABLE = ['a\r\n\r\napi shutdown', 'zero\u0000byte', 'two\nlines', 'tab\there', '\u001b[31mred', 'a\u2028b', 'a\u202eb', '\u2066a\u2069', '\ud800 lone', '\u200b'];
const HOSTILE = [...ODD, ...UNREADABLE];

function aFlow(zone: string): object {
  const nodes = { hours: { kind: 'hours', zone, hours: {}, open: 'end', closed: 'end', holiday: 'end' }, end: { kind: 'end' } };
  return { languages: ['en'], start: 'hours', emergency: 'end', nodes };
}

describe('bad input', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi(); });
  afterAll(() => api.stop());

  /** A request that `fetch` would not send. */
  const raw = (method: string, path: string, headers: Record<string, string>, body: string | Buffer = ''): Promise<{ status: number; type: string; body: Record<string, unknown> }> =>
    new Promise((resolve, reject) => {
      const sent = request(`${api.url}${path}`, { method, headers: { authorization: `Bearer ${api.as.admin.token}`, ...headers } }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => { text += piece; }).on('end', () => {
          resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body: JSON.parse(text) as Record<string, unknown> });
        });
      });
      sent.on('error', reject).end(body);
    });

  it.each([
    ['half a JSON', '{"name": "x"', 400, 'validation-failed'],
    ['no object', '"text"', 400, 'validation-failed'],
    ['a number', '12', 400, 'validation-failed'],
    ['an array', '[]', 400, 'validation-failed'],
    ['nothing', '', 400, 'validation-failed'],
    ['a megabyte', JSON.stringify({ name: 'x'.repeat(1_000_000) }), 413, 'body-too-large'],
    ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400, 'validation-failed'],
    ['deep nesting', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 400, 'validation-failed'],
  ])('as a body is a problem document: %s', async (_what, body, status, code) => {
    const answer = await raw('POST', '/api/v1/lists', { 'content-type': 'application/json' }, body);
    expect(answer).toMatchObject({ status, body: { status, code, type: `urn:paceline:error:${code}`, requestId: matching(/^[\w-]{8,}$/) } });
    expect(answer.type).toContain('application/problem+json');
  });

  it.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'name=x', 415, 'unsupported-media'],
    ['no kind', {}, '{"name":"x"}', 415, 'unsupported-media'],
    ['an unknown character set', { 'content-type': 'application/json; charset=klingon' }, '{"name":"x"}', 415, 'unsupported-media'],
    ['an unknown compression', { 'content-type': 'application/json', 'content-encoding': 'zip' }, '{"name":"x"}', 415, 'unsupported-media'],
  ])('of another kind is refused: %s', async (_what, headers, body, status, code) => {
    expect(await raw('POST', '/api/v1/lists', headers, body)).toMatchObject({ status, body: { code } });
  });

  it.each([
    ['GET', '/api/v1/lists/%FF', 400], ['GET', '/api/v1/lists/%00', 400], ['GET', '/api/v1/lists/0', 400], ['GET', '/api/v1/lists/-1', 400],
    ['GET', '/api/v1/lists/1e3', 400], ['GET', '/api/v1/lists/99999999999999999999', 400], ['GET', "/api/v1/lists/1'--", 400],
    ['GET', '/api/v1/lists/9223372036854775807', 404], ['GET', '/api/v1/calls/not-a-uuid', 400], ['GET', '/api/v1/nothing', 404],
    ['GET', '/api', 404], ['GET', '/../../etc/passwd', 404], ['PUT', '/api/v1/lists', 404], ['DELETE', '/health/live', 404],
    ['GET', '/api/v1/lists?limit=0', 400], ['GET', '/api/v1/lists?limit=abc', 400], ['GET', '/api/v1/lists?limit=1&limit=2', 400],
    ['GET', '/api/v1/lists?cursor=rubbish', 400], ['GET', `/api/v1/lists?cursor=${Buffer.from('["1;DROP"]').toString('base64url')}`, 400],
    ['GET', `/api/v1/calls?cursor=${Buffer.from('["1","2"]').toString('base64url')}`, 400], ['GET', '/api/v1/calls?from=yesterday', 400],
  ])('in an address is a problem document: %s %s', async (method, path, status) => {
    const answer = await raw(method, path, {});
    expect(answer.status).toBe(status);
    expect(answer.type).toContain('application/problem+json');
  });

  it('of unknown ids is “not found” everywhere, in words that name the id', async () => {
    const uuid = '00000000-0000-4000-8000-000000000000';
    for (const path of ['/lists/4711', '/lists/4711/contacts', '/imports/4711', '/imports/4711/rejections', '/imports/4711/rejections.csv', '/contacts/4711',
      '/campaigns/4711', '/campaigns/4711/figures', '/agents/4711', '/users/4711', `/calls/${uuid}`, `/commands/${uuid}`, '/gateways/none']) {
      const { status, body } = await api.as.admin.get(path);
      expect({ path, status, code: body.code }).toEqual({ path, status: 404, code: 'not-found' });
      expect(body.detail).toMatch(/4711|0000|none/);
    }
    for (const path of ['/campaigns/4711/start', '/campaigns/4711/pause', `/calls/${uuid}/hangup`]) {
      expect((await api.as.admin.post(path)).body.code).toBe('not-found');
    }
  });

  it('of hostile text is kept as it is, as data', async () => {
    for (const text of ODD) {
      const { status, body } = await api.as.admin.post('/lists', { name: text });
      expect(status).toBe(201);
      expect(body.name).toBe(text);
      expect((await api.as.admin.get(`/lists/${body.id}`)).body.name).toBe(body.name);
    }
    expect((await api.as.admin.get('/lists?limit=200')).body.items).toHaveLength(ODD.length);
  });

  it.each<[string, string, (text: string) => object, path: string]>([
    ['a list', '/lists', (name) => ({ name }), 'name'],
    ['a campaign', '/campaigns', (name) => ({ name, ...SALES }), 'name'],
    ['an agent', '/agents', (name) => ({ userId: '1', name, legAddress: '1001' }), 'name'],
    ['a disposition', '/dispositions', (label) => ({ code: 'odd', label, meaning: 'final' }), 'label'],
    ['a holiday', '/holidays/import', (name) => ({ country: 'DE', source: 'a law', holidays: [{ day: '2026-12-26', name }] }), 'holidays.0.name'],
    ['where a holiday is written', '/holidays/import', (source) => ({ country: 'DE', source, holidays: [{ day: '2026-12-26', name: 'x' }] }), 'source'],
    ['a reason not to call', '/do-not-call', (reason) => ({ phones: ['+14155550100'], reason }), 'reason'],
    ['a reason to stop all dialing', '/dialing/stop', (reason) => ({ reason }), 'reason'],
    ['a queue', '/queues', (name) => ({ name }), 'name'],
    ['the zone of a queue', '/queues', (zone) => ({ name: 'q', zone }), 'zone'],
    ['a flow', '/flows', (name) => ({ name, draft: aFlow('UTC') }), 'name'],
    ['the zone of a flow', '/flows', (zone) => ({ name: 'f', draft: aFlow(zone) }), 'draft.nodes.hours.zone'],
    ['a reason to close all numbers', '/inbound/close', (reason) => ({ reason }), 'reason'],
    ['a reason for a break', '/agent/status', (reason) => ({ status: 'break', reason }), 'reason'],
  ])('that is no line to read is refused as the name of %s', async (_what, path, body, field) => {
    for (const text of UNREADABLE) {
      const answer = await api.as.admin.post(path, body(text));
      expect(answer.body).toMatchObject({ code: 'validation-failed', issues: [{ path: field, message: matching(/must be one line|something that can be read/) }] });
    }
  });

  it('in a note is refused but for its line breaks', async () => {
    const path = '/calls/00000000-0000-4000-8000-000000000000/disposition';
    const codeOf = async (note: string): Promise<unknown> => (await api.as.admin.post(path, { code: 'sold', note })).body.code;
    expect([await codeOf('first\r\n\tsecond'), await codeOf('zero\u0000byte'), await codeOf('\ud800')]).toEqual(['not-found', 'validation-failed', 'validation-failed']);
  });

  it.each(['.', '..', '.hidden', '-rf', 'a/b', 'a b', 'a\nb'])('%j names nothing that stands in an address, a path or a dial string', async (name) => {
    const gateway = await api.as.admin.post('/gateways', { name, allowedPrefixes: ['+1'] });
    const route = await api.as.admin.post('/campaigns', { name: 'c', ...SALES, gateways: [name] });
    const prompt = await api.as.admin.post('/campaigns', { name: 'c', ...SALES, safeHarbourPrompt: name });
    const phone = await api.as.admin.post('/agents', { userId: '1', name: 'a', legAddress: name });
    const line = await api.as.admin.post('/agents', { userId: '1', name: 'a', legAddress: '1001', lines: [name] });
    expect([gateway, route, prompt, phone, line].map(({ body }) => body.issues[0]?.path)).toEqual(['name', 'gateways.0', 'safeHarbourPrompt', 'legAddress', 'lines.0']);
  });

  it('of an address is told when nothing there knows it, whether the route takes parameters or none', async () => {
    const id = (await api.as.admin.post('/lists', { name: 'strict' })).body.id;
    const reads = Object.entries(openApiDocument(api.app).paths).filter(([, methods]) => 'get' in methods)
      .map(([path]) => path.replace(/.*\/(calls|commands)\/\{id\}/, `/api/v1/$1/${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`).replace('{id}', id).replace('{name}', 'x.wav'));
    expect(reads.length).toBeGreaterThan(20);
    for (const path of reads) {
      const { status, body } = await api.as.admin.get(`/${path}?colour=red`);
      expect({ path, status, said: body.issues }).toEqual({ path, status: 400, said: expect.arrayContaining([{ path: 'colour', code: 'unknown', params: {}, message: 'is not known here' }]) as unknown });
    }
    for (const path of ['/lists?colour=red', '/campaigns/4711/start?at=noon', `/lists/${id}/imports?colour=red`]) {
      expect((await api.as.admin.post(path, path.startsWith('/lists?') ? { name: 'x' } : undefined)).body.code).toBe('validation-failed');
    }
    expect((await api.as.admin.post('/campaigns/4711/start', { at: 'noon' })).body.detail).toBe('at: is not known here');
    expect((await api.as.admin.post('/campaigns/4711/start', {})).body.code).toBe('not-found');
  });

  it('of an address keeps a plus sign where it means one', async () => {
    await api.as.admin.post('/do-not-call', { phones: ['+14155550100'] });
    for (const written of ['+14155550100', '%2B14155550100']) {
      expect((await api.as.admin.get(`/do-not-call?phone=${written}`)).body.items).toEqual([having({ phone: '+14155550100' })]);
    }
    expect((await api.as.admin.get('/audit?resource=do-not-call&resourceId=+14155550100')).body.items).toEqual([having({ resourceId: '+14155550100' })]);
    expect((await api.as.admin.get('/calls?phone=+14155550100&from=2026-01-31T09:00:00+03:30')).status).toBe(200);
  });

  it('of an address that can find nothing is refused, instead of answered with an empty page', async () => {
    const gateways = [(await api.as.admin.post('/gateways', { name: 'short-lived', allowedPrefixes: ['+1'] })).body.name];
    const campaign = `/campaigns/${(await api.as.admin.post('/campaigns', { name: 'c', ...SALES, gateways })).body.id}/targets`;
    const detailOf = async (path: string): Promise<unknown> => { const { status, body } = await api.as.admin.get(path); return status === 200 ? 'taken' : body.detail; };
    const noPhone = 'phone: must be a phone number such as +14155550100';
    for (const path of ['/calls', '/calls.csv', campaign]) expect(await detailOf(`${path}?phone=2125550102`)).toBe(noPhone);
    expect(await detailOf('/do-not-call?phone=2125550102')).toBe('phone: is no phone number with its country code');
    const [later, earlier] = ['2027-01-01T00:00:00Z', '2026-01-01T00:00:00%2B03:30'];
    for (const path of ['/calls', '/calls.csv']) expect(await detailOf(`${path}?from=${later}&to=${earlier}`)).toBe('from: must not come after to');
    expect(await detailOf(`/audit?from=${later}&until=${earlier}`)).toBe('from: must not come after until');
    expect(await detailOf(`/calls?from=${earlier}&to=${later}`)).toBe('taken');
    expect(await detailOf(`${campaign}?result=interestd`)).toContain('result: interestd is no disposition');
    for (const result of ['interested', 'busy', 'unknown-zone', 'off-list']) expect(await detailOf(`${campaign}?result=${result}`)).toBe('taken');
    await api.as.admin.delete('/campaigns/' + campaign.split('/')[2]);
    await api.as.admin.delete('/gateways/short-lived');
  });

  it('does not reach the database where only names, digits and codes may stand', async () => {
    for (const text of HOSTILE) {
      const gateway = await api.as.admin.post('/gateways', { name: text, allowedPrefixes: ['+1'] });
      const prefix = await api.as.admin.post('/gateways', { name: 'fine', allowedPrefixes: [text] });
      const caller = await api.as.admin.post('/campaigns', { name: 'c', ...SALES, callerNumber: text });
      const prompt = await api.as.admin.post('/campaigns', { name: 'c', ...SALES, safeHarbourPrompt: text });
      const dnc = await api.as.admin.post('/do-not-call', { phones: [text] });
      const user = await api.as.admin.post('/users', { username: text, password: 'x'.repeat(20), role: 'agent' });
      expect([gateway, prefix, caller, prompt, dnc, user].map(({ body }) => body.code)).toEqual(Array(6).fill('validation-failed'));
    }
    expect((await api.as.admin.get('/gateways')).body.items).toEqual([]);
  });

  it('with a key that nobody knows is told, instead of ignored', async () => {
    const { body } = await api.as.admin.post('/campaigns', { name: 'x', ...SALES, maxLinesPerAgnet: 2 });
    expect(body).toMatchObject({ code: 'validation-failed', issues: [{ path: 'maxLinesPerAgnet', message: 'is not known here' }] });
  });

  it('says in plain words what is wrong with which part', async () => {
    const detailOf = async (settings: object): Promise<unknown> => (await api.as.admin.post('/campaigns', { name: 'x', ...SALES, ...settings })).body.detail;
    expect(await detailOf({ maxLinesPerAgent: 50 })).toBe('maxLinesPerAgent: must be at most 10');
    expect(await detailOf({ mode: 'telepathic' })).toBe('mode: must be one of progressive, power, predictive, zero-abandon, preview, broadcast');
    expect(await detailOf({ wrapUpSec: '30' })).toBe('wrapUpSec: must be a number, not text');
    expect(await detailOf({ name: '' })).toBe('name: must not be empty');
    expect(await detailOf({ maxLinesPerAgnet: 2 })).toBe('maxLinesPerAgnet: is not known here');
    const gateway = async (settings: object): Promise<unknown> => (await api.as.admin.post('/gateways', { name: 'b', ...settings })).body.detail;
    expect(await gateway({ numberFormat: { style: 'foo' } })).toBe('numberFormat.style: must be one of e164-plus, e164, international, national');
    expect(await gateway({ numberFormat: { style: 'e164', digits: 9 } })).toBe('numberFormat.digits: is not known here');
    const contact = (await api.as.admin.get(`/lists/${await addList(api, 1)}/contacts`)).body.items[0]?.id ?? '';
    expect((await api.as.admin.patch(`/contacts/${contact}`, { name: null })).body.detail).toBe('name: must be text, not null');
    expect((await api.as.admin.patch(`/contacts/${contact}`, { name: 'a\nb' })).body.detail).toContain('name: must be one line');
    expect((await api.as.admin.post('/campaigns', [])).body.detail).toBe('The request: must be an object, not a list');
    expect((await api.as.admin.get('/campaigns?limit=many')).body.detail).toBe('limit: must be a number');
  });

  it('that would change the prototype of objects changes nothing', async () => {
    const answer = await raw('POST', '/api/v1/lists', { 'content-type': 'application/json' }, '{"name":"p","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    expect(answer).toMatchObject({ status: 201, body: { name: 'p' } });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('of any route tells nothing of our side', async () => {
    await api.write('RENAME TABLE lists TO lists_away');
    try {
      const { status, text, body } = await api.as.admin.get('/lists');
      expect({ status, code: body.code }).toEqual({ status: 500, code: 'internal-error' });
      expect(text).not.toMatch(/lists_away|SELECT|ER_|node_modules|at .*:\d+/i);
      expect(body.requestId).toMatch(/^[0-9a-f-]{36}$/);
    } finally {
      await api.write('RENAME TABLE lists_away TO lists');
    }
  });

  it('has the request id of the caller when that is a plain one', async () => {
    expect((await raw('GET', '/api/v1/nothing', { 'x-request-id': 'trace-12345678' })).body['requestId']).toBe('trace-12345678');
    expect((await raw('GET', '/api/v1/nothing', { 'x-request-id': '"><script>' })).body['requestId']).toMatch(/^[0-9a-f-]{36}$/);
  });
});
