import { STAY_ENDS } from '@paceline/domain/queue/stays';
import { stayEndOf, staysAfter, type BegunStay, type StayClose, type StayStep } from '@paceline/domain/queue/stays';
import type { Outcome } from '@paceline/domain/call/outcome';
import type { EntityManager } from 'typeorm';
import type { CallEventRow } from './call-event-row';
import { write } from './transaction';

/** What happened to one call, as its evidence has it. */
export interface WaitEvidence { readonly callId: string; readonly events: readonly CallEventRow[] }

/**
 * Writes what the evidence of calls says of their stays in queues: a statement for what ended, one for what began, one for each that
 * somebody put first, none of calls that nobody waited in. In the transaction of the evidence, behind the calls' own rows.
 */
export async function writeWaits(manager: EntityManager, calls: readonly WaitEvidence[]): Promise<void> {
  const after = calls.flatMap(({ callId, events }) => {
    const steps = events.flatMap(stepsOf);
    return steps.length === 0 ? [] : [{ callId, ...staysAfter(steps) }];
  });
  for (const { callId, pointsBefore } of after) {
    if (pointsBefore !== null) await write(manager, 'UPDATE waits SET points = ? WHERE call_id = ? AND to_at IS NULL', [pointsBefore, callId]);
  }
  await closeWaits(manager, after.flatMap(({ callId, openBefore }) => openBefore === null ? [] : [{ callId, end: openBefore }]));
  await insertWaits(manager, after.flatMap(({ callId, begun }) => begun.map((stay) => ({ callId, stay }))));
}

/** With a call that came in ends whatever stay of it is open. */
export async function endWaits(manager: EntityManager, calls: readonly { readonly id: string; readonly outcome: Outcome; readonly endedAt: Date }[]): Promise<void> {
  await closeWaits(manager, calls.map(({ id, outcome, endedAt }) => ({ callId: id, end: { toMs: endedAt.getTime(), how: stayEndOf(outcome) } })));
}

async function closeWaits(manager: EntityManager, closed: readonly { readonly callId: string; readonly end: StayClose }[]): Promise<void> {
  if (closed.length === 0) return;
  const each = (valueOf: (end: StayClose) => unknown): unknown[] => closed.flatMap(({ callId, end }) => [callId, valueOf(end)]);
  const ofCall = `CASE call_id ${'WHEN ? THEN ? '.repeat(closed.length)}END`;
  await write(manager, `UPDATE waits SET to_at = GREATEST(from_at, ${ofCall}), ended_by = ${ofCall} WHERE call_id IN (?) AND to_at IS NULL`,
    [...each(({ toMs }) => new Date(toMs)), ...each(({ how }) => how), closed.map(({ callId }) => callId)]);
}

/** A stay begins once at an instant: whoever writes it again changes nothing. */
async function insertWaits(manager: EntityManager, begun: readonly { readonly callId: string; readonly stay: BegunStay }[]): Promise<void> {
  if (begun.length === 0) return;
  await write(manager,
    `INSERT INTO waits (call_id, from_at, queue_id, points, last_agent_id, called_by, to_at, ended_by) VALUES ${begun.map(() => '(?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}
      ON DUPLICATE KEY UPDATE call_id = waits.call_id`,
    begun.flatMap(({ callId, stay: { queueId, points, lastAgentId, calledBy, fromMs, end } }) =>
      [callId, new Date(fromMs), queueId, points, lastAgentId, calledBy, end && new Date(end.toMs), end?.how ?? null]));
}

/** The evidence that a stay began or ended. */
function stepsOf({ kind, at, data }: CallEventRow): StayStep[] {
  const { queueId, points, how, lastAgentId, calledBy } = data;
  const atMs = at.getTime();
  if (kind === 'queued' && typeof queueId === 'string') {
    return [{ kind: 'entered', queueId, points: typeof points === 'number' ? points : 0, lastAgentId: idOf(lastAgentId), calledBy: idOf(calledBy), sinceMs: atMs }];
  }
  if (kind === 'put-first' && typeof points === 'number') return [{ kind: 'put-first', points }];
  const end = STAY_ENDS.find((one) => one === how);
  return kind === 'left-queue' && end !== undefined ? [{ kind: 'left', how: end, atMs }] : [];
}

function idOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
