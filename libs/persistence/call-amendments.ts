import type { DataSource, EntityManager } from 'typeorm';
import { countsAsAttempt, type Outcome } from '@paceline/domain/call/outcome';
import type { CallEventRow, Settlement } from './call-repository';
import { forbidPhonesOf } from './do-not-call';
import { inTransaction, rows, write } from './transaction';

interface SettledCall { readonly targetId: string | null; readonly outcome: Outcome }
interface SettledTarget { readonly id: string; readonly attempts: number; readonly phonePosition: number; readonly phones: string; readonly same: string }

/**
 * Another disposition for a call that was settled before: the system's own that the agent now replaces, or a
 * mistake that a supervisor mends. Such a call is nobody's any more, so no fence is needed.
 */
export class CallAmendments {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * False when the call is not settled (then it is still its owner's). The target follows as long as it was not
   * called again since. Numbers that were put on the do-not-call list stay there: that is taken back by name only.
   */
  async amend(settlement: Settlement, event: CallEventRow): Promise<boolean> {
    return await inTransaction(this.dataSource, async (manager) => {
      const [call] = await rows<SettledCall>(manager,
        `SELECT target_id AS targetId, outcome FROM calls
          WHERE id = ? AND ended_at IS NOT NULL AND settled_at IS NOT NULL FOR UPDATE`, [settlement.callId]);
      if (call === undefined) return false;
      const { disposition } = settlement;
      await write(manager, 'UPDATE calls SET disposition_code = ?, disposition_by = ?, note = COALESCE(?, note) WHERE id = ?',
        [disposition?.code ?? null, disposition?.by ?? null, disposition?.note ?? null, settlement.callId]);
      if (call.targetId !== null) await amendTarget(manager, settlement, call.targetId, call.outcome);
      if (settlement.doNotCall !== null) await forbidPhonesOf(manager, settlement.callId, settlement.doNotCall);
      await write(manager, 'INSERT INTO call_events (call_id, at, kind, data) VALUES (?, ?, ?, ?)',
        [settlement.callId, event.at, event.kind, JSON.stringify(event.data)]);
      return true;
    });
  }
}

async function amendTarget(manager: EntityManager, settlement: Settlement, targetId: string, outcome: Outcome): Promise<void> {
  const [target] = await rows<SettledTarget>(manager,
    `SELECT t.id, t.attempts, t.phone_position AS phonePosition,
       (SELECT COUNT(*) FROM contact_phones p WHERE p.contact_id = t.contact_id) AS phones,
       (SELECT COUNT(*) FROM calls c WHERE c.target_id = t.id AND c.outcome = ? AND c.id <> ?) AS same
       FROM targets t WHERE t.id = ? AND t.state <> 'calling' AND t.last_call_id = ? FOR UPDATE`,
    [outcome, settlement.callId, targetId, settlement.callId]);
  if (target === undefined) return;
  const after = settlement.decide({
    attemptsBefore: target.attempts - (countsAsAttempt(outcome) ? 1 : 0), sameOutcomeBefore: Number(target.same),
    phonePosition: target.phonePosition, phoneCount: Number(target.phones),
  }, outcome);
  if (after.state === 'ready') {
    await write(manager, "UPDATE targets SET state = 'ready', result = NULL, next_at = ?, attempts = ?, phone_position = ? WHERE id = ?",
      [new Date(after.nextAtMs), after.attempts, after.phonePosition, target.id]);
  } else {
    await write(manager, "UPDATE targets SET state = 'done', result = ?, attempts = ? WHERE id = ?", [after.result, after.attempts, target.id]);
  }
}
