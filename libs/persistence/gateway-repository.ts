import type { DataSource, EntityManager } from 'typeorm';
import type { Outcome } from '@paceline/domain/call/outcome';
import { countAnew, endedCall } from './call-tallies';
import { setAsideOffList } from './off-list';
import { inTransaction, rows, write } from './transaction';

interface JudgedCall { readonly targetId: string | null; readonly settledAt: Date | null }

const JUDGED: Outcome = 'invalid-number';
const SPARED: Outcome = 'congestion';

/** What a switch's owner learns of its gateways. */
export class GatewayRepository {
  constructor(private readonly dataSource: DataSource, private readonly switchId: string) {}

  /** It has carried a call: it takes numbers as they are written for it. */
  async carried(name: string): Promise<void> {
    await write(this.dataSource, `UPDATE gateways SET carried_at = COALESCE(carried_at, UTC_TIMESTAMP(3)), format_doubted_at = NULL
      WHERE switch_id = ? AND name = ?`, [this.switchId, name]);
  }

  async doubted(name: string): Promise<void> {
    await write(this.dataSource, `UPDATE gateways SET format_doubted_at = COALESCE(format_doubted_at, UTC_TIMESTAMP(3))
      WHERE switch_id = ? AND name = ? AND carried_at IS NULL`, [this.switchId, name]);
  }

  /**
   * A call that was judged to be to a wrong number, and told of its gateway's number format alone: its target has its
   * attempt back, and is called again from its first phone at `againAt`, as long as its campaign goes on. False when there
   * is no such call any more.
   */
  async giveBack(callId: string, againAt: Date): Promise<boolean> {
    return await inTransaction(this.dataSource, async (manager) => {
      const [call] = await rows<JudgedCall>(manager,
        `SELECT target_id AS targetId, settled_at AS settledAt FROM calls
          WHERE id = ? AND switch_id = ? AND ended_at IS NOT NULL AND outcome = ? FOR UPDATE`, [callId, this.switchId, JUDGED]);
      const counted = await endedCall(manager, callId);
      if (call === undefined || counted === null) return false;
      await write(manager, 'UPDATE calls SET outcome = ?, trunk_fault = TRUE WHERE id = ?', [SPARED, callId]);
      await write(manager, "INSERT INTO call_events (call_id, at, kind, data) VALUES (?, UTC_TIMESTAMP(3), 'given-back', ?)",
        [callId, JSON.stringify({ outcome: SPARED, was: JUDGED, why: 'number-format' })]);
      if (call.targetId !== null && call.settledAt !== null) await giveTargetBack(manager, call.targetId, callId, againAt);
      await countAnew(manager, callId, counted);
      return true;
    });
  }
}

async function giveTargetBack(manager: EntityManager, targetId: string, callId: string, againAt: Date): Promise<void> {
  await write(manager, 'UPDATE targets SET attempts = attempts - 1 WHERE id = ? AND attempts > 0', [targetId]);
  const [campaign] = await rows<{ status: string }>(manager,
    'SELECT c.status FROM campaigns c JOIN targets t ON t.campaign_id = c.id WHERE t.id = ? LOCK IN SHARE MODE', [targetId]);
  if (campaign?.status === 'completed') {
    await write(manager, "UPDATE targets SET result = ? WHERE id = ? AND state = 'done' AND last_call_id = ?", [SPARED, targetId, callId]);
    return;
  }
  await write(manager, "UPDATE targets SET state = 'ready', result = NULL, next_at = ?, phone_position = 0 WHERE id = ? AND state <> 'calling' AND last_call_id = ?",
    [againAt, targetId, callId]);
  await setAsideOffList(manager, [targetId]);
}
