import { createHmac } from 'node:crypto';
import { PERMISSIONS, ROLES, type Permission } from '@paceline/contracts/permissions';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import { UserRepository } from '@paceline/persistence';
import { PASSWORD, clientOf, startApi, type TestApi } from './support/api';
import { anyNumber, anyText } from './support/matching';

describe('logging in', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi(); });
  afterAll(() => api.stop());

  it('gives a token that tells who one is and what one may', async () => {
    const { body } = await api.as.supervisor.get('/auth/me');
    expect(body).toMatchObject({ username: 'the-supervisor', role: 'supervisor', agentId: null });
    expect(body.permissions).toContain('calls:control');
    expect(body.permissions).not.toContain('users:manage');
  });

  it('refuses an unknown user, a wrong password and an inactive user with the same answer', async () => {
    await api.addUser('asleep', 'agent');
    await api.write("UPDATE users SET active = FALSE WHERE username = 'asleep'");
    const answers = await Promise.all([
      api.anonymous.post('/auth/login', { username: 'nobody', password: PASSWORD }),
      api.anonymous.post('/auth/login', { username: 'the-admin', password: 'wrong' }),
      api.anonymous.post('/auth/login', { username: 'asleep', password: PASSWORD }),
    ]);
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect({ ...body, requestId: '' }).toEqual({ ...answers[0]?.body, requestId: '' });
      expect(body.code).toBe('wrong-credentials');
    }
  });

  it('takes as long for an unknown user as for a wrong password, for the same work is done', async () => {
    const timed = async (username: string): Promise<number> => {
      const startedAtMs = performance.now();
      await api.anonymous.post('/auth/login', { username, password: 'wrong' });
      return performance.now() - startedAtMs;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 4; round++) { known.push(await timed(`the-${ROLES[round] ?? 'admin'}`)); unknown.push(await timed(`nobody-${round}`)); }
    // The shortest of each is what noise of the machine touches least; a lookup without a hash takes a tenth of it.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2.5);
  });

  it('ends with the user being made inactive, and with another password', async () => {
    const id = await api.addUser('leaving', 'manager');
    const leaving = await api.login('leaving');
    expect((await leaving.get('/lists')).status).toBe(200);
    await api.as.admin.patch(`/users/${id}`, { active: false });
    expect((await leaving.get('/lists')).body).toMatchObject({ status: 401, code: 'not-authenticated' });

    await api.addUser('careful', 'manager');
    const careful = await api.login('careful');
    expect((await careful.post('/auth/password', { currentPassword: 'wrong', newPassword: 'a new password, long' })).body).toMatchObject({ status: 400, code: 'wrong-password' });
    expect((await careful.post('/auth/password', { currentPassword: PASSWORD, newPassword: PASSWORD })).body).toMatchObject({ code: 'validation-failed', issues: [{ path: 'newPassword' }] });
    expect((await careful.post('/auth/password', { currentPassword: PASSWORD, newPassword: 'short' })).body.code).toBe('validation-failed');
    expect((await careful.post('/auth/password', { currentPassword: PASSWORD, newPassword: 'a new password, long' })).status).toBe(204);
    expect((await careful.get('/lists')).status).toBe(401);
    expect((await api.anonymous.post('/auth/login', { username: 'careful', password: 'a new password, long' })).status).toBe(200);
  });

  it('is refused after ten tries of one name in a minute, and others still get in', async () => {
    const tries = [];
    for (let n = 0; n < 12; n++) tries.push((await api.anonymous.post('/auth/login', { username: 'target', password: 'wrong' })).body.code);
    expect(tries.slice(0, 10)).toEqual(Array(10).fill('wrong-credentials'));
    expect(tries.slice(10)).toEqual(['too-many-requests', 'too-many-requests']);
    expect((await api.anonymous.post('/auth/login', { username: 'the-quality', password: PASSWORD })).status).toBe(200);
  });

  it('counts the tries of a name however the database lets it be written, and says in plain HTTP how long to wait', async () => {
    await api.addUser('qual', 'agent');
    const spellings = ['qual', 'qüal', 'QUAL', 'ｑｕａｌ', 'q\u200Bual', 'qua\u0301l', ' qual\u200B ', 'QUÄL', `q${'\u200B'.repeat(150)}ual`, 'qűal'];
    for (const username of spellings) expect((await api.anonymous.post('/auth/login', { username, password: 'wrong' })).body.code).toBe('wrong-credentials');
    const refused = await api.anonymous.post('/auth/login', { username: 'qṳal', password: PASSWORD });
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-requests', retryAfterSec: anyNumber } });
    const { retryAfterSec } = refused.body as unknown as { retryAfterSec: number };
    expect(refused.headers.get('retry-after')).toBe(String(retryAfterSec));
    expect(retryAfterSec).toBeGreaterThan(0);
    expect(retryAfterSec).toBeLessThanOrEqual(60);
    expect([...refused.headers.keys()].filter((name) => /^(retry-after.|x-ratelimit)/.test(name))).toEqual([]);
  });

  it('counts the tries of the present password by whose it is', async () => {
    await api.addUser('guessed', 'agent');
    await api.addUser('beside', 'agent');
    const [guessed, beside] = [await api.login('guessed'), await api.login('beside')];
    for (let n = 0; n < 10; n++) expect((await guessed.post('/auth/password', { currentPassword: 'wrong', newPassword: PASSWORD })).body.code).toBe('wrong-password');
    expect((await guessed.post('/auth/password', { currentPassword: PASSWORD, newPassword: PASSWORD })).body.code).toBe('too-many-requests');
    expect((await beside.post('/auth/password', { currentPassword: 'wrong', newPassword: PASSWORD })).body.code).toBe('wrong-password');
  });

  it.each([
    ['no token', ''],
    ['rubbish', 'rubbish'],
    ['three parts of rubbish', 'a.b.c'],
    ['an unsigned token', `${part({ alg: 'none', typ: 'JWT' })}.${part({ sub: '1', jti: '00000000-0000-4000-8000-000000000000', iss: 'paceline', exp: 4102444800 })}.`],
    ['a token signed with another secret', signed({ sub: '1', jti: '00000000-0000-4000-8000-000000000000', iss: 'paceline', exp: 4102444800 }, 'x'.repeat(40))],
    ['a very long one', 'a'.repeat(10_000)],
  ])('is asked for with %s', async (_what, token) => {
    const answer = await clientOf(api.url, token).get('/lists');
    expect(answer.status).toBe(401);
    expect(answer.body.code).toBe('not-authenticated');
  });

  it('has ended when the token says so', async () => {
    const short = await startApi({ JWT_SECRET: 'z'.repeat(40) });
    const { sub, jti } = JSON.parse(Buffer.from(short.as.admin.token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string; jti: string };
    const claims = { sub, jti, iss: 'paceline' };
    const nowSec = Math.floor(Date.now() / 1000);
    expect((await clientOf(short.url, signed({ ...claims, exp: nowSec + 60 }, 'z'.repeat(40))).get('/lists')).status).toBe(200);
    expect((await clientOf(short.url, signed({ ...claims, exp: nowSec - 1 }, 'z'.repeat(40))).get('/lists')).status).toBe(401);
    expect((await clientOf(short.url, signed({ ...claims, exp: nowSec + 60, iss: 'other' }, 'z'.repeat(40))).get('/lists')).status).toBe(401);
    // A login is its own user's, and one that nobody began is none.
    expect((await clientOf(short.url, signed({ ...claims, exp: nowSec + 60, sub: String(Number(sub) + 1) }, 'z'.repeat(40))).get('/lists')).status).toBe(401);
    expect((await clientOf(short.url, signed({ ...claims, exp: nowSec + 60, jti: '00000000-0000-4000-8000-000000000000' }, 'z'.repeat(40))).get('/lists')).status).toBe(401);
    await short.stop();
  });
});

describe('roles', () => {
  let api: TestApi;
  interface Operation { readonly description?: string; readonly summary: string }
  let operations: { method: string; path: string; permission: Permission | null }[];

  beforeAll(async () => {
    // A folder that is there, and has no prompts.
    api = await startApi({ PROMPTS_DIR: __dirname });
    const { body } = await api.anonymous.get('//api/docs-json');
    operations = Object.entries(body.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method, path, permission: (/`(\S+)`/.exec(operation.description ?? '')?.[1] ?? null) as Permission | null,
      })));
  });
  afterAll(() => api.stop());

  it('are named by every route but the login, the one where a switch posts by a password of its own, and the forms of whoever has a link', () => {
    expect(operations.length).toBeGreaterThan(40);
    expect(operations.filter(({ permission }) => permission === null || !(permission in PERMISSIONS)).map(({ path }) => path).sort())
      .toEqual(['/api/v1/auth/login', ...['', '/begin', '/resume', '/steps'].map((step) => `/api/v1/forms/{link}${step}`), '/api/v1/switches/{switchId}/call-records']);
  });

  it('are refused on every route that the table of permissions does not give them, before anything else is looked at', async () => {
    const wrong: string[] = [];
    for (const { method, path, permission } of operations) {
      if (permission === null) continue;
      const address = `${api.url}${path.replaceAll(/\{(name|code)\}/g, 'none').replaceAll(/\{\w+\}/g, '999999')}`;
      const ask = async (token: string): Promise<number> => (await fetch(address, { method: method.toUpperCase(), headers: { authorization: `Bearer ${token}` } })).status;
      if (await ask('') !== 401) wrong.push(`${method} ${path} without a token`);
      for (const role of ROLES) {
        // Whoever logs out does so with a login that nothing else here needs.
        const status = await ask((path.endsWith('/logout') ? await api.login(`the-${role}`) : api.as[role]).token);
        const allowed = (PERMISSIONS[permission] as readonly string[]).includes(role);
        if ((status === 403) === allowed && !(status === 403 && path.startsWith('/api/v1/calls'))) wrong.push(`${method} ${path} as ${role}: ${status}`);
        if (status >= 500) wrong.push(`${method} ${path} as ${role}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('the first administrator', () => {
  it('comes from the environment, once, and there is no default', async () => {
    const none = await startApi({}, false);
    expect(await none.rows('SELECT id FROM users')).toEqual([]);
    await none.stop();

    const first = await startApi({ ADMIN_USERNAME: 'root', ADMIN_PASSWORD: PASSWORD }, false);
    const admin = await first.login('root');
    expect((await admin.get('/auth/me')).body.role).toBe('admin');
    // As `npm run admin:create` does, the second time because a password was forgotten.
    const users = new UserRepository(first.database);
    expect([await users.putAdministrator(OWN_CLIENT, 'other', 'one hash'), await users.putAdministrator(OWN_CLIENT, 'other', 'another hash')]).toEqual(['created', 'changed']);
    expect((await admin.get('/audit?resource=user')).body.items).toMatchObject([
      { actor: 'system', userId: null, action: 'changed', was: {}, became: { passwordChanged: true } },
      { actor: 'system', userId: null, action: 'created', became: { username: 'other', role: 'admin', active: true } },
      { actor: 'system', userId: null, action: 'created', became: { username: 'root', role: 'admin', active: true } },
    ]);
    await first.stop();
  });

  it('cannot make themselves the last one to go', async () => {
    const api = await startApi();
    const { body: me } = await api.as.admin.get('/auth/me');
    expect((await api.as.admin.patch(`/users/${me.id}`, { active: false })).body).toMatchObject({ code: 'wrong-state' });
    expect((await api.as.admin.patch(`/users/${me.id}`, { role: 'agent' })).body.code).toBe('wrong-state');
    const { body: second } = await api.as.admin.post('/users', { username: 'second', password: PASSWORD, role: 'admin' });
    expect(second).toEqual({ id: anyText, username: 'second', role: 'admin', active: true, createdAt: anyText });
    expect((await api.as.admin.patch(`/users/${me.id}`, { role: 'agent' })).body.role).toBe('agent');
    expect((await api.as.admin.post('/users', { username: 'third', password: PASSWORD, role: 'admin' })).status).toBe(401);
    expect((await (await api.login('the-admin')).post('/users', { username: 'third', password: PASSWORD, role: 'admin' })).status).toBe(403);
    await api.stop();
  });
});

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signed(claims: object, secret: string): string {
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
