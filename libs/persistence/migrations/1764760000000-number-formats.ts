import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a gateway wants its numbers, whether it has carried a call in this format, and which calls told of their trunk alone. */
export class NumberFormats1764760000000 implements MigrationInterface {
  name = 'NumberFormats1764760000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('calls', 'trunk_fault')) {
      await runner.query('ALTER TABLE calls ADD COLUMN trunk_fault BOOLEAN NOT NULL DEFAULT FALSE');
    }
    if (await runner.hasColumn('gateways', 'number_format')) return;
    await runner.query('ALTER TABLE gateways ADD COLUMN number_format JSON NULL, ADD COLUMN carried_at DATETIME(3) NULL, ADD COLUMN format_doubted_at DATETIME(3) NULL');
    // What has carried calls before takes numbers as they were written until now.
    await runner.query(`UPDATE gateways g SET carried_at = UTC_TIMESTAMP(3)
      WHERE EXISTS (SELECT 1 FROM calls c WHERE c.gateway = g.name AND (c.ringing_at IS NOT NULL OR c.answered_at IS NOT NULL))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
