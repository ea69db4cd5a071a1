import type { EntityManager } from 'typeorm';
import { countsAsAttempt, type OutboundOutcome } from '@paceline/domain/call/outcome';
import type { TargetAfter } from '@paceline/domain/retry/target-after';
import { setAsideOffList } from './off-list';
import { assignmentsOf } from './row-changes';
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
  await writeTargetsAfter(manager, [{ targetId, after }]);
}

export interface ToldTarget { readonly targetId: string; readonly after: TargetAfter }

/** Within the transaction that holds the targets' locks. */
export async function writeTargetsAfter(manager: EntityManager, told: readonly ToldTarget[]): Promise<void> {
  if (told.length === 0) return;
  const { sql, parameters } = assignmentsOf(told.map(({ targetId, after }) => ({
    id: targetId,
    columns: after.state === 'done'
      ? { state: after.state, result: after.result, attempts: after.attempts }
      : { state: after.state, result: null, attempts: after.attempts, next_at: new Date(after.nextAtMs), phone_position: after.phonePosition },
  })));
  await write(manager, `UPDATE targets FORCE INDEX (PRIMARY) SET ${sql} WHERE id IN (?)`, [...parameters, told.map(({ targetId }) => targetId)]);
  await setAsideOffList(manager, told.filter(({ after }) => after.state === 'ready').map(({ targetId }) => targetId));
}
