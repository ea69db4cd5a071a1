import { lineOfCampaign } from '@paceline/domain/routing/line';
import { DEFAULT_CALLING_HOURS } from '@paceline/domain/compliance/calling-hours';
import { createDataSource, rows, write } from '@paceline/persistence';
import type { DataSource } from 'typeorm';
import { PLACE, numberOf, type Person } from './carry-people';
import { CARRIER, CROWDED, firstExtension } from './carrying-switch';
import { migrateFor, type ComparedBuild } from './compared-build';
import { freshDatabase } from './fresh-database';

const DATABASE = 'paceline_test_bench_carry';
export const SWITCH_ID = 'bench';
const ROWS_A_STATEMENT = 1_000;
const RING_SEC = 600;
const LONGEST_CALL_SEC = 7_200;
const MOST_LINES = 60_000;

type Row = Readonly<Record<string, unknown>>;

/** A campaign, its people and the agents who serve it. */
export interface CampaignOrder {
  readonly id: number;
  readonly person: Person;
  readonly targets: number;
  readonly agents: number;
  readonly gateway: string;
  /** One line for each idle agent, or so many. */
  readonly linesPerAgent: number;
  readonly wrapUpSec: number;
}

/**
 * A database of the benchmark's own with the schema of a build. The rows are written with what every schema since has in
 * common, past the code of either build: columns that a build does not have are left out.
 */
export class CarriedDatabase {
  private people = 0;
  private agents = 0;
  private asked = 0;

  private constructor(readonly url: string, private readonly dataSource: DataSource) {}

  static async make(databaseUrl: string, build: ComparedBuild): Promise<CarriedDatabase> {
    const url = await freshDatabase(databaseUrl, DATABASE);
    await migrateFor(build, url);
    // Of a pool of one the only connection is kept until the server ends it, perhaps as it is used.
    const dataSource = createDataSource({ url, poolSize: 2 });
    await dataSource.initialize();
    const database = new CarriedDatabase(url, dataSource);
    await database.gateways();
    return database;
  }

  /** Calls a second that are placed through a gateway; a worker that runs knows it two seconds later. */
  async setRate(gateway: string, callsPerSec: number): Promise<void> {
    await write(this.dataSource, 'UPDATE gateways SET calls_per_sec = ? WHERE name = ?', [callsPerSec, gateway]);
  }

  async setStatus(campaign: CampaignOrder, status: 'running' | 'paused'): Promise<void> {
    await write(this.dataSource, 'UPDATE campaigns SET status = ? WHERE id = ?', [status, campaign.id]);
  }

  /** A campaign that does not run yet. */
  async campaign(order: CampaignOrder): Promise<void> {
    const now = new Date();
    await this.insert('lists', [{ id: order.id, name: `list ${order.id}` }]);
    await this.insert('campaigns', [{
      id: order.id, name: `campaign ${order.id}`, status: 'draft', switch_id: SWITCH_ID, mode: order.linesPerAgent > 1 ? 'power' : 'progressive',
      gateways: JSON.stringify([order.gateway]), caller_number: '12125550100', ring_timeout_sec: RING_SEC, max_call_sec: LONGEST_CALL_SEC,
      wrap_up_sec: order.wrapUpSec, record: 0,
      calling_hours: JSON.stringify(DEFAULT_CALLING_HOURS), retry_rules: JSON.stringify({ maxAttempts: 1, byOutcome: {}, byDisposition: {} }),
      abandon_target_ratio: 0.03, max_lines_per_agent: order.linesPerAgent, started_at: now,
    }]);
    await this.insert('campaign_lists', [{ campaign_id: order.id, list_id: order.id, priority: 1 }]);
    const contacts = Array.from({ length: order.targets }, () => ++this.people);
    await this.insert('contacts', contacts.map((id) => ({ id, name: `Contact ${id}`, zone: PLACE.zone, fields: '{}' })));
    await this.insert('contact_phones', contacts.map((id) => ({ contact_id: id, position: 0, phone: numberOf(order.person, id) })));
    await this.insert('list_contacts', contacts.map((id) => ({ list_id: order.id, contact_id: id })));
    const ready = { campaign_id: order.id, state: 'ready', zone: PLACE.zone, priority: 1, next_at: now };
    await this.insert('targets', contacts.map((id) => ({ ...ready, contact_id: id })));
    await this.serving(order);
  }

  /** Statements that the server has been sent by others than this benchmark: its own question is left out. */
  async statements(): Promise<number> {
    const [found] = await rows<{ Value: string }>(this.dataSource, "SHOW GLOBAL STATUS LIKE 'Questions'", []);
    return Number(found?.Value ?? Number.NaN) - ++this.asked;
  }

  async drop(): Promise<void> {
    await this.dataSource.query(`DROP DATABASE ${DATABASE}`);
    await this.dataSource.destroy();
  }

  private async gateways(): Promise<void> {
    await this.insert('gateways', [CARRIER, CROWDED].map((name) => ({
      name, switch_id: SWITCH_ID, calls_per_sec: 1, max_lines: MOST_LINES, enabled: 1,
      allowed_countries: JSON.stringify([PLACE.country]), allowed_prefixes: '[]', allowed_numbers: '[]', short_numbers: '[]',
    })));
  }

  /** Its agents, available, at phones of the switch's directory. */
  private async serving({ id: campaignId, agents }: CampaignOrder): Promise<void> {
    const ids = Array.from({ length: agents }, () => ++this.agents);
    const now = new Date();
    await this.insert('users', ids.map((id) => ({ id, username: `agent${id}`, password_hash: 'none', role: 'agent', active: 1 })));
    await this.insert('agents', ids.map((id) => ({
      id, user_id: id, name: `Agent ${id}`, switch_id: SWITCH_ID, leg_mode: 'connected', leg_kind: 'extension', leg_address: String(firstExtension + id - 1),
      leg_webrtc: 0, status: 'available', status_at: now,
    })));
    await this.insert('agent_lines', ids.map((id) => ({ agent_id: id, line: lineOfCampaign(String(campaignId)) })));
  }

  private async insert(table: string, wanted: readonly Row[]): Promise<void> {
    const found = await rows<{ name: string }>(this.dataSource,
      'SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?', [table]);
    const has = new Set(found.map(({ name }) => name));
    const columns = Object.keys(wanted[0] ?? {}).filter((name) => has.has(name));
    for (let from = 0; from < wanted.length; from += ROWS_A_STATEMENT) {
      const some = wanted.slice(from, from + ROWS_A_STATEMENT);
      const places = some.map(() => `(${columns.map(() => '?').join(', ')})`).join(', ');
      const names = columns.map((name) => `\`${name}\``).join(', ');
      await write(this.dataSource, `INSERT INTO ${table} (${names}) VALUES ${places}`, some.flatMap((row) => columns.map((name) => row[name])));
    }
  }
}
