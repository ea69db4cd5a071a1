import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A call that comes in may have no number of its caller, and nobody dialed it: it has no ring timeout, and nothing that it
 * must be sent by. One that goes out has all of them, and a number that is not there is null: the table holds that itself.
 */
export class Callers1764950000000 implements MigrationInterface {
  name = 'Callers1764950000000';

  async up(runner: QueryRunner): Promise<void> {
    // Whoever was killed behind the ALTER, which commits by itself, starts again here.
    if (await hasConstraint(runner, 'calls_outbound')) return;
    await runner.query("UPDATE calls SET caller_number = NULL WHERE caller_number = ''");
    await runner.query(`ALTER TABLE calls
      MODIFY COLUMN phone VARCHAR(16) CHARACTER SET ascii NULL,
      MODIFY COLUMN not_after DATETIME(3) NULL,
      MODIFY COLUMN ring_timeout_sec SMALLINT UNSIGNED NULL,
      ADD CONSTRAINT calls_numbers CHECK (phone <> '' AND caller_number <> ''),
      ADD CONSTRAINT calls_outbound CHECK (direction = 'inbound' OR (phone IS NOT NULL AND not_after IS NOT NULL AND ring_timeout_sec IS NOT NULL))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}

async function hasConstraint(runner: QueryRunner, name: string): Promise<boolean> {
  const found = await runner.query("SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'calls' AND constraint_name = ?", [name]) as unknown[];
  return found.length > 0;
}
