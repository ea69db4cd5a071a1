import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { identify } from './processes.mjs';

describe('a lock between processes', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-lock-'));
  const file = path.join(folder, 'lock');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('lets one in at a time', async () => {
    let inside = 0;
    const work = async (): Promise<number> => {
      inside += 1;
      const seen = inside;
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      return seen;
    };
    await expect(Promise.all([1, 2, 3].map(() => withLock(file, work)))).resolves.toEqual([1, 1, 1]);
  });

  it('leaves nothing behind, also when the work fails', async () => {
    await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is freed by the death of its owner', async () => {
    const dead = spawnSync('true').pid;
    writeFileSync(file, JSON.stringify({ pid: dead, startedAt: 'long ago' }));
    await expect(withLock(file, async () => 'in', { waitMs: 1_000 })).resolves.toBe('in');
  });

  it('is freed when the pid of its owner belongs to another process now', async () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: 'before this process' }));
    await expect(withLock(file, async () => 'in', { waitMs: 1_000 })).resolves.toBe('in');
  });

  it('is freed when an outage has torn it', async () => {
    writeFileSync(file, '{"pid":');
    await expect(withLock(file, async () => 'in', { waitMs: 1_000 })).resolves.toBe('in');
  });

  it('waits for a living owner, names it, and gives up in the end', async () => {
    writeFileSync(file, JSON.stringify(identify(process.pid)));
    const waitedFor: number[] = [];
    await expect(withLock(file, async () => 'in', { waitMs: 60, onWait: (pid) => waitedFor.push(pid) })).rejects.toThrow(`process ${process.pid} has held`);
    expect(waitedFor).toEqual([process.pid]);
    expect(existsSync(file)).toBe(true);
    rmSync(file);
  });
});
