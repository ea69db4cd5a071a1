import type { DataSource, EntityManager } from 'typeorm';
import type { DialRefusal } from '@paceline/domain/compliance/may-dial';
import type { ClientScope } from '@paceline/domain/client/client';
import type { SaidFiles } from '@paceline/domain/message/said-to';
import { withMessages, type MessageOf } from './candidate-messages';
import { countPutOff, putOffUntilMs } from './put-off';
import { DIALING_ALLOWED } from './dialing-stop';
import { useRenditions } from './renditions';
import { IN_USE, candidatesOf, phonesOf, type ClaimCandidate, type ConsentQuestion, type WaitingTarget } from './target-candidates';
import { inTransaction, rows, write } from './transaction';

/** One head of the queue of targets: a zone whose hours are open, at one priority. */
export interface ClaimSlot { readonly zone: string; readonly priority: number }

export interface PlannedCall {
  readonly callId: string;
  readonly gateway: string;
  readonly callerNumber: string | null;
  readonly ringTimeoutSec: number;
}

/** What the gate said of a candidate. */
export type ClaimVerdict =
  | { readonly plan: PlannedCall }
  /** Ask again at this instant. Null: nothing of the target itself is in the way, and others of its kind would fare no better now. */
  | { readonly deferUntilMs: number; readonly because: DialRefusal | null }
  /** Not yet, and nothing is changed: they stay first in line. */
  | { readonly stays: true }
  /** Never: the target's result. */
  | { readonly refuse: string };

export interface ClaimRequest extends ClientScope {
  readonly campaignId: string;
  readonly switchId: string;
  readonly line: string;
  readonly slots: readonly ClaimSlot[];
  readonly count: number;
  /** Of whom the judge is told what they have agreed to. */
  readonly asksConsent: ConsentQuestion['asksConsent'];
  /** Where not all hear the same: what one of its contacts does. The judge is told how far that is. */
  readonly messageOf?: MessageOf;
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
  /** Null: what all others hear. */
  readonly said: SaidFiles | null;
  /** What the gate was told of the person. */
  readonly known: Pick<ClaimCandidate, 'onDoNotCallList' | 'recent'> & { readonly zone: string | null };
}

export interface ClaimResult {
  readonly calls: readonly ClaimedCall[];
  /** Candidates that the gate put off or refused: there may be more behind them. */
  readonly setAside: number;
}

/** A round of candidates after one that the gate refused: a list of people who were called today is not passed by one at a time. */
const ROUND = 50;
/** Candidates of one claim at most, whatever the gate says of them: it holds up the other campaigns. */
const JUDGED_AT_MOST = 400;
/** For so many ahead messages are spoken while the first are called. */
const AHEAD = 50;

/**
 * Claims up to `count` due targets and writes a PLANNED call for each, in one transaction. Claimers never wait for each
 * other (SKIP LOCKED), never get the same target, and never the same number: whoever comes second is told that it is in use.
 */
export async function claimTargets(dataSource: DataSource, request: ClaimRequest): Promise<ClaimResult> {
  return await inTransaction(dataSource, async (manager) => {
    // Locked, so that a new owner's taking of the lease waits for this claim and then sees all of it.
    const [held] = await rows(manager,
      `SELECT 1 FROM leases WHERE name = ? AND fence = ? AND expires_at > UTC_TIMESTAMP(3) AND ${DIALING_ALLOWED} LOCK IN SHARE MODE`,
      [request.lease.name, request.lease.fence.toString()]);
    if (held === undefined) return { calls: [], setAside: 0 };
    const claim: Claim = { calls: [], setAside: 0, judged: 0 };
    const judge = request.newJudge();
    for (const slot of request.slots) await claimSlot(manager, request, slot, judge, claim);
    return { calls: claim.calls, setAside: claim.setAside };
  });
}

interface Claim { readonly calls: ClaimedCall[]; setAside: number; judged: number }

/** Rounds until nothing is wanted any more or nobody is left; each is written before the next one looks. */
async function claimSlot(manager: EntityManager, request: ClaimRequest, slot: ClaimSlot, judge: (candidate: ClaimCandidate) => ClaimVerdict, claim: Claim): Promise<void> {
  for (let atMost = request.count - claim.calls.length; claim.calls.length < request.count && claim.judged < JUDGED_AT_MOST; atMost = ROUND) {
    const planned: ClaimedCall[] = [];
    const aside: PutAside[] = [];
    const locked = await lockDue(manager, request, slot, request.messageOf === undefined ? atMost : Math.max(atMost, AHEAD));
    const candidates = await withMessages(manager, request, request.messageOf, locked);
    const taken = new Set<string>();
    for (const candidate of candidates) {
      if (claim.calls.length + planned.length === request.count) break;
      claim.judged++;
      const verdict = judge(taken.has(candidate.phone) ? { ...candidate, recent: [...candidate.recent, IN_USE] } : candidate);
      if ('plan' in verdict) { planned.push(toClaimedCall(candidate, verdict.plan)); taken.add(candidate.phone); }
      else if (!('stays' in verdict)) aside.push({ targetId: candidate.targetId, verdict });
    }
    await putAside(manager, request.campaignId, aside);
    if (planned.length > 0) await insertPlanned(manager, request, planned);
    await useRenditions(manager, request, planned.flatMap(({ said }) => Object.values(said?.files ?? {})));
    claim.setAside += aside.length;
    claim.calls.push(...planned);
    const worthwhile = aside.some(({ verdict }) => 'refuse' in verdict || verdict.because !== null);
    if (candidates.length < atMost || !worthwhile) return;
  }
}

async function lockDue(manager: EntityManager, { clientId, campaignId, asksConsent }: ClaimRequest, slot: ClaimSlot, count: number): Promise<ClaimCandidate[]> {
  // FORCE INDEX: left alone, MariaDB looks up the first four columns and filters by time, and so walks (and
  // locks) every target whose time has not come yet; told so, it stops at the first of them.
  const locked = await rows<WaitingTarget>(manager,
    `SELECT id AS targetId, contact_id AS contactId, zone, attempts, phone_position AS phonePosition FROM targets FORCE INDEX (targets_claim)
      WHERE campaign_id = ? AND state = 'ready' AND zone = ? AND priority = ? AND next_at <= UTC_TIMESTAMP(3)
      ORDER BY next_at, id LIMIT ? FOR UPDATE SKIP LOCKED`, [campaignId, slot.zone, slot.priority, count]);
  const phones = await phonesOf(manager, { clientId }, locked);
  const free = await lockNumbers(manager, phones.map(({ phone }) => phone));
  return await candidatesOf(manager, locked, phones, ({ contactId, position }) => free.has(`${contactId} ${String(position)}`), { clientId, asksConsent });
}

/** Every contact that has one of these numbers is locked with it. What is missing here another claim has at this moment. */
async function lockNumbers(manager: EntityManager, phones: readonly string[]): Promise<ReadonlySet<string>> {
  if (phones.length === 0) return new Set();
  const locked = await rows<{ contactId: string; position: number }>(manager,
    'SELECT contact_id AS contactId, position FROM contact_phones FORCE INDEX (contact_phones_phone) WHERE phone IN (?) FOR UPDATE SKIP LOCKED', [[...new Set(phones)]]);
  return new Set(locked.map(({ contactId, position }) => `${contactId} ${String(position)}`));
}

function toClaimedCall(candidate: ClaimCandidate, plan: PlannedCall): ClaimedCall {
  return {
    callId: plan.callId, targetId: candidate.targetId, contactId: candidate.contactId, phone: candidate.phone,
    gateway: plan.gateway, callerNumber: plan.callerNumber, ringTimeoutSec: plan.ringTimeoutSec, attempt: candidate.attempts + 1,
    said: candidate.message?.kind === 'ready' ? candidate.message.said : null,
    known: { zone: candidate.contactZone, onDoNotCallList: candidate.onDoNotCallList, recent: candidate.recent },
  };
}

interface PutAside { readonly targetId: string; readonly verdict: Exclude<ClaimVerdict, { plan: PlannedCall } | { stays: true }> }

async function putAside(manager: EntityManager, campaignId: string, aside: readonly PutAside[]): Promise<void> {
  const deferred: { readonly targetId: string; readonly untilMs: number; readonly reason: DialRefusal | null }[] = [];
  for (const { targetId, verdict } of aside) {
    if ('refuse' in verdict) await write(manager, "UPDATE targets SET state = 'done', result = ? WHERE id = ?", [verdict.refuse, targetId]);
    else deferred.push({ targetId, untilMs: putOffUntilMs(verdict.deferUntilMs, verdict.because), reason: verdict.because });
  }
  if (deferred.length === 0) return;
  await write(manager, `UPDATE targets FORCE INDEX (PRIMARY) SET next_at = CASE id ${deferred.map(() => 'WHEN ? THEN ?').join(' ')} END WHERE id IN (?)`,
    [...deferred.flatMap(({ targetId, untilMs }) => [targetId, new Date(untilMs)]), deferred.map(({ targetId }) => targetId)]);
  await countPutOff(manager, campaignId, deferred);
}

async function insertPlanned(manager: EntityManager, request: ClaimRequest, calls: readonly ClaimedCall[]): Promise<void> {
  const values = calls.map((call) => [
    request.clientId, call.callId, 'outbound', 'planned', request.switchId, request.line, call.gateway, request.campaignId, call.targetId, call.contactId,
    call.phone, call.callerNumber, call.attempt, call.ringTimeoutSec, request.fence.toString(), call.said === null ? null : JSON.stringify(call.said),
  ]);
  const one = '(?, UTC_TIMESTAMP(3), TIMESTAMPADD(MICROSECOND, ? * 1000, UTC_TIMESTAMP(3)))';
  await write(manager,
    `INSERT INTO calls (client_id, id, direction, state, switch_id, line, gateway, campaign_id, target_id, contact_id,
       phone, caller_number, attempt, ring_timeout_sec, fence, said, planned_at, not_after) VALUES ${values.map(() => one.replace('?', '?, '.repeat(15) + '?')).join(', ')}`,
    values.flatMap((value) => [...value, request.sendWithinMs]));
  // By primary key alone. A join with the calls just written may scan them all, and then it waits for the
  // calls that other claimers are writing, and they for these.
  await write(manager,
    `UPDATE targets FORCE INDEX (PRIMARY) SET state = 'calling', last_call_id = CASE id ${calls.map(() => 'WHEN ? THEN ?').join(' ')} END WHERE id IN (?)`,
    [...calls.flatMap((call) => [call.targetId, call.callId]), calls.map((call) => call.targetId)]);
}
