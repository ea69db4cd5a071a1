import type { DataSource, EntityManager } from 'typeorm';
import { rows } from './transaction';

/** From answer to end, each begun second whole, as `secondsOn` of libs/domain/call/tallies has it. */
const SECONDS = (from: string, to: string): string => `CEIL(TIMESTAMPDIFF(MICROSECOND, ${from}, ${to}) / 1000000)`;

/** Seconds of today (UTC) of every gateway of a switch that was used today: what has ended is in its total, what is up, agents' phones among it, is added. */
export async function gatewaySecondsToday(on: DataSource | EntityManager, switchId: string): Promise<ReadonlyMap<string, number>> {
  const sinceMidnight = (from: string): string => `SUM(${SECONDS(`GREATEST(${from}, TIMESTAMP(UTC_DATE()))`, 'GREATEST(UTC_TIMESTAMP(3), ' + from + ')')})`;
  const found = await rows<{ gateway: string; seconds: string }>(on,
    `SELECT gateway, SUM(seconds) AS seconds FROM (
       SELECT gateway, seconds FROM gateway_days WHERE switch_id = ? AND day = UTC_DATE()
       UNION ALL
       SELECT gateway, ${sinceMidnight('answered_at')} FROM calls
        WHERE switch_id = ? AND settled_at IS NULL AND ended_at IS NULL AND direction = 'outbound' AND gateway IS NOT NULL AND answered_at IS NOT NULL GROUP BY gateway
       UNION ALL
       SELECT leg_gateway, ${sinceMidnight('leg_up_at')} FROM agents
        WHERE switch_id = ? AND leg_channel_id IS NOT NULL AND leg_gateway IS NOT NULL AND leg_up_at IS NOT NULL GROUP BY leg_gateway
     ) used GROUP BY gateway`, [switchId, switchId, switchId]);
  return new Map(found.map(({ gateway, seconds }) => [gateway, Number(seconds)]));
}
