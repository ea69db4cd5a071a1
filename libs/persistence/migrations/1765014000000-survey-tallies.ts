import type { MigrationInterface, QueryRunner } from 'typeorm';
import { countSql } from '../survey-tallies';
import { rows } from '../transaction';

/** What interviews that are over come to, by day, with what they have come to until now. */
export class SurveyTallies1765014000000 implements MigrationInterface {
  name = 'SurveyTallies1765014000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS survey_tallies (
      client_id BIGINT UNSIGNED NOT NULL,
      version_id BIGINT UNSIGNED NOT NULL,
      counted VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      delivery VARCHAR(8) CHARACTER SET ascii NOT NULL,
      day DATE NOT NULL,
      question VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      value VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      count BIGINT NOT NULL,
      PRIMARY KEY (client_id, version_id, counted, delivery, day, question, value)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    const there = await rows(runner.manager, "SHOW INDEX FROM interviews WHERE Key_name = 'interviews_going_on'", []);
    if (there.length === 0) await runner.query('ALTER TABLE interviews ADD KEY interviews_going_on (questionnaire_id, ended_at)');
    await runner.query('DELETE FROM survey_tallies');
    await runner.query(countSql('TRUE'), [1, 1, 1]);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
