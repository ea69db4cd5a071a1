import { lineOfCampaign } from '@paceline/domain/routing/line';
import { DEFAULT_CALLING_HOURS } from '@paceline/domain/compliance/calling-hours';
import { Agent, Campaign, Gateway, List, ListTargets, User, AgentLine, CampaignList, createDataSource, migrate, rows, write } from '@paceline/persistence';
import type { DataSource } from 'typeorm';
import { freshDatabase } from './fresh-database';

const DATABASE = 'paceline_test_bench_originate';
export const SWITCH_ID = 'bench';
/**
 * Callees of the public network of test/switch/README.md, by the last eight digits, out of ten: busy, not in service,
 * declining after a second of ringing, and one who answers, meets an agent and hangs up 0.3 s after the answer.
 */
const CALLEES = ['55502', '55502', '55502', '55502', '55502', '55502', '55504', '55504', '55500', '555080'] as const;

/** A number of its own for each index, in Vienna, whose numbers are long; what it does is in its last eight digits. */
export function numberOf(index: number): string {
  const callee = CALLEES[index % CALLEES.length] ?? '';
  // What tells the numbers apart: four digits before the last eight, from 2000 on, and what the kind leaves free of those.
  const free = 8 - callee.length;
  const own = Math.floor(index / CALLEES.length);
  return `+431${2000 + Math.floor(own / 10 ** free) * CALLEES.length + (index % CALLEES.length)}${callee}${String(own % 10 ** free).padStart(free, '0')}`;
}

/** A database of the benchmark's own, with agents and campaigns in it. */
export class DialedDatabase {
  private listed = 0;

  private constructor(readonly url: string, readonly dataSource: DataSource) {}

  static async make(databaseUrl: string): Promise<DialedDatabase> {
    const url = await freshDatabase(databaseUrl, DATABASE);
    const dataSource = createDataSource({ url, poolSize: 4 });
    await dataSource.initialize();
    await migrate(dataSource);
    return new DialedDatabase(url, dataSource);
  }

  async gateway(name: string, callsPerSec: number, maxLines: number): Promise<void> {
    await this.dataSource.manager.insert(Gateway, { name, switchId: SWITCH_ID, callsPerSec, maxLines, allowedCountries: ['US', 'AT'], allowedPrefixes: [], allowedNumbers: [], shortNumbers: [], enabled: true });
  }

  /** A campaign that does not run yet, on numbers that no other one has. */
  async campaign(gateway: string, targets: number): Promise<Campaign> {
    const { manager } = this.dataSource;
    const list = await manager.save(List, { name: `list ${this.listed}` });
    const first = this.listed;
    this.listed += targets;
    for (let from = first; from < this.listed; from += 1_000) await this.contacts(list.id, from, Math.min(from + 1_000, this.listed));
    const campaign = await manager.save(Campaign, {
      name: `campaign ${first}`, status: 'draft', switchId: SWITCH_ID, mode: 'progressive', purpose: 'survey', gateways: [gateway], callerNumber: '12125550100',
      ringTimeoutSec: 15, maxCallSec: 60, wrapUpSec: 0, record: false, safeHarbourPrompt: null, callingHours: DEFAULT_CALLING_HOURS,
      retryRules: { maxAttempts: 1, byOutcome: {}, byDisposition: {} }, abandonTargetRatio: 0.03, maxLinesPerAgent: 3, startedAt: new Date(),
    });
    await manager.insert(CampaignList, { campaignId: campaign.id, listId: list.id, priority: 1 });
    await new ListTargets(this.dataSource).follow(campaign.id, this.dataSource.manager);
    return campaign;
  }

  /** Agents who are signed in, behind phones of the network that answer at once and stay. */
  async agents(count: number, gateway: string, campaigns: readonly Campaign[]): Promise<void> {
    const { manager } = this.dataSource;
    for (let index = 0; index < count; index++) {
      const user = await manager.save(User, { username: `agent${index}`, passwordHash: 'none', role: 'agent', active: true });
      const agent = await manager.save(Agent, {
        userId: user.id, name: `Agent ${index}`, switchId: SWITCH_ID, legMode: 'connected', legKind: 'gateway', legAddress: `+1415551${1001 + index}`, legGateway: gateway,
        legWebrtc: false, status: 'available', statusReason: null, statusAt: new Date(), legChannelId: null, legSince: null,
      });
      for (const campaign of campaigns) await manager.insert(AgentLine, { agentId: agent.id, line: lineOfCampaign(campaign.id) });
    }
  }

  async start(campaign: Campaign): Promise<void> {
    await this.dataSource.manager.update(Campaign, { id: campaign.id }, { status: 'running' });
  }

  async isCompleted(campaign: Campaign): Promise<boolean> {
    return await this.dataSource.manager.existsBy(Campaign, { id: campaign.id, status: 'completed' });
  }

  async calls(campaign: Campaign): Promise<readonly DialedCall[]> {
    return await rows<DialedCall>(this.dataSource,
      'SELECT id, target_id AS targetId, outcome, ended_at AS endedAt, settled_at AS settledAt FROM calls WHERE campaign_id = ?', [campaign.id]);
  }

  /** Statements that the server has been sent so far. */
  async statements(): Promise<number> {
    const [found] = await rows<{ Value: string }>(this.dataSource, "SHOW GLOBAL STATUS LIKE 'Questions'", []);
    return Number(found?.Value ?? Number.NaN);
  }

  async drop(): Promise<void> {
    await this.dataSource.query(`DROP DATABASE ${DATABASE}`);
    await this.dataSource.destroy();
  }

  private async contacts(listId: string, from: number, to: number): Promise<void> {
    const indexes = Array.from({ length: to - from }, (_, offset) => from + offset);
    const values = (row: string): string => indexes.map(() => row).join(', ');
    // Their own ids: the rows of the three tables are then written without asking for them.
    await write(this.dataSource, `INSERT INTO contacts (id, name, zone, fields) VALUES ${values("(?, ?, 'America/New_York', '{}')")}`, indexes.flatMap((index) => [index + 1, `Contact ${index}`]));
    await write(this.dataSource, `INSERT INTO contact_phones (contact_id, position, phone) VALUES ${values('(?, 0, ?)')}`, indexes.flatMap((index) => [index + 1, numberOf(index)]));
    await write(this.dataSource, `INSERT INTO list_contacts (list_id, contact_id) VALUES ${values('(?, ?)')}`, indexes.flatMap((index) => [listId, index + 1]));
  }
}

export interface DialedCall {
  readonly id: string;
  readonly targetId: string;
  readonly outcome: string | null;
  readonly endedAt: Date | null;
  readonly settledAt: Date | null;
}
