import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which wish to be called back a call of ours carries out. */
export class CallbackCalls1764984000000 implements MigrationInterface {
  name = 'CallbackCalls1764984000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('calls', 'callback_id')) await runner.query('ALTER TABLE calls ADD COLUMN callback_id BIGINT UNSIGNED NULL');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
