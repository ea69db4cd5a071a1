// @ts-check
// Runs a command on the services, and stops them when it ends, however it ends.
import { spawn } from 'node:child_process';
import os from 'node:os';
import { acquire, nameChild, release } from './services.mjs';
import { onEnd } from './signals.mjs';
import { saidWhenSlow } from './slow-step.mjs';

/** @typedef {import('./home.mjs').Home} Home */

/**
 * @param {Home} home
 * @param {readonly string[]} command
 * @param {(line: string) => void} log
 * @returns {Promise<number>} the command's exit code; 128 + n when signal n ended it
 */
export async function runWithServices(home, command, log) {
  const [program, ...args] = command;
  if (!program) return 2;
  // A signal that comes before the command runs ends this process, and the watchdog stops what was started.
  const connections = await saidWhenSlow('starting MariaDB and Redis', () => acquire(home, { pid: process.pid, log }), log);
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...connections } });
  const ended = new Promise((resolve) => {
    child.once('error', (error) => {
      log(error.message);
      resolve(127);
    });
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? os.constants.signals[signal] : 0)));
  });
  // From here on a signal ends the command, and we follow it. Ctrl-C at a terminal reaches the command by itself.
  onEnd((signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
  if (child.pid !== undefined) await nameChild(home, process.pid, child.pid);
  const code = await ended;
  await saidWhenSlow('stopping MariaDB and Redis', () => release(home, process.pid), log);
  return code;
}
