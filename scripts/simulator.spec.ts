import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';

const root = join(__dirname, '..');
const children: ChildProcess[] = [];
afterEach(() => { for (const child of children.splice(0)) child.kill('SIGKILL'); });

function run(...flags: string[]): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['-r', '@swc-node/register', 'scripts/simulator.ts', ...flags], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  return { child, output: () => output };
}

describe('the simulator as a process of its own', () => {
  it('says loudly what it is and where, serves, and ends cleanly on SIGTERM', async () => {
    const { child, output } = run('--password', 'p1', '--gateway', 'g1');
    while (!output().includes('"port"')) {
      if (child.exitCode !== null) throw new Error(output());
      await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
    }
    expect(output()).toContain('SIMULATED');
    const { port, gateways } = JSON.parse(/^\{.*\}$/m.exec(output())?.[0] ?? '') as { port: number; gateways: string[] };
    expect(gateways).toEqual(['g1']);
    const socket = connect(port, '127.0.0.1');
    const [greeting] = await once(socket, 'data') as [Buffer];
    expect(greeting.toString()).toBe('Content-Type: auth/request\n\n');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    socket.destroy();
  });

  it('refuses what it does not understand, in one line', async () => {
    const { child, output } = run('--port', 'abc');
    expect(await once(child, 'exit')).toEqual([2, null]);
    expect(output()).toContain('--port must be a whole number');
  });
});
