import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/**
 * The law that a campaign follows, persons who answered by the hour (windows of a law are shorter than days can
 * tell), the pacer's state, and its decisions of the last day.
 */
export class Pacing1764400000000 implements MigrationInterface {
  name = 'Pacing1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    // Whoever was killed behind one of these, which commit by themselves, starts again here.
    if (!await runner.hasColumn('campaigns', 'law_profile')) {
      await runner.query("ALTER TABLE campaigns ADD COLUMN law_profile VARCHAR(32) CHARACTER SET ascii NOT NULL DEFAULT 'strictest' AFTER abandon_target_ratio");
    }
    await runner.query(`CREATE TABLE IF NOT EXISTS campaign_answers (
      campaign_id BIGINT UNSIGNED NOT NULL,
      hour DATETIME NOT NULL,
      answers INT UNSIGNED NOT NULL,
      abandoned INT UNSIGNED NOT NULL,
      PRIMARY KEY (campaign_id, hour)
    ) ${OPTIONS}`);
    // From here on every end counts itself. What was called before is counted from the rows, as often as this runs.
    await runner.query(`INSERT INTO campaign_answers (campaign_id, hour, answers, abandoned)
      SELECT campaign_id, DATE_FORMAT(ended_at, '%Y-%m-%d %H:00:00'), COUNT(*), SUM(outcome <> 'connected') FROM calls
       WHERE campaign_id IS NOT NULL AND ended_at IS NOT NULL AND outcome IN ('connected', 'abandoned', 'hung-up-waiting', 'handoff-failed')
       GROUP BY campaign_id, DATE_FORMAT(ended_at, '%Y-%m-%d %H:00:00')
      ON DUPLICATE KEY UPDATE answers = VALUES(answers), abandoned = VALUES(abandoned)`);
    await runner.query(`CREATE TABLE IF NOT EXISTS campaign_pacing (
      campaign_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      state JSON NOT NULL,
      newest JSON NULL,
      fence BIGINT UNSIGNED NOT NULL,
      at DATETIME(3) NOT NULL
    ) ${OPTIONS}`);
    await runner.query(`CREATE TABLE IF NOT EXISTS campaign_decisions (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      campaign_id BIGINT UNSIGNED NOT NULL,
      from_at DATETIME(3) NOT NULL,
      to_at DATETIME(3) NOT NULL,
      packed MEDIUMBLOB NOT NULL,
      KEY campaign_decisions_campaign (campaign_id, from_at),
      KEY campaign_decisions_old (to_at)
    ) ${OPTIONS}`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
