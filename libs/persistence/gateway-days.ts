import type { DataSource, EntityManager } from 'typeorm';
import { LONGEST_TRIAL_MS } from '@paceline/domain/script/trials';
import { rows } from './transaction';

/** From answer to end, each begun second whole, as `secondsOn` of libs/domain/call/tallies has it. */
const SECONDS = (from: string, to: string): string => `CEIL(TIMESTAMPDIFF(MICROSECOND, ${from}, ${to}) / 1000000)`;

/**
 * Seconds of today (UTC) of every gateway of a switch that was used today: what has ended is in its total, what is up, agents' phones among it,
 * and whom callers were sent to outside, or who tried a flow, is added.
 */
export async function gatewaySecondsToday(on: DataSource | EntityManager, switchId: string): Promise<ReadonlyMap<string, number>> {
  const sinceMidnight = (from: string, to = 'UTC_TIMESTAMP(3)'): string => {
    const begun = `GREATEST(${from}, TIMESTAMP(UTC_DATE()))`;
    return `SUM(${SECONDS(begun, `GREATEST(${to}, ${begun})`)})`;
  };
  const found = await rows<{ gateway: string; seconds: string }>(on,
    `SELECT gateway, SUM(seconds) AS seconds FROM (
       SELECT gateway, seconds FROM gateway_days WHERE switch_id = ? AND day = UTC_DATE()
       UNION ALL
       SELECT gateway, ${sinceMidnight('answered_at')} FROM calls
        WHERE switch_id = ? AND settled_at IS NULL AND ended_at IS NULL AND direction = 'outbound' AND gateway IS NOT NULL AND answered_at IS NOT NULL GROUP BY gateway
       UNION ALL
       SELECT l.gateway, ${sinceMidnight('l.answered_at', 'COALESCE(l.ended_at, c.ended_at, UTC_TIMESTAMP(3))')} FROM outside_legs l JOIN calls c ON c.id = l.call_id
        WHERE l.switch_id = ? AND l.answered_at IS NOT NULL AND l.placed_at > UTC_TIMESTAMP(3) - INTERVAL 2 DAY GROUP BY l.gateway
       UNION ALL
       SELECT leg_gateway, ${sinceMidnight('answered_at', `COALESCE(ended_at, LEAST(UTC_TIMESTAMP(3), answered_at + INTERVAL ${LONGEST_TRIAL_MS / 1000} SECOND))`)} FROM flow_trials
        WHERE switch_id = ? AND leg_gateway IS NOT NULL AND answered_at IS NOT NULL AND (ended_at IS NULL OR ended_at > TIMESTAMP(UTC_DATE())) GROUP BY leg_gateway
       UNION ALL
       SELECT leg_gateway, ${sinceMidnight('leg_up_at')} FROM agents
        WHERE switch_id = ? AND leg_channel_id IS NOT NULL AND leg_gateway IS NOT NULL AND leg_up_at IS NOT NULL GROUP BY leg_gateway
     ) used GROUP BY gateway`, [switchId, switchId, switchId, switchId, switchId]);
  return new Map(found.map(({ gateway, seconds }) => [gateway, Number(seconds)]));
}
