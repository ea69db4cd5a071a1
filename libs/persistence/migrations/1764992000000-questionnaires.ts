import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names of questions and quotas tell upper case from lower. */
const NAME = 'VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin';

const TABLES = [
  `CREATE TABLE IF NOT EXISTS questionnaires (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    client_id BIGINT UNSIGNED NOT NULL,
    name VARCHAR(100) NOT NULL,
    draft JSON NOT NULL,
    draft_changed_at DATETIME(3) NOT NULL,
    published_version_id BIGINT UNSIGNED NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    UNIQUE KEY questionnaires_client_name (client_id, name)
  )`,
  `CREATE TABLE IF NOT EXISTS questionnaire_versions (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    questionnaire_id BIGINT UNSIGNED NOT NULL,
    version INT UNSIGNED NOT NULL,
    document JSON NOT NULL,
    copy_of INT UNSIGNED NULL,
    published_at DATETIME(3) NOT NULL,
    published_by VARCHAR(64) NOT NULL,
    UNIQUE KEY questionnaire_versions_version (questionnaire_id, version),
    CONSTRAINT questionnaire_versions_fk FOREIGN KEY (questionnaire_id) REFERENCES questionnaires (id)
  )`,
  `CREATE TABLE IF NOT EXISTS quota_counts (
    version_id BIGINT UNSIGNED NOT NULL,
    quota ${NAME} NOT NULL,
    taken INT UNSIGNED NOT NULL DEFAULT 0,
    most INT UNSIGNED NOT NULL,
    PRIMARY KEY (version_id, quota),
    CONSTRAINT quota_counts_version_fk FOREIGN KEY (version_id) REFERENCES questionnaire_versions (id)
  )`,
  // An anonymous interview has neither contact nor agent, its instants are days, and with its end it has no call either.
  `CREATE TABLE IF NOT EXISTS interviews (
    id CHAR(36) CHARACTER SET ascii NOT NULL PRIMARY KEY,
    client_id BIGINT UNSIGNED NOT NULL,
    questionnaire_id BIGINT UNSIGNED NOT NULL,
    version_id BIGINT UNSIGNED NOT NULL,
    delivery VARCHAR(8) CHARACTER SET ascii NOT NULL,
    privacy VARCHAR(16) CHARACTER SET ascii NOT NULL,
    language VARCHAR(16) CHARACTER SET ascii NOT NULL,
    campaign_id BIGINT UNSIGNED NULL,
    queue_id BIGINT UNSIGNED NULL,
    agent_id BIGINT UNSIGNED NULL,
    call_id CHAR(36) CHARACTER SET ascii NULL,
    contact_id BIGINT UNSIGNED NULL,
    state JSON NOT NULL,
    beside JSON NULL,
    revision INT UNSIGNED NOT NULL DEFAULT 0,
    result VARCHAR(16) CHARACTER SET ascii NULL,
    because VARCHAR(16) CHARACTER SET ascii NULL,
    quota ${NAME} NULL,
    begun_at DATETIME(3) NOT NULL,
    last_step_at DATETIME(3) NOT NULL,
    ended_at DATETIME(3) NULL,
    UNIQUE KEY interviews_call (client_id, call_id, questionnaire_id),
    KEY interviews_contact (client_id, contact_id, questionnaire_id),
    KEY interviews_version (version_id, delivery, begun_at),
    KEY interviews_open (ended_at, last_step_at),
    CONSTRAINT interviews_version_fk FOREIGN KEY (version_id) REFERENCES questionnaire_versions (id)
  )`,
  // Calls that have had an anonymous one: which it was, nobody knows.
  `CREATE TABLE IF NOT EXISTS severed_interviews (
    call_id CHAR(36) CHARACTER SET ascii NOT NULL,
    questionnaire_id BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (call_id, questionnaire_id)
  )`,
  `CREATE TABLE IF NOT EXISTS interview_answers (
    interview_id CHAR(36) CHARACTER SET ascii NOT NULL,
    question ${NAME} NOT NULL,
    given JSON NOT NULL,
    number INT UNSIGNED NULL,
    at DATETIME(3) NOT NULL,
    PRIMARY KEY (interview_id, question),
    CONSTRAINT interview_answers_fk FOREIGN KEY (interview_id) REFERENCES interviews (id)
  )`,
  `CREATE TABLE IF NOT EXISTS interview_quotas (
    interview_id CHAR(36) CHARACTER SET ascii NOT NULL,
    quota ${NAME} NOT NULL,
    PRIMARY KEY (interview_id, quota),
    CONSTRAINT interview_quotas_fk FOREIGN KEY (interview_id) REFERENCES interviews (id)
  )`,
];

/** Questionnaires with their published versions, and what people answer to them. */
export class Questionnaires1764992000000 implements MigrationInterface {
  name = 'Questionnaires1764992000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`${table} ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
