import { Redis } from 'ioredis';

/** For producers: a Redis that is away is an error at once, not a command kept in memory. */
export function producerConnection(url: string): Redis {
  return new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, lazyConnect: true });
}

/** For workers: they wait for Redis for as long as it takes. */
export function workerConnection(url: string): Redis {
  return new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true });
}
