import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The first schema. Plain SQL that MariaDB 10.11 and MySQL 8 both run. Ids in ascii so that an index
 * entry of a UUID is 36 bytes; names and notes in utf8mb4. Every CREATE commits on its own: whoever is
 * killed in between starts again, over what is there already.
 */
const TABLES = [
  `CREATE TABLE IF NOT EXISTS users (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    username VARCHAR(64) NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    role VARCHAR(16) NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    UNIQUE KEY users_username (username)
  )`,
  `CREATE TABLE IF NOT EXISTS agents (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id BIGINT UNSIGNED NOT NULL,
    name VARCHAR(100) NOT NULL,
    switch_id VARCHAR(32) NOT NULL,
    leg_mode VARCHAR(16) NOT NULL,
    leg_kind VARCHAR(16) NOT NULL,
    leg_address VARCHAR(64) NOT NULL,
    leg_gateway VARCHAR(64) NULL,
    leg_webrtc BOOLEAN NOT NULL DEFAULT FALSE,
    status VARCHAR(16) NOT NULL,
    status_reason VARCHAR(64) NULL,
    status_at DATETIME(3) NOT NULL,
    leg_channel_id CHAR(36) CHARACTER SET ascii NULL,
    leg_since DATETIME(3) NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    UNIQUE KEY agents_user (user_id),
    KEY agents_switch_status (switch_id, status),
    CONSTRAINT agents_user_fk FOREIGN KEY (user_id) REFERENCES users (id)
  )`,
  `CREATE TABLE IF NOT EXISTS agent_lines (
    agent_id BIGINT UNSIGNED NOT NULL,
    line VARCHAR(40) CHARACTER SET ascii NOT NULL,
    PRIMARY KEY (agent_id, line),
    KEY agent_lines_line (line),
    CONSTRAINT agent_lines_agent_fk FOREIGN KEY (agent_id) REFERENCES agents (id) ON DELETE CASCADE
  )`,
  `CREATE TABLE IF NOT EXISTS agent_status_log (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    agent_id BIGINT UNSIGNED NOT NULL,
    status VARCHAR(16) NOT NULL,
    reason VARCHAR(64) NULL,
    at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    KEY agent_status_log_agent (agent_id, at)
  )`,
  `CREATE TABLE IF NOT EXISTS dispositions (
    code VARCHAR(32) CHARACTER SET ascii NOT NULL PRIMARY KEY,
    label VARCHAR(100) NOT NULL,
    meaning VARCHAR(16) NOT NULL,
    \`system\` BOOLEAN NOT NULL DEFAULT FALSE,
    active BOOLEAN NOT NULL DEFAULT TRUE
  )`,
  `CREATE TABLE IF NOT EXISTS do_not_call (
    phone VARCHAR(16) CHARACTER SET ascii NOT NULL PRIMARY KEY,
    reason VARCHAR(64) NOT NULL,
    added_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)
  )`,
  `CREATE TABLE IF NOT EXISTS gateways (
    name VARCHAR(64) CHARACTER SET ascii NOT NULL PRIMARY KEY,
    switch_id VARCHAR(32) NOT NULL,
    calls_per_sec SMALLINT UNSIGNED NOT NULL,
    max_lines SMALLINT UNSIGNED NOT NULL,
    allowed_prefixes JSON NOT NULL,
    enabled BOOLEAN NOT NULL DEFAULT TRUE
  )`,
  `CREATE TABLE IF NOT EXISTS leases (
    name VARCHAR(64) CHARACTER SET ascii NOT NULL PRIMARY KEY,
    owner VARCHAR(64) CHARACTER SET ascii NOT NULL,
    fence BIGINT UNSIGNED NOT NULL,
    expires_at DATETIME(3) NOT NULL
  )`,
  `CREATE TABLE IF NOT EXISTS commands (
    id CHAR(36) CHARACTER SET ascii NOT NULL PRIMARY KEY,
    switch_id VARCHAR(32) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    payload JSON NOT NULL,
    state VARCHAR(8) NOT NULL,
    error JSON NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    done_at DATETIME(3) NULL,
    KEY commands_pending (switch_id, state, created_at)
  )`,
  `CREATE TABLE IF NOT EXISTS contacts (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(200) NOT NULL,
    zone VARCHAR(64) NULL,
    fields JSON NOT NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)
  )`,
  `CREATE TABLE IF NOT EXISTS contact_phones (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    contact_id BIGINT UNSIGNED NOT NULL,
    position TINYINT UNSIGNED NOT NULL,
    phone VARCHAR(16) CHARACTER SET ascii NOT NULL,
    UNIQUE KEY contact_phones_position (contact_id, position),
    KEY contact_phones_phone (phone),
    CONSTRAINT contact_phones_contact_fk FOREIGN KEY (contact_id) REFERENCES contacts (id) ON DELETE CASCADE
  )`,
  `CREATE TABLE IF NOT EXISTS lists (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    UNIQUE KEY lists_name (name)
  )`,
  `CREATE TABLE IF NOT EXISTS list_contacts (
    list_id BIGINT UNSIGNED NOT NULL,
    contact_id BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (list_id, contact_id),
    KEY list_contacts_contact (contact_id),
    CONSTRAINT list_contacts_list_fk FOREIGN KEY (list_id) REFERENCES lists (id) ON DELETE CASCADE,
    CONSTRAINT list_contacts_contact_fk FOREIGN KEY (contact_id) REFERENCES contacts (id) ON DELETE CASCADE
  )`,
  `CREATE TABLE IF NOT EXISTS imports (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    list_id BIGINT UNSIGNED NOT NULL,
    file_name VARCHAR(255) NOT NULL,
    bytes BIGINT UNSIGNED NOT NULL DEFAULT 0,
    country CHAR(2) CHARACTER SET ascii NULL,
    state VARCHAR(16) NOT NULL,
    encoding VARCHAR(32) NULL,
    \`delimiter\` VARCHAR(4) NULL,
    columns_used JSON NULL,
    rows_total INT UNSIGNED NULL,
    rows_read INT UNSIGNED NOT NULL DEFAULT 0,
    imported INT UNSIGNED NOT NULL DEFAULT 0,
    known INT UNSIGNED NOT NULL DEFAULT 0,
    rejected INT UNSIGNED NOT NULL DEFAULT 0,
    error_code VARCHAR(64) NULL,
    error_detail VARCHAR(500) NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    ended_at DATETIME(3) NULL,
    KEY imports_list (list_id, id),
    KEY imports_state (state),
    CONSTRAINT imports_list_fk FOREIGN KEY (list_id) REFERENCES lists (id) ON DELETE CASCADE
  )`,
  `CREATE TABLE IF NOT EXISTS import_chunks (
    import_id BIGINT UNSIGNED NOT NULL,
    position INT UNSIGNED NOT NULL,
    bytes MEDIUMBLOB NOT NULL,
    PRIMARY KEY (import_id, position),
    CONSTRAINT import_chunks_import_fk FOREIGN KEY (import_id) REFERENCES imports (id) ON DELETE CASCADE
  )`,
  `CREATE TABLE IF NOT EXISTS import_rejections (
    import_id BIGINT UNSIGNED NOT NULL,
    \`row_number\` INT UNSIGNED NOT NULL,
    reason VARCHAR(32) NOT NULL,
    detail VARCHAR(500) NOT NULL,
    PRIMARY KEY (import_id, \`row_number\`),
    CONSTRAINT import_rejections_import_fk FOREIGN KEY (import_id) REFERENCES imports (id) ON DELETE CASCADE
  )`,
  `CREATE TABLE IF NOT EXISTS campaigns (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    status VARCHAR(16) NOT NULL,
    switch_id VARCHAR(32) NOT NULL,
    mode VARCHAR(16) NOT NULL,
    gateways JSON NOT NULL,
    caller_number VARCHAR(16) CHARACTER SET ascii NULL,
    ring_timeout_sec SMALLINT UNSIGNED NOT NULL,
    max_call_sec SMALLINT UNSIGNED NOT NULL,
    wrap_up_sec SMALLINT UNSIGNED NOT NULL,
    record BOOLEAN NOT NULL DEFAULT FALSE,
    safe_harbour_prompt VARCHAR(128) NULL,
    calling_hours JSON NOT NULL,
    retry_rules JSON NOT NULL,
    abandon_target_ratio DOUBLE NOT NULL,
    max_lines_per_agent DOUBLE NOT NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    started_at DATETIME(3) NULL,
    ended_at DATETIME(3) NULL,
    UNIQUE KEY campaigns_name (name),
    KEY campaigns_status (status)
  )`,
  `CREATE TABLE IF NOT EXISTS campaign_lists (
    campaign_id BIGINT UNSIGNED NOT NULL,
    list_id BIGINT UNSIGNED NOT NULL,
    priority TINYINT UNSIGNED NOT NULL,
    PRIMARY KEY (campaign_id, list_id),
    CONSTRAINT campaign_lists_campaign_fk FOREIGN KEY (campaign_id) REFERENCES campaigns (id) ON DELETE CASCADE,
    CONSTRAINT campaign_lists_list_fk FOREIGN KEY (list_id) REFERENCES lists (id)
  )`,
  // A claim reads the head of one (campaign, ready, zone, priority) range: the same cost at ten and at ten million.
  `CREATE TABLE IF NOT EXISTS targets (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    campaign_id BIGINT UNSIGNED NOT NULL,
    contact_id BIGINT UNSIGNED NOT NULL,
    state VARCHAR(8) CHARACTER SET ascii NOT NULL,
    zone VARCHAR(64) CHARACTER SET ascii NOT NULL,
    priority TINYINT UNSIGNED NOT NULL,
    next_at DATETIME(3) NOT NULL,
    attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    phone_position TINYINT UNSIGNED NOT NULL DEFAULT 0,
    result VARCHAR(32) NULL,
    last_call_id CHAR(36) CHARACTER SET ascii NULL,
    UNIQUE KEY targets_campaign_contact (campaign_id, contact_id),
    KEY targets_claim (campaign_id, state, zone, priority, next_at, id),
    CONSTRAINT targets_campaign_fk FOREIGN KEY (campaign_id) REFERENCES campaigns (id),
    CONSTRAINT targets_contact_fk FOREIGN KEY (contact_id) REFERENCES contacts (id)
  )`,
  `CREATE TABLE IF NOT EXISTS calls (
    id CHAR(36) CHARACTER SET ascii NOT NULL PRIMARY KEY,
    direction VARCHAR(8) CHARACTER SET ascii NOT NULL,
    state VARCHAR(16) CHARACTER SET ascii NOT NULL,
    outcome VARCHAR(24) CHARACTER SET ascii NULL,
    switch_id VARCHAR(32) CHARACTER SET ascii NOT NULL,
    line VARCHAR(40) CHARACTER SET ascii NOT NULL,
    gateway VARCHAR(64) CHARACTER SET ascii NULL,
    campaign_id BIGINT UNSIGNED NULL,
    target_id BIGINT UNSIGNED NULL,
    contact_id BIGINT UNSIGNED NULL,
    agent_id BIGINT UNSIGNED NULL,
    phone VARCHAR(16) CHARACTER SET ascii NOT NULL,
    caller_number VARCHAR(16) CHARACTER SET ascii NULL,
    attempt SMALLINT UNSIGNED NOT NULL DEFAULT 1,
    not_after DATETIME(3) NOT NULL,
    ring_timeout_sec SMALLINT UNSIGNED NOT NULL,
    planned_at DATETIME(3) NOT NULL,
    originating_at DATETIME(3) NULL,
    ringing_at DATETIME(3) NULL,
    answered_at DATETIME(3) NULL,
    connected_at DATETIME(3) NULL,
    safe_harbour_at DATETIME(3) NULL,
    ended_at DATETIME(3) NULL,
    hangup_cause VARCHAR(64) CHARACTER SET ascii NULL,
    disposition_code VARCHAR(32) CHARACTER SET ascii NULL,
    disposition_by VARCHAR(8) CHARACTER SET ascii NULL,
    note VARCHAR(1000) NULL,
    wrap_up_until DATETIME(3) NULL,
    settled_at DATETIME(3) NULL,
    fence BIGINT UNSIGNED NOT NULL DEFAULT 0,
    live_target_id BIGINT UNSIGNED GENERATED ALWAYS AS (IF(ended_at IS NULL, target_id, NULL)) STORED,
    UNIQUE KEY calls_one_live_per_target (live_target_id),
    KEY calls_unsettled (switch_id, settled_at, state),
    KEY calls_newest (planned_at, id),
    KEY calls_campaign (campaign_id, planned_at),
    KEY calls_target (target_id, planned_at),
    KEY calls_agent (agent_id, planned_at),
    KEY calls_phone (phone, planned_at)
  )`,
  // Totals that the abandonment window and the screens read several times a second; written with each call's end.
  `CREATE TABLE IF NOT EXISTS campaign_outcomes (
    campaign_id BIGINT UNSIGNED NOT NULL,
    day DATE NOT NULL,
    outcome VARCHAR(24) CHARACTER SET ascii NOT NULL,
    calls INT UNSIGNED NOT NULL,
    PRIMARY KEY (campaign_id, day, outcome)
  )`,
  `CREATE TABLE IF NOT EXISTS call_events (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    call_id CHAR(36) CHARACTER SET ascii NOT NULL,
    at DATETIME(3) NOT NULL,
    kind VARCHAR(32) CHARACTER SET ascii NOT NULL,
    data JSON NOT NULL,
    KEY call_events_call (call_id, id)
  )`,
  `CREATE TABLE IF NOT EXISTS recordings (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    call_id CHAR(36) CHARACTER SET ascii NOT NULL,
    path VARCHAR(255) NOT NULL,
    started_at DATETIME(3) NOT NULL,
    stopped_at DATETIME(3) NULL,
    length_ms INT UNSIGNED NULL,
    UNIQUE KEY recordings_path (path),
    KEY recordings_call (call_id)
  )`,
];

const DISPOSITIONS: readonly (readonly [code: string, label: string, meaning: string, system: boolean])[] = [
  ['none-given', 'None given', 'final', true],
  ['interested', 'Interested', 'final', false],
  ['not-interested', 'Not interested', 'final', false],
  ['wrong-number', 'Wrong number', 'final', false],
  ['call-again', 'Call again', 'retry', false],
  ['do-not-call', 'Do not call', 'do-not-call', false],
];

export class Initial1763700000000 implements MigrationInterface {
  name = 'Initial1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(`${table} ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    }
    for (const disposition of DISPOSITIONS) {
      await runner.query('INSERT IGNORE INTO dispositions (code, label, meaning, `system`) VALUES (?, ?, ?, ?)', [...disposition]);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
