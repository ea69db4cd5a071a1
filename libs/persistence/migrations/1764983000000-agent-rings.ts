import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The phones of on-demand agents that were rung for a caller, each once: committed before it rings, so that the next owner finds it. */
export class AgentRings1764983000000 implements MigrationInterface {
  name = 'AgentRings1764983000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS agent_rings (
      channel_id CHAR(36) CHARACTER SET ascii NOT NULL PRIMARY KEY,
      agent_id BIGINT UNSIGNED NOT NULL,
      call_id CHAR(36) CHARACTER SET ascii NOT NULL,
      gateway VARCHAR(64) NULL,
      fence BIGINT UNSIGNED NOT NULL,
      rung_at DATETIME(3) NOT NULL,
      answered_at DATETIME(3) NULL,
      ended_at DATETIME(3) NULL,
      ended_by VARCHAR(16) CHARACTER SET ascii NULL,
      KEY agent_rings_agent (agent_id, rung_at),
      KEY agent_rings_call (call_id),
      KEY agent_rings_open (ended_at, agent_id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
