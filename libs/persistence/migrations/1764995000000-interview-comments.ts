import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the comments are that people speak in interviews by keys. */
export class InterviewComments1764995000000 implements MigrationInterface {
  name = 'InterviewComments1764995000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS interview_comments (
      interview_id CHAR(36) CHARACTER SET ascii NOT NULL,
      question VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      path VARCHAR(255) CHARACTER SET ascii NOT NULL,
      length_ms INT UNSIGNED NOT NULL,
      recorded_at DATETIME(3) NOT NULL,
      PRIMARY KEY (interview_id, question),
      CONSTRAINT interview_comments_fk FOREIGN KEY (interview_id) REFERENCES interviews (id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
