import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a partial interview stopped, what figures are asked by, and tags of comments. */
export class SurveyFigures1765012000000 implements MigrationInterface {
  name = 'SurveyFigures1765012000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('interviews', 'stopped_at_question')) {
      await runner.query(`ALTER TABLE interviews ADD COLUMN stopped_at_question VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER quota,
        ADD KEY interviews_figures (questionnaire_id, begun_at)`);
    }
    await runner.query(`CREATE TABLE IF NOT EXISTS comment_tags (
      interview_id CHAR(36) CHARACTER SET ascii NOT NULL,
      question VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      tag VARCHAR(40) NOT NULL,
      PRIMARY KEY (interview_id, question, tag),
      CONSTRAINT comment_tags_fk FOREIGN KEY (interview_id) REFERENCES interviews (id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
