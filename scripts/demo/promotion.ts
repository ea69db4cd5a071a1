import { createDataSource, migrate, rows } from '@paceline/persistence';
import { readEnvironment } from '@paceline/platform/environment';
import { freePort } from '@paceline/testing/free-port';
import { parseArgs } from 'node:util';
import type { DataSource } from 'typeorm';
import { judge } from '../invariants/judge';
import { extensionOf, findSwitch } from '../system/switch';
import { System } from '../system/system';
import { ApiClient } from './api-client';
import { listen, untilCompleted } from './blended-day';
import { poll } from './poll';
import { MESSAGE, customersOf, kindOf, verdictOf, type CalledCustomer, type Kind } from './promotion-people';
import { sampleList } from './sample-list';
import { CALLER_NUMBER, allowCountry, createAgents, importList, letCallBack, signIn } from './set-up';

const AGENTS = 8;
const CUSTOMERS = 200;
const ADMIN = { username: 'demo-admin', password: 'demo-only-password' };
const WITHIN_MS = 10 * 60_000;
/** A Wednesday morning in every zone of the United States. */
const CALLING_CLOCK = '2026-01-07T19:00:00Z';
/** By the clock of the demo before its day. */
const AGREED_AT = '2025-11-03T10:00:00Z';
const PROMPT = { en: MESSAGE };
const GOODBYE = { en: 'no-agent-en.wav' };
/** Of all calls, when the worker is killed. */
const KILLED_AT = [0.25, 0.6];

const OPTIONS = {
  home: { type: 'string' }, json: { type: 'boolean', default: false }, fresh: { type: 'boolean', default: false }, promotion: { type: 'boolean', default: true },
  contacts: { type: 'string', default: String(CUSTOMERS) },
} as const;

/** `npm run demo -- --promotion`: a message to 200 simulated customers, the worker killed twice; what is recorded is compared with what they did. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  const say = (line: string): void => { (values.json ? process.stderr : process.stdout).write(`${line}\n`); };
  const [home, count, apiPort] = [values.home ?? '.paceline/demo', Number(values.contacts), await freePort()];
  const nobody = { kind: 'uniform', minMs: 0, maxMs: 1 } as const;
  const address = await findSwitch({ phones: AGENTS, seed: 7, population: { seed: 7, outcomes: { noAnswer: 1 }, ring: nobody, talk: nobody, patience: nobody } }, home, apiPort);
  const { simulated } = address;
  if (simulated === null) throw new Error('The promotion\'s customers are simulated: take FREESWITCH_HOST out of the environment.');
  const dataSource = createDataSource({ url: process.env['DATABASE_URL'] ?? '', poolSize: 2 });
  await dataSource.initialize();
  let system: System | null = null;
  try {
    if (values.fresh) await dataSource.dropDatabase();
    await migrate(dataSource);
    const env = { NODE_ENV: 'development', PACELINE_DEMO: '1', CALLING_CLOCK_AT: CALLING_CLOCK, ADMIN_USERNAME: ADMIN.username, ADMIN_PASSWORD: ADMIN.password, LOG_LEVEL: 'info', LEASE_TTL_MS: '3000', SAFE_HARBOUR_MAX_SEC: '5' };
    system = await System.start({ home, switchAddress: address, apiPort, env });
    say(`services are up on ${address.description}`);
    const startedAt = new Date();
    const manager = await ApiClient.login(system.apiUrl, ADMIN.username, ADMIN.password);
    const gateway = address.env['FREESWITCH_GATEWAY'] ?? '';
    await allowCountry(manager, { gateway, country: 'US', say });
    const imported = await importList(manager, sampleList(count));
    const people = customersOf(await contactsOf(dataSource, imported.listId));
    for (const { phone, behaviour } of people) simulated.declareCallee(new RegExp(`^\\+?${phone.slice(1)}$`), behaviour);
    const agreed = people.filter(({ kind }) => kind !== 'not-agreed');
    for (const { contactId } of agreed) await manager.post(`/contacts/${contactId}/consents`, { purposes: ['sales'], deliveries: ['keypad'], form: 'digital', at: AGREED_AT, words: 'Call me about offers, also by machine.', proof: 'demo form' });
    say(`${people.length} customers, ${agreed.length} of whom have agreed to be called by a machine`);
    const campaign = await manager.post<{ id: string; line: string; name: string }>('/campaigns', {
      name: `Spring message ${Date.now()}`, purpose: 'sales', delivery: 'keypad', mode: 'broadcast', lists: [{ listId: imported.listId, priority: 1 }], gateways: [gateway],
      callerNumber: CALLER_NUMBER.slice(1), ringTimeoutSec: 15, maxCallSec: 120, wrapUpSec: 2, retryRules: { maxAttempts: 1, byOutcome: {}, byDisposition: {} }, abandonTargetRatio: 0.03,
      broadcast: {
        message: PROMPT, lines: 60, callsPerSec: 20, one: { kind: 'agents' }, oneSay: PROMPT, agentWithinSec: 20, laterSay: GOODBYE, optOutSay: GOODBYE, machines: { say: PROMPT },
        discloses: { identifiesFirst: true, optOutSaidAtSec: 2, number: '+18005550100', numberOnMachines: true },
      },
    });
    await letCallBack(manager, campaign.id);
    const phones = Array.from({ length: AGENTS }, (_, index) => ({ legKind: 'extension' as const, legAddress: extensionOf(index), legGateway: null }));
    const robots = await createAgents(manager, system.apiUrl, phones, [campaign]);
    await signIn(robots);
    const trouble: Error[] = [];
    const live = listen(system.apiUrl, manager.token, (event) => { for (const robot of robots) robot.heard(event); }, (error) => { trouble.push(error); });
    await manager.post(`/campaigns/${campaign.id}/start`);
    say('the message is being played');
    const away: { fromMs: number; toMs: number }[] = [];
    for (const share of KILLED_AT) {
      await poll(() => endedOf(dataSource, campaign.id), (ended) => ended >= share * agreed.length, WITHIN_MS);
      say(`the worker is killed, with ${simulated.channels.length} channels on the switch`);
      const fromMs = Date.now();
      await system.replaceWorker();
      away.push({ fromMs, toMs: Date.now() });
    }
    await untilCompleted(manager, campaign.id, WITHIN_MS, trouble);
    live.close();
    for (const robot of robots) robot.stop();

    const isAway = (atMs: number): boolean => away.some(({ fromMs, toMs }) => atMs >= fromMs && atMs <= toMs);
    const called = await calledOf(dataSource, campaign.id);
    const wrong = people.flatMap((person) => verdictOf(person, called.filter(({ phone }) => phone === person.phone), simulated.calls.filter(({ number }) => number.endsWith(person.phone.slice(1))), isAway) ?? []);
    const environment = readEnvironment({ ...process.env, ...address.env, ...env, JWT_SECRET: 'none'.repeat(8) });
    const { violations } = await judge({ environment, dataSource, simulated }, 'at-rest', [campaign.id], startedAt);
    const byKind = [...new Set(people.map(({ kind }) => kind))].map((kind: Kind) => ({ kind, customers: people.filter((one) => one.kind === kind).length, outcomes: outcomesOf(called, people.filter((one) => one.kind === kind).map(({ phone }) => phone)) }));
    for (const { kind, customers, outcomes } of byKind) say(`${kindOf(kind)}: ${customers} customers, recorded as ${outcomes}`);
    for (const line of wrong) say(`NOT AS IT WAS: ${line}`);
    for (const { code, evidence } of violations) say(`VIOLATION ${code}: ${evidence}`);
    say(wrong.length + violations.length === 0 ? `every customer is recorded as they were, the worker killed ${KILLED_AT.length} times` : 'what is recorded differs from what happened');
    if (values.json) process.stdout.write(`${JSON.stringify({ customers: people.length, byKind, wrong, violations })}\n`);
    return wrong.length + violations.length === 0 ? 0 : 1;
  } finally {
    await system?.stop();
    await simulated.stop();
    await dataSource.destroy();
  }
}

async function contactsOf(dataSource: DataSource, listId: string): Promise<{ contactId: string; phone: string }[]> {
  return await rows(dataSource, 'SELECT p.contact_id AS contactId, p.phone FROM list_contacts l JOIN contact_phones p ON p.contact_id = l.contact_id WHERE l.list_id = ? ORDER BY p.contact_id', [listId]);
}

async function endedOf(dataSource: DataSource, campaignId: string): Promise<number> {
  const [{ ended } = { ended: 0 }] = await rows<{ ended: string | number }>(dataSource, "SELECT COUNT(*) AS ended FROM calls WHERE campaign_id = ? AND outcome <> 'not-dialed'", [campaignId]);
  return Number(ended);
}

async function calledOf(dataSource: DataSource, campaignId: string): Promise<CalledCustomer[]> {
  return await rows(dataSource, `SELECT c.id, c.phone, c.outcome, (SELECT COUNT(*) FROM do_not_call d WHERE d.phone = c.phone AND d.call_id = c.id) AS listed FROM calls c
    WHERE c.campaign_id = ? AND c.outcome <> 'not-dialed'`, [campaignId]);
}

function outcomesOf(called: readonly CalledCustomer[], phones: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const { phone, outcome } of called) if (phones.includes(phone)) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return counts.size === 0 ? 'not called' : [...counts].map(([outcome, count]) => `${outcome} ${count}`).join(', ');
}

main().then((code) => { process.exit(code); }, (thrown: unknown) => {
  process.stderr.write(`The promotion failed: ${thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown)}\n`);
  process.exit(1);
});
