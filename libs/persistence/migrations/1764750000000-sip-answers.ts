import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the far end answered stands beside the cause; and a phone that is switched off has a retry rule of its own. */
export class SipAnswers1764750000000 implements MigrationInterface {
  name = 'SipAnswers1764750000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('calls', 'sip_status')) {
      await runner.query('ALTER TABLE calls ADD COLUMN sip_status SMALLINT UNSIGNED NULL, ADD COLUMN sip_reason VARCHAR(255) NULL');
    }
    if (!await runner.hasColumn('switch_records', 'sip_reason')) {
      await runner.query("ALTER TABLE switch_records ADD COLUMN sip_reason VARCHAR(255) NOT NULL DEFAULT ''");
    }
    // Such calls were `no-answer`: whoever had those made again would have these end their targets, for want of a rule.
    await runner.query(`UPDATE campaigns SET retry_rules = JSON_SET(retry_rules, '$.byOutcome."switched-off"', JSON_OBJECT('maxAttempts', 6, 'waitSec', 14400))
      WHERE JSON_CONTAINS_PATH(retry_rules, 'one', '$.byOutcome."no-answer"') = 1 AND JSON_CONTAINS_PATH(retry_rules, 'one', '$.byOutcome."switched-off"') = 0`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
