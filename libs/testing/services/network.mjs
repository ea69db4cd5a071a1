// @ts-check
// Loopback ports, and the smallest questions that tell whether a database or a Redis answers.
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Below the ports that the system takes for outgoing connections, from 32768 on. */
const PORTS = { first: 15_000, count: 17_000 };
const TRIES = 50;

/**
 * A free loopback port: the wished one when nobody has it. It can be taken by another process before it is used,
 * so whoever starts a server on it tries again with a new one. None that an outgoing connection may be given: a client
 * that knocks again and again while the server is away would take it, or even be connected to itself.
 * @param {number} [wished]
 * @returns {Promise<number>}
 */
export async function freePort(wished) {
  if (wished && await isFree(wished)) return wished;
  for (let tries = 0; tries < TRIES; tries++) {
    const port = PORTS.first + Math.floor(Math.random() * PORTS.count);
    if (await isFree(port)) return port;
  }
  return listenOnce(0);
}

/** Nobody listens on it. @param {number} port @returns {Promise<boolean>} */
export async function isFree(port) {
  return await listenOnce(port).then(() => true, () => false);
}

/**
 * True when a MySQL-speaking server greets. It greets only after its init file has been run.
 * @param {string} host @param {number} port
 */
export async function mysqlGreets(host, port) {
  // Header of four bytes, then the protocol's version, 10; an error packet (too many connections) says 255.
  const greeting = await exchange(host, port, null, (seen) => seen.length >= 5);
  return greeting !== null && greeting[4] === 10;
}

/**
 * True when a Redis answers PING; with `pid`, only when it is that very process.
 * @param {{ host: string, port: number, password?: string, pid?: number }} target
 */
export async function redisAnswers({ host, port, password, pid }) {
  const auth = password ? `AUTH ${password}\r\n` : '';
  const answer = await exchange(host, port, `${auth}PING\r\nINFO server\r\n`, (seen) => seen.includes('process_id:') || seen.includes('-NOPERM'));
  if (answer === null || !answer.includes('+PONG')) return false;
  return pid === undefined || answer.includes(`process_id:${pid}\r`);
}

/** True when something accepts connections. @param {string} host @param {number} port */
export async function accepts(host, port) {
  return (await exchange(host, port, null, () => true, true)) !== null;
}

/**
 * @param {() => Promise<boolean>} condition
 * @param {{ limitMs: number, everyMs?: number, unless?: () => boolean }} options  gives up when `unless` becomes true
 */
export async function becomesTrue(condition, { limitMs, everyMs = 25, unless = () => false }) {
  const deadlineAt = Date.now() + limitMs;
  for (;;) {
    if (await condition()) return true;
    if (unless() || Date.now() > deadlineAt) return false;
    await delay(everyMs);
  }
}

/** @param {number} port @returns {Promise<number>} */
function listenOnce(port) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * @param {string} host @param {number} port
 * @param {string | null} request
 * @param {(seen: Buffer) => boolean} complete
 * @param {boolean} [onConnect]  to be connected is answer enough
 * @returns {Promise<Buffer | null>} what was said, or null when nobody is there or it took longer than two seconds
 */
function exchange(host, port, request, complete, onConnect = false) {
  return new Promise((resolve) => {
    let seen = Buffer.alloc(0);
    const socket = net.connect({ host, port });
    /** @param {Buffer | null} result */
    const finish = (result) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(2_000, () => finish(null));
    socket.once('error', () => finish(null));
    socket.once('close', () => finish(null));
    socket.once('connect', () => {
      if (onConnect) finish(seen);
      if (request !== null) socket.write(request);
    });
    socket.on('data', (chunk) => {
      seen = Buffer.concat([seen, chunk]);
      if (complete(seen)) finish(seen);
    });
  });
}
