import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a command failed is a code, a reason and parameters; of those that failed before, only the code is. */
export class CommandReasons1764953000000 implements MigrationInterface {
  name = 'CommandReasons1764953000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE commands SET error = JSON_OBJECT('code', JSON_UNQUOTE(JSON_EXTRACT(error, '$.code')), 'reason', '', 'params', JSON_OBJECT())
      WHERE error IS NOT NULL AND JSON_EXTRACT(error, '$.reason') IS NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
