import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { AgentPool, PoolNotBuiltError, Screens } from '@paceline/agent-pool';
import { AgentRepository, CallRepository, CommandRepository, Gateways, LeaseRepository, TargetRepository, createDataSource } from '@paceline/persistence';
import { Clock, clockFrom } from '@paceline/platform/clock';
import { countriesOf, type Environment } from '@paceline/platform/environment';
import { messageOf } from '@paceline/platform/errors';
import { withFailPoints } from '@paceline/platform/fail-points';
import type { Logger } from '@paceline/platform/logger';
import { Metrics } from '@paceline/platform/metrics';
import { EventStream, Producers, Publisher, producerConnection, workerConnection } from '@paceline/queues';
import { EslSwitch } from '@paceline/telephony/esl/esl-switch';
import type { SwitchPort } from '@paceline/telephony/port/switch-port';
import type { Redis } from 'ioredis';
import { zoneData } from '@paceline/platform/zone-data/current-zones';
import type { DataSource } from 'typeorm';
import { DatabaseTime } from './leases/database-time';
import { HeldLease } from './leases/held-lease';
import { KnownAgents } from './context/known-agents';
import type { OwnerContext } from './context/owner-context';
import { SwitchSession } from './owner/switch-session';
import { watchedPool } from './owner/watched-pool';

/** Calls a second of a gateway that is made known by the environment alone. */
const DEFAULT_GATEWAY_CALLS_PER_SEC = 20;
const DEFAULT_GATEWAY_LINES = 200;

/** One worker process: wants the switch's lease, owns the switch while it has it. */
export class DialerWorker {
  readonly clock: Clock;
  readonly metrics = new Metrics();
  readonly dataSource: DataSource;
  private readonly name = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  private readonly leases: LeaseRepository;
  private readonly live: Redis;
  private readonly producerRedis: Redis;
  private readonly workerRedis: Redis;
  private readonly producers: Producers;
  private readonly publisher: Publisher;
  private readonly lease: HeldLease;
  private session: SwitchSession | null = null;
  private readonly time: DatabaseTime;
  private ending: Promise<void> = Promise.resolve();
  private stopping: Promise<void> | null = null;

  constructor(private readonly environment: Environment, private readonly log: Logger) {
    this.clock = clockFrom(environment);
    this.dataSource = createDataSource({ url: environment.DATABASE_URL, poolSize: environment.DATABASE_POOL_SIZE });
    this.leases = withFailPoints('leases', new LeaseRepository(this.dataSource));
    this.live = this.watched(producerConnection(environment.REDIS_URL));
    this.producerRedis = this.watched(producerConnection(environment.REDIS_URL));
    this.workerRedis = this.watched(workerConnection(environment.REDIS_URL));
    this.producers = withFailPoints('queues', new Producers(this.producerRedis, environment.REDIS_PREFIX, (error) => { log.warn({ err: error }, 'queue'); }));
    this.publisher = new Publisher(new EventStream(this.producerRedis, environment.REDIS_PREFIX), log);
    this.time = new DatabaseTime(this.dataSource, this.clock, log);
    this.lease = new HeldLease(
      { name: `switch:${environment.SWITCH_ID}`, owner: this.name, ttlMs: environment.LEASE_TTL_MS }, this.leases, this.clock, log,
      { taken: (lease) => { this.own(lease); }, lost: () => { this.disown(); } },
    );
  }

  async start(): Promise<void> {
    await this.dataSource.initialize();
    await this.time.start();
    zoneData(); // read before a call waits for it
    await Promise.all([this.live.connect(), this.producerRedis.connect(), this.workerRedis.connect()]);
    this.live.on('ready', () => { this.session?.redisCameBack(); });
    await this.knowGateway();
    this.lease.start();
  }

  /** Whoever asks again waits for the same end. */
  async stop(): Promise<void> {
    await (this.stopping ??= this.end());
  }

  private async end(): Promise<void> {
    this.time.stop();
    // The switch first: another worker takes it over meanwhile.
    await this.lease.stop();
    await this.ending;
    await this.publisher.flush();
    await this.producers.close();
    for (const redis of [this.live, this.producerRedis, this.workerRedis]) redis.disconnect();
    await this.dataSource.destroy();
  }

  /** Owns the switch and knows its state: calls can be placed. */
  get ready(): boolean {
    return this.session?.isReconciled === true;
  }

  get ownsSwitch(): boolean {
    return this.lease.isHeld();
  }

  private own(lease: HeldLease): void {
    this.metrics.leaseHeld.set({ lease: lease.name }, 1);
    // The session of an ownership that has just been lost must be gone before the next one begins.
    const { fence } = lease;
    this.run('take the switch', async () => {
      await this.ending;
      // Lost meanwhile, and perhaps taken again: then it is for that taking to begin a session.
      if (!lease.isHeld() || lease.fence !== fence) return;
      const switchPort = withFailPoints('switch', this.connectSwitch(lease), 'written');
      this.session = new SwitchSession(this.context(lease, switchPort), {
        dialer: switchPort, leases: this.leases, producers: this.producers, workerRedis: this.workerRedis, ownerName: this.name,
      });
      this.session.start();
    });
  }

  private disown(): void {
    this.metrics.leaseHeld.set({ lease: this.lease.name }, 0);
    const { session } = this;
    this.session = null;
    if (session !== null) this.ending = session.stop().catch((thrown: unknown) => { this.log.error({ err: thrown }, 'the switch was not left cleanly'); });
  }

  private context(lease: HeldLease, switchPort: SwitchPort): OwnerContext {
    const known = new KnownAgents(this.clock);
    return {
      known, environment: this.environment, log: this.log, clock: this.clock, metrics: this.metrics, lease, fence: lease.fence,
      switchPort,
      pool: withFailPoints('pool', watchedPool(
        new AgentPool(this.live, this.environment.SWITCH_ID, this.environment.REDIS_PREFIX, lease.fence, (agentId, agent) => { known.seen(agentId, agent); }, (snapshot) => { known.snapped(snapshot); }), () => { this.session?.poolMissedAChange(); },
      )),
      screens: new Screens(this.live, this.environment.SWITCH_ID, this.environment.REDIS_PREFIX),
      calls: withFailPoints('calls', new CallRepository(this.dataSource)), commands: withFailPoints('commands', new CommandRepository(this.dataSource)),
      agents: withFailPoints('agents', new AgentRepository(this.dataSource)), targets: withFailPoints('targets', new TargetRepository(this.dataSource)),
      dataSource: this.dataSource,
      publish: (event) => { this.publisher.publish(event); },
      run: (where, work) => { this.run(where, work); },
    };
  }

  private connectSwitch(lease: HeldLease): SwitchPort {
    const { environment } = this;
    return new EslSwitch({
      host: environment.FREESWITCH_HOST, port: environment.FREESWITCH_PORT, password: environment.FREESWITCH_PASSWORD,
      promptsDir: environment.FREESWITCH_PROMPTS_DIR, recordingsDir: environment.FREESWITCH_RECORDINGS_DIR, log: this.log,
      mayCommand: () => lease.isHeld(),
    });
  }

  /** The first gateway may come from the environment, with the countries that somebody named there: none, and it dials nothing. */
  private async knowGateway(): Promise<void> {
    const { FREESWITCH_GATEWAY: name, SWITCH_ID: switchId } = this.environment;
    if (name === undefined || (await new Gateways(this.dataSource).all(switchId)).length > 0) return;
    const countries = countriesOf(this.environment.FREESWITCH_GATEWAY_COUNTRIES);
    await new Gateways(this.dataSource).put({
      name, switchId, callsPerSec: DEFAULT_GATEWAY_CALLS_PER_SEC, maxLines: DEFAULT_GATEWAY_LINES, linesForCallers: 0, maxMinutesPerDay: null,
      allowedCountries: countries, allowedPrefixes: [], allowedNumbers: [], shortNumbers: [], enabled: true,
    });
    if (countries.length === 0) this.log.warn({ gateway: name }, 'the gateway may dial nothing: an administrator must name countries, prefixes or numbers');
  }

  private run(where: string, work: () => Promise<void>): void {
    work().catch((thrown: unknown) => {
      // The pool is rebuilt by its owner as soon as it notices; what was tried meanwhile comes again.
      if (thrown instanceof PoolNotBuiltError) { this.log.debug({ where }, 'the agent pool is not built yet'); return; }
      this.metrics.ownerErrors.inc({ where });
      this.log.error({ where, err: thrown }, `failed: ${where}: ${messageOf(thrown)}`);
    });
  }

  private watched(redis: Redis): Redis {
    return redis.on('error', (error) => { this.log.warn({ error: messageOf(error) }, 'redis'); });
  }
}
