import { randomUUID } from 'node:crypto';
import {
  Agent, AgentLine, Call, Campaign, CampaignList, CommandRepository, Contact, ContactPhone, List, ListContact, ListTargets, User, createDataSource, migrate,
  rows, type CommandKind,
} from '@paceline/persistence';
import { DEFAULT_CALLING_HOURS } from '@paceline/domain/compliance/calling-hours';
import { DEFAULT_RETRY_RULES } from '@paceline/domain/retry/retry';
import { lineOfCampaign } from '@paceline/domain/routing/line';
import { readEnvironment, type Environment } from '@paceline/platform/environment';
import { messageOf } from '@paceline/platform/errors';
import { createLogger } from '@paceline/platform/logger';
import { Producers, producerConnection } from '@paceline/queues';
import { SimulatedSwitch, autoAnswer, type DeclaredCallee, type SimulatorOptions } from '@paceline/simulator';
import { truncateAll, workerDatabase, type DatabaseAddress } from '@paceline/testing/test-database';
import { serviceAddresses } from '@paceline/testing/test-services';
import { waitFor } from '@paceline/testing/wait-for';
import type { Redis } from 'ioredis';
import type { DataSource, EntityManager } from 'typeorm';
import { DialerWorker } from '../../../apps/dialer-worker/src/worker';

const PHONES = 8;
const LINES_KEPT = 200;
/** The dispositions that every installation has: files that share a worker's database keep them for each other. */
export const DISPOSITIONS_KEPT = ['migrations', 'dispositions'];

/** We called somebody: their number is known. */
export type CampaignCall = Call & { readonly phone: string };

/** A whole dialer on a simulated switch, a real database and a real Redis: everything but the API. */
export class DialerRig {
  readonly workers: DialerWorker[] = [];
  private readonly endings: (() => Promise<void>)[] = [];
  /** What the workers of this process have logged last, for what a failed test has to tell. */
  private readonly logged: string[] = [];
  private constructor(
    readonly dataSource: DataSource, readonly simulated: SimulatedSwitch, readonly environment: Environment,
    readonly redis: Redis, private readonly producers: Producers, private readonly address: DatabaseAddress,
  ) {}

  /**
   * @param options.callees what numbers do, before the numbering plan of test/switch/README.md
   * @param options.address of a database of the test's own
   */
  static async open(options: {
    readonly callees?: readonly DeclaredCallee[]; readonly phones?: number; readonly env?: Readonly<Record<string, string>>;
    readonly simulator?: Partial<SimulatorOptions>; readonly address?: DatabaseAddress;
  } = {}): Promise<DialerRig> {
    const address = options.address ?? await workerDatabase();
    const dataSource = createDataSource({ url: address.url, poolSize: 4 });
    await dataSource.initialize();
    await migrate(dataSource);
    await truncateAll(address, DISPOSITIONS_KEPT);
    const simulated = new SimulatedSwitch({
      password: 'rig', gateways: [{ name: 'carrier' }], callees: options.callees ?? [], recordingFolders: ['/var/lib/paceline/recordings'],
      promptFolders: ['/var/lib/paceline/prompts'], promptLengthMs: () => 600,
      phones: Array.from({ length: options.phones ?? PHONES }, (_, index) => ({ extension: String(1001 + index), registered: true, behaviour: autoAnswer() })),
      ...options.simulator,
    });
    const { host, port } = await simulated.start();
    const environment = readEnvironment({
      NODE_ENV: 'test', LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent', DATABASE_URL: address.url, REDIS_URL: serviceAddresses().REDIS_URL, REDIS_PREFIX: `rig-${randomUUID().slice(0, 8)}`,
      JWT_SECRET: 'x'.repeat(32), FREESWITCH_HOST: host, FREESWITCH_PORT: String(port), FREESWITCH_PASSWORD: 'rig', FREESWITCH_GATEWAY: 'carrier', FREESWITCH_GATEWAY_COUNTRIES: 'US',
      FREESWITCH_AGENT_DOMAIN: 'paceline.local', CALLING_CLOCK_AT: '2026-01-07T19:00:00Z', LEASE_TTL_MS: '2000', AGENT_LEG_RETRY_MS: '300', PACING_INTERVAL_MS: '50',
      DATABASE_POOL_SIZE: '8', ...options.env,
    });
    const connection = producerConnection(environment.REDIS_URL);
    await connection.connect();
    return new DialerRig(dataSource, simulated, environment, connection, new Producers(connection, environment.REDIS_PREFIX, () => undefined), address);
  }

  async startWorker(): Promise<DialerWorker> {
    const aloud = this.environment.LOG_LEVEL !== 'silent';
    const worker = new DialerWorker(this.environment, createLogger({ level: aloud ? this.environment.LOG_LEVEL : 'info', app: 'rig' }, aloud ? undefined : { write: (line) => { this.log(line); } }));
    this.workers.push(worker);
    await worker.start();
    return worker;
  }

  private log(line: string): void {
    this.logged.push(line);
    if (this.logged.length > LINES_KEPT) this.logged.shift();
  }

  /** The failure, with what the workers have logged before it. */
  withLog(thrown: unknown): Error {
    return new Error(`${messageOf(thrown)}\nthe workers said:\n${this.logged.join('')}`, { cause: thrown });
  }

  async workerReady(worker: DialerWorker): Promise<void> {
    await waitFor('the worker owns the switch and knows its state', () => worker.ready);
  }

  /** What a test has opened beside the rig, and what goes with it. */
  atClose(end: () => Promise<void>): void {
    this.endings.push(end);
  }

  async close(): Promise<void> {
    for (const worker of this.workers) await worker.stop();
    await this.simulated.stop();
    for (const end of this.endings) await end();
    await this.producers.close();
    this.redis.disconnect();
    await truncateAll(this.address, DISPOSITIONS_KEPT);
    await this.dataSource.destroy();
  }

  /** A campaign on these numbers, one contact each, running. */
  async campaign(numbers: readonly string[], settings: Partial<Campaign> = {}): Promise<Campaign> {
    const { manager } = this.dataSource;
    // In one transaction: a database that keeps every commit would take a minute for hundreds of contacts.
    const list = await this.dataSource.transaction((all) => listOf(all, numbers));
    const campaign = await manager.save(Campaign, {
      name: `campaign ${randomUUID()}`, switchId: 'main', mode: 'progressive', gateways: ['carrier'], callerNumber: '12125550100',
      delivery: 'agent', ringTimeoutSec: 15, maxCallSec: 60, wrapUpSec: 1, record: false, safeHarbourPrompt: null, callingHours: DEFAULT_CALLING_HOURS,
      retryRules: { ...DEFAULT_RETRY_RULES, maxAttempts: 1 }, abandonTargetRatio: 0.03, maxLinesPerAgent: 3, startedAt: new Date(), ...settings,
      status: 'draft', // until it has targets: a worker that is there already would find it complete
    });
    await manager.insert(CampaignList, { campaignId: campaign.id, listId: list.id, priority: 1 });
    await new ListTargets(this.dataSource).follow(campaign.id, this.dataSource.manager);
    await manager.update(Campaign, { id: campaign.id }, { status: settings.status ?? 'running' });
    await this.order('campaign-changed', { campaignId: campaign.id, byUserId: '1' });
    return await manager.findOneByOrFail(Campaign, { id: campaign.id });
  }

  /** Agents with phones of the directory, available on the campaign's line; signed in by the worker. */
  async agents(count: number, campaigns: readonly Campaign[], first = 0): Promise<Agent[]> {
    const agents: Agent[] = [];
    for (let index = first; index < first + count; index++) {
      const user = await this.dataSource.manager.save(User, { username: `agent${index}`, passwordHash: 'none', role: 'agent', active: true });
      const agent = await this.dataSource.manager.save(Agent, {
        userId: user.id, name: `Agent ${index}`, switchId: 'main', legMode: 'connected', legKind: 'extension', legAddress: String(1001 + index), legGateway: null, legWebrtc: false,
        status: 'available', statusReason: null, statusAt: new Date(), legChannelId: null, legSince: null,
      });
      for (const campaign of campaigns) await this.dataSource.manager.insert(AgentLine, { agentId: agent.id, line: lineOfCampaign(campaign.id) });
      await this.command('agent-sign-in', { agentId: agent.id, status: 'available', reason: null, byUserId: user.id });
      agents.push(agent);
    }
    return agents;
  }

  /** As `order`; waits until it was carried out. */
  async command(kind: CommandKind, payload: Record<string, string | null>): Promise<{ state: string; error: { code: string } | null }> {
    const id = await this.order(kind, payload);
    return await waitFor(`command ${kind} is carried out`, async () => {
      const command = await new CommandRepository(this.dataSource).find(id);
      return command?.state === 'pending' ? null : command;
    });
  }

  /** What the API does: a row, then a wake-up. Its id. */
  private async order(kind: CommandKind, payload: Record<string, string | null>): Promise<string> {
    const id = randomUUID();
    await new CommandRepository(this.dataSource).add({ clientId: '1', id, switchId: 'main', kind, payload });
    await this.producers.command('main', { commandId: id });
    return id;
  }

  async calls(campaign: Campaign): Promise<CampaignCall[]> {
    const calls = await this.dataSource.manager.find(Call, { where: { campaignId: campaign.id }, order: { plannedAt: 'ASC' } });
    return calls.filter((call): call is CampaignCall => call.phone !== null);
  }

  /** The first call of the campaign for which this holds. */
  async call(campaign: Campaign, what: string, holds: (call: CampaignCall) => boolean): Promise<CampaignCall> {
    return await waitFor(`a call that ${what}`, async () => (await this.calls(campaign)).find(holds));
  }

  async completed(campaign: Campaign): Promise<void> {
    await waitFor('the campaign is completed', async () => (await this.dataSource.manager.findOneByOrFail(Campaign, { id: campaign.id })).status === 'completed');
  }

  async results(campaign: Campaign): Promise<Record<string, string>> {
    const found = await rows<{ phone: string; result: string }>(this.dataSource,
      `SELECT p.phone, COALESCE(t.result, t.state) AS result FROM targets t JOIN contact_phones p ON p.contact_id = t.contact_id AND p.position = 0
        WHERE t.campaign_id = ? ORDER BY p.phone`, [campaign.id]);
    return Object.fromEntries(found.map(({ phone, result }) => [phone, result]));
  }

  /** INVITEs that reached the network, by number. */
  dialed(): Record<string, number> {
    const dialed: Record<string, number> = {};
    for (const invite of this.simulated.invites) if (invite.gateway !== '' && invite.direction === 'outbound') dialed[invite.number] = (dialed[invite.number] ?? 0) + 1;
    return dialed;
  }
}

/** One contact for each number. */
async function listOf(manager: EntityManager, numbers: readonly string[]): Promise<List> {
  const list = await manager.save(List, { name: `list ${randomUUID()}` });
  for (const phone of numbers) {
    const contact = await manager.save(Contact, { name: `Contact ${phone}`, zone: 'America/New_York', fields: {} });
    await manager.insert(ContactPhone, { contactId: contact.id, position: 0, phone });
    await manager.insert(ListContact, { listId: list.id, contactId: contact.id });
  }
  return list;
}
