import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rows, write } from '../transaction';

/** Calls looked at by one statement. */
const AT_ONCE = 5_000;

/** One agent's part in one call; of the calls that there are, as their evidence tells it. */
export class Talks1764957000000 implements MigrationInterface {
  name = 'Talks1764957000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS talks (
      call_id CHAR(36) CHARACTER SET ascii NOT NULL,
      from_at DATETIME(3) NOT NULL,
      agent_id BIGINT UNSIGNED NOT NULL,
      channel_id CHAR(36) CHARACTER SET ascii NULL,
      to_at DATETIME(3) NULL,
      wrap_up_until DATETIME(3) NULL,
      ended_by VARCHAR(24) CHARACTER SET ascii NULL,
      PRIMARY KEY (call_id, from_at),
      KEY talks_agent (agent_id, from_at),
      KEY talks_from (from_at)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    // Whoever was killed in between begins anew: what is there stays as it is.
    for (let after = ''; ;) {
      const [last] = await rows<{ id: string }>(runner.manager,
        'SELECT MAX(id) AS id FROM (SELECT id FROM calls WHERE id > ? ORDER BY id LIMIT ?) batch HAVING id IS NOT NULL', [after, AT_ONCE]);
      if (last === undefined) return;
      await talksOfCalls(runner, after, last.id);
      after = last.id;
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}

/**
 * Each bridge in a call's evidence is a talk, until that says that the agent was lost, or the call ended. Of a connected
 * call without a bridge in it (only the switch knew of it) the agent of the row is meant.
 */
async function talksOfCalls(runner: QueryRunner, after: string, upTo: string): Promise<void> {
  await write(runner.manager,
    `INSERT INTO talks (call_id, from_at, agent_id, to_at, wrap_up_until, ended_by)
     SELECT t.id, t.from_at, t.agent_id, GREATEST(t.from_at, COALESCE(t.lost_at, t.ended_at)),
            GREATEST(t.from_at, COALESCE(t.lost_at, t.wrap_up_until, GREATEST(t.settled_at, t.ended_at), t.ended_at)),
            CASE WHEN t.lost_at IS NOT NULL THEN 'agent-lost' WHEN t.ended_at IS NULL THEN NULL WHEN t.hangup_cause = 'LOST' THEN 'unheard'
                 WHEN t.hangup_cause = 'ALLOTTED_TIMEOUT' THEN 'longest-call'
                 WHEN COALESCE(t.hangup_cause, '') IN ('', 'NORMAL_CLEARING', 'NORMAL_UNSPECIFIED') THEN 'customer-hung-up' ELSE 'connection-lost' END
       FROM (SELECT c.id, c.ended_at, c.settled_at, c.wrap_up_until, c.hangup_cause, COALESCE(b.at, c.connected_at) AS from_at,
                    COALESCE(NULLIF(JSON_UNQUOTE(JSON_EXTRACT(b.data, '$.agentId')), 'null'), c.agent_id) AS agent_id,
                    (SELECT MIN(l.at) FROM call_events l WHERE l.call_id = c.id AND l.kind = 'agent-lost' AND l.id > b.id) AS lost_at
               FROM calls c LEFT JOIN call_events b ON b.call_id = c.id AND b.kind = 'bridged'
              WHERE c.id > ? AND c.id <= ? AND c.connected_at IS NOT NULL) t
      WHERE t.agent_id IS NOT NULL
     ON DUPLICATE KEY UPDATE call_id = talks.call_id`, [after, upTo]);
}
