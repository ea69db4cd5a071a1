import { setTimeout as lasts } from 'node:timers/promises';
import { startPrivateRedis, type PrivateRedis } from '@paceline/testing/private-redis';
import { waitForValue } from '@paceline/testing/wait-for';
import { Redis } from 'ioredis';
import { CarriedDatabase, SWITCH_ID, type CampaignOrder } from './carried-database';
import { CARRIER, CarryingSwitch, PASSWORD, type Standing } from './carrying-switch';
import type { CleanUp } from './clean-up';
import type { ComparedBuild } from './compared-build';
import { ProbedWorker } from './probed-worker';
import { percentile } from './stats';

const PHONES_WITHIN_MS = 90_000;
/** A worker knows a gateway's new rate after two seconds; then those calls must have gone their whole way. */
const SETTLE_MS = 5_000;

/** What was seen of the worker and its servers while it carried calls at one rate. */
export interface CarriedStep {
  readonly wantedPerSec: number;
  readonly carriedPerSec: number;
  readonly handoffP50Ms: number;
  readonly handoffP99Ms: number;
  /** People who answered and waited for a second or longer. */
  readonly waited: number;
  readonly cpuMsPerCall: number;
  readonly redisPerCall: number;
  readonly statementsPerCall: number;
}

/** What every worker that is measured is given. */
export interface CarryPlace {
  /** Of a server on which only these workers work, or their statements cannot be told from others'. */
  readonly databaseUrl: string;
  readonly cleanUp: CleanUp;
  readonly progress: (line: string) => void;
}

/** What has been spent so far, and when. */
interface Spent { readonly atMs: number; readonly cpuMs: number; readonly redis: number; readonly statements: number }

/** One worker of a build on a simulated switch, with a database, a Redis and agents that nobody else uses. */
export class CarryRig {
  private redisAsked = 0;

  private constructor(
    readonly database: CarriedDatabase, readonly worker: ProbedWorker, private readonly simulated: CarryingSwitch, private readonly redis: Redis,
    readonly stop: () => Promise<void>,
  ) {}

  /** Resolves when every agent's phone is up. */
  static async start({ databaseUrl, cleanUp }: CarryPlace, build: ComparedBuild, campaigns: readonly CampaignOrder[]): Promise<CarryRig> {
    const ends: (() => Promise<void> | void)[] = [];
    const stop = cleanUp.add(async () => { for (const end of ends.reverse()) await end(); });
    try {
      const phones = campaigns.reduce((sum, { agents }) => sum + agents, 0);
      const database = await CarriedDatabase.make(databaseUrl, build);
      ends.push(() => database.drop());
      for (const campaign of campaigns) await database.campaign(campaign);
      const server = await startPrivateRedis();
      ends.push(() => server.stop());
      const redis = new Redis(server.url);
      ends.push(() => { redis.disconnect(); });
      const simulated = await CarryingSwitch.start(phones);
      ends.push(() => { simulated.stop(); });
      const worker = await ProbedWorker.start(build.worker, environmentOf(database, server, simulated));
      ends.push(() => worker.kill());
      const rig = new CarryRig(database, worker, simulated, redis, stop);
      await rig.until(`${phones} agents' phones are up`, PHONES_WITHIN_MS, (standing) => standing.phones === phones);
      return rig;
    } catch (thrown) {
      await stop();
      throw thrown;
    }
  }

  /** Waits until this holds of what is up on the switch. */
  async until(what: string, deadlineMs: number, holds: (standing: Standing) => boolean): Promise<Standing> {
    return await waitForValue(what, () => this.simulated.standing(), holds, { deadlineMs, everyMs: 250 });
  }

  async standing(): Promise<Standing> { return await this.simulated.standing(); }

  /** Calls are placed at this rate, and the first of them have gone their whole way. */
  async settle(callsPerSec: number): Promise<void> {
    await this.database.setRate(CARRIER, callsPerSec);
    await lasts(SETTLE_MS);
  }

  /** Watches for so long what goes on. */
  async measure(wantedPerSec: number, seconds: number): Promise<CarriedStep> {
    const from = await this.spent();
    await lasts(seconds * 1_000);
    const to = await this.spent();
    const { ended, handoffMs, waited } = await this.simulated.window(from.atMs, to.atMs);
    const perCall = (of: (spent: Spent) => number): number => (ended === 0 ? Number.NaN : (of(to) - of(from)) / ended);
    return {
      wantedPerSec, carriedPerSec: ended / ((to.atMs - from.atMs) / 1_000), waited,
      handoffP50Ms: percentile(handoffMs, 0.5), handoffP99Ms: percentile(handoffMs, 0.99),
      cpuMsPerCall: perCall(({ cpuMs }) => cpuMs), redisPerCall: perCall(({ redis }) => redis), statementsPerCall: perCall(({ statements }) => statements),
    };
  }

  private async spent(): Promise<Spent> {
    const { atMs } = await this.simulated.standing();
    const [cpuMs, redis, statements] = await Promise.all([this.worker.cpuMs(), this.redisCommands(), this.database.statements()]);
    return { atMs, cpuMs, redis, statements };
  }

  /** Commands that Redis has carried out, those within scripts too, without this benchmark's questions. */
  private async redisCommands(): Promise<number> {
    const found = /^total_commands_processed:(\d+)/m.exec(await this.redis.info('stats'))?.[1];
    return Number(found ?? Number.NaN) - ++this.redisAsked;
  }
}

function environmentOf(database: CarriedDatabase, redis: PrivateRedis, { address }: CarryingSwitch): Record<string, string> {
  return {
    NODE_ENV: 'test', LOG_LEVEL: 'error', DATABASE_URL: database.url, REDIS_URL: redis.url, REDIS_PREFIX: 'bench', JWT_SECRET: 'x'.repeat(32), WORKER_PORT: '0',
    SWITCH_ID, FREESWITCH_HOST: address.host, FREESWITCH_PORT: String(address.port), FREESWITCH_PASSWORD: PASSWORD,
    // A Wednesday afternoon in New York, whenever it is run.
    CALLING_CLOCK_AT: '2026-01-07T19:00:00Z',
  };
}
