import { Lease, createDataSource, migrate, rows } from '@paceline/persistence';
import { readEnvironment } from '@paceline/platform/environment';
import type { CalleeBehaviour, SimulatedSwitch } from '@paceline/simulator';
import { freePort } from '@paceline/testing/free-port';
import { parseArgs } from 'node:util';
import type { DataSource } from 'typeorm';
import { groupBy } from '../invariants/checks/groups';
import { judge } from '../invariants/judge';
import { findSwitch } from '../system/switch';
import { System } from '../system/system';
import { ApiClient } from './api-client';
import { untilCompleted } from './blended-day';
import { poll } from './poll';
import { sampleList } from './sample-list';
import { allowCountry, importList, type DemoLine } from './set-up';

const CUSTOMERS = 200;
const ADMIN = { username: 'demo-admin', password: 'demo-only-password' };
const WITHIN_MS = 5 * 60_000;
/** A Wednesday morning in every zone of the United States. */
const CALLING_CLOCK = '2026-01-07T19:00:00Z';
/** By the clock of the demo before its day. */
const AGREED_AT = '2025-11-03T10:00:00Z';
/** Of whom may be called, how many calls are over when the worker is killed. */
const KILLED_AT = [0.25, 0.6];
/** The next owner of the switch has looked at what it found. */
const SETTLED_MS = 2_000;
const NOBODY = { kind: 'uniform', minMs: 0, maxMs: 1 } as const;

const OPTIONS = {
  home: { type: 'string' }, json: { type: 'boolean', default: false }, fresh: { type: 'boolean', default: false }, promotion: { type: 'boolean' }, survey: { type: 'boolean' },
  contacts: { type: 'string', default: String(CUSTOMERS) },
} as const;

export interface Contact { readonly contactId: string; readonly phone: string }

export interface Customer extends Contact {
  /** What they do who do the same, in words. */
  readonly kind: string;
  readonly behaviour: CalleeBehaviour;
  /** From their second call on; undefined: the same. */
  readonly afterwards?: CalleeBehaviour;
  /** To be called by a machine: else they must not be. */
  readonly hasAgreed: boolean;
}

export interface Scene {
  readonly manager: ApiClient;
  readonly apiUrl: string;
  readonly dataSource: DataSource;
  readonly simulated: SimulatedSwitch;
  readonly gateway: string;
  readonly switchId: string;
  readonly listId: string;
  /** What failed behind the scene: the demo ends with it. */
  readonly trouble: Error[];
}

export interface Held {
  readonly campaign: DemoLine;
  /** Whether there was no worker then; instants in milliseconds since the epoch. */
  readonly isAway: (atMs: number) => boolean;
}

export interface Compared {
  /** What is not recorded as it was, a line each. */
  readonly wrong: readonly string[];
  /** Beside those of the customers, for `--json`. */
  readonly figures: Readonly<Record<string, unknown>>;
  /** What became of those who did the same. */
  readonly recordedAs: (customers: readonly Customer[]) => string;
}

/** A campaign on whose calls a machine speaks. */
export interface AutomaticDay<Person extends Customer> {
  readonly name: string;
  readonly phones: number;
  readonly promptMs?: number;
  readonly agreement: { readonly purpose: string; readonly words: string };
  readonly customersOf: (contacts: readonly Contact[]) => readonly Person[];
  /** Not started; `close` when it is over. */
  readonly prepare: (scene: Scene) => Promise<{ readonly campaign: DemoLine; readonly close: () => void }>;
  readonly compare: (scene: Scene, people: readonly Person[], held: Held) => Promise<Compared>;
}

/** 200 simulated customers, the worker killed twice, and what is recorded of each compared with what they did. Resolves with the exit code. */
async function hold<Person extends Customer>(day: AutomaticDay<Person>): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  const say = (line: string): void => { (values.json ? process.stderr : process.stdout).write(`${line}\n`); };
  const [home, apiPort, startedAt] = [values.home ?? '.paceline/demo', await freePort(), new Date()];
  const population = { seed: 7, outcomes: { noAnswer: 1 }, ring: NOBODY, talk: NOBODY, patience: NOBODY };
  const address = await findSwitch({ phones: day.phones, seed: 7, population, ...day.promptMs !== undefined && { promptMs: day.promptMs } }, home, apiPort);
  const { simulated } = address;
  if (simulated === null) throw new Error(`The customers of the ${day.name} are simulated: take FREESWITCH_HOST out of the environment.`);
  const dataSource = createDataSource({ url: process.env['DATABASE_URL'] ?? '', poolSize: 2 });
  await dataSource.initialize();
  let system: System | null = null;
  try {
    if (values.fresh) await dataSource.dropDatabase();
    await migrate(dataSource);
    const env = {
      NODE_ENV: 'development', PACELINE_DEMO: '1', CALLING_CLOCK_AT: CALLING_CLOCK, ADMIN_USERNAME: ADMIN.username, ADMIN_PASSWORD: ADMIN.password, LOG_LEVEL: 'info', LEASE_TTL_MS: '3000',
      SAFE_HARBOUR_MAX_SEC: '5',
    };
    const environment = readEnvironment({ ...process.env, ...address.env, ...env, JWT_SECRET: 'none'.repeat(8) });
    system = await System.start({ home, switchAddress: address, apiPort, env });
    say(`services are up on ${address.description}`);
    const manager = await ApiClient.login(system.apiUrl, ADMIN.username, ADMIN.password);
    const gateway = address.env['FREESWITCH_GATEWAY'] ?? '';
    await allowCountry(manager, { gateway, country: 'US', say });
    const { listId } = await importList(manager, sampleList(Number(values.contacts)));
    const people = day.customersOf(await contactsOf(dataSource, listId));
    const agreed = people.filter(({ hasAgreed }) => hasAgreed);
    for (const { phone, behaviour } of people) simulated.declareCallee(patternOf(phone), behaviour);
    for (const { contactId } of agreed) await agree(manager, contactId, day.agreement);
    say(`${people.length} customers, ${agreed.length} of whom have agreed to be called by a machine`);
    const scene: Scene = { manager, apiUrl: system.apiUrl, dataSource, simulated, gateway, switchId: environment.SWITCH_ID, listId, trouble: [] };
    const { campaign, close } = await day.prepare(scene);
    const turning = setInterval(() => { turn(simulated, people); }, 100);
    await manager.post(`/campaigns/${campaign.id}/start`);
    say('the calls begin');
    const away = await killed(system, scene, campaign, agreed.length, say);
    await untilCompleted(manager, campaign.id, WITHIN_MS, scene.trouble);
    clearInterval(turning);
    close();
    const isAway = (atMs: number): boolean => away.some(({ fromMs, toMs }) => atMs >= fromMs && atMs <= toMs);
    const { wrong, figures, recordedAs } = await day.compare(scene, people, { campaign, isAway });
    const { violations } = await judge({ environment, dataSource, simulated }, 'at-rest', [campaign.id], startedAt);
    const byKind = [...groupBy(people, ({ kind }) => kind)].map(([kind, those]) => ({ kind, customers: those.length, recordedAs: recordedAs(those) }));
    for (const { kind, customers, recordedAs: result } of byKind) say(`${customers} ${kind}: ${result}`);
    for (const line of wrong) say(`NOT AS IT WAS: ${line}`);
    for (const { code, evidence } of violations) say(`VIOLATION ${code}: ${evidence}`);
    const isGood = wrong.length + violations.length === 0;
    say(isGood ? `every customer is recorded as they were, the worker killed ${away.length} times` : 'what is recorded differs from what happened');
    const seconds = Math.round((Date.now() - startedAt.getTime()) / 1_000);
    if (values.json) process.stdout.write(`${JSON.stringify({ customers: people.length, byKind, ...figures, kills: away.length, seconds, wrong, violations })}\n`);
    return isGood ? 0 : 1;
  } finally {
    await system?.stop();
    await simulated.stop();
    await dataSource.destroy();
  }
}

/** Ends this process. */
export function perform<Person extends Customer>(day: AutomaticDay<Person>): void {
  hold(day).then((code) => { process.exit(code); }, (thrown: unknown) => {
    process.stderr.write(`The ${day.name} failed: ${thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown)}\n`);
    process.exit(1);
  });
}

const patternOf = (phone: string): RegExp => new RegExp(`^\\+?${phone.slice(1)}$`);

/** Who does something else from now on, since a call to them is over. */
function turn(simulated: SimulatedSwitch, people: readonly Customer[]): void {
  const called = new Set(simulated.calls.filter(({ endedAtMs }) => endedAtMs !== null).map(({ number }) => number.replace(/^\+?/, '+')));
  for (const { phone, afterwards } of people) if (afterwards !== undefined && called.has(phone)) simulated.declareCallee(patternOf(phone), afterwards);
}

async function killed(system: System, { dataSource, simulated, switchId }: Scene, campaign: DemoLine, agreed: number, say: (line: string) => void): Promise<{ fromMs: number; toMs: number }[]> {
  const away: { fromMs: number; toMs: number }[] = [];
  for (const share of KILLED_AT) {
    await poll(() => endedOf(dataSource, campaign.id), (ended) => ended >= share * agreed, WITHIN_MS);
    const before = await fenceOf(dataSource, switchId);
    const fromMs = await system.replaceWorker();
    say(`the worker was killed, with ${simulated.channels.length} channels on the switch`);
    await poll(() => fenceOf(dataSource, switchId), (fence) => fence !== before, WITHIN_MS);
    away.push({ fromMs, toMs: Date.now() + SETTLED_MS });
  }
  return away;
}

async function fenceOf(dataSource: DataSource, switchId: string): Promise<string> {
  return (await dataSource.manager.findOneByOrFail(Lease, { name: `switch:${switchId}` })).fence;
}

async function agree(manager: ApiClient, contactId: string, { purpose, words }: AutomaticDay<Customer>['agreement']): Promise<void> {
  await manager.post(`/contacts/${contactId}/consents`, { purposes: [purpose], deliveries: ['keypad'], form: 'digital', at: AGREED_AT, words, proof: 'demo form' });
}

async function contactsOf(dataSource: DataSource, listId: string): Promise<Contact[]> {
  return await rows(dataSource, 'SELECT p.contact_id AS contactId, p.phone FROM list_contacts l JOIN contact_phones p ON p.contact_id = l.contact_id WHERE l.list_id = ? ORDER BY p.contact_id', [listId]);
}

async function endedOf(dataSource: DataSource, campaignId: string): Promise<number> {
  const [{ ended } = { ended: 0 }] = await rows<{ ended: string | number }>(dataSource, "SELECT COUNT(*) AS ended FROM calls WHERE campaign_id = ? AND outcome <> 'not-dialed'", [campaignId]);
  return Number(ended);
}
