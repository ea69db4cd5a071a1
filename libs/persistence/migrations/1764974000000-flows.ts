import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE IF NOT EXISTS flows (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    client_id BIGINT UNSIGNED NOT NULL,
    name VARCHAR(100) NOT NULL,
    draft JSON NOT NULL,
    draft_changed_at DATETIME(3) NOT NULL,
    published_version_id BIGINT UNSIGNED NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    UNIQUE KEY flows_client_name (client_id, name)
  )`,
  `CREATE TABLE IF NOT EXISTS flow_versions (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    flow_id BIGINT UNSIGNED NOT NULL,
    version INT UNSIGNED NOT NULL,
    script JSON NOT NULL,
    copy_of INT UNSIGNED NULL,
    published_at DATETIME(3) NOT NULL,
    published_by VARCHAR(64) NOT NULL,
    UNIQUE KEY flow_versions_version (flow_id, version),
    CONSTRAINT flow_versions_flow_fk FOREIGN KEY (flow_id) REFERENCES flows (id)
  )`,
  `CREATE TABLE IF NOT EXISTS inbound_numbers (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    client_id BIGINT UNSIGNED NOT NULL,
    switch_id VARCHAR(32) CHARACTER SET ascii NOT NULL,
    number VARCHAR(16) CHARACTER SET ascii NOT NULL,
    name VARCHAR(100) NOT NULL,
    flow_id BIGINT UNSIGNED NOT NULL,
    max_calls SMALLINT UNSIGNED NOT NULL,
    max_calls_per_caller SMALLINT UNSIGNED NOT NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    UNIQUE KEY inbound_numbers_number (switch_id, number),
    KEY inbound_numbers_client (client_id, id),
    CONSTRAINT inbound_numbers_flow_fk FOREIGN KEY (flow_id) REFERENCES flows (id)
  )`,
  `CREATE TABLE IF NOT EXISTS inbound_closures (
    client_id BIGINT UNSIGNED NOT NULL,
    number_id BIGINT UNSIGNED NOT NULL,
    reason VARCHAR(200) NOT NULL,
    closed_by VARCHAR(64) NOT NULL,
    closed_at DATETIME(3) NOT NULL,
    PRIMARY KEY (client_id, number_id)
  )`,
];

/** What our numbers do when somebody calls them: flows with their published versions, and which are closed in an emergency. */
export class Flows1764974000000 implements MigrationInterface {
  name = 'Flows1764974000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`${table} ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
