import { request } from 'node:http';
import { startApi, type TestApi } from './support/api';
import { SALES } from './support/data';
import { containing, having, matching } from './support/matching';

const HOSTILE = [
  "'; DROP TABLE lists; --", '{origination_uuid=1}sofia/gateway/x/1', 'a\r\n\r\napi shutdown', '<script>alert(1)</script>',
  '"quoted" {braces} [brackets] ${dollar}', '👩‍👧‍👦 🇮🇷', '\u202eمریم\u202c', 'zero\u0000byte', '../../etc/passwd', '=cmd|calc', '\ud800 lone',
];

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
    for (const text of HOSTILE) {
      const { status, body } = await api.as.admin.post('/lists', { name: text });
      expect(status).toBe(201);
      expect(body.name).toBe(text.replace('\ud800', '\ufffd').trim());
      expect((await api.as.admin.get(`/lists/${body.id}`)).body.name).toBe(body.name);
    }
    expect((await api.as.admin.get('/lists?limit=200')).body.items).toHaveLength(HOSTILE.length);
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
    expect(body).toMatchObject({ code: 'validation-failed', issues: [having({ message: containing('maxLinesPerAgnet') })] });
  });

  it('says in plain words what is wrong with which part', async () => {
    const detailOf = async (settings: object): Promise<unknown> => (await api.as.admin.post('/campaigns', { name: 'x', ...SALES, ...settings })).body.detail;
    expect(await detailOf({ maxLinesPerAgent: 50 })).toBe('maxLinesPerAgent: must be at most 10');
    expect(await detailOf({ mode: 'telepathic' })).toBe('mode: must be one of progressive, power, predictive, zero-abandon, preview');
    expect(await detailOf({ wrapUpSec: '30' })).toBe('wrapUpSec: must be a number, not text');
    expect(await detailOf({ name: '' })).toBe('name: must not be empty');
    expect(await detailOf({ maxLinesPerAgnet: 2 })).toBe('The request: has nothing called maxLinesPerAgnet');
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
