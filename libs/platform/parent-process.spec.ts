import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

describe('a process whose parent goes', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-parent-'));
  afterAll(() => { rmSync(folder, { recursive: true }); });

  function child(listensAfterMs: number): ChildProcess {
    const file = path.join(folder, `${listensAfterMs}.cjs`);
    writeFileSync(file, `setTimeout(() => process.exit(3), 20000);
      const { whenParentIsGone } = require(${JSON.stringify(path.join(__dirname, 'parent-process.ts'))});
      process.send('begun');
      setTimeout(() => { whenParentIsGone(() => process.exit(7)); }, ${listensAfterMs});`);
    return fork(file, { execArgv: ['-r', require.resolve('@swc-node/register')] });
  }

  it.each([0, 400])('hears of it, also when it went before it listened, %i ms after its start', async (listensAfterMs) => {
    const running = child(listensAfterMs);
    await once(running, 'message');
    running.disconnect();
    expect(await once(running, 'exit')).toEqual([7, null]);
  }, 30_000);
});
