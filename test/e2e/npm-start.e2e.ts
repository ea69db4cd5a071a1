import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '@paceline/testing/free-port';
import { serviceAddresses } from '@paceline/testing/test-services';
import { dropDatabase, scratchDatabase, type DatabaseAddress } from '@paceline/testing/test-database';
import { isLike, play, stepsOf } from './support/shell-page';

const ROOT = path.resolve(__dirname, '../..');
const page = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');
/** Of the README, what is typed once `npm start` is up. */
const FIRST_STEPS = /^## Use it$[^]*?(?=^## )/m;

describe('npm start, as the README says, and what is typed beside it', () => {
  let address: DatabaseAddress;
  let folder: string;
  let started: ChildProcess;
  let output = '';
  let apiPort: number;
  /** Of a terminal in which no variable of Paceline is set, but for where its data are. */
  let terminal: NodeJS.ProcessEnv;

  beforeAll(async () => {
    address = await scratchDatabase();
    folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-start-'));
    apiPort = await freePort();
    terminal = { PATH: process.env['PATH'], HOME: process.env['HOME'], PACELINE_DATA_DIR: path.join(folder, 'data') };
    started = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: ROOT, env: {
        ...terminal, DATABASE_URL: address.url, REDIS_URL: serviceAddresses().REDIS_URL, REDIS_PREFIX: `start-${process.pid}`, API_PORT: String(apiPort),
        PACELINE_DEMO: '1', CALLING_CLOCK_AT: '2026-01-07T19:00:00Z', FREESWITCH_GATEWAY_COUNTRIES: 'US',
      },
    });
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer): void => { output += chunk.toString(); if (output.includes('Ctrl-C')) resolve(); };
      started.stdout?.on('data', hear);
      started.stderr?.on('data', hear);
      started.once('close', () => { reject(new Error(`it ended: ${output}`)); });
    });
  }, 120_000);
  afterAll(async () => {
    if (started.exitCode === null) await stop();
    await dropDatabase(address);
    rmSync(folder, { recursive: true });
  });

  async function stop(): Promise<void> {
    const ended = new Promise((resolve) => { started.once('close', resolve); });
    started.kill('SIGTERM');
    await ended;
  }
  async function node(args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ code: number; said: string }> {
    return await new Promise((resolve) => {
      execFile(process.execPath, args, { cwd: ROOT, env: { ...terminal, ...env } }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr });
      });
    });
  }
  const typed = async (script: string, options: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<{ code: number; said: string }> =>
    await node(['-r', '@swc-node/register', path.join(ROOT, 'scripts', script), ...options], env);
  const execStart = async (env: NodeJS.ProcessEnv): Promise<{ code: number; said: string }> => await node([path.join(ROOT, 'scripts/start.mjs')], env);
  const login = async (username: string, password: string): Promise<number> => (await fetch(`http://127.0.0.1:${apiPort}/api/v1/auth/login`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password }),
  })).status;

  it('the README and docs/api.md run from top to bottom, and what they show comes back', async () => {
    const password = /first login: admin \/ (\S+)/.exec(output)?.[1] ?? '';
    const text = `${FIRST_STEPS.exec(page('README.md'))?.[0].replace('…', password) ?? ''}\n${page('docs/api.md')}`;
    const steps = stepsOf(text.replaceAll('127.0.0.1:3000', `127.0.0.1:${apiPort}`)).filter(({ command }) => !command.startsWith('npm start'));
    expect(steps.length).toBeGreaterThan(80);
    expect(await play(steps, folder, 150_000)).toEqual([]);
  }, 180_000);

  it('admin:create makes an administrator and gives one a new password', async () => {
    expect(await typed('create-admin.ts', ['--username', 'boss'], { ADMIN_PASSWORD: 'a-long-password' })).toMatchObject({ code: 0, said: expect.stringContaining('boss created') as unknown });
    expect(await login('boss', 'a-long-password')).toBe(200);
    expect(await typed('create-admin.ts', ['--username', 'admin'], { ADMIN_PASSWORD: 'another-password' })).toMatchObject({ code: 0, said: expect.stringContaining('new password') as unknown });
    expect(await login('admin', 'another-password')).toBe(200);
  });

  it('check:invariants looks at this system, and doctor too', async () => {
    expect(await typed('invariants/main.ts', ['--running'])).toMatchObject({ code: 0, said: expect.stringMatching(/^looked while running: [^]*every invariant held\n$/) as unknown });
    const { code, said } = await typed('doctor.ts', []);
    expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/destinations of carrier: US[^]*switch: is simulated/) as unknown });
  });

  it('a second one says at once that the first runs, and leaves everything as it is', async () => {
    const home = path.join(folder, 'data', 'dev');
    const kept = (): string[] => ['environment.json', 'jwt-secret', 'start.lock'].map((name) => readFileSync(path.join(home, name), 'utf8'));
    const logLength = (): number => statSync(path.join(home, 'logs', 'api.log')).size;
    const [before, length, atMs] = [kept(), logLength(), performance.now()];
    const second = await execStart({ API_PORT: String(await freePort()) });
    expect(second).toEqual({ code: 1, said: `already running here: npm start, process ${started.pid ?? 0}, at http://127.0.0.1:${apiPort}. Nothing was changed.\n` });
    expect(performance.now() - atMs).toBeLessThan(10_000);
    expect(kept()).toEqual(before);
    expect(logLength()).toBeGreaterThanOrEqual(length);
    expect(await typed('doctor.ts', [])).toMatchObject({ code: 0 });
  });

  it('says at once that its port is taken, before it starts anything', async () => {
    const elsewhere = path.join(folder, 'elsewhere');
    expect(await execStart({ API_PORT: String(apiPort), PACELINE_DATA_DIR: elsewhere })).toEqual({ code: 1, said: `Port ${apiPort} of 127.0.0.1 is taken: set API_PORT to another.\n` });
    expect(readdirSync(path.join(elsewhere, 'dev'))).toEqual([]);
  });

  it('doctor and admin:create say how they are used', async () => {
    for (const script of ['doctor.ts', 'create-admin.ts']) {
      expect(await typed(script, ['--help'], { DATABASE_URL: 'mysql://nobody@127.0.0.1:1/none' })).toEqual({ code: 0, said: expect.stringMatching(/^npm run /) as unknown });
    }
  });

  it('they take what their own environment names before that of npm start, and say what they lack when it has ended', async () => {
    const elsewhere = await typed('create-admin.ts', ['--username', 'boss'], { ADMIN_PASSWORD: 'a-long-password', DATABASE_URL: 'mysql://nobody@127.0.0.1:1/none' });
    expect(elsewhere).toMatchObject({ code: 1, said: expect.stringContaining('ECONNREFUSED') as unknown });
    await stop();
    expect(output).toMatch(/Paceline has stopped\. Its data stay in the database that the environment names\.\n$/);
    expect(output).not.toContain('ended by itself');
    expect(await typed('create-admin.ts', ['--username', 'boss'], { ADMIN_PASSWORD: 'a-long-password' })).toMatchObject({ code: 1, said: expect.stringContaining('npm start') as unknown });
    expect(await typed('invariants/main.ts', [])).toMatchObject({ code: 2, said: expect.stringMatching(/^Nothing runs here: type npm start [^\n]*DATABASE_URL[^\n]*\n$/) as unknown });
  });
});

describe('an answer that a page shows', () => {
  it.each([
    ['{"id":"1",…}', '{"id":"1","name":"x"}', true], ['{"id":"1",…}', '{"id":"2","name":"x"}', false], ['{"id":"1"}', '{"id":"1","name":"x"}', false],
    ['{"a":{…},"b":[…]}', '{"a":{},"b":[]}', true], ['{"a":[{"b":"…"},…]}', '{"a":[{"b":"x"},{}]}', true], ['{"a":[{"b":"…"}]}', '{"a":[{"b":"x"},{}]}', false],
    ['{"a":"…"}', '{"a":""}', false], ['{"a":[{"b":1},…],…}', '{"a":[]}', false], ['{…}', 'no JSON', false], ['paused', 'paused\n', true], ['…a.b…', 'xaxbx', false], ['…a.b…', 'xa.bx', true],
  ])('%s is like %s: %s', (shown, answer, like) => { expect(isLike(shown, answer)).toBe(like); });
});
