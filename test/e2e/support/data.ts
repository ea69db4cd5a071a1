import { randomUUID } from 'node:crypto';
import { comment, questionnaire, rating } from '@paceline/domain/survey/fixtures';
import type { Given } from '@paceline/domain/survey/given';
import type { Questionnaire } from '@paceline/domain/survey/questionnaire';
import { countInterviews } from '@paceline/persistence';
import type { TestApi } from './api';

/** What the API asks of every campaign, and a number of ours to show: it starts once `addOwnNumber` was there. */
export const SALES = { purpose: 'sales', delivery: 'agent', callerNumber: '12125550100' } as const;

let names = 0;
export const uniqueName = (what: string): string => `${what} ${names++}`;

/** A list of so many contacts with known zones, straight into the database. */
export async function addList(api: TestApi, contacts: number, zone: string | null = 'Asia/Tehran'): Promise<string> {
  const { insertId } = await api.write('INSERT INTO lists (name) VALUES (?)', [uniqueName('list')]);
  for (let at = 0; at < contacts; at++) {
    const contact = (await api.write("INSERT INTO contacts (name, zone, fields) VALUES (?, ?, '{\"city\":\"Karaj\"}')", [`contact ${at}`, zone])).insertId;
    await api.write('INSERT INTO contact_phones (contact_id, position, phone) VALUES (?, 0, ?)', [contact, `+98912${String(1_000_000 + contact)}`]);
    await api.write('INSERT INTO list_contacts VALUES (?, ?)', [insertId, contact]);
  }
  return String(insertId);
}

export async function addGateway(api: TestApi, name: string, enabled = true): Promise<string> {
  await api.write("INSERT INTO gateways (name, switch_id, calls_per_sec, max_lines, allowed_prefixes, enabled) VALUES (?, ?, 10, 50, '[\"+98\",\"+1\"]', ?)",
    [name, api.environment.SWITCH_ID, enabled]);
  return name;
}

/** The number that campaigns show runs a flow, as it must when they start. Again: nothing is changed. */
export async function addOwnNumber(api: TestApi): Promise<void> {
  const number = `+${SALES.callerNumber}`;
  if ((await api.rows('SELECT id FROM inbound_numbers WHERE number = ?', [number])).length > 0) return;
  const script = JSON.stringify({ languages: ['en'], start: 'who', emergency: 'who', nodes: { who: { kind: 'end', say: { en: 'who-called.wav' } } } });
  const flow = (await api.write('INSERT INTO flows (client_id, name, draft, draft_changed_at) VALUES (1, ?, ?, UTC_TIMESTAMP(3))', [uniqueName('flow'), script])).insertId;
  const version = (await api.write(
    "INSERT INTO flow_versions (flow_id, version, script, published_at, published_by) VALUES (?, 1, ?, UTC_TIMESTAMP(3), 'the-manager')", [flow, script])).insertId;
  await api.write('UPDATE flows SET published_version_id = ? WHERE id = ?', [version, flow]);
  await api.write("INSERT INTO inbound_numbers (client_id, switch_id, number, name, flow_id, max_calls, max_calls_per_caller) VALUES (1, ?, ?, 'calls back', ?, 50, 2)",
    [api.environment.SWITCH_ID, number, flow]);
}

/** A running campaign with so many targets. */
export async function addCampaign(api: TestApi, targets: number): Promise<string> {
  const name = uniqueName('campaign');
  await api.write('INSERT IGNORE INTO gateways (name, switch_id, calls_per_sec, max_lines, allowed_prefixes) VALUES (\'trunk\', ?, 10, 50, \'["+98","+1"]\')', [api.environment.SWITCH_ID]);
  await addOwnNumber(api);
  const { body } = await api.as.manager.post('/campaigns', { name, ...SALES, gateways: ['trunk'], lists: [{ listId: await addList(api, targets) }] });
  const started = await api.as.manager.post(`/campaigns/${body.id}/start`);
  if (started.status !== 200) throw new Error(started.text);
  return body.id;
}

/** A call of one of the campaign's targets, as the owner would have written it. */
export async function addCall(api: TestApi, campaignId: string, columns: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const [target] = await api.rows<{ id: string; contactId: string }>(
    "SELECT id, contact_id AS contactId FROM targets WHERE campaign_id = ? AND state = 'ready' AND last_call_id IS NULL ORDER BY id LIMIT 1", [campaignId]);
  if (target === undefined) throw new Error('the campaign has no target left');
  const id = randomUUID();
  const row: Record<string, unknown> = {
    id, direction: 'outbound', state: 'talking', switch_id: api.environment.SWITCH_ID, line: `campaign-${campaignId}`, gateway: 'trunk',
    campaign_id: campaignId, target_id: target.id, contact_id: target.contactId, phone: `+98912${String(1_000_000 + Number(target.contactId))}`, not_after: new Date(), ring_timeout_sec: 30, planned_at: new Date(),
    ...columns,
  };
  await api.write(`INSERT INTO calls (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`, Object.values(row));
  const ended = row['settled_at'] !== undefined && row['settled_at'] !== null;
  await api.write('UPDATE targets SET state = ?, last_call_id = ?, attempts = 1, result = ? WHERE id = ?',
    [ended ? 'done' : 'calling', id, ended ? row['disposition_code'] ?? row['outcome'] : null, target.id]);
  if (row['outcome'] !== undefined) {
    await api.write('INSERT INTO campaign_outcomes (campaign_id, day, outcome, calls) VALUES (?, UTC_DATE(), ?, 1) ON DUPLICATE KEY UPDATE calls = calls + 1', [campaignId, row['outcome']]);
  }
  return id;
}

/** A published questionnaire of one version; its id. */
export async function addQuestionnaire(api: TestApi, document: Questionnaire = questionnaire([rating('visit'), rating('again', 'nps'), comment('why', { isOptional: true })])): Promise<string> {
  const text = JSON.stringify(document);
  const id = (await api.write('INSERT INTO questionnaires (client_id, name, draft, draft_changed_at) VALUES (1, ?, ?, UTC_TIMESTAMP(3))', [uniqueName('questionnaire'), text])).insertId;
  const version = (await api.write(
    "INSERT INTO questionnaire_versions (questionnaire_id, version, document, published_at, published_by) VALUES (?, 1, ?, UTC_TIMESTAMP(3), 'the-manager')", [id, text])).insertId;
  await api.write('UPDATE questionnaires SET published_version_id = ? WHERE id = ?', [version, id]);
  return String(id);
}

export interface InterviewFixture {
  readonly answers: Readonly<Record<string, Given>>;
  readonly columns?: Readonly<Record<string, unknown>>;
}

/** A complete interview by keys in the version that is published; its id. */
export async function addInterview(api: TestApi, questionnaireId: string, { answers, columns = {} }: InterviewFixture): Promise<string> {
  const [version] = await api.rows<{ id: string; privacy: string }>(
    "SELECT v.id, JSON_UNQUOTE(JSON_EXTRACT(v.document, '$.privacy')) AS privacy FROM questionnaires q JOIN questionnaire_versions v ON v.id = q.published_version_id WHERE q.id = ?", [questionnaireId]);
  const id = randomUUID();
  const at = new Date('2026-03-02T10:11:12.345Z');
  const row: Record<string, unknown> = {
    id, client_id: 1, questionnaire_id: questionnaireId, version_id: version?.id, delivery: 'keypad', privacy: version?.privacy, language: 'en', state: '{}', result: 'complete',
    begun_at: at, last_step_at: at, ended_at: at, ...columns,
  };
  await api.write(`INSERT INTO interviews (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`, Object.values(row));
  for (const [question, given] of Object.entries(answers)) {
    await api.write('INSERT INTO interview_answers (interview_id, question, given, number, at) VALUES (?, ?, ?, ?, ?)',
      [id, question, JSON.stringify(given), given.kind === 'number' ? given.value : null, at]);
  }
  await countInterviews(api.database, [id], 1);
  return id;
}

/** A user with the role of an agent, and the agent's record. */
export async function addAgent(api: TestApi, username: string): Promise<{ agentId: string; userId: string }> {
  const userId = await api.addUser(username, 'agent');
  const { body } = await api.as.manager.post('/agents', { userId, name: username, legAddress: `phone-${username}` });
  return { agentId: body.id, userId };
}
