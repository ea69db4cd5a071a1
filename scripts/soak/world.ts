import path from 'node:path';
import { createDataSource, migrate } from '@paceline/persistence';
import { startPrivateRedis, type PrivateRedis } from '@paceline/testing/private-redis';
import { readEnvironment, type Environment } from '@paceline/platform/environment';
import { autoAnswer } from '@paceline/telephony/simulator';
import { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import { seedPrompts } from '../system/prompts';
import { extensionOf } from '../system/switch';
import type { Fault } from './faults';
import { population } from './people';
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
    const simulated = new SoakSwitch();
    const address = await simulated.start({
      password: SWITCH_PASSWORD, gateways: [{ name: GATEWAY }], population: population(seed), seed, sessionsPerSec: 500, recordingFolders: [RECORDINGS],
      phones: Array.from({ length: phones }, (_, index) => ({ extension: extensionOf(index), registered: true, behaviour: autoAnswer(200) })),
    }, prompts);
    const server = await startPrivateRedis();
    const redis = new Redis(server.url, { maxRetriesPerRequest: null });
    redis.on('error', () => undefined); // restarted on purpose
    const env = {
      NODE_ENV: 'development', PACELINE_DEMO: '1', LOG_LEVEL: 'info', DATABASE_URL: databaseUrl, REDIS_URL: server.url,
      ADMIN_USERNAME: ADMIN.username, ADMIN_PASSWORD: ADMIN.password, SAFE_HARBOUR_MAX_SEC: '5',
      FREESWITCH_HOST: address.host, FREESWITCH_PORT: String(address.port), FREESWITCH_PASSWORD: SWITCH_PASSWORD, FREESWITCH_GATEWAY: GATEWAY,
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
      { name: 'event socket reset', endsOurs: false, strike: () => this.simulated.reset() },
      { name: 'switch restarted', endsOurs: false, strike: () => this.simulated.restart() },
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
    const { Home } = await import('../services/home.mjs');
    const { restartMariadb } = await import('./restart-mariadb.mjs');
    await restartMariadb(new Home('demo', path.dirname(path.resolve(this.home))));
  }
}
