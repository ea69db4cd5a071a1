import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Home } from '../../libs/testing/services/home.mjs';
import { identify, isAlive } from '../../libs/testing/services/processes.mjs';
import { MARK, asOnlyStart, startOf } from './only-start.mjs';

describe('npm start in a checkout', () => {
  let base: string;
  let home: Home;
  const said: string[] = [];
  const start = async (work: () => Promise<unknown> = async () => undefined): Promise<unknown> => await asOnlyStart(home, work, (line) => said.push(line));
  const mark = (process: object, api = 'http://127.0.0.1:1'): void => { writeFileSync(home.at(MARK), JSON.stringify({ process, api })); };

  beforeEach(() => {
    base = mkdtempSync(path.join(os.tmpdir(), 'paceline-start-'));
    home = new Home('dev', base);
    said.length = 0;
  });
  afterEach(() => { rmSync(base, { recursive: true }); });

  it('is one at a time: the second says at once who runs, and touches nothing', async () => {
    let worked = false;
    await start(async () => {
      const second = async (): Promise<unknown> => await start(async () => { worked = true; });
      await expect(second()).rejects.toThrow(`already running here: npm start, process ${process.pid}, still on its way up or down. Nothing was changed.`);
      mark(identify(process.pid) ?? {});
      const before = readFileSync(home.at(MARK), 'utf8');
      await expect(second()).rejects.toThrow(`process ${process.pid}, at http://127.0.0.1:1. Nothing was changed.`);
      expect([readFileSync(home.at(MARK), 'utf8'), startOf(home)]).toEqual([before, identify(process.pid)]);
      rmSync(home.at(MARK));
    });
    expect([worked, startOf(home), existsSync(home.at('start.lock'))]).toEqual([false, null, false]);
  });

  it('comes up behind one that was killed', async () => {
    const killed = { pid: spawnSync('true').pid, startedAt: 'long ago' };
    home.prepare();
    writeFileSync(home.at('start.lock'), JSON.stringify(killed));
    mark(killed);
    expect(startOf(home)).toBeNull();
    expect(await start(async () => 'up')).toBe('up');
    writeFileSync(home.at(MARK), '{"process":'); // torn by an outage
    expect(await start(async () => 'up')).toBe('up');
  });

  it('waits for the apps of one that was killed, which end a moment later', async () => {
    const app = createServer().listen(0, '127.0.0.1');
    await once(app, 'listening');
    const address = app.address();
    home.prepare();
    mark({ pid: spawnSync('true').pid, startedAt: 'long ago' }, `http://127.0.0.1:${typeof address === 'object' ? address?.port ?? 0 : 0}`);
    setTimeout(() => app.close(), 300);
    expect(await start(async () => app.listening)).toBe(false);
    expect(existsSync(home.at(MARK))).toBe(false);
  });

  it('ends what one that was killed has left, before it begins', async () => {
    const left = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    const id = identify(left.pid ?? 0);
    home.prepare();
    mark(id ?? {});
    expect(await start(async () => isAlive(id))).toBe(false);
    expect(said).toEqual([`ending process ${left.pid ?? 0}, which a killed npm start has left`]);
  });
});
