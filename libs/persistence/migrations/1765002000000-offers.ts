import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `offers (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    client_id BIGINT UNSIGNED NOT NULL,
    name VARCHAR(100) NOT NULL,
    texts JSON NOT NULL,
    lists JSON NOT NULL,
    valid_from DATETIME(3) NOT NULL,
    valid_until DATETIME(3) NULL,
    stock INT UNSIGNED NULL,
    taken INT UNSIGNED NOT NULL DEFAULT 0,
    per_contact TINYINT UNSIGNED NOT NULL DEFAULT 1,
    price_micros BIGINT UNSIGNED NULL,
    currency CHAR(3) CHARACTER SET ascii NULL,
    withdrawn_at DATETIME(3) NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    UNIQUE KEY offers_name (client_id, name)
  )`,
  `offer_takings (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    client_id BIGINT UNSIGNED NOT NULL,
    offer_id BIGINT UNSIGNED NOT NULL,
    contact_id BIGINT UNSIGNED NOT NULL,
    call_id CHAR(36) CHARACTER SET ascii NULL,
    campaign_id BIGINT UNSIGNED NULL,
    agent_id BIGINT UNSIGNED NULL,
    way VARCHAR(8) CHARACTER SET ascii NOT NULL,
    result VARCHAR(8) CHARACTER SET ascii NOT NULL,
    code CHAR(10) CHARACTER SET ascii NULL,
    at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    returned_at DATETIME(3) NULL,
    returned_by VARCHAR(64) NULL,
    returned_why VARCHAR(500) NULL,
    UNIQUE KEY offer_takings_code (client_id, code),
    UNIQUE KEY offer_takings_call (client_id, call_id, offer_id),
    KEY offer_takings_contact (contact_id, offer_id),
    KEY offer_takings_campaign (campaign_id, id)
  )`,
  `offer_purchases (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    client_id BIGINT UNSIGNED NOT NULL,
    offer_id BIGINT UNSIGNED NOT NULL,
    contact_id BIGINT UNSIGNED NOT NULL,
    reference VARCHAR(64) NOT NULL,
    at DATETIME(3) NOT NULL,
    amount_micros BIGINT UNSIGNED NULL,
    currency CHAR(3) CHARACTER SET ascii NULL,
    UNIQUE KEY offer_purchases_reference (client_id, offer_id, reference),
    KEY offer_purchases_contact (offer_id, contact_id, at)
  )`,
  `campaign_offers (
    campaign_id BIGINT UNSIGNED NOT NULL,
    offer_id BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (campaign_id, offer_id),
    KEY campaign_offers_offer (offer_id),
    CONSTRAINT campaign_offers_campaign_fk FOREIGN KEY (campaign_id) REFERENCES campaigns (id) ON DELETE CASCADE
  )`,
  `campaign_controls (
    campaign_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
    ratio DOUBLE NOT NULL,
    draw_key CHAR(32) CHARACTER SET ascii NOT NULL,
    CONSTRAINT campaign_controls_campaign_fk FOREIGN KEY (campaign_id) REFERENCES campaigns (id) ON DELETE CASCADE
  )`,
  `gateway_rates (
    switch_id VARCHAR(32) CHARACTER SET ascii NOT NULL,
    gateway VARCHAR(64) CHARACTER SET ascii NOT NULL,
    prefix VARCHAR(15) CHARACTER SET ascii NOT NULL,
    since CHAR(10) CHARACTER SET ascii NOT NULL,
    micros_per_minute INT UNSIGNED NOT NULL,
    currency CHAR(3) CHARACTER SET ascii NOT NULL,
    first_sec SMALLINT UNSIGNED NOT NULL,
    step_sec SMALLINT UNSIGNED NOT NULL,
    PRIMARY KEY (switch_id, gateway, prefix, since)
  )`,
  `agent_minute_costs (
    client_id BIGINT UNSIGNED NOT NULL,
    since CHAR(10) CHARACTER SET ascii NOT NULL,
    micros_per_minute INT UNSIGNED NOT NULL,
    currency CHAR(3) CHARACTER SET ascii NOT NULL,
    PRIMARY KEY (client_id, since)
  )`,
];

/** What is promoted, to whom it was told, who is kept for comparison, and what calls cost. */
export class Offers1765002000000 implements MigrationInterface {
  name = 'Offers1765002000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`CREATE TABLE IF NOT EXISTS ${table} ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
