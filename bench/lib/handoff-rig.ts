import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { AgentPool, Screens } from '@paceline/agent-pool';
import { AgentRepository, CallRepository, CommandRepository, TargetRepository, createDataSource, migrate } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { readEnvironment, type Environment } from '@paceline/platform/environment';
import { createLogger } from '@paceline/platform/logger';
import { Metrics } from '@paceline/platform/metrics';
import { EventStream, Publisher } from '@paceline/queues';
import { EslSwitch } from '@paceline/telephony/esl/esl-switch';
import { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import { CallEnding } from '../../apps/dialer-worker/src/calls/call-ending';
import type { SaidOfCalls } from '../../apps/dialer-worker/src/calls/call-news';
import { News, type SaidOfAgents } from '../../apps/dialer-worker/src/context/news';
import { Ownership } from '../../apps/dialer-worker/src/context/ownership';
import { AgentPlan } from '../../apps/dialer-worker/src/calls/agent-plan';
import { BackInLine } from '../../apps/dialer-worker/src/calls/back-in-line';
import { CallFlow } from '../../apps/dialer-worker/src/calls/call-flow';
import { CallJournal } from '../../apps/dialer-worker/src/calls/call-journal';
import { CallRegistry } from '../../apps/dialer-worker/src/calls/call-registry';
import { Allocator } from '../../apps/dialer-worker/src/calls/allocator';
import { Bridging } from '../../apps/dialer-worker/src/calls/bridging';
import { Keeping } from '../../apps/dialer-worker/src/calls/keeping';
import { KnownAgents } from '../../apps/dialer-worker/src/context/known-agents';
import { LiveCall } from '../../apps/dialer-worker/src/calls/live-call';
import { LongestCall } from '../../apps/dialer-worker/src/calls/longest-call';
import { Recordings } from '../../apps/dialer-worker/src/calls/recordings';
import { SafeHarbour } from '../../apps/dialer-worker/src/calls/safe-harbour';
import { SwitchClock } from '../../apps/dialer-worker/src/context/switch-clock';
import { Vouching } from '../../apps/dialer-worker/src/calls/vouching';
import { WrapUp } from '../../apps/dialer-worker/src/calls/wrap-up';
import { lineOf } from '../../apps/dialer-worker/src/lines/line-of';
import { TrunkLines } from '../../apps/dialer-worker/src/trunks/trunk-lines';
import type { OwnerContext } from '../../apps/dialer-worker/src/context/owner-context';
import { AnsweringSwitch, type AnswerReport } from './answering-switch';
import { freshDatabase } from './fresh-database';

export const ANSWERS_PER_SEC = 50;
export const OTHER_EVENTS_PER_SEC = 2_500;
export const AGENTS = 100;
export const TALK_MS = 800;
export const OTHER_EVENTS = path.join(__dirname, '../fixtures/events.jsonl');
const LINE = 'campaign-1';

/** The worker's parts on a real database and a real Redis. */
export class HandoffRig {
  private dialed = 0;

  private constructor(private readonly dataSource: DataSource, private readonly redis: Redis, private readonly prefix: string, readonly databaseUrl: string) {}

  static async open(services: { databaseUrl: string; redisUrl: string }): Promise<HandoffRig> {
    const url = await freshDatabase(services.databaseUrl, 'paceline_test_bench');
    const dataSource = createDataSource({ url, poolSize: 16 });
    await dataSource.initialize();
    await migrate(dataSource);
    return new HandoffRig(dataSource, new Redis(services.redisUrl, { enableOfflineQueue: false, lazyConnect: true }), `bench-${process.pid}`, url);
  }

  async round(answers: number): Promise<AnswerReport> {
    if (this.redis.status === 'wait') await this.redis.connect();
    const source = await AnsweringSwitch.start();
    const esl = switchAt(source.port);
    const owner = this.owner(esl);
    const registry = new CallRegistry();
    const journal = new CallJournal(owner);
    const [ownership, agents, news] = [new Ownership(), new News<SaidOfAgents>(), new News<SaidOfCalls>()];
    ownership.reconciled = true;
    const safeHarbour = new SafeHarbour(owner, journal, news);
    const [bridging, keeping] = [new Bridging(owner, journal, agents, news, { ring: () => undefined, has: () => false, end: () => undefined }), new Keeping(owner, agents)];
    const allocator = new Allocator(owner, { registry, bridging, keeping, ownership, placeCameUp: () => undefined });
    agents.on('may-serve', () => { allocator.agentMayServe(); });
    const gateways = new TrunkLines(owner, registry, { onGateway: () => 0, outsideOn: () => 0 });
    const ending = new CallEnding(owner, registry, journal, bridging, keeping, new WrapUp(owner, journal, agents, news), gateways, news);
    const [recordings, longest, vouching] = [new Recordings(owner), new LongestCall(owner, journal), new Vouching(owner, new SwitchClock(owner.clock))];
    const plan = new AgentPlan(owner, { backInLine: new BackInLine(owner, { journal, allocator, vouching }), allocator, bridging, safeHarbour, vouching, longest, recordings });
    const flow = new CallFlow(owner, { journal, planOf: () => plan, ending, recordings, keeping, gateways, legs: registry.legs, phones: { agentOn: () => null }, news });
    esl.onEvent((event) => {
      if (!('channelId' in event)) return;
      const call = registry.get(event.channelId);
      if (call !== undefined) flow.handle(call, event, performance.now());
    });
    const sweeper = setInterval(() => { owner.run('expire', async () => { for (const { agent } of await owner.pool.expire()) agents.emit('may-serve', agent.agentId, agent); }); }, 100);
    try {
      await esl.connect();
      await this.signInAgents(owner.pool);
      const calls = await this.dialedCalls(registry, answers);
      return await source.play({ answering: calls, answersPerSec: ANSWERS_PER_SEC, otherEventsPerSec: OTHER_EVENTS_PER_SEC, otherEvents: OTHER_EVENTS, talkMs: TALK_MS });
    } finally {
      clearInterval(sweeper);
      registry.clear();
      await esl.close();
      source.stop();
    }
  }

  async close(): Promise<void> {
    const keys = await this.redis.keys(`*${this.prefix}*`);
    if (keys.length > 0) await this.redis.del(...keys);
    this.redis.disconnect();
    await this.dataSource.query('DROP DATABASE paceline_test_bench');
    await this.dataSource.destroy();
  }

  private async signInAgents(pool: AgentPool): Promise<void> {
    await pool.clear();
    await pool.restore(Array.from({ length: AGENTS }, (_, index) => ({
      agentId: String(index + 1), lines: [LINE], status: 'available' as const, legMode: 'connected' as const, legChannelId: randomUUID(), state: 'idle' as const,
    })));
    await pool.snapshot(); // as whoever builds the pool does: from here on they are known
  }

  /** Calls that ring already: their rows are there, as they are when a call is answered. */
  private async dialedCalls(registry: CallRegistry, count: number): Promise<string[]> {
    const ids = Array.from({ length: count }, () => randomUUID());
    const line = lineOf(LINE, null, this.environment);
    for (const id of ids) {
      const phone = `+1212${String(2_000_000 + this.dialed++)}`; // a number is on one live call at most
      await this.dataSource.query(
        `INSERT INTO calls (id, direction, state, switch_id, line, phone, not_after, ring_timeout_sec, planned_at, originating_at)
         VALUES (?, 'outbound', 'ringing', 'bench', ?, ?, UTC_TIMESTAMP(3), 16, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`, [id, LINE, phone]);
      const call = new LiveCall({
        callId: id, clientId: '1', line, direction: 'outbound', targetId: null, contactId: null, phone, gateway: null, callerNumber: null, ringTimeoutSec: 16,
      }, 'ringing');
      registry.add(call);
    }
    return ids;
  }

  private get environment(): Environment {
    return readEnvironment({
      DATABASE_URL: this.databaseUrl, REDIS_URL: 'redis://unused', JWT_SECRET: 'x'.repeat(32), FREESWITCH_PASSWORD: 'bench', SWITCH_ID: 'bench',
    });
  }

  private owner(esl: EslSwitch): OwnerContext {
    const { environment } = this;
    const log = createLogger({ level: 'warn', app: 'bench' });
    const publisher = new Publisher(new EventStream(this.redis, this.prefix), log);
    const lease = { name: 'switch:bench', fence: 1n, isHeld: () => true } as OwnerContext['lease']; // held by nobody else in a benchmark
    const known = new KnownAgents(new Clock());
    return {
      known, environment, log, clock: new Clock(), metrics: new Metrics(), lease, fence: 1n, switchPort: esl,
      pool: new AgentPool(this.redis, 'bench', this.prefix, 1n, (agentId, agent) => { known.seen(agentId, agent); }), screens: new Screens(this.redis, 'bench', this.prefix), calls: new CallRepository(this.dataSource), commands: new CommandRepository(this.dataSource),
      agents: new AgentRepository(this.dataSource), targets: new TargetRepository(this.dataSource), dataSource: this.dataSource,
      publish: (event) => { publisher.publish(event); },
      run: (where, work) => { work().catch((thrown: unknown) => { log.error({ where, err: thrown }, 'failed'); }); },
    };
  }
}

/** The adapter that the worker has, at a switch of this machine. */
export function switchAt(port: number): EslSwitch {
  const nothing = (): void => undefined;
  return new EslSwitch({ host: '127.0.0.1', port, password: 'bench', promptsDir: '/p', recordingsDir: '/r', log: { info: nothing, warn: nothing, error: nothing } });
}
