import { isOutboundOutcome, type Outcome } from '@paceline/domain/call/outcome';
import type { EntityManager } from 'typeorm';
import { tellCalledBack } from './called-back';
import { forbidPhonesOf } from './do-not-call';
import { assignmentsOf } from './row-changes';
import { writeTargetsAfter, type ToldTarget } from './settled-target';
import type { Settlement } from './settlement';
import { rows, write } from './transaction';

/** An ended call, locked and not settled yet, and what is said of it. */
export interface SettledCall {
  readonly settlement: Settlement;
  readonly targetId: string | null;
  readonly outcome: Outcome;
}

/** Says what came of calls, and tells their targets. */
export async function settleCalls(manager: EntityManager, calls: readonly SettledCall[]): Promise<void> {
  if (calls.length === 0) return;
  const { sql, parameters } = assignmentsOf(calls.map(({ settlement: { callId, disposition } }) => ({
    id: callId, columns: { 'c.disposition_code': disposition?.code ?? null, 'c.disposition_by': disposition?.by ?? null, 'c.note': disposition?.note ?? undefined },
  })), 'c.id');
  await write(manager,
    `UPDATE calls c FORCE INDEX (PRIMARY) LEFT JOIN talks t ON t.call_id = c.id
        SET c.settled_at = UTC_TIMESTAMP(3), c.wrap_up_until = NULL, t.wrap_up_until = GREATEST(t.to_at, LEAST(t.wrap_up_until, UTC_TIMESTAMP(3))), ${sql} WHERE c.id IN (?)`,
    [...parameters, calls.map(({ settlement }) => settlement.callId)]);
  await tellTargets(manager, calls);
  // In one order, whoever locks them: two at once wait for each other.
  const back = calls.flatMap(({ settlement: { callId, calledBack } }) => calledBack === undefined || calledBack === null ? [] : [{ callId, calledBack }]);
  for (const { callId, calledBack } of back.sort((one, other) => one.calledBack.targetId < other.calledBack.targetId ? -1 : 1)) await tellCalledBack(manager, callId, calledBack);
  for (const { settlement: { callId, doNotCall } } of calls) {
    if (doNotCall !== null) await forbidPhonesOf(manager, callId, doNotCall);
  }
}

interface CalledTarget {
  readonly id: string;
  readonly lastCallId: string;
  readonly attempts: number;
  readonly phonePosition: number;
  readonly phones: string;
  readonly same: string;
}

/** Each target that was not called again since. */
async function tellTargets(manager: EntityManager, calls: readonly SettledCall[]): Promise<void> {
  const byCall = new Map(calls.map((call) => [call.settlement.callId, call]));
  const targetIds = new Set(calls.flatMap(({ targetId }) => targetId === null ? [] : [targetId]));
  if (targetIds.size === 0) return;
  const targets = await rows<CalledTarget>(manager,
    `SELECT t.id, t.last_call_id AS lastCallId, t.attempts, t.phone_position AS phonePosition,
       (SELECT COUNT(*) FROM contact_phones p WHERE p.contact_id = t.contact_id) AS phones,
       (SELECT COUNT(*) FROM calls c WHERE c.target_id = t.id AND c.id <> t.last_call_id AND c.trunk_fault = FALSE
          AND c.outcome = (SELECT l.outcome FROM calls l WHERE l.id = t.last_call_id)) AS same
       FROM targets t FORCE INDEX (PRIMARY) WHERE t.id IN (?) AND t.state = 'calling' ORDER BY t.id FOR UPDATE`, [[...targetIds]]);
  await writeTargetsAfter(manager, targets.flatMap((target): ToldTarget[] => {
    const call = byCall.get(target.lastCallId);
    if (call?.targetId !== target.id || !isOutboundOutcome(call.outcome)) return [];
    const after = call.settlement.decide({
      attemptsBefore: target.attempts, sameOutcomeBefore: Number(target.same), phonePosition: target.phonePosition, phoneCount: Number(target.phones),
    }, call.outcome);
    return [{ targetId: target.id, after }];
  }));
}
