import { createDataSource, migrate } from '@paceline/persistence';
import { readEnvironment } from '@paceline/platform/environment';
import type { SimulatedSwitch } from '@paceline/simulator';
import { freePort } from '@paceline/testing/free-port';
import { parseArgs } from 'node:util';
import { judge } from '../invariants/judge';
import { SHIPPED_PROMPTS } from '../system/prompts';
import { findSwitch, extensionOf, type SimulatorSettings } from '../system/switch';
import { System } from '../system/system';
import { peerOf } from '../../test/switch/lib/peer';
import { runDay, type DayOptions } from './blended-day';
import { CALLERS_AT_MOST } from './callers';
import { PeerNetwork } from './peer-network';
import { progressLine } from './progress';
import { simulatedNetwork } from './public-network';
import { sampleList, sampleListForTestNetwork } from './sample-list';
import { summarise } from './summary';
import { hadYesterday } from './yesterday';

const AGENTS = 8;
/** Of all its contacts, and of its agents on a real switch. */
const COUNTRY = 'US';
const CONTACTS = 200;
const CALLERS = 40;
const SEED = 7;
const ADMIN = { username: 'demo-admin', password: 'demo-only-password' };
const WITHIN_MS = 8 * 60_000;
/** A Wednesday morning in every zone of the United States: calling hours are judged by this clock, not by yours. */
const CALLING_CLOCK = '2026-01-07T19:00:00Z';

/** People who talk for seconds: a campaign of hours in a minute. */
const peopleOf = (seed: number): SimulatorSettings => ({
  phones: AGENTS, seed,
  population: {
    seed,
    outcomes: { answer: 34, busy: 20, declined: 18, noAnswer: 4, invalid: 17, machine: 2, hangsUpAtOnce: 3, congestion: 2 },
    ring: { kind: 'uniform', minMs: 300, maxMs: 1_500 },
    talk: { kind: 'lognormal', medianMs: 1_500, sigma: 0.5, maxMs: 5_000 },
    patience: { kind: 'uniform', minMs: 1_500, maxMs: 6_000 },
  },
});

const OPTIONS = {
  home: { type: 'string' }, json: { type: 'boolean', default: false }, fresh: { type: 'boolean', default: false },
  contacts: { type: 'string', default: String(CONTACTS) }, callers: { type: 'string', default: String(CALLERS) }, seed: { type: 'string', default: String(SEED) },
} as const;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  const [contacts, callers, seed] = [Number(values.contacts), Number(values.callers), Number(values.seed)];
  if (!(callers <= CALLERS_AT_MOST)) throw new Error(`--callers takes up to ${CALLERS_AT_MOST}: so many numbers are set aside for fiction`);
  const json = values.json;
  // With --json nothing but the summary is on standard output.
  const say = (line: string): void => { (json ? process.stderr : process.stdout).write(`${line}\n`); };
  const home = values.home ?? '.paceline/demo';

  const apiPort = await freePort();
  const address = await findSwitch(peopleOf(seed), home, apiPort);
  say(`switch: ${address.description}`);
  const dataSource = createDataSource({ url: process.env['DATABASE_URL'] ?? '', poolSize: 2 });
  await dataSource.initialize();
  let system: System | null = null;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { interrupted(signal); });
  try {
    // The demo's own database begins anew; one that the environment names is never emptied.
    if (values.fresh) await dataSource.dropDatabase();
    await migrate(dataSource);
    const env = { NODE_ENV: 'development', PACELINE_DEMO: '1', CALLING_CLOCK_AT: CALLING_CLOCK, ADMIN_USERNAME: ADMIN.username, ADMIN_PASSWORD: ADMIN.password, LOG_LEVEL: 'info', SAFE_HARBOUR_MAX_SEC: '5', ...promptsOf(address.simulated) };
    system = await System.start({ home, switchAddress: address, apiPort, env });
    say(`services are up; API docs at ${system.apiUrl}/api/docs`);
    say('customers ring and talk for seconds instead of minutes; calling hours are judged as on a Wednesday morning');
    const startedAtMs = Date.now();
    const gateway = address.env['FREESWITCH_GATEWAY'] ?? '';
    const day = await runDay({
      apiUrl: system.apiUrl, admin: ADMIN, say, withinMs: WITHIN_MS,
      csv: address.simulated === null ? sampleListForTestNetwork(contacts) : sampleList(contacts),
      agents: phones(address.simulated), gateway, country: COUNTRY,
      progress: (news, queues) => { say(progressLine(Date.now() - startedAtMs, news, queues)); },
      network: networkOf(address.simulated, gateway, say), callers, seed,
      hadYesterday: (queues, agentIds) => hadYesterday(dataSource, queues, agentIds, seed),
    });
    // The apps have a secret of their own; nothing here needs one.
    const environment = readEnvironment({ ...process.env, ...address.env, ...env, JWT_SECRET: 'none'.repeat(8) });
    const { violations } = await judge({ environment, dataSource, simulated: address.simulated }, 'at-rest', [day.campaign.id], new Date(startedAtMs));
    const summary = await summarise(dataSource, day, violations, { apiDocs: `${system.apiUrl}/api/docs`, switch: address.description, seconds: (Date.now() - startedAtMs) / 1000 });
    for (const line of summary.lines) say(line);
    if (json) process.stdout.write(`${JSON.stringify(summary.json)}\n`);
    return summary.good ? 0 : 1;
  } finally {
    await system?.stop();
    await address.simulated?.stop();
    await dataSource.destroy();
  }
}

/** The apps notice that their parent is gone and end by themselves. */
function interrupted(signal: string): void {
  process.stderr.write(`stopped by ${signal}\n`);
  process.exit(130);
}

/** The API has to see what callers hear: a real switch's folder, or what it was shipped with. */
function promptsOf(simulated: SimulatedSwitch | null): Readonly<Record<string, string>> {
  const named = process.env['PROMPTS_DIR'] ?? process.env['FREESWITCH_PROMPTS_DIR'];
  return simulated !== null || named !== undefined ? {} : { PROMPTS_DIR: SHIPPED_PROMPTS };
}

/** Null: nothing is known that could call a real switch. */
function networkOf(simulated: SimulatedSwitch | null, gateway: string, say: (line: string) => void): DayOptions['network'] {
  if (simulated !== null) return async () => simulatedNetwork(simulated, gateway);
  const peer = peerOf(process.env);
  if (peer !== null) return (failed) => PeerNetwork.connect(peer, failed);
  say('nobody calls in: FREESWITCH_PEER_HOST names no switch that could (test/switch/README.md)');
  return null;
}

function phones(simulated: SimulatedSwitch | null): DayOptions['agents'] {
  return Array.from({ length: AGENTS }, (_, index) => (simulated === null
    // The public network of the conformance suite answers 5551NNNN as an agent's phone.
    ? { legKind: 'gateway', legAddress: `+1415551${1001 + index}`, legGateway: process.env['FREESWITCH_GATEWAY'] ?? '' }
    : { legKind: 'extension', legAddress: extensionOf(index), legGateway: null }));
}

main().then((code) => { process.exit(code); }, (thrown: unknown) => {
  process.stderr.write(`The demo failed: ${thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown)}\n`);
  process.exit(1);
});
