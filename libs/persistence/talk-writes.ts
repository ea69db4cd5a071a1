import type { EntityManager } from 'typeorm';
import { talksAfter, talkEndOf, type TalkClose, type TalkEnd, type TalkStep, type TalkStretch } from '@paceline/domain/call/talk';
import type { SwitchRecord } from '@paceline/domain/call/switch-record';
import type { CallEventRow } from './call-event-row';
import { write } from './transaction';

/** How a call ended, for the talk that is open then; `wrapUpUntil`: until when its agent may wrap up. */
export interface EndWithCall { readonly endedAt: Date; readonly by: TalkEnd; readonly wrapUpUntil: Date }

/** What happened to one call. `end`: with which its talk may have ended. */
export interface TalkEvidence { readonly callId: string; readonly events: readonly CallEventRow[]; readonly end: EndWithCall | null }

/**
 * Writes what the evidence of calls says of their talks: a statement for what began, one for what ended, none for the rest. In
 * the transaction of the evidence, behind the calls' own rows: whose fence is too old, or whose call is over, writes none.
 */
export async function writeTalks(manager: EntityManager, calls: readonly TalkEvidence[]): Promise<void> {
  const after = calls.map(({ callId, events, end }) => {
    const withCall: TalkStep[] = end === null ? [] : [{ kind: 'ended', atMs: end.endedAt.getTime(), wrapUpUntilMs: end.wrapUpUntil.getTime(), by: end.by }];
    return { callId, ...talksAfter([...events.flatMap(stepsOf), ...withCall]) };
  });
  await closeTalks(manager, after.flatMap(({ callId, openBefore }) => openBefore === null ? [] : [{ callId, end: openBefore }]));
  await insertTalks(manager, after.flatMap(({ callId, begun }) => begun.map((talk) => ({ callId, talk }))));
}

async function closeTalks(manager: EntityManager, closed: readonly { readonly callId: string; readonly end: TalkClose }[]): Promise<void> {
  if (closed.length === 0) return;
  const each = (valueOf: (end: TalkClose) => unknown): unknown[] => closed.flatMap(({ callId, end }) => [callId, valueOf(end)]);
  const ofCall = `CASE call_id ${'WHEN ? THEN ? '.repeat(closed.length)}END`;
  // By two clocks, that of the switch and that of whoever noticed, a talk may seem to end before it began.
  await write(manager,
    `UPDATE talks SET to_at = GREATEST(from_at, ${ofCall}), wrap_up_until = GREATEST(from_at, ${ofCall}), ended_by = ${ofCall} WHERE call_id IN (?) AND to_at IS NULL`,
    [...each(({ toMs }) => new Date(toMs)), ...each(({ wrapUpUntilMs }) => new Date(wrapUpUntilMs)), ...each(({ by }) => by), closed.map(({ callId }) => callId)]);
}

interface BegunTalk { readonly callId: string; readonly talk: TalkStretch }

/** One agent begins once at an instant: whoever writes it again changes nothing. */
async function insertTalks(manager: EntityManager, begun: readonly BegunTalk[]): Promise<void> {
  if (begun.length === 0) return;
  await write(manager,
    `INSERT INTO talks (call_id, from_at, agent_id, channel_id, to_at, wrap_up_until, ended_by) VALUES ${begun.map(() => '(?, ?, ?, ?, ?, ?, ?)').join(', ')}
     ON DUPLICATE KEY UPDATE call_id = talks.call_id`,
    begun.flatMap(({ callId, talk: { agentId, channelId, fromMs, end } }) =>
      [callId, new Date(fromMs), agentId, channelId, end && new Date(end.toMs), end && new Date(end.wrapUpUntilMs), end?.by ?? null]));
}

/** The evidence that a talk began or ended, as calls have it. */
function stepsOf({ kind, at, data }: CallEventRow): TalkStep[] {
  const { agentId, leg } = data;
  const atMs = at.getTime();
  if (kind === 'bridged' && typeof agentId === 'string') return [{ kind: 'began', agentId, channelId: typeof leg === 'string' ? leg : null, atMs }];
  if (kind === 'agent-lost') return [{ kind: 'ended', atMs, wrapUpUntilMs: atMs, by: data['unheard'] === true ? 'unheard' : 'agent-lost' }];
  return [];
}

/**
 * What the switch's record says late of a call that was ended as LOST: its last talk ended with it, or it had one that
 * nobody heard of. Wrap-up that was spent meanwhile was spent.
 */
export async function amendTalks(
  manager: EntityManager, call: { readonly id: string; readonly agentId: string | null; readonly connectedAt: Date | null }, noticedAt: Date, record: SwitchRecord,
): Promise<void> {
  const by = talkEndOf(record.cause, false);
  const endedAt = new Date(record.endedAtMs);
  if (call.connectedAt !== null) {
    await write(manager,
      `UPDATE talks SET wrap_up_until = IF(wrap_up_until = to_at, GREATEST(from_at, ?), wrap_up_until), to_at = GREATEST(from_at, ?), ended_by = ?
        WHERE call_id = ? AND to_at = ? AND ended_by = 'unheard'`, [endedAt, endedAt, by, call.id, noticedAt]);
  } else if (call.agentId !== null && record.bridgedAtMs !== null) {
    const toMs = Math.max(record.bridgedAtMs, record.endedAtMs);
    await insertTalks(manager, [{ callId: call.id, talk: { agentId: call.agentId, channelId: null, fromMs: record.bridgedAtMs, end: { toMs, wrapUpUntilMs: toMs, by } } }]);
  }
}
