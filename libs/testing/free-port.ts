/** A loopback port that nobody listens on now. Prefer port 0 where the server can say which one it got. */
export { freePort } from './services/network.mjs';
