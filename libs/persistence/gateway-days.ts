import type { DataSource, EntityManager } from 'typeorm';
import { rows, write } from './transaction';

/**
 * How long calls went through a gateway on a day (UTC), in seconds, from answer to end, each begun second whole. Calls
 * that have ended are counted with their end; those that are up, agents' phones among them, when somebody asks.
 */
const SECONDS = (from: string, to: string): string => `CEIL(TIMESTAMPDIFF(MICROSECOND, ${from}, ${to}) / 1000000)`;
const DAY_OF = (instant: string): string => `TIMESTAMP(DATE(${instant}))`;

/** Each day gets its own part of a call or leg that went over midnight. `source` names gateway, from_at and to_at. */
async function count(manager: EntityManager, source: string, values: readonly unknown[], times: 1 | -1): Promise<void> {
  await write(manager,
    `INSERT INTO gateway_days (gateway, day, seconds)
       SELECT gateway, DATE(to_at), ? * ${SECONDS(`GREATEST(from_at, ${DAY_OF('to_at')})`, 'to_at')} FROM (${source}) late WHERE to_at > from_at
       UNION ALL
       SELECT gateway, DATE(from_at), ? * ${SECONDS('from_at', DAY_OF('to_at'))} FROM (${source}) early WHERE DATE(from_at) < DATE(to_at)
     ON DUPLICATE KEY UPDATE seconds = gateway_days.seconds + VALUES(seconds)`, [times, ...values, times, ...values]);
}

/** The call that has just ended, in its transaction. */
export async function countCallOnGateway(manager: EntityManager, callId: string): Promise<void> {
  await count(manager,
    `SELECT gateway, answered_at AS from_at, ended_at AS to_at FROM calls
      WHERE id = ? AND direction = 'outbound' AND gateway IS NOT NULL AND answered_at IS NOT NULL AND ended_at IS NOT NULL`, [callId], 1);
}

/** The end of a call was amended: takes back what the end that it had before has counted, and counts the new one. */
export async function amendCallOnGateway(manager: EntityManager, callId: string, was: { readonly answeredAt: Date | null; readonly endedAt: Date }): Promise<void> {
  await count(manager,
    `SELECT gateway, CAST(? AS DATETIME(3)) AS from_at, CAST(? AS DATETIME(3)) AS to_at FROM calls
      WHERE id = ? AND direction = 'outbound' AND gateway IS NOT NULL`, [was.answeredAt, was.endedAt, callId], -1);
  await countCallOnGateway(manager, callId);
}

/** The agent's phone, while its row still says that it is up. */
export async function countLegOnGateway(manager: EntityManager, agentId: string, channelId: string): Promise<void> {
  await count(manager,
    `SELECT leg_gateway AS gateway, leg_up_at AS from_at, UTC_TIMESTAMP(3) AS to_at FROM agents
      WHERE id = ? AND leg_channel_id = ? AND leg_gateway IS NOT NULL AND leg_up_at IS NOT NULL`, [agentId, channelId], 1);
}

/** Seconds of today (UTC) of every gateway of a switch that was used today, what is up now included. */
export async function gatewaySecondsToday(on: DataSource | EntityManager, switchId: string): Promise<ReadonlyMap<string, number>> {
  const sinceMidnight = (from: string): string => `SUM(${SECONDS(`GREATEST(${from}, TIMESTAMP(UTC_DATE()))`, 'GREATEST(UTC_TIMESTAMP(3), ' + from + ')')})`;
  const found = await rows<{ gateway: string; seconds: string }>(on,
    `SELECT gateway, SUM(seconds) AS seconds FROM (
       SELECT d.gateway, d.seconds FROM gateway_days d JOIN gateways g ON g.name = d.gateway WHERE g.switch_id = ? AND d.day = UTC_DATE()
       UNION ALL
       SELECT gateway, ${sinceMidnight('answered_at')} FROM calls
        WHERE switch_id = ? AND settled_at IS NULL AND ended_at IS NULL AND direction = 'outbound' AND gateway IS NOT NULL AND answered_at IS NOT NULL GROUP BY gateway
       UNION ALL
       SELECT leg_gateway, ${sinceMidnight('leg_up_at')} FROM agents
        WHERE switch_id = ? AND leg_channel_id IS NOT NULL AND leg_gateway IS NOT NULL AND leg_up_at IS NOT NULL GROUP BY leg_gateway
     ) used GROUP BY gateway`, [switchId, switchId, switchId]);
  return new Map(found.map(({ gateway, seconds }) => [gateway, Number(seconds)]));
}
