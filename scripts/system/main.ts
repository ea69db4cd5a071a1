import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { User, createDataSource, migrate } from '@paceline/persistence';
import { messageOf } from '@paceline/platform/errors';
import { keepEnvironment } from './beside-start';
import { atTerminal, firstCountries } from './first-countries';
import { findSwitch, type SimulatorSettings } from './switch';
import { System } from './system';
import { untilStopped } from './until-stopped';

/** People as they are: most do not answer, and those who do talk for a minute or two. */
const PEOPLE: SimulatorSettings = {
  phones: 20, seed: 1,
  population: {
    seed: 1,
    outcomes: { answer: 35, noAnswer: 35, busy: 8, declined: 8, invalid: 6, machine: 6, hangsUpAtOnce: 1, congestion: 1 },
    ring: { kind: 'uniform', minMs: 4_000, maxMs: 20_000 },
    talk: { kind: 'lognormal', medianMs: 70_000, sigma: 0.8, maxMs: 600_000 },
    patience: { kind: 'uniform', minMs: 2_000, maxMs: 8_000 },
  },
};

/** `npm start`: everything on this machine, until it is told to stop. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { home: { type: 'string', default: '.paceline/dev' } } });
  const apiPort = Number(process.env['API_PORT'] ?? 3000);
  const { onEnd } = await import('../../libs/testing/services/signals.mjs');
  const { saidWhenSlow } = await import('../../libs/testing/services/slow-step.mjs');
  const stopping = new AbortController();
  let isUp = false;
  onEnd(() => {
    if (!isUp) process.exit(130); // the apps notice that their parent is gone
    stopping.abort();
  });

  const address = await findSwitch(PEOPLE, values.home, apiPort);
  const dataSource = createDataSource({ url: process.env['DATABASE_URL'] ?? '', poolSize: 2 });
  await dataSource.initialize();
  await saidWhenSlow('bringing the database up to date', () => migrate(dataSource), say);
  const first = await firstAdministrator(await dataSource.manager.count(User) === 0);
  const named = await firstCountries(dataSource, atTerminal());
  await dataSource.destroy();

  const env = { NODE_ENV: 'development', JWT_SECRET: keptSecret(path.join(values.home, 'jwt-secret')) };
  const system = await saidWhenSlow('starting the API, the dialer worker and the file worker',
    () => System.start({ home: values.home, switchAddress: address, apiPort, env: { ...env, ...first.env, ...named.env } }), say);
  const forget = await keepEnvironment(values.home, { env: { ...process.env, ...address.env, ...env }, simulated: address.simulated !== null, api: system.apiUrl });
  isUp = true;
  process.stdout.write([
    '', 'Paceline is up.',
    `  switch     ${address.description}`,
    `  API        ${system.apiUrl}/api/v1`,
    `  API docs   ${system.apiUrl}/api/docs`,
    `  metrics    ${system.api.metricsUrl ?? ''}`,
    `  logs       ${path.join(values.home, 'logs')}`,
    ...first.lines, ...named.lines, ...(address.simulated === null ? [] : ['  phones     extensions 1001 to 1020 are registered and answer by themselves']),
    'Ctrl-C stops everything.', '',
  ].join('\n'));
  const lastWords = await untilStopped([system.api, system.worker], stopping.signal);
  if (lastWords !== null) {
    say(`An app has ended by itself; its last lines:\n${lastWords}`);
    process.exitCode = 1;
  }
  forget();
  await saidWhenSlow('stopping the API and the workers', () => system.stop(), say);
  await address.simulated?.stop();
}

/** A password nobody chose: shown once, at the very first start. */
async function firstAdministrator(needed: boolean): Promise<{ env: Record<string, string>; lines: string[] }> {
  if (!needed || process.env['ADMIN_PASSWORD'] !== undefined) return { env: {}, lines: [] };
  const password = randomBytes(12).toString('base64url');
  return { env: { ADMIN_USERNAME: 'admin', ADMIN_PASSWORD: password }, lines: [`  first login: admin / ${password}  (shown this once; change it)`] };
}

/** So that people stay logged in when the system is started again. */
function keptSecret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

main().then(() => { process.exit(); }, (thrown: unknown) => {
  say(messageOf(thrown));
  process.exit(1);
});
