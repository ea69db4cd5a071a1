import type { EntityManager } from 'typeorm';
import { countsAsAttempt, type OutboundOutcome } from '@paceline/domain/call/outcome';
import type { TargetAfter } from '@paceline/domain/retry/target-after';
import { setAsideOffList } from './off-list';
import type { SettlementFacts } from './settlement';
import { rows, write } from './transaction';

export interface TargetAmendment {
  readonly callId: string;
  readonly targetId: string;
  /** What the target was told before. */
  readonly was: OutboundOutcome;
  readonly outcome: OutboundOutcome;
  readonly decide: (facts: SettlementFacts) => TargetAfter;
}

/** Tells a target anew what came of its last call, as long as it was not called again since. */
export async function amendTarget(manager: EntityManager, { callId, targetId, was, outcome, decide }: TargetAmendment): Promise<void> {
  const [target] = await rows<{ attempts: number; phonePosition: number; phones: string; same: string }>(manager,
    `SELECT t.attempts, t.phone_position AS phonePosition,
       (SELECT COUNT(*) FROM contact_phones p WHERE p.contact_id = t.contact_id) AS phones,
       (SELECT COUNT(*) FROM calls c WHERE c.target_id = t.id AND c.outcome = ? AND c.id <> ? AND c.trunk_fault = FALSE) AS same
       FROM targets t WHERE t.id = ? AND t.state <> 'calling' AND t.last_call_id = ? FOR UPDATE`,
    [outcome, callId, targetId, callId]);
  if (target === undefined) return;
  const after = decide({
    attemptsBefore: target.attempts - (countsAsAttempt(was) ? 1 : 0), sameOutcomeBefore: Number(target.same),
    phonePosition: target.phonePosition, phoneCount: Number(target.phones),
  });
  await writeTargetAfter(manager, targetId, after);
}

/** Within the transaction that holds the target's lock. */
export async function writeTargetAfter(manager: EntityManager, targetId: string, after: TargetAfter): Promise<void> {
  if (after.state === 'done') {
    await write(manager, "UPDATE targets SET state = 'done', result = ?, attempts = ? WHERE id = ?", [after.result, after.attempts, targetId]);
    return;
  }
  await write(manager, "UPDATE targets SET state = 'ready', result = NULL, next_at = ?, attempts = ?, phone_position = ? WHERE id = ?",
    [new Date(after.nextAtMs), after.attempts, after.phonePosition, targetId]);
  await setAsideOffList(manager, targetId);
}
