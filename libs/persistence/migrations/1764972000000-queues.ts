import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where callers wait, what its agents must be able to do, and in which order they come. */
export class Queues1764972000000 implements MigrationInterface {
  name = 'Queues1764972000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS queues (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      client_id BIGINT UNSIGNED NOT NULL,
      name VARCHAR(100) NOT NULL,
      switch_id VARCHAR(32) CHARACTER SET ascii NOT NULL,
      strategy VARCHAR(32) CHARACTER SET ascii NOT NULL,
      required JSON NOT NULL,
      relaxation JSON NULL,
      last_agent_first_sec SMALLINT UNSIGNED NOT NULL,
      priority JSON NOT NULL,
      service_level_ratio DOUBLE NOT NULL,
      service_level_sec SMALLINT UNSIGNED NOT NULL,
      short_abandon_sec SMALLINT UNSIGNED NOT NULL,
      longest_wait_sec SMALLINT UNSIGNED NOT NULL,
      longest_queue SMALLINT UNSIGNED NOT NULL,
      greeting JSON NULL,
      while_waiting VARCHAR(8) CHARACTER SET ascii NOT NULL,
      music VARCHAR(128) NULL,
      announcements JSON NULL,
      \`keys\` JSON NOT NULL,
      wrap_up_sec SMALLINT UNSIGNED NOT NULL,
      max_call_sec SMALLINT UNSIGNED NULL,
      record BOOLEAN NOT NULL,
      overflow JSON NOT NULL,
      callback JSON NULL,
      created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
      UNIQUE KEY queues_client_name (client_id, name)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await runner.query(`CREATE TABLE IF NOT EXISTS agent_skills (
      agent_id BIGINT UNSIGNED NOT NULL,
      skill VARCHAR(32) CHARACTER SET ascii NOT NULL,
      level TINYINT UNSIGNED NOT NULL,
      PRIMARY KEY (agent_id, skill),
      CONSTRAINT agent_skills_agent_fk FOREIGN KEY (agent_id) REFERENCES agents (id) ON DELETE CASCADE
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await runner.query(`CREATE TABLE IF NOT EXISTS waits (
      call_id CHAR(36) CHARACTER SET ascii NOT NULL,
      from_at DATETIME(3) NOT NULL,
      queue_id BIGINT UNSIGNED NOT NULL,
      points DOUBLE NOT NULL DEFAULT 0,
      to_at DATETIME(3) NULL,
      ended_by VARCHAR(16) CHARACTER SET ascii NULL,
      PRIMARY KEY (call_id, from_at),
      KEY waits_queue (queue_id, from_at)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    // Whoever was killed behind one of these, which commit by themselves, starts again here.
    for (const [column, type] of [['level', 'TINYINT'], ['position', 'SMALLINT']] as const) {
      if (!await runner.hasColumn('agent_lines', column)) await runner.query(`ALTER TABLE agent_lines ADD COLUMN ${column} ${type} UNSIGNED NOT NULL DEFAULT 1`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
