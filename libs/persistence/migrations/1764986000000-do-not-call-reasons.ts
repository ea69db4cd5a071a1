import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a number is on the do-not-call list is a code and parameters; what a person wrote is kept as theirs. */
export class DoNotCallReasons1764986000000 implements MigrationInterface {
  name = 'DoNotCallReasons1764986000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('do_not_call', 'params')) await runner.query('ALTER TABLE do_not_call ADD params JSON NULL AFTER reason');
    const none = "params = '{}'";
    const written: readonly [what: string, where: string][] = [
      ["params = JSON_OBJECT('disposition', SUBSTRING(reason, 13)), reason = 'said-on-call'", "source = 'call' AND reason LIKE 'disposition _%'"],
      [`${none}, reason = 'said-to-network'`, "source = 'call' AND reason = 'unwanted (SIP 607)'"],
      [`${none}, reason = 'other-number'`, "source <> 'by-hand' AND reason = 'another number of somebody who said no'"],
      [`${none}, reason = 'said-in-file'`, "source <> 'by-hand' AND reason = 'said no, by the file'"],
      ["params = JSON_OBJECT('words', reason), reason = 'by-hand'", '1 = 1'],
    ];
    for (const [what, where] of written) await runner.query(`UPDATE do_not_call SET ${what} WHERE params IS NULL AND ${where}`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
