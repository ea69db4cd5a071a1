import type { DataSource, EntityManager } from 'typeorm';
import { inTransaction, rows, write } from './transaction';

/** One head of the queue of targets: a zone whose hours are open, at one priority. */
export interface ClaimSlot { readonly zone: string; readonly priority: number }

export interface ClaimCandidate {
  readonly targetId: string;
  readonly contactId: string;
  readonly zone: string;
  /** Empty when the contact has no phone at that position. */
  readonly phone: string;
  readonly onDoNotCallList: boolean;
  readonly attempts: number;
}

export interface PlannedCall {
  readonly callId: string;
  readonly gateway: string;
  readonly callerNumber: string | null;
  readonly ringTimeoutSec: number;
}

/** What the gate said of a candidate. */
export type ClaimVerdict =
  | { readonly plan: PlannedCall }
  /** Ask again at this instant. */
  | { readonly deferUntilMs: number }
  /** Never: the target's result. */
  | { readonly refuse: string };

export interface ClaimRequest {
  readonly campaignId: string;
  readonly switchId: string;
  readonly line: string;
  readonly slots: readonly ClaimSlot[];
  readonly count: number;
  /** Not sent to the switch later than this after the claim. */
  readonly sendWithinMs: number;
  /** Of the switch's owner: the calls belong to it. */
  readonly fence: bigint;
  /** Of the campaign's pacing: an owner who lost it claims nothing. */
  readonly lease: { readonly name: string; readonly fence: bigint };
  /** Makes the judge of one try; a deadlock's victim is tried again, with a fresh one. */
  readonly newJudge: () => (candidate: ClaimCandidate) => ClaimVerdict;
}

export interface ClaimedCall {
  readonly callId: string;
  readonly targetId: string;
  readonly contactId: string;
  readonly phone: string;
  readonly gateway: string;
  readonly callerNumber: string | null;
  readonly ringTimeoutSec: number;
  readonly attempt: number;
}

export interface ClaimResult {
  readonly calls: readonly ClaimedCall[];
  /** Candidates that the gate put off or refused: there may be more behind them. */
  readonly setAside: number;
}

/** Targets of campaigns: made, claimed, counted. */
export class TargetRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Makes the targets of a campaign from its lists; contacts that are targets already stay as they are. */
  async createFromLists(campaignId: string, on: DataSource | EntityManager = this.dataSource): Promise<number> {
    const made = await write(on,
      `INSERT IGNORE INTO targets (campaign_id, contact_id, state, zone, priority, next_at)
       SELECT cl.campaign_id, lc.contact_id, 'ready', COALESCE(c.zone, ''), MIN(cl.priority), UTC_TIMESTAMP(3)
         FROM campaign_lists cl JOIN list_contacts lc ON lc.list_id = cl.list_id JOIN contacts c ON c.id = lc.contact_id
        WHERE cl.campaign_id = ? GROUP BY cl.campaign_id, lc.contact_id, c.zone ORDER BY lc.contact_id`, [campaignId]);
    return made.affectedRows;
  }

  /**
   * The zones and priorities that a campaign's ready targets have; few, whatever their number. Grouped by all
   * columns of the index in their order: only so does the database jump from group to group instead of
   * reading every ready target.
   */
  async slots(campaignId: string): Promise<ClaimSlot[]> {
    return await rows<ClaimSlot>(this.dataSource,
      "SELECT zone, priority FROM targets WHERE campaign_id = ? AND state = 'ready' GROUP BY campaign_id, state, zone, priority", [campaignId]);
  }

  async counts(campaignId: string): Promise<Record<'ready' | 'calling' | 'done', number>> {
    const found = await rows<{ state: 'ready' | 'calling' | 'done'; n: string }>(this.dataSource,
      'SELECT state, COUNT(*) AS n FROM targets WHERE campaign_id = ? GROUP BY state', [campaignId]);
    const counts = { ready: 0, calling: 0, done: 0 };
    for (const { state, n } of found) counts[state] = Number(n);
    return counts;
  }

  /** Nothing left to do: every target has its result. */
  async allDone(campaignId: string): Promise<boolean> {
    const [open] = await rows(this.dataSource, "SELECT 1 FROM targets WHERE campaign_id = ? AND state IN ('ready', 'calling') LIMIT 1", [campaignId]);
    return open === undefined;
  }

  /** Ready targets whose time has come, counted up to `atMost`. */
  async countDue(campaignId: string, slots: readonly ClaimSlot[], atMost: number): Promise<number> {
    let due = 0;
    for (const slot of slots) {
      if (due >= atMost) break;
      const [found] = await rows<{ n: string }>(this.dataSource,
        `SELECT COUNT(*) AS n FROM (SELECT 1 FROM targets FORCE INDEX (targets_claim)
          WHERE campaign_id = ? AND state = 'ready' AND zone = ? AND priority = ? AND next_at <= UTC_TIMESTAMP(3) LIMIT ?) due`,
        [campaignId, slot.zone, slot.priority, atMost - due]);
      due += Number(found?.n ?? 0);
    }
    return due;
  }

  /**
   * Claims up to `count` due targets and writes a PLANNED call for each, in one transaction. Claimers
   * never wait for each other (SKIP LOCKED) and never get the same target.
   */
  async claim(request: ClaimRequest): Promise<ClaimResult> {
    return await inTransaction(this.dataSource, async (manager) => {
      // Locked, so that a new owner's taking of the lease waits for this claim and then sees all of it.
      const [held] = await rows(manager,
        'SELECT 1 FROM leases WHERE name = ? AND fence = ? AND expires_at > UTC_TIMESTAMP(3) LOCK IN SHARE MODE', [request.lease.name, request.lease.fence.toString()]);
      if (held === undefined) return { calls: [], setAside: 0 };
      const calls: ClaimedCall[] = [];
      let setAside = 0;
      const judge = request.newJudge();
      for (const slot of request.slots) {
        const wanted = request.count - calls.length;
        if (wanted <= 0) break;
        for (const candidate of await this.lockDue(manager, request.campaignId, slot, wanted)) {
          const verdict = judge(candidate);
          if ('plan' in verdict) calls.push(toClaimedCall(candidate, verdict.plan));
          else { setAside++; await putAside(manager, candidate.targetId, verdict); }
        }
      }
      if (calls.length > 0) await insertPlanned(manager, request, calls);
      return { calls, setAside };
    });
  }

  private async lockDue(manager: EntityManager, campaignId: string, slot: ClaimSlot, count: number): Promise<ClaimCandidate[]> {
    // FORCE INDEX: left alone, MariaDB looks up the first four columns and filters by time, and so walks (and
    // locks) every target whose time has not come yet; told so, it stops at the first of them.
    const locked = await rows<{ targetId: string; contactId: string; zone: string; attempts: number; phonePosition: number }>(manager,
      `SELECT id AS targetId, contact_id AS contactId, zone, attempts, phone_position AS phonePosition FROM targets FORCE INDEX (targets_claim)
        WHERE campaign_id = ? AND state = 'ready' AND zone = ? AND priority = ? AND next_at <= UTC_TIMESTAMP(3)
        ORDER BY next_at, id LIMIT ? FOR UPDATE SKIP LOCKED`, [campaignId, slot.zone, slot.priority, count]);
    if (locked.length === 0) return [];
    const phones = await rows<{ contactId: string; position: number; phone: string; dnc: string | number }>(manager,
      `SELECT p.contact_id AS contactId, p.position, p.phone, d.phone IS NOT NULL AS dnc FROM contact_phones p
         LEFT JOIN do_not_call d ON d.phone = p.phone WHERE p.contact_id IN (?)`, [locked.map((target) => target.contactId)]);
    return locked.map((target) => {
      const own = phones.find((phone) => phone.contactId === target.contactId && phone.position === target.phonePosition);
      return {
        targetId: target.targetId, contactId: target.contactId, zone: target.zone, attempts: target.attempts,
        phone: own?.phone ?? '', onDoNotCallList: Number(own?.dnc ?? 0) === 1,
      };
    });
  }
}

function toClaimedCall(candidate: ClaimCandidate, plan: PlannedCall): ClaimedCall {
  return {
    callId: plan.callId, targetId: candidate.targetId, contactId: candidate.contactId, phone: candidate.phone,
    gateway: plan.gateway, callerNumber: plan.callerNumber, ringTimeoutSec: plan.ringTimeoutSec, attempt: candidate.attempts + 1,
  };
}

async function putAside(manager: EntityManager, targetId: string, verdict: Exclude<ClaimVerdict, { plan: PlannedCall }>): Promise<void> {
  if ('deferUntilMs' in verdict) await write(manager, 'UPDATE targets SET next_at = ? WHERE id = ?', [new Date(verdict.deferUntilMs), targetId]);
  else await write(manager, "UPDATE targets SET state = 'done', result = ? WHERE id = ?", [verdict.refuse, targetId]);
}

async function insertPlanned(manager: EntityManager, request: ClaimRequest, calls: readonly ClaimedCall[]): Promise<void> {
  const values = calls.map((call) => [
    call.callId, 'outbound', 'planned', request.switchId, request.line, call.gateway, request.campaignId, call.targetId, call.contactId,
    call.phone, call.callerNumber, call.attempt, call.ringTimeoutSec, request.fence.toString(),
  ]);
  const one = '(?, UTC_TIMESTAMP(3), TIMESTAMPADD(MICROSECOND, ? * 1000, UTC_TIMESTAMP(3)))';
  await write(manager,
    `INSERT INTO calls (id, direction, state, switch_id, line, gateway, campaign_id, target_id, contact_id,
       phone, caller_number, attempt, ring_timeout_sec, fence, planned_at, not_after) VALUES ${values.map(() => one.replace('?', '?, '.repeat(13) + '?')).join(', ')}`,
    values.flatMap((value) => [...value, request.sendWithinMs]));
  // By primary key alone. A join with the calls just written may scan them all, and then it waits for the
  // calls that other claimers are writing, and they for these.
  await write(manager,
    `UPDATE targets FORCE INDEX (PRIMARY) SET state = 'calling', last_call_id = CASE id ${calls.map(() => 'WHEN ? THEN ?').join(' ')} END WHERE id IN (?)`,
    [...calls.flatMap((call) => [call.targetId, call.callId]), calls.map((call) => call.targetId)]);
}
