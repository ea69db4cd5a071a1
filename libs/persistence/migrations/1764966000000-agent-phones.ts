import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When agents' phones were up: the one part of an agent's day that nothing else tells. Of before, only what is up now is known. */
export class AgentPhones1764966000000 implements MigrationInterface {
  name = 'AgentPhones1764966000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS agent_phones (
      channel_id CHAR(36) CHARACTER SET ascii NOT NULL PRIMARY KEY,
      agent_id BIGINT UNSIGNED NOT NULL,
      up_at DATETIME(3) NOT NULL,
      gone_at DATETIME(3) NULL,
      KEY agent_phones_agent (agent_id, gone_at)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await runner.query(`INSERT IGNORE INTO agent_phones (channel_id, agent_id, up_at)
      SELECT leg_channel_id, id, leg_up_at FROM agents WHERE leg_channel_id IS NOT NULL AND leg_up_at IS NOT NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
