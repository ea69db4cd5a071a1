import type { DataSource, EntityManager } from 'typeorm';
import { isOutboundOutcome, type Outcome } from '@paceline/domain/call/outcome';
import type { CallEventRow } from './call-event-row';
import { recordChange } from './audit-trail';
import { tellCalledBack } from './called-back';
import { forbidPhonesOf } from './do-not-call';
import { User } from './entities/organisation';
import { amendTarget } from './settled-target';
import type { Settlement } from './settlement';
import { inTransaction, rows, write } from './transaction';

interface SettledCall { readonly targetId: string | null; readonly outcome: Outcome; readonly code: string | null; readonly by: string | null; readonly note: string | null }

/**
 * Another disposition for a call that was settled before: the system's own that the agent now replaces, or a
 * mistake that a supervisor mends. Such a call is nobody's any more, so no fence is needed.
 */
export class CallAmendments {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * False when the call is not settled (then it is still its owner's). The target follows as long as it was not
   * called again since. Numbers that were put on the do-not-call list stay there: that is taken back by name only.
   * @param byUserId who says so. What others than the call's agent change is in the audit trail.
   */
  async amend(settlement: Settlement, event: CallEventRow, byUserId: string): Promise<boolean> {
    return await inTransaction(this.dataSource, async (manager) => {
      const [call] = await rows<SettledCall>(manager,
        `SELECT target_id AS targetId, outcome, disposition_code AS code, disposition_by AS \`by\`, note FROM calls
          WHERE id = ? AND ended_at IS NOT NULL AND settled_at IS NOT NULL FOR UPDATE`, [settlement.callId]);
      if (call === undefined) return false;
      const { disposition } = settlement;
      // Said before, in the same words: a write whose answer was lost, or a person who pressed twice.
      if (disposition !== null && disposition.code === call.code && disposition.by === call.by && (disposition.note ?? call.note) === call.note
        && (settlement.calledBack?.targetId ?? call.targetId) === call.targetId) return true;
      await write(manager, 'UPDATE calls SET disposition_code = ?, disposition_by = ?, note = COALESCE(?, note) WHERE id = ?',
        [disposition?.code ?? null, disposition?.by ?? null, disposition?.note ?? null, settlement.callId]);
      const { outcome, targetId } = call;
      if (targetId !== null && isOutboundOutcome(outcome)) {
        await amendTarget(manager, { callId: settlement.callId, targetId, was: outcome, outcome, decide: (facts) => settlement.decide(facts, outcome) });
      }
      if (settlement.calledBack !== undefined && settlement.calledBack !== null) await tellCalledBack(manager, settlement.callId, settlement.calledBack);
      if (settlement.doNotCall !== null) await forbidPhonesOf(manager, settlement.callId, settlement.doNotCall);
      await write(manager, 'INSERT INTO call_events (call_id, at, kind, data) VALUES (?, ?, ?, ?)',
        [settlement.callId, event.at, event.kind, JSON.stringify(event.data)]);
      if (disposition?.by === 'supervisor') await record(manager, call, settlement.callId, disposition, byUserId);
      return true;
    });
  }
}

async function record(manager: EntityManager, was: SettledCall, callId: string, { code, by, note }: NonNullable<Settlement['disposition']>, userId: string): Promise<void> {
  const { username, clientId } = await manager.findOneByOrFail(User, { id: userId });
  await recordChange(manager, { clientId, userId, name: username }, {
    resource: 'call', resourceId: callId, action: 'changed',
    was: { disposition: was.code, dispositionBy: was.by, note: was.note }, became: { disposition: code, dispositionBy: by, note: note ?? was.note },
  });
}
