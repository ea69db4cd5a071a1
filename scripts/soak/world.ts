import path from 'node:path';
import { createDataSource, migrate } from '@paceline/persistence';
import { freePort } from '@paceline/testing/free-port';
import { startPrivateRedis, type PrivateRedis } from '@paceline/testing/private-redis';
import { readEnvironment, type Environment } from '@paceline/platform/environment';
import type { FaultOrder } from '@paceline/simulator';
import { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import { seedPrompts } from '../system/prompts';
import { secondRecord } from '../system/second-record';
import { extensionOf } from '../system/switch';
import type { Fault } from './faults';
import { population } from './people';
import { behaviourOf, phoneOf } from './phones';
import { SoakSwitch } from './soak-switch';
import { SoakSystem } from './soak-system';

export const GATEWAY = 'carrier';
export const ADMIN = { username: 'soak-admin', password: 'soak-only-password' };
const RECORDINGS = '/var/lib/paceline/recordings';
const SWITCH_PASSWORD = 'soak';
const REDIS_AWAY_MS = 2_000;

/** Everything that the soak runs on, all of it its own: to be broken at will. */
export class World {
  private constructor(readonly simulated: SoakSwitch, readonly system: SoakSystem, readonly environment: Environment, readonly dataSource: DataSource, readonly redis: Redis, private readonly server: PrivateRedis, private readonly home: string) {}

  static async start({ home, phones, seed }: { readonly home: string; readonly phones: number; readonly seed: number }): Promise<World> {
    const databaseUrl = process.env['DATABASE_URL'] ?? '';
    const dataSource = createDataSource({ url: databaseUrl, poolSize: 4 });
    await dataSource.initialize();
    await dataSource.dropDatabase(); // its own, of an earlier soak
    await migrate(dataSource);
    const prompts = seedPrompts(home);
    const apiPort = await freePort();
    const records = secondRecord(home, apiPort);
    const simulated = new SoakSwitch();
    const address = await simulated.start({
      password: SWITCH_PASSWORD, gateways: [{ name: GATEWAY }], population: population(seed), seed, sessionsPerSec: 500, promptsDir: prompts, recordingFolders: [RECORDINGS], callRecords: records.callRecords,
      phones: Array.from({ length: phones }, (_, index) => ({ extension: extensionOf(index), registered: true, behaviour: behaviourOf(phoneOf(index)) })),
    }, prompts);
    const server = await startPrivateRedis(path.resolve(home));
    const redis = new Redis(server.url, { maxRetriesPerRequest: null });
    redis.on('error', () => undefined); // restarted on purpose
    const env = {
      ...records.env, API_PORT: String(apiPort), NODE_ENV: 'development', PACELINE_DEMO: '1', LOG_LEVEL: 'info', DATABASE_URL: databaseUrl, REDIS_URL: server.url,
      ADMIN_USERNAME: ADMIN.username, ADMIN_PASSWORD: ADMIN.password, SAFE_HARBOUR_MAX_SEC: '5', AGENT_RING_SEC: '5', AGENT_RINGS_MISSED: '2',
      FREESWITCH_HOST: address.host, FREESWITCH_PORT: String(address.port), FREESWITCH_PASSWORD: SWITCH_PASSWORD, FREESWITCH_GATEWAY: GATEWAY, FREESWITCH_GATEWAY_COUNTRIES: 'US',
      FREESWITCH_AGENT_DOMAIN: 'paceline.local', FREESWITCH_PROMPTS_DIR: prompts, PROMPTS_DIR: prompts, FREESWITCH_RECORDINGS_DIR: RECORDINGS,
      // A Wednesday morning in every zone of the United States.
      CALLING_CLOCK_AT: '2026-01-07T19:00:00Z',
    };
    const system = await SoakSystem.start(path.resolve(home), env);
    // The secret of the apps is their own, and nothing here needs one.
    return new World(simulated, system, readEnvironment({ ...env, JWT_SECRET: 'none'.repeat(8) }), dataSource, redis, server, home);
  }

  faults(): readonly Fault[] {
    return [
      { name: 'worker killed', endsOurs: true, strike: () => this.system.killAndRestart('dialer-worker') },
      { name: 'API killed', endsOurs: true, strike: () => this.system.killAndRestart('api') },
      this.onSwitch('event socket reset', { fault: 'reset' }),
      this.onSwitch('event socket dropped for 5 s', { fault: 'down', how: 'closed', forMs: 5_000 }),
      this.onSwitch('event socket half-open', { fault: 'half-open', whom: 'present', forMs: 20_000 }),
      this.onSwitch('every byte by itself', { fault: 'split', at: 'every-byte', forMs: 5_000 }),
      this.onSwitch('switch restarted', { fault: 'restart', awayMs: 1_000 }),
      this.onSwitch('one event in twenty lost', { fault: 'lose-events', share: 0.05, forMs: 5_000 }),
      this.onSwitch('events come late', { fault: 'delay-events', byMs: 200, jitterMs: 500, forMs: 5_000 }),
      this.onSwitch('events come twice', { fault: 'repeat-events', afterMs: 100, forMs: 5_000 }),
      this.onSwitch('hand-offs lost to the customer', { fault: 'hand-off', race: 'customer-leaves', next: 5 }),
      this.onSwitch('hand-offs lost to the agent\'s leg', { fault: 'hand-off', race: 'agent-leaves', next: 3 }),
      this.onSwitch('trunk congested', { fault: 'gateway', name: GATEWAY, state: 'congested', forMs: 10_000 }),
      { name: 'Redis flushed', endsOurs: false, strike: async () => { await this.redis.flushall(); } },
      { name: 'Redis restarted', endsOurs: false, strike: () => this.restartRedis() },
      { name: 'database connections killed', endsOurs: false, strike: () => this.killConnections() },
      { name: 'database restarted', endsOurs: false, strike: () => this.restartDatabase() },
    ];
  }

  async stop(): Promise<void> {
    await this.system.stop();
    this.simulated.stop();
    this.redis.disconnect();
    await this.server.stop();
    await this.dataSource.destroy();
  }

  private onSwitch(name: string, order: FaultOrder): Fault {
    return {
      name, endsOurs: false,
      strike: async () => {
        await this.simulated.fault(order);
        await new Promise((resolve) => setTimeout(resolve, order.forMs ?? 0));
      },
    };
  }

  private async restartRedis(): Promise<void> {
    await this.server.kill();
    await new Promise((resolve) => setTimeout(resolve, REDIS_AWAY_MS));
    await this.server.restart();
  }

  /** Whoever holds one loses what was being said on it, in the middle of a commit too. */
  private async killConnections(): Promise<void> {
    const found = await this.dataSource.query<{ id: string }[]>('SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND db = DATABASE() ORDER BY time LIMIT 6');
    for (const { id } of found) await this.dataSource.query(`KILL ${Number(id)}`).catch(() => undefined); // gone by itself
  }

  private async restartDatabase(): Promise<void> {
    // ESM scripts that also run before any package is installed.
    const { Home } = await import('../../libs/testing/services/home.mjs');
    const { restartMariadb } = await import('./restart-mariadb.mjs');
    await restartMariadb(new Home('demo', path.dirname(path.resolve(this.home))));
  }
}
