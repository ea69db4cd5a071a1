import { isOutboundOutcome, type Outcome } from '@paceline/domain/call/outcome';
import { afterCallback } from '@paceline/domain/queue/queue-callback';
import type { CallbackRules } from '@paceline/domain/queue/queue-settings';
import type { EntityManager } from 'typeorm';
import { rows, write } from './transaction';

/** A call of a wish that has ended. */
export interface EndedCallback {
  readonly id: string;
  readonly callbackId: string;
  readonly outcome: Outcome;
  readonly endedAt: Date;
}

interface CalledWish {
  readonly id: string;
  readonly lastCallId: string;
  readonly tries: number;
  readonly expiresAt: Date;
  /** MariaDB answers JSON as text. */
  readonly rules: CallbackRules | string | null;
}

/** A queue that calls nobody back any more tries no wish again. */
const NO_MORE: Pick<CallbackRules, 'tries' | 'retrySec'> = { tries: 0, retrySec: 0 };

/** Tells wishes what came of their calls, by their queues' rules as they are now. In the transaction of the ends, behind the calls' own rows. */
export async function settleCallbacks(manager: EntityManager, calls: readonly EndedCallback[]): Promise<void> {
  if (calls.length === 0) return;
  const byWish = new Map(calls.map((call) => [call.callbackId, call]));
  const wishes = await rows<CalledWish>(manager,
    `SELECT q.id, q.last_call_id AS lastCallId, q.tries, q.expires_at AS expiresAt, u.callback AS rules FROM queue_callbacks q LEFT JOIN queues u ON u.id = q.queue_id
      WHERE q.id IN (?) AND q.state = 'calling' ORDER BY q.id FOR UPDATE`, [[...byWish.keys()]]);
  for (const { id, lastCallId, tries, expiresAt, rules } of wishes) {
    const call = byWish.get(id);
    if (call === undefined || call.id !== lastCallId || !isOutboundOutcome(call.outcome)) continue;
    const after = afterCallback(call.outcome, { tries, expiresAtMs: expiresAt.getTime() }, rulesOf(rules) ?? NO_MORE, call.endedAt.getTime());
    if (after.kind === 'again') await write(manager, "UPDATE queue_callbacks SET state = 'waiting', tries = ?, next_at = ? WHERE id = ?", [after.tries, new Date(after.atMs), id]);
    else await write(manager, "UPDATE queue_callbacks SET state = 'ended', tries = ?, ended_at = UTC_TIMESTAMP(3), ended_by = ? WHERE id = ?", [after.tries, after.how, id]);
  }
}

/** The switch's record says that they talked on a call whose end nobody had heard: they are not called again. */
export async function talkedAfterAll(manager: EntityManager, { id, callbackId }: Pick<EndedCallback, 'id' | 'callbackId'>): Promise<void> {
  await write(manager,
    "UPDATE queue_callbacks SET state = 'ended', ended_at = UTC_TIMESTAMP(3), ended_by = 'talked' WHERE id = ? AND state = 'waiting' AND last_call_id = ?", [callbackId, id]);
}

function rulesOf(rules: CalledWish['rules']): CallbackRules | null {
  return typeof rules === 'string' ? JSON.parse(rules) as CallbackRules | null : rules; // only the API writes it, checked
}
