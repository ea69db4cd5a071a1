// @ts-check
// A private Redis in the home's folder. It keeps nothing: the database is the truth and Redis is rebuilt from it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { redisAnswers } from './network.mjs';
import { startServer } from './server.mjs';

/**
 * @param {import('./home.mjs').Home} home @param {string} program
 * @param {(server: import('./home.mjs').RunningServer) => void} onSpawn
 */
export async function startRedis(home, program, onSpawn) {
  const folder = home.at('redis');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const password = home.secrets().redis;
  const portFile = home.at('redis', 'port');
  const lastPort = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) || undefined : undefined;
  const started = await startServer({
    name: 'Redis',
    program,
    folder,
    logFile: home.at('redis', 'log'),
    portTaken: /Address already in use/i,
    answers: (port, pid) => redisAnswers({ host: '127.0.0.1', port, password, pid }),
    argumentsFor: (port) => {
      // A file, because a password in the arguments is seen by every user of the machine. Named without its
      // folder: the working folder is right, and no path needs quoting.
      writeFileSync(home.at('redis', 'redis.conf'), configuration(port, password), { mode: 0o600 });
      return ['redis.conf'];
    },
  }, lastPort, onSpawn);
  writeFileSync(portFile, String(started.port));
  return started;
}

/** @param {number} port @param {string} password */
function configuration(port, password) {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    'daemonize no',
    'dir ./',
    'save ""',
    'appendonly no',
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}
