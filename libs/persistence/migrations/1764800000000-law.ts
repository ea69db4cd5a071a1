import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a law turns on, by what a call was judged, and the holidays that an administrator has added or taken away. */
export class Law1764800000000 implements MigrationInterface {
  name = 'Law1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    // Campaigns of before say neither purpose nor delivery: null, and so the strictest reading.
    if (!await runner.hasColumn('campaigns', 'purpose')) {
      await runner.query(`ALTER TABLE campaigns ADD COLUMN purpose VARCHAR(16) CHARACTER SET ascii NULL AFTER law_profile,
        ADD COLUMN delivery VARCHAR(16) CHARACTER SET ascii NULL AFTER purpose,
        ADD COLUMN observes_holidays TINYINT(1) NOT NULL DEFAULT 0 AFTER delivery, ADD COLUMN countries JSON NULL AFTER observes_holidays`);
    }
    // Whoever was killed behind an ALTER, which commits by itself, starts again here.
    if (!await runner.hasColumn('calls', 'judged_by')) await runner.query('ALTER TABLE calls ADD COLUMN judged_by JSON NULL');
    await runner.query(`CREATE TABLE IF NOT EXISTS holiday_changes (
      country CHAR(2) CHARACTER SET ascii NOT NULL,
      day DATE NOT NULL,
      is_holiday TINYINT(1) NOT NULL,
      name VARCHAR(100) NOT NULL,
      source VARCHAR(255) NOT NULL,
      changed_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
      PRIMARY KEY (country, day)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
