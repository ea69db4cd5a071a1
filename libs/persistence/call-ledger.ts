import { LOST_CAUSE } from '@paceline/domain/call/switch-record';
import type { Outcome } from '@paceline/domain/call/outcome';
import type { TalkEnd } from '@paceline/domain/call/talk';
import type { DataSource, EntityManager } from 'typeorm';
import type { CallEventRow } from './call-event-row';
import { countEnds } from './call-tallies';
import { settleCallbacks } from './callback-settlement';
import type { Call } from './entities/calls';
import { offerForDoNotCall } from './refused-calls';
import { assignmentsOf } from './row-changes';
import type { Settlement } from './settlement';
import { settleCalls } from './settled-calls';
import { snake } from './snake-naming';
import { amendByStoredRecord } from './switch-record-repository';
import { writeTalks } from './talk-writes';
import { endWaits, writeWaits } from './wait-writes';
import { inTransaction, rows, write } from './transaction';

/** Columns that the owner of a switch may change while a call lives. */
export type CallPatch = Partial<Pick<Call,
  'state' | 'outcome' | 'line' | 'agentId' | 'gateway' | 'scriptState' | 'ringingAt' | 'answeredAt' | 'connectedAt' | 'safeHarbourAt' | 'endedAt' | 'hangupCause' | 'sipStatus' | 'sipReason' | 'trunkFault' | 'wrapUpUntil'>>;

/** What every end says. `talkEnd`: why the talk ended that may be open; left out of a call that had none. */
export interface CallEnd { readonly outcome: Outcome; readonly endedAt: Date; readonly talkEnd?: TalkEnd | undefined }

/** What there is to write of one call: of each call one entry at a time. */
export interface CallEntry {
  readonly callId: string;
  /** What has changed while it lived, its end included; nothing: evidence only, or what is said of it after its end. */
  readonly patch: CallPatch;
  /** The evidence. */
  readonly events: readonly CallEventRow[];
  /** Its target is told what came of it: with its end, or after it. */
  readonly settlement: Settlement | null;
  /** Why the talk ended that may be open at its end; left out of one that had none, and of what is no end. */
  readonly talkEnd?: TalkEnd | undefined;
}

/** Not every call of a batch takes its entry; which do is found by writing each alone. */
class NotAllTaken extends Error {}

/**
 * Writes entries of different calls in one transaction, whatever their number: what an end counts, tells its target and stops is
 * written with it. An owner who is held up in between leaves nothing half written.
 *
 * False, and that entry writes nothing, when a newer owner has written (`fence`), the call has ended already, or, after its
 * end, somebody has said already what came of it.
 * @param again they were tried before, and the answer may have been lost: evidence that is there is not written twice
 */
export async function writeCalls(dataSource: DataSource, fence: bigint, entries: readonly CallEntry[], again = false): Promise<readonly boolean[]> {
  try {
    return await inTransaction(dataSource, (manager) => writeAll(manager, fence, entries, again));
  } catch (thrown) {
    if (!(thrown instanceof NotAllTaken)) throw thrown;
    const taken: boolean[] = [];
    for (const entry of entries) taken.push(...await writeCalls(dataSource, fence, [entry], again));
    return taken;
  }
}

async function writeAll(manager: EntityManager, fence: bigint, entries: readonly CallEntry[], again: boolean): Promise<boolean[]> {
  const changed = entries.filter(isChanged);
  if (changed.length > 0 && !await changeLive(manager, fence, changed)) {
    if (entries.length > 1) throw new NotAllTaken();
    return [false];
  }
  const closing = await closingCalls(manager, entries);
  const refused = (entry: CallEntry): boolean => !isChanged(entry) && entry.settlement !== null && !closing.has(entry.callId);
  const taken = entries.filter((entry) => !refused(entry));
  const evidence = again ? await unwritten(manager, taken) : taken;
  await insertEvents(manager, evidence);
  await writeTalks(manager, evidence.map(({ callId, events, patch, talkEnd: by }) => ({
    callId, events, end: by === undefined || patch.endedAt === undefined || patch.endedAt === null ? null : { endedAt: patch.endedAt, by, wrapUpUntil: patch.wrapUpUntil ?? patch.endedAt },
  })));
  await writeWaits(manager, evidence);
  await close(manager, taken, closing);
  return entries.map((entry) => !refused(entry));
}

function isChanged({ patch }: CallEntry): boolean {
  return Object.keys(patch).length > 0;
}

/** False when one of them has ended, or was written by a newer owner. */
async function changeLive(manager: EntityManager, fence: bigint, entries: readonly CallEntry[]): Promise<boolean> {
  const { sql, parameters } = assignmentsOf(entries.map(({ callId, patch }) => ({
    id: callId, columns: Object.fromEntries(Object.entries(patch).map(([name, value]) => [snake(name), name === 'scriptState' && value !== null ? JSON.stringify(value) : value])),
  })));
  const written = await write(manager,
    `UPDATE calls FORCE INDEX (PRIMARY) SET fence = ?, ${sql} WHERE id IN (?) AND fence <= ? AND ended_at IS NULL`,
    [fence.toString(), ...parameters, entries.map(({ callId }) => callId), fence.toString()]);
  return written.affectedRows === entries.length;
}

/** A call that is over, and of which nobody has said what came of it. */
interface ClosingCall extends Readonly<Pick<Call, 'id' | 'clientId' | 'targetId' | 'direction' | 'switchId' | 'campaignId' | 'gateway' | 'callerNumber' | 'answeredAt' | 'hangupCause' | 'callbackId'>> {
  readonly outcome: Outcome;
  readonly endedAt: Date;
  readonly recording: string | number;
}

async function closingCalls(manager: EntityManager, entries: readonly CallEntry[]): Promise<ReadonlyMap<string, ClosingCall>> {
  const ids = entries.filter(({ patch, settlement }) => patch.state === 'ended' || settlement !== null).map(({ callId }) => callId);
  if (ids.length === 0) return new Map();
  const found = await rows<ClosingCall>(manager,
    `SELECT c.id, c.client_id AS clientId, c.target_id AS targetId, c.direction, c.switch_id AS switchId, c.campaign_id AS campaignId, c.gateway, c.caller_number AS callerNumber, c.answered_at AS answeredAt, c.callback_id AS callbackId,
       c.outcome, c.hangup_cause AS hangupCause, c.ended_at AS endedAt,
       EXISTS (SELECT 1 FROM recordings r WHERE r.call_id = c.id AND r.stopped_at IS NULL) AS recording
       FROM calls c FORCE INDEX (PRIMARY) WHERE c.id IN (?) AND c.ended_at IS NOT NULL AND c.settled_at IS NULL ORDER BY c.id FOR UPDATE`, [ids]);
  return new Map(found.map((call) => [call.id, call]));
}

/** What follows from ends and from what is said of them. In the order of locks that everybody keeps: calls, targets, totals. */
async function close(manager: EntityManager, entries: readonly CallEntry[], closing: ReadonlyMap<string, ClosingCall>): Promise<void> {
  const ended = entries.flatMap(({ callId, patch }) => { const call = closing.get(callId); return patch.state === 'ended' && call !== undefined ? [call] : []; });
  await endWaits(manager, ended.filter(({ direction }) => direction === 'inbound'));
  await stopRecordings(manager, ended.filter(({ recording }) => Number(recording) === 1));
  await settleCalls(manager, entries.flatMap(({ callId, settlement }) => {
    const call = closing.get(callId);
    return settlement === null || call === undefined ? [] : [{ settlement, targetId: call.targetId, outcome: call.outcome }];
  }));
  await settleCallbacks(manager, ended.flatMap(({ callbackId, ...call }) => callbackId === null ? [] : [{ ...call, callbackId }]));
  for (const { id, outcome } of ended) await offerForDoNotCall(manager, id, outcome);
  await countEnds(manager, ended.map(({ answeredAt, endedAt, ...call }) => ({ ...call, answeredAtMs: answeredAt?.getTime() ?? null, endedAtMs: endedAt.getTime() })));
  // Its record may have been taken in since somebody looked for it: then, not knowing of the end, it amended nothing.
  for (const { id, hangupCause } of ended) if (hangupCause === LOST_CAUSE) await amendByStoredRecord(manager, id);
}

/** One whose end nobody heard stopped with its call at the latest; what the switch still says of it goes before. */
async function stopRecordings(manager: EntityManager, calls: readonly ClosingCall[]): Promise<void> {
  if (calls.length === 0) return;
  const { sql, parameters } = assignmentsOf(calls.map(({ id, endedAt }) => ({ id, columns: { stopped_at: endedAt } })), 'call_id');
  await write(manager, `UPDATE recordings SET ${sql} WHERE call_id IN (?) AND stopped_at IS NULL`, [...parameters, calls.map(({ id }) => id)]);
}

async function insertEvents(manager: EntityManager, entries: readonly CallEntry[]): Promise<void> {
  const events = entries.flatMap(({ callId, events: of }) => of.map((event) => [callId, event.at, event.kind, JSON.stringify(event.data)]));
  if (events.length === 0) return;
  await write(manager, `INSERT INTO call_events (call_id, at, kind, data) VALUES ${events.map(() => '(?, ?, ?, ?)').join(', ')}`, events.flat());
}

/** Entries whose evidence is not there: that of one entry is written by one statement, all of it or none. */
async function unwritten(manager: EntityManager, entries: readonly CallEntry[]): Promise<readonly CallEntry[]> {
  const missing: CallEntry[] = [];
  for (const entry of entries) {
    const [first] = entry.events;
    const there = first !== undefined
      && (await rows(manager, 'SELECT 1 FROM call_events WHERE call_id = ? AND at = ? AND kind = ? LIMIT 1', [entry.callId, first.at, first.kind])).length > 0;
    if (!there) missing.push(entry);
  }
  return missing;
}
