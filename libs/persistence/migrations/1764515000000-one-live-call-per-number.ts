import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rows } from '../transaction';

interface Live { readonly id: string; readonly state: string; readonly phone: string; readonly campaignId: string | null; readonly targetId: string | null }

/**
 * The database itself refuses a second live call to a number, whatever campaign makes it; and the contacts of a campaign
 * that wait because they were called lately, counted by the time when they may be called. What was given back undialed, be
 * it hundreds of times, is told by the index of phones alone.
 */
export class OneLiveCallPerNumber1764515000000 implements MigrationInterface {
  name = 'OneLiveCallPerNumber1764515000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS campaign_put_off (
      campaign_id BIGINT UNSIGNED NOT NULL,
      until_at DATETIME NOT NULL,
      reason VARCHAR(24) CHARACTER SET ascii NOT NULL,
      targets INT UNSIGNED NOT NULL,
      PRIMARY KEY (campaign_id, until_at, reason)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    // Whoever was killed behind the ALTER, which commits by itself, starts again here.
    if (await runner.hasColumn('calls', 'live_phone')) return;
    for (const call of await secondCalls(runner)) await endSecondCall(runner, call);
    await runner.query(`ALTER TABLE calls
      ADD COLUMN live_phone VARCHAR(16) CHARACTER SET ascii GENERATED ALWAYS AS (IF(ended_at IS NULL AND direction = 'outbound', phone, NULL)) STORED,
      ADD UNIQUE KEY calls_one_live_per_phone (live_phone),
      DROP KEY calls_phone,
      ADD KEY calls_phone (phone, planned_at, outcome)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}

/** Of the live calls to one number all but the one that came furthest. */
async function secondCalls(runner: QueryRunner): Promise<Live[]> {
  const live = await rows<Live>(runner.manager, `SELECT id, state, phone, campaign_id AS campaignId, target_id AS targetId FROM calls
     WHERE ended_at IS NULL AND direction = 'outbound' ORDER BY connected_at IS NULL, answered_at IS NULL, originating_at IS NULL, planned_at, id`, []);
  const first = new Set<string>();
  return live.filter(({ phone }) => first.has(phone) || !first.add(phone));
}

/** As nobody knows any more what became of it: its channel, if it has one, is ended by the owner of the switch. */
async function endSecondCall(runner: QueryRunner, { id, state, campaignId, targetId }: Live): Promise<void> {
  const sent = state !== 'planned';
  const outcome = sent ? 'lost' : 'not-dialed';
  await runner.startTransaction();
  try {
    await runner.query(`UPDATE calls SET state = 'ended', outcome = ?, hangup_cause = 'LOST', ended_at = UTC_TIMESTAMP(3), settled_at = UTC_TIMESTAMP(3) WHERE id = ?`, [outcome, id]);
    await runner.query(`INSERT INTO call_events (call_id, at, kind, data) VALUES (?, UTC_TIMESTAMP(3), 'ended', ?)`, [id, JSON.stringify({ outcome, cause: 'LOST' })]);
    await runner.query(`UPDATE targets SET state = 'ready', attempts = attempts + ?, next_at = TIMESTAMPADD(HOUR, 2, UTC_TIMESTAMP(3))
      WHERE id = ? AND state = 'calling' AND last_call_id = ?`, [sent ? 1 : 0, targetId, id]);
    if (campaignId !== null) {
      await runner.query(`INSERT INTO campaign_outcomes (campaign_id, day, outcome, calls) VALUES (?, UTC_DATE(), ?, 1)
        ON DUPLICATE KEY UPDATE calls = campaign_outcomes.calls + 1`, [campaignId, outcome]);
    }
    await runner.commitTransaction();
  } catch (thrown) {
    await runner.rollbackTransaction();
    throw thrown;
  }
}
