import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { waitFor } from '../wait-for';
import { identify, isAlive, strayServers, terminate, type ProcessId } from './processes.mjs';

const children: ChildProcess[] = [];

/** A Node process that has said that it is ready; its source must print something. */
async function start(source: string, cwd?: string): Promise<ProcessId & { said: string }> {
  const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'ignore'], detached: true, ...cwd === undefined ? {} : { cwd } });
  children.push(child);
  const [said] = await once(child.stdout, 'data') as unknown[]; // once() is typed any[]
  const id = identify(child.pid ?? 0);
  if (!id) throw new Error('it did not start');
  return { ...id, said: String(said) };
}

describe('a process known by pid and start time', () => {
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

  it('is not another one with the same pid', async () => {
    const id = await start('setInterval(() => undefined, 1000); console.log(1)');
    expect(isAlive(id)).toBe(true);
    expect(isAlive({ ...id, startedAt: 'another time' })).toBe(false);
    await terminate({ ...id, startedAt: 'another time' });
    expect(isAlive(id)).toBe(true);
  });

  it('is gone when it has ended, and when it never was', async () => {
    const id = await start('setInterval(() => undefined, 1000); console.log(1)');
    await terminate(id);
    expect(isAlive(id)).toBe(false);
    expect(isAlive(undefined)).toBe(false);
    expect(identify(2 ** 22 + 1)).toBeNull();
  });

  it('is killed when it does not end by itself in time', async () => {
    const id = await start('process.on("SIGTERM", () => undefined); setInterval(() => undefined, 1000); console.log(1)');
    await terminate(id, 50);
    expect(isAlive(id)).toBe(false);
  });

  it('takes the group with it that it leads', async () => {
    const leader = await start(`
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
      setInterval(() => undefined, 1000); console.log(child.pid)`);
    const member = identify(Number(leader.said));
    expect(isAlive(member)).toBe(true);
    await terminate(leader);
    await waitFor('the member ends', () => !isAlive(member));
  });
});

describe('stray servers', () => {
  it('are found by their working folder and the name of their program', async () => {
    if (process.platform !== 'linux') return;
    const folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-stray-'));
    const id = await start('setInterval(() => undefined, 1000); console.log(1)', folder);
    const program = path.basename(process.execPath);
    expect(strayServers(folder, [program])).toEqual([{ pid: id.pid, startedAt: id.startedAt }]);
    expect(strayServers(folder, ['mariadbd'])).toEqual([]);
    expect(strayServers(`${folder}-other`, [program])).toEqual([]);
    await terminate(id);
    expect(strayServers(folder, [program])).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
