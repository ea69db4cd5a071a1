import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { createApp } from '../../apps/api/src/create-app';
import type { Role } from '@paceline/contracts/permissions';
import { inTime } from '@paceline/testing/in-time';
import { waitFor } from '@paceline/testing/wait-for';
import { io, type Socket } from 'socket.io-client';
import { PASSWORD, clientOf, startApi, type Client, type TestApi } from './support/api';
import { addAgent } from './support/data';

const ROOT = path.resolve(__dirname, '../..');
/** Half of the time after which an end is noticed that nobody told of. */
const AT_ONCE_MS = 500;

describe('a login that is over', () => {
  let api: TestApi;
  const sockets: Socket[] = [];
  beforeAll(async () => { api = await startApi(); });
  afterEach(() => { for (const socket of sockets.splice(0)) socket.disconnect(); });
  afterAll(() => api.stop());

  async function screen({ token }: Client, url = api.url): Promise<{ readonly socket: Socket; readonly cut: Promise<void> }> {
    const socket = io(`${url}/realtime`, { auth: { token }, transports: ['websocket'], reconnection: false, forceNew: true });
    sockets.push(socket);
    const cut = new Promise<void>((resolve) => { socket.once('disconnect', () => { resolve(); }); });
    await new Promise<void>((resolve, reject) => { socket.once('connect', resolve).once('connect_error', reject); });
    return { socket, cut };
  }
  const refused = async (client: Client): Promise<void> => {
    expect((await client.get('/auth/me')).body).toMatchObject({ status: 401, code: 'not-authenticated' });
    await expect(screen(client)).rejects.toMatchObject({ data: { code: 'not-authenticated' } });
  };

  it.each<[string, Role, (id: string, client: Client) => Promise<unknown>]>([
    ['logs out', 'manager', (_id, client) => client.post('/auth/logout')],
    ['is demoted', 'manager', (id) => api.as.admin.patch(`/users/${id}`, { role: 'agent' })],
    ['is promoted', 'agent', (id) => api.as.admin.patch(`/users/${id}`, { role: 'supervisor' })],
    ['is made inactive', 'supervisor', (id) => api.as.admin.patch(`/users/${id}`, { active: false })],
    ['has the password changed by an administrator', 'agent', (id) => api.as.admin.patch(`/users/${id}`, { password: 'another long password' })],
    ['changes the password', 'agent', (_id, client) => client.post('/auth/password', { currentPassword: PASSWORD, newPassword: 'another long password' })],
  ])('of somebody who %s: the screen is cut at once, the token refused', async (what, role, end) => {
    const id = await api.addUser(what.replaceAll(' ', '-'), role);
    const client = await api.login(what.replaceAll(' ', '-'));
    const [{ cut }, other] = [await screen(client), await screen(api.as.manager)];
    await end(id, client);
    expect(await inTime(cut, AT_ONCE_MS)).toBe(true);
    await refused(client);
    expect(other.socket.connected).toBe(true);
    expect((await api.as.manager.get('/auth/me')).status).toBe(200);
  });

  it('is this one alone for who logs out, and every one for who gets another password', async () => {
    const id = await api.addUser('twice', 'agent');
    const [desk, home] = [await api.login('twice'), await api.login('twice')];
    const [atDesk, atHome] = [await screen(desk), await screen(home)];
    expect((await desk.post('/auth/logout')).status).toBe(204);
    await atDesk.cut;
    await refused(desk);
    expect(atHome.socket.connected).toBe(true);
    expect((await home.get('/auth/me')).status).toBe(200);
    expect((await desk.post('/auth/logout')).status).toBe(401);

    await api.as.admin.patch(`/users/${id}`, { password: 'another long password' });
    await atHome.cut;
    await refused(home);
  });

  it('stays over when its user is made active again, or gets the old role back', async () => {
    const id = await api.addUser('back', 'manager');
    const client = await api.login('back');
    await api.as.admin.patch(`/users/${id}`, { active: false });
    await api.as.admin.patch(`/users/${id}`, { active: true });
    await refused(client);
    const again = await api.login('back');
    await api.as.admin.patch(`/users/${id}`, { role: 'agent' });
    await api.as.admin.patch(`/users/${id}`, { role: 'manager' });
    await refused(again);
  });

  it('is not over for a change that changes nothing of the user\'s', async () => {
    const id = await api.addUser('same', 'manager');
    const client = await api.login('same');
    await api.as.admin.patch(`/users/${id}`, { role: 'manager', active: true });
    expect((await client.get('/auth/me')).status).toBe(200);
  });

  it('is over at every instance of the API, and whoever ended it', async () => {
    const second = await createApp(api.environment);
    await second.listen(0, '127.0.0.1');
    const there = await second.getUrl();
    const id = await api.addUser('elsewhere', 'supervisor');
    const client = await api.login('elsewhere');
    const [first, other] = [await screen(client, there), await screen(await api.login('elsewhere'), there)];
    await api.as.admin.patch(`/users/${id}`, { active: false });
    await Promise.all([first.cut, other.cut]);
    expect((await clientOf(there, client.token).get('/auth/me')).status).toBe(401);

    await api.addUser('by-hand', 'supervisor');
    const byHand = await screen(await api.login('by-hand'), there);
    await api.write("UPDATE users SET active = FALSE WHERE username = 'by-hand'");
    await byHand.cut;
    await second.close();
  });

  it('is cut when the token\'s time is over', async () => {
    await api.addUser('late', 'agent');
    const { socket, cut } = await screen(await api.login('late'));
    await api.write("UPDATE logins SET expires_at = UTC_TIMESTAMP(3) WHERE user_id = (SELECT id FROM users WHERE username = 'late')");
    await cut;
    expect(socket.connected).toBe(false);
    await api.login('late');
    expect(await api.rows("SELECT COUNT(*) AS n FROM logins WHERE user_id = (SELECT id FROM users WHERE username = 'late')")).toEqual([{ n: '1' }]);
  });

  it('is over for an administrator whose lost password was replaced by the command, which lets them in again', async () => {
    const lost = await api.addUser('lost', 'manager');
    const before = await api.login('lost');
    await api.write('UPDATE users SET active = FALSE WHERE id = ?', [lost]);
    const told = execFileSync(process.execPath, ['-r', '@swc-node/register', path.join(ROOT, 'scripts/create-admin.ts'), '--username', 'lost'], {
      cwd: ROOT, input: 'a password found again\n', encoding: 'utf8', env: { PATH: process.env['PATH'], DATABASE_URL: api.environment.DATABASE_URL, ADMIN_PASSWORD: '' },
    });
    expect(told).toBe('lost is an administrator with a new password\n');
    await refused(before);
    expect((await api.anonymous.post('/auth/login', { username: 'lost', password: PASSWORD })).status).toBe(401);
    const { body } = await api.anonymous.post('/auth/login', { username: 'lost', password: 'a password found again' });
    expect((await clientOf(api.url, body.token).get('/auth/me')).body).toMatchObject({ id: lost, role: 'admin' });
  });

  it('leaves nobody signed in whose new role takes no calls', async () => {
    const { userId, agentId } = await addAgent(api, 'promoted');
    await api.write("UPDATE agents SET status = 'available' WHERE id = ?", [agentId]);
    await api.as.admin.patch(`/users/${userId}`, { role: 'supervisor' });
    expect(await api.rows('SELECT status FROM agents WHERE id = ?', [agentId])).toEqual([{ status: 'available' }]);
    await api.as.admin.patch(`/users/${userId}`, { role: 'quality' });
    expect(await api.rows('SELECT status FROM agents WHERE id = ?', [agentId])).toEqual([{ status: 'offline' }]);
    await waitFor('the owner is told', async () => (await api.rows("SELECT id FROM commands WHERE kind = 'agent-sign-out' AND JSON_VALUE(payload, '$.agentId') = ?", [agentId])).length === 1);
  });
});
