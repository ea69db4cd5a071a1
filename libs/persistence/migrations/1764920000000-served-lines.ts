import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of the lines that were assigned to an agent, those that are served since the last sign-in. */
export class ServedLines1764920000000 implements MigrationInterface {
  name = 'ServedLines1764920000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('agent_lines', 'served')) await runner.query('ALTER TABLE agent_lines ADD COLUMN served BOOLEAN NOT NULL DEFAULT TRUE');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
