import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A call's disposition may be a supervisor's: the word is longer than those there were. */
export class DispositionGivers1764941000000 implements MigrationInterface {
  name = 'DispositionGivers1764941000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE calls MODIFY COLUMN disposition_by VARCHAR(16) CHARACTER SET ascii NULL');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
