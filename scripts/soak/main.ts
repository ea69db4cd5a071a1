import { parseArgs } from 'node:util';
import { REALTIME_NAMESPACE, type SequencedEvent, type Snapshot } from '@paceline/contracts/live';
import { rows } from '@paceline/persistence';
import { seededRng } from '@paceline/simulator/core/rng';
import { io, type Socket } from 'socket.io-client';
import { ApiClient } from '../demo/api-client';
import type { Finding } from './finding';
import { checkAtRest } from './at-rest';
import { Disturber } from './disturber';
import { MemoryWatch, loopDelayP99Ms } from './gauges';
import { checkNow } from './instant-checks';
import { nextCaller } from './callers';
import { callNobodyBack, makeQueues, type SoakQueue } from './queues';
import { makeAgents, makeCampaigns, type SoakCampaign } from './set-up';
import type { SoakAgent } from './soak-agent';
import { StuckAgents } from './stuck-agents';
import { ADMIN, GATEWAY, World } from './world';

/** More than it takes, so that the trunk sets the pace. */
const AGENTS_PER_CALL_A_SEC = 5;
const INBOUND_EVERY_MS = 3_000;
/** More than the queues' agents can take at once: callers wait, ask to be called back, and leave messages. */
const CALLERS_PER_CALL = 0.3;
const MEMORY_EVERY_MS = 5_000;
/** Our processes are killed before this share of the time only: afterwards their memory is watched, once it is warm. */
const KILLS_UNTIL_SHARE = 0.4;
const WATCHED_FROM_SHARE = 0.5;
/** A shorter watch says nothing of memory: a heap breathes for a minute. */
const SHORTEST_WATCH_MS = 120_000;
const AT_REST_WITHIN_MS = 120_000;
const NUMBER_NOBODY_TAKES = '18005551000';

const { values } = parseArgs({ options: { home: { type: 'string', default: '.paceline/soak/demo' }, minutes: { type: 'string', default: '10' }, cps: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } } });
const say = (line: string): void => { (values.json ? process.stderr : process.stdout).write(`${line}\n`); };

interface Minute {
  readonly minute: number; readonly workerMb: number; readonly apiMb: number; readonly workerLoopP99Ms: number | null; readonly apiLoopP99Ms: number | null;
  readonly redisMb: number; readonly calls: number; readonly byOutcome: Readonly<Record<string, number>>; readonly faults: number; readonly violations: number;
}

class Soak {
  private beganAtMs = Date.now();
  private readonly violations = new Map<string, Finding>();
  private readonly memory = { worker: new MemoryWatch('worker'), api: new MemoryWatch('api') };
  private readonly series: Minute[] = [];
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly disturber: Disturber;
  private agentErrors = 0;
  private callers = 0;

  private constructor(private readonly world: World, private readonly manager: ApiClient, private readonly durationMs: number, rng: () => number) {
    this.disturber = new Disturber(world, rng, () => this.elapsedMs() < durationMs * KILLS_UNTIL_SHARE, (line) => { say(`${this.clock()}   ${line}`); });
  }

  static async run(minutes: number, callsPerSec: number, seed: number): Promise<boolean> {
    const count = Math.ceil(callsPerSec * AGENTS_PER_CALL_A_SEC) + 8;
    const world = await World.start({ home: values.home, phones: count, seed });
    try {
      const manager = await ApiClient.login(world.system.apiUrl, ADMIN.username, ADMIN.password);
      await manager.patch(`/gateways/${GATEWAY}`, { callsPerSec, maxLines: callsPerSec * 30 });
      const campaigns = await makeCampaigns(manager, GATEWAY);
      const queues = await makeQueues(manager);
      const soak = new Soak(world, manager, minutes * 60_000, seededRng(seed));
      const agents = await makeAgents(manager, world.system.apiUrl, count, campaigns, queues, seededRng(seed + 1), (error) => { soak.agentErrors++; say(`an agent gave up: ${error.message}`); });
      await Promise.all(agents.map((agent) => agent.come()));
      say(`${minutes} minutes at ${callsPerSec} calls a second: ${campaigns.length} campaigns, ${queues.length} queues, ${count} agents, seed ${seed}; logs in ${values.home}/logs`);
      return await soak.go(campaigns, queues, agents, callsPerSec, seededRng(seed + 2));
    } finally {
      await world.stop();
    }
  }

  private async go(campaigns: readonly SoakCampaign[], queues: readonly SoakQueue[], agents: readonly SoakAgent[], callsPerSec: number, rng: () => number): Promise<boolean> {
    const live = listen(this.world.system.apiUrl, this.manager.token, agents);
    for (const { id } of campaigns) await this.manager.post(`/campaigns/${id}/start`);
    this.beganAtMs = Date.now();
    this.every(INBOUND_EVERY_MS, () => this.world.simulated.inbound({ from: '+12125550123', to: NUMBER_NOBODY_TAKES, patienceMs: 5_000 + Math.random() * 20_000 }));
    this.every(1_000 / (CALLERS_PER_CALL * callsPerSec), async () => {
      const nth = this.callers++;
      const queue = queues[nth % queues.length];
      if (queue !== undefined) await this.world.simulated.inbound(nextCaller(nth, queue.number, GATEWAY, rng));
    });
    this.every(MEMORY_EVERY_MS, async () => {
      this.memory.worker.look(this.world.system.app('dialer-worker').pid);
      this.memory.api.look(this.world.system.app('api').pid);
    });
    this.disturber.start();
    const stuck = new StuckAgents(this.manager);
    for (let minute = 1; this.elapsedMs() < this.durationMs; minute++) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(minute * 60_000, this.durationMs) - this.elapsedMs()));
      // Looked at again later when the database or the API is what is away just now.
      this.found(await checkNow(this.world.dataSource).catch(() => []));
      this.found(await stuck.find() ?? []);
      await this.tell(minute);
    }
    const endedAtMs = Date.now();
    for (const timer of this.timers) clearInterval(timer);
    await this.disturber.stop();
    await this.comeToRest(campaigns, queues, agents);
    live.close();
    this.found(this.disturber.violations);
    this.found(await checkAtRest(this.world, await this.world.simulated.callsAfter(0)));
    this.found(await checkNow(this.world.dataSource));
    return await this.summarise(endedAtMs);
  }

  private async comeToRest(campaigns: readonly SoakCampaign[], queues: readonly SoakQueue[], agents: readonly SoakAgent[]): Promise<void> {
    for (const { id } of campaigns) await patiently(() => this.manager.post(`/campaigns/${id}/stop`));
    const open = async (): Promise<string | null> => {
      const [left] = await rows<{ calls: string; commands: string; callbacks: string }>(this.world.dataSource,
        "SELECT (SELECT COUNT(*) FROM calls WHERE settled_at IS NULL) AS calls, (SELECT COUNT(*) FROM commands WHERE state = 'pending') AS commands, (SELECT COUNT(*) FROM queue_callbacks WHERE state <> 'ended') AS callbacks", []);
      return Number(left?.calls) + Number(left?.commands) + Number(left?.callbacks) === 0 ? null
        : `${left?.calls} calls are not settled, ${left?.commands} commands not answered, ${left?.callbacks} callers to be called back`;
    };
    await this.within('everything comes to rest', async () => {
      await patiently(() => callNobodyBack(this.manager, queues));
      return await open();
    });
    await Promise.all(agents.map((agent) => agent.leave()));
    await this.within('every channel is gone', async () => {
      const channels = await this.world.simulated.channels();
      return channels.length === 0 ? null : `${channels.length} channels are up`;
    });
  }

  /** @param left what is still missing; null when nothing is */
  private async within(what: string, left: () => Promise<string | null>): Promise<void> {
    for (const deadline = Date.now() + AT_REST_WITHIN_MS; ;) {
      const missing = await left();
      if (missing === null) return;
      if (Date.now() > deadline) { this.found([{ invariant: what, evidence: missing }]); return; }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  private async tell(minute: number): Promise<void> {
    const { system, redis, dataSource } = this.world;
    const ended = await rows<{ outcome: string; n: string }>(dataSource, 'SELECT outcome, COUNT(*) AS n FROM calls WHERE outcome IS NOT NULL GROUP BY outcome ORDER BY n DESC', []).catch(() => []);
    const [all] = await rows<{ n: string }>(dataSource, 'SELECT COUNT(*) AS n FROM calls', []).catch(() => []);
    const redisBytes = /^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1];
    const line: Minute = {
      minute, workerMb: round(this.memory.worker.lastMb), apiMb: round(this.memory.api.lastMb),
      workerLoopP99Ms: rounded(await loopDelayP99Ms(system.app('dialer-worker'))), apiLoopP99Ms: rounded(await loopDelayP99Ms(system.app('api'))),
      redisMb: round(Number(redisBytes) / 1024 ** 2), calls: Number(all?.n ?? 0), byOutcome: Object.fromEntries(ended.map(({ outcome, n }) => [outcome, Number(n)])),
      faults: this.disturber.struck.length, violations: this.violations.size,
    };
    const before = this.series.at(-1);
    this.series.push(line);
    say([
      this.clock(), `worker ${line.workerMb} MB, loop p99 ${line.workerLoopP99Ms ?? '-'} ms`, `API ${line.apiMb} MB, loop p99 ${line.apiLoopP99Ms ?? '-'} ms`, `Redis ${line.redisMb} MB`,
      `${line.calls} calls (+${line.calls - (before?.calls ?? 0)}): ${Object.entries(line.byOutcome).map(([outcome, n]) => `${outcome} ${n}`).join(', ')}`,
      `${line.faults} faults`, `${line.violations} violations`,
    ].join(' | '));
  }

  /** What became of them, for whoever doubts that all of it happened. */
  private async ofCallers(): Promise<string> {
    const ends = await rows<{ what: string; n: string }>(this.world.dataSource, `
      SELECT CONCAT('stay ', ended_by) AS what, COUNT(*) AS n FROM waits GROUP BY ended_by
      UNION ALL SELECT CONCAT('callback ', ended_by), COUNT(*) FROM queue_callbacks GROUP BY ended_by
      UNION ALL SELECT 'messages', COUNT(*) FROM voicemails
      UNION ALL SELECT CONCAT('phone rung: ', COALESCE(ended_by, 'still')), COUNT(*) FROM agent_rings GROUP BY ended_by`, []);
    return ends.map(({ what, n }) => `${what} ${n}`).join(', ');
  }

  private async summarise(endedAtMs: number): Promise<boolean> {
    const watchedFromMs = this.beganAtMs + this.durationMs * WATCHED_FROM_SHARE;
    const watched = endedAtMs - watchedFromMs >= SHORTEST_WATCH_MS;
    const memory = Object.values(this.memory).map((watch) => ({ name: watch.name, ...watch.growth(watchedFromMs) }));
    const flat = !watched || memory.every((one) => one.flat);
    const worst = Math.max(0, ...this.disturber.struck.map(({ dialingAfterMs }) => dialingAfterMs ?? Number.POSITIVE_INFINITY));
    for (const { name, mbPerMinute, boundMb } of memory) {
      say(`memory of the ${name} over the last half: ${mbPerMinute.toFixed(2)} MB a minute; flat up to ${boundMb.toFixed(2)}${watched ? '' : ' (too short a time to judge)'}`);
    }
    say(`${this.disturber.struck.length} faults; the longest until dialing went on: ${(worst / 1000).toFixed(1)} s; agents who gave up: ${this.agentErrors}`);
    say(`callers: ${this.callers}; ${await this.ofCallers()}`);
    const found = [...this.violations.values()];
    say(found.length === 0 ? 'no violation' : `${found.length} VIOLATIONS:`);
    for (const { invariant, evidence } of found.slice(0, 40)) say(`  ${invariant}: ${evidence}`);
    const good = found.length === 0 && flat && this.agentErrors === 0;
    if (values.json) process.stdout.write(`${JSON.stringify({ good, minutes: Number(values.minutes), cps: Number(values.cps), seed: Number(values.seed), series: this.series, faults: this.disturber.struck, memory, agentErrors: this.agentErrors, violations: found })}\n`);
    return good;
  }

  private found(violations: readonly Finding[]): void {
    for (const violation of violations) this.violations.set(`${violation.invariant}: ${violation.evidence}`, violation);
  }

  private every(periodMs: number, work: () => Promise<void>): void {
    this.timers.push(setInterval(() => { work().catch((thrown: unknown) => { say(`the soak itself: ${String(thrown)}`); }); }, periodMs));
  }

  private elapsedMs(): number {
    return Date.now() - this.beganAtMs;
  }

  private clock(): string {
    const seconds = Math.floor(this.elapsedMs() / 1000);
    return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  }
}

/** The live events of the API, for all agents; after a break it resumes where it was. */
function listen(apiUrl: string, token: string, agents: readonly SoakAgent[]): Socket {
  const byId = new Map(agents.map((agent) => [agent.agentId, agent]));
  const socket = io(`${apiUrl}${REALTIME_NAMESPACE}`, { auth: { token }, transports: ['websocket'], reconnectionDelayMax: 1_000 });
  let last: string | null = null;
  socket.on('connect', () => { socket.emit('resume', { after: last }); });
  socket.on('snapshot', (snapshot: Snapshot) => { last = snapshot.id; });
  socket.on('event', ({ id, event }: SequencedEvent) => {
    last = id;
    if (event.type === 'agent') byId.get(event.agentId)?.heard(event);
  });
  return socket;
}

async function patiently(act: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await act();
      return;
    } catch (thrown) {
      if (tries === 20) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

function round(value: number): number {
  return Number(value.toFixed(1));
}

function rounded(value: number | null): number | null {
  return value === null ? null : round(value);
}

Soak.run(Number(values.minutes), Number(values.cps), Number(values.seed)).then((good) => { process.exit(good ? 0 : 1); }, (thrown: unknown) => {
  process.stderr.write(`The soak failed: ${thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown)}\n`);
  process.exit(1);
});
