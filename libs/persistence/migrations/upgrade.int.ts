import { DataSource } from 'typeorm';
import { dropDatabase, scratchDatabase } from '@paceline/testing/test-database';
import { createDataSource, dataSourceOptions } from '../data-source';
import { Call } from '../entities/calls';
import { Campaign, Target } from '../entities/campaigns';
import { Import, ImportRejection } from '../entities/contacts';
import { Agent, AgentLine, DoNotCall } from '../entities/organisation';
import { Command, Gateway } from '../entities/telephony';
import { missingAuditGuards } from '../audit-guard';
import { migrate } from '../migrate';
import { rows, write } from '../transaction';
import { Initial1763700000000 } from './1763700000000-initial';
import { LegFence1764200000000 } from './1764200000000-leg-fence';
import { SwitchRecords1764300000000 } from './1764300000000-switch-records';
import { Pacing1764400000000 } from './1764400000000-pacing';

/** The schema that the first installations have. */
const FIRST = [Initial1763700000000, LegFence1764200000000, SwitchRecords1764300000000, Pacing1764400000000];
const AT = '2026-03-02 10:00:00.125';
const RULES = JSON.stringify({ maxAttempts: 6, byOutcome: { 'no-answer': { maxAttempts: 3, waitSec: 7200 } } });

/** What stood in their tables: a day of a campaign, with two live calls to one number, which was let in then. */
const ROWS: readonly string[] = [
  "INSERT INTO users (id, username, password_hash, role) VALUES (1, 'Zoë', 'none', 'admin'), (2, 'sam', 'none', 'agent'), (3, 'kim', 'none', 'agent')",
  `INSERT INTO agents (id, user_id, name, switch_id, leg_mode, leg_kind, leg_address, leg_gateway, status, status_at) VALUES
    (1, 2, 'Sam', 'main', 'connected', 'gateway', '14155550100', 'trunk', 'offline', '${AT}'), (2, 3, 'Kim', 'main', 'connected', 'extension', '1001', NULL, 'offline', '${AT}')`,
  "INSERT INTO agent_lines (agent_id, line) VALUES (1, 'campaign-1'), (2, 'campaign-1')",
  "INSERT INTO gateways (name, switch_id, calls_per_sec, max_lines, allowed_prefixes) VALUES ('trunk', 'main', 10, 50, '[\"+\",\"+98\"]'), ('spare', 'main', 1, 5, '[\"+1\"]')",
  "INSERT INTO contacts (id, name, zone, fields) VALUES (1, 'مریم 😀', 'Asia/Tehran', '{\"city\": \"تهران\"}'), (2, 'Ann', NULL, '{}'), (3, 'Bo', NULL, '{}')",
  "INSERT INTO contact_phones (contact_id, position, phone) VALUES (1, 0, '+989121234567'), (2, 0, '+12025550123'), (3, 0, '+12025550123')",
  "INSERT INTO lists (id, name) VALUES (1, 'a list')",
  'INSERT INTO list_contacts (list_id, contact_id) VALUES (1, 1), (1, 2), (1, 3)',
  "INSERT INTO imports (id, list_id, file_name, state, rows_read, imported, known, rejected) VALUES (1, 1, 'a.csv', 'done', 6, 3, 0, 2)",
  "INSERT INTO import_rejections (import_id, `row_number`, reason, detail) VALUES (1, 4, 'duplicate-in-file', ''), (1, 5, 'invalid-phone', '“12” is no phone number.')",
  "INSERT INTO imports (id, list_id, file_name, state, error_code, error_detail) VALUES (2, 1, 'b.csv', 'failed', 'empty-file', 'The file is empty.')",
  `INSERT INTO campaigns (id, name, status, switch_id, mode, gateways, ring_timeout_sec, max_call_sec, wrap_up_sec, calling_hours, retry_rules, abandon_target_ratio, max_lines_per_agent)
   VALUES (1, 'a campaign', 'running', 'main', 'predictive', '["trunk"]', 30, 3600, 30, '[[],[],[],[],[],[],[]]', '${RULES}', 0.03, 3)`,
  'INSERT INTO campaign_lists (campaign_id, list_id, priority) VALUES (1, 1, 1)',
  `INSERT INTO targets (id, campaign_id, contact_id, state, zone, priority, next_at, attempts, last_call_id) VALUES
    (1, 1, 1, 'done', 'Asia/Tehran', 1, '${AT}', 1, 'ended'), (2, 1, 2, 'calling', 'America/New_York', 1, '${AT}', 0, 'rings'), (3, 1, 3, 'calling', 'America/New_York', 1, '${AT}', 0, 'talks')`,
  `INSERT INTO calls (id, direction, state, outcome, switch_id, line, gateway, campaign_id, target_id, contact_id, phone, not_after, ring_timeout_sec,
     planned_at, originating_at, ringing_at, answered_at, connected_at, ended_at, settled_at) VALUES
    ('ended', 'outbound', 'ended', 'connected', 'main', 'campaign-1', 'trunk', 1, 1, 1, '+989121234567', '${AT}', 30, '${AT}', '${AT}', '${AT}', '${AT}', '${AT}', '${AT}', '${AT}'),
    ('rings', 'outbound', 'ringing', NULL, 'main', 'campaign-1', 'trunk', 1, 2, 2, '+12025550123', '${AT}', 30, '${AT}', '${AT}', '${AT}', NULL, NULL, NULL, NULL),
    ('talks', 'outbound', 'talking', NULL, 'main', 'campaign-1', 'trunk', 1, 3, 3, '+12025550123', '${AT}', 30, '${AT}', '${AT}', '${AT}', '${AT}', '${AT}', NULL, NULL)`,
  `INSERT INTO call_events (call_id, at, kind, data) VALUES ('ended', '${AT}', 'ended', '{"outcome":"connected"}')`,
  "INSERT INTO campaign_outcomes (campaign_id, day, outcome, calls) VALUES (1, '2026-03-02', 'connected', 1)",
  "INSERT INTO campaign_answers (campaign_id, hour, answers, abandoned) VALUES (1, '2026-03-02 10:00:00', 1, 0)",
  `INSERT INTO do_not_call (phone, reason) VALUES ('+12025550199', 'disposition do-not-call'), ('+12025550198', 'asked us')`,
  `INSERT INTO commands (id, switch_id, kind, payload, state, error) VALUES
    ('failed', 'main', 'agent-ready', '{}', 'failed', '{"code":"wrong-state","detail":"Not now."}'), ('done', 'main', 'agent-ready', '{}', 'done', NULL)`,
];

it('takes a database of the first installations along, with all that stands in it', async () => {
  const address = await scratchDatabase();
  const options = { url: address.url, poolSize: 3 };
  const first = await new DataSource({ ...dataSourceOptions(options), migrations: FIRST }).initialize();
  await first.runMigrations({ transaction: 'none' });
  for (const sql of ROWS) await write(first, sql, []);
  await first.destroy();

  const source = await createDataSource(options).initialize();
  try {
    await migrate(source);
    const by = { order: { id: 'ASC' } } as const;

    const calls = await source.manager.find(Call, by);
    expect(calls.map(({ id, state, outcome, hangupCause }) => [id, state, outcome, hangupCause])).toEqual([
      ['ended', 'ended', 'connected', null], ['rings', 'ended', 'lost', 'LOST'], ['talks', 'talking', null, null],
    ]);
    const targets = await source.manager.find(Target, by);
    expect(targets.map(({ id, state, attempts }) => [id, state, attempts])).toEqual([['1', 'done', 1], ['2', 'ready', 1], ['3', 'calling', 0]]);
    await expect(write(source, `INSERT INTO calls (id, direction, state, switch_id, line, phone, not_after, ring_timeout_sec, planned_at)
      VALUES ('second', 'outbound', 'planned', 'main', 'campaign-1', '+12025550123', UTC_TIMESTAMP(3), 30, UTC_TIMESTAMP(3))`, [])).rejects.toMatchObject({ errno: 1062 });

    const campaign = await source.manager.findOneByOrFail(Campaign, { id: '1' });
    expect(campaign).toMatchObject({ gateways: ['trunk'], lawProfile: 'strictest', purpose: null, delivery: null, countries: null });
    expect(campaign.retryRules.byOutcome).toEqual({ 'no-answer': { maxAttempts: 3, waitSec: 7200 }, 'switched-off': { maxAttempts: 6, waitSec: 14400 } });
    const gateways = await source.manager.find(Gateway, { order: { name: 'ASC' } });
    expect(gateways.map(({ name, allowedPrefixes, allowedCountries, carriedAt }) => [name, allowedPrefixes, allowedCountries, carriedAt !== null]))
      .toEqual([['spare', ['+1'], [], false], ['trunk', ['+98'], [], true]]);
    await expect(source.manager.find(Agent, by)).resolves.toMatchObject([{ name: 'Sam', legAddress: '+14155550100', legTrouble: null }, { name: 'Kim', legAddress: '1001' }]);
    await expect(source.manager.find(AgentLine, { order: { agentId: 'ASC' } })).resolves.toMatchObject([{ line: 'campaign-1', served: true }, { line: 'campaign-1', served: true }]);
    await expect(source.manager.find(Command, by)).resolves.toMatchObject([{ error: null }, { error: { code: 'wrong-state', reason: '', params: {} } }]);
    await expect(source.manager.find(Import, by)).resolves.toMatchObject([{ rowsRead: 6, imported: 3, known: 0, updated: 0, duplicates: 1, rejected: 1, blank: 1, optedOut: 0 }, { errorCode: 'empty-file', errorParams: null, errorDetail: 'The file is empty.' }]);
    await expect(source.manager.find(ImportRejection, { order: { rowNumber: 'ASC' } })).resolves.toMatchObject([{ params: null, detail: '' }, { params: null, detail: '“12” is no phone number.' }]);
    await expect(source.manager.find(DoNotCall, { order: { phone: 'ASC' } })).resolves.toMatchObject([
      { reason: 'by-hand', params: { words: 'asked us' }, source: 'by-hand' }, { reason: 'said-on-call', params: { disposition: 'do-not-call' }, source: 'call' },
    ]);

    await expect(rows(source, 'SELECT answers, abandoned FROM campaign_answers', [])).resolves.toEqual([{ answers: 1, abandoned: 0 }]);
    await expect(rows(source, 'SELECT outcome, calls FROM campaign_outcomes ORDER BY outcome', [])).resolves.toEqual([{ outcome: 'connected', calls: 1 }, { outcome: 'lost', calls: 1 }]);
    await expect(missingAuditGuards(source.manager)).resolves.toEqual([]);
  } finally {
    await source.destroy();
    await dropDatabase(address);
  }
});
