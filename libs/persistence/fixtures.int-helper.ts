import type { DataSource, EntityManager } from 'typeorm';
import { DEFAULT_CALLING_HOURS } from '@paceline/domain/compliance/calling-hours';
import { DEFAULT_RETRY_RULES } from '@paceline/domain/retry/retry';
import { uuidv7 } from '@paceline/platform/uuid';
import type { CallEventRow } from './call-event-row';
import type { CallEnd, CallEntry, CallPatch } from './call-ledger';
import { CallRepository } from './call-repository';
import { createDataSource } from './data-source';
import type { Settlement } from './settlement';
import { Campaign } from './entities/campaigns';
import { LeaseRepository } from './lease-repository';
import { migrate } from './migrate';
import type { ClaimRequest, ClaimedCall } from './target-claim';
import { TargetRepository } from './target-repository';
import { write } from './transaction';

/** What the persistence tests start from. Rows come from SQL that says exactly what is in them. */

export async function openMigrated({ url }: { readonly url: string }): Promise<DataSource> {
  const source = await createDataSource({ url, poolSize: 20 }).initialize();
  await migrate(source);
  return source;
}

export async function makeCampaign(source: DataSource, name = 'a campaign'): Promise<string> {
  const { identifiers } = await source.manager.insert(Campaign, {
    name, status: 'running', switchId: 'main', mode: 'progressive', gateways: ['trunk'], callerNumber: null, ringTimeoutSec: 30, maxCallSec: 3600,
    wrapUpSec: 30, safeHarbourPrompt: null, callingHours: DEFAULT_CALLING_HOURS, retryRules: DEFAULT_RETRY_RULES, abandonTargetRatio: 0.03, maxLinesPerAgent: 3,
  });
  return String(identifiers[0]?.['id']);
}

export interface TargetsOf {
  readonly campaignId: string;
  readonly count: number;
  readonly zone?: string;
  readonly priority?: number;
  /** SQL of the instant from which on they may be called. */
  readonly nextAt?: string;
  readonly phones?: number;
}

const DIGIT = '(SELECT 0 n UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)';

/** Contacts with phones (+98…, by contact and position) on a list of the campaign, and a ready target each; ids ascend. */
export async function makeTargets(source: DataSource, { campaignId, count, zone = 'Asia/Tehran', priority = 1, nextAt = 'UTC_TIMESTAMP(3)', phones = 1 }: TargetsOf): Promise<void> {
  const mark = uuidv7(Date.now());
  const digits = Array.from({ length: String(count).length }, (_unused, place) => `d${place}`);
  const numbers = `SELECT ${digits.map((digit, place) => `${digit}.n * ${10 ** place}`).join(' + ')} AS n FROM ${digits.map((digit) => `${DIGIT} ${digit}`).join(', ')}`;
  await write(source, `INSERT INTO contacts (name, zone, fields) SELECT ?, ?, '{}' FROM (${numbers}) numbers WHERE n < ? ORDER BY n`, [mark, zone, count]);
  for (let position = 0; position < phones; position++) {
    await write(source, 'INSERT INTO contact_phones (contact_id, position, phone) SELECT id, ?, CONCAT(\'+98\', ?, LPAD(id, 8, \'0\')) FROM contacts WHERE name = ?', [position, position, mark]);
  }
  const { insertId } = await write(source, 'INSERT INTO lists (name) VALUES (?)', [mark]);
  await write(source, 'INSERT INTO campaign_lists (campaign_id, list_id, priority) VALUES (?, ?, ?)', [campaignId, insertId, priority]);
  await write(source, 'INSERT INTO list_contacts (list_id, contact_id) SELECT ?, id FROM contacts WHERE name = ? ORDER BY id', [insertId, mark]);
  await write(source,
    `INSERT INTO targets (campaign_id, contact_id, state, zone, priority, next_at)
     SELECT ?, id, 'ready', ?, ?, ${nextAt} FROM contacts WHERE name = ? ORDER BY id`, [campaignId, zone, priority, mark]);
}

/** Calls to everybody of the campaign that nobody answered: so many each, one every other day, the last one yesterday. */
export async function makePastCalls(source: DataSource, campaignId: string, each: number): Promise<void> {
  const perStatement = 20;
  for (let from = 0; from < each; from += perStatement) {
    const days = Array.from({ length: Math.min(perStatement, each - from) }, (_unused, index) => `SELECT ${String(1 + 2 * (from + index))} day`).join(' UNION ALL ');
    await write(source,
      `INSERT INTO calls (id, direction, state, outcome, switch_id, line, gateway, campaign_id, contact_id, phone, attempt, ring_timeout_sec, fence,
         planned_at, not_after, originating_at, ringing_at, ended_at, settled_at, hangup_cause)
       SELECT UUID(), 'outbound', 'ended', 'no-answer', 'main', 'campaign-0', 'trunk', 0, p.contact_id, p.phone, 1, 31, 1, at, at, at, at, at, at, 'NO_ANSWER'
         FROM (SELECT p.contact_id, p.phone, TIMESTAMPADD(DAY, -days.day, UTC_TIMESTAMP(3)) AS at
                 FROM targets t JOIN contact_phones p ON p.contact_id = t.contact_id JOIN (${days}) days WHERE t.campaign_id = ?) p`, [campaignId]);
  }
}

/** A lease that is held, as a claim needs one. */
export async function holdLease(source: DataSource, name = 'campaign:1', ttlMs = 60_000): Promise<{ readonly name: string; readonly fence: bigint }> {
  const held = await new LeaseRepository(source).acquire(name, 'worker-1', ttlMs);
  if (held === null) throw new Error(`somebody holds ${name}`);
  return { name, fence: held.fence };
}

/** A claim that plans a call for whatever it gets. */
export function claimOf(request: Pick<ClaimRequest, 'campaignId' | 'lease'> & Partial<ClaimRequest>): ClaimRequest {
  return {
    clientId: '1', switchId: 'main', line: `campaign-${request.campaignId}`, slots: [{ zone: 'Asia/Tehran', priority: 1 }], count: 10, sendWithinMs: 60_000, fence: 1n,
    asksConsent: () => false, newJudge: () => () => ({ plan: { callId: uuidv7(Date.now()), gateway: 'trunk', callerNumber: null, ringTimeoutSec: 31 } }),
    ...request,
  };
}

export interface PlannedFixture { readonly campaignId: string; readonly call: ClaimedCall }

/** A campaign with one target and its planned call, claimed under fence 1. */
export async function planCall(source: DataSource, options: { readonly phones?: number; readonly sendWithinMs?: number } = {}): Promise<PlannedFixture> {
  const campaignId = await makeCampaign(source);
  await makeTargets(source, { campaignId, count: 1, phones: options.phones ?? 1 });
  const lease = await holdLease(source);
  const { calls } = await new TargetRepository(source).claim(claimOf({ campaignId, lease, ...(options.sendWithinMs === undefined ? {} : { sendWithinMs: options.sendWithinMs }) }));
  const [call] = calls;
  if (call === undefined) throw new Error('the target was not claimed');
  return { campaignId, call };
}

/** A data source all of whose statements go through one session, that of the manager, and into its transaction. */
export function sessionOf(manager: EntityManager, heard: (sql: string) => void = () => undefined): DataSource {
  const query = (sql: string, parameters: unknown[]): Promise<unknown> => { heard(sql); return manager.query(sql, parameters); };
  const session = { query, transaction: (work: (inner: unknown) => Promise<unknown>): Promise<unknown> => work(session) };
  return session as unknown as DataSource; // the repositories use these two methods of it and no other
}

/** Writes of one call at a time. */
export class SingleCalls extends CallRepository {
  async update(callId: string, fence: bigint, patch: CallPatch, events: readonly CallEventRow[], again = false): Promise<boolean> {
    return await this.one(fence, { callId, patch, events, settlement: null }, again);
  }

  async end(
    callId: string, fence: bigint, { talkEnd, ...patch }: CallPatch & CallEnd, events: readonly CallEventRow[], settlement: Settlement | null,
  ): Promise<boolean> {
    return await this.one(fence, { callId, patch: { ...patch, state: 'ended' }, events, settlement, talkEnd });
  }

  private async one(fence: bigint, entry: CallEntry, again = false): Promise<boolean> {
    const [taken] = await this.write(fence, [entry], again);
    return taken === true;
  }
}
