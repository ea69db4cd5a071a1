import 'reflect-metadata';
import { readdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { promptName } from '@paceline/contracts/prompts';
import { isSharedPrompt, promptFileOf } from '@paceline/domain/client/prompt-file';
import { STATUSES_IN_USE } from '@paceline/domain/campaign/life';
import { spokenFiles } from '@paceline/domain/spoken/file';
import { Campaign, Gateway, Recording, createDataSource, dialingStop, missingAuditGuards } from '@paceline/persistence';
import { readEnvironment, type Environment } from '@paceline/platform/environment';
import { messageOf } from '@paceline/platform/errors';
import { takeZoneFile, zoneComplaint, zoneStatus } from '@paceline/platform/zone-data/current-zones';
import { Redis } from 'ioredis';
import { In, IsNull, Not } from 'typeorm';
import type { Check } from './doctor/check';
import { checkDialing } from './doctor/dialing-checks';
import { checkNode } from './doctor/node-lines';
import { checkRecordings } from './doctor/recording-checks';
import { checkSwitch } from './doctor/switch-checks';
import { besideStart } from './system/beside-start';

const USAGE = `npm run doctor, beside npm start or in the environment of the apps: looks at Node, time zone data, database, Redis,
recordings, what may be dialed, and the switch, and says what is wrong and what to do. It changes nothing and takes no options.
Exits 0 when nothing has failed (warnings may be there), 1 when something has.`;
const SIGNS = { ok: 'ok     ', warning: 'WARNING', failure: 'FAILURE' } as const;

const SIMULATED: Check = { name: 'switch', result: 'ok', detail: 'is simulated, by npm start: nobody is really called, and there is no FreeSWITCH to look at' };

/** `npm run doctor`: looks at everything Paceline stands on and says what is wrong, beside `npm start` or in the environment of the apps. */
async function main(): Promise<number> {
  if (parseArgs({ options: { help: { type: 'boolean', default: false } } }).values.help) { process.stdout.write(`${USAGE}\n`); return 0; }
  const { env, simulated } = await besideStart();
  const environment = readEnvironment(env);
  const checks = [checkNode(process.versions.node, new Date().toISOString().slice(0, 10)), checkZones(environment), ...await checkDatabase(environment), await checkRedis(environment)];
  const known = await gatewaysOf(environment);
  checks.push(...known.dialing, await checkRecordings(environment.RECORDINGS_DIR, known.newestRecording));
  checks.push(...simulated ? [SIMULATED] : await checkSwitch({
    host: environment.FREESWITCH_HOST, port: environment.FREESWITCH_PORT, password: environment.FREESWITCH_PASSWORD,
    gateways: known.names, promptsDir: environment.FREESWITCH_PROMPTS_DIR, prompts: known.prompts, spoken: spokenFiles(),
    recordingsDir: environment.FREESWITCH_RECORDINGS_DIR, legsPerSec: known.callsPerSec, shortNumbers: known.shortNumbers,
  }));
  for (const check of checks) process.stdout.write(`${SIGNS[check.result]} ${check.name}: ${check.detail}\n`);
  return checks.some((check) => check.result === 'failure') ? 1 : 0;
}

/** As the apps read it at their start. */
function checkZones({ ZONE_DATA_FILE: file }: Environment): Check {
  if (file !== undefined) takeZoneFile(file);
  const status = zoneStatus(Date.now());
  const complaint = zoneComplaint(status);
  return { name: 'time zone data', result: complaint === null ? 'ok' : 'warning', detail: complaint ?? `${status.version} of ${status.released}, ${status.ageDays} days old` };
}

async function checkDatabase(environment: Environment): Promise<Check[]> {
  const dataSource = createDataSource({ url: environment.DATABASE_URL, poolSize: 1 });
  try {
    await dataSource.initialize();
    const [server] = await dataSource.query<{ version: string }[]>('SELECT VERSION() AS version');
    const waiting = await dataSource.showMigrations();
    return [
      { name: 'database', result: 'ok', detail: server?.version ?? '' },
      { name: 'schema', result: waiting ? 'failure' : 'ok', detail: waiting ? 'migrations are waiting: npm run migrate' : 'up to date' },
      ...waiting ? [] : [auditTrail(await missingAuditGuards(dataSource.manager))],
    ];
  } catch (thrown) {
    return [{ name: 'database', result: 'failure', detail: messageOf(thrown) }];
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

function auditTrail(missing: readonly string[]): Check {
  return missing.length === 0
    ? { name: 'audit trail', result: 'ok', detail: 'the database refuses to change or delete an entry' }
    : { name: 'audit trail', result: 'warning', detail: `can be changed by hand: the triggers ${missing.join(', ')} are missing. npm run migrate makes them once the database's user has TRIGGER and, where there is a binary log, log_bin_trust_function_creators is ON` };
}

async function checkRedis(environment: Environment): Promise<Check> {
  const redis = new Redis(environment.REDIS_URL, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => undefined); // connect() rejects with the same
  try {
    await redis.connect();
    const policy = /maxmemory_policy:(\S+)/.exec(await redis.info('memory'))?.[1] ?? 'unknown';
    return policy === 'noeviction'
      ? { name: 'redis', result: 'ok', detail: 'answers, noeviction' }
      : { name: 'redis', result: 'failure', detail: `maxmemory-policy is ${policy}: with anything but noeviction jobs vanish` };
  } catch (thrown) {
    return { name: 'redis', result: 'failure', detail: messageOf(thrown) };
  } finally {
    redis.disconnect();
  }
}

interface Known {
  names: string[]; prompts: string[]; callsPerSec: number; dialing: Check[]; shortNumbers: { number: string; gateway: string }[]; newestRecording: string | null;
}

/** What the switch is going to be asked for, and why it may be asked for nothing. */
async function gatewaysOf(environment: Environment): Promise<Known> {
  const prompts = new Set([environment.SAFE_HARBOUR_PROMPT, ...await promptsOfApi(environment)]);
  const names = new Set(environment.FREESWITCH_GATEWAY === undefined ? [] : [environment.FREESWITCH_GATEWAY]);
  let callsPerSec = 0;
  const dialing: Check[] = [];
  const shortNumbers: Known['shortNumbers'] = [];
  let newestRecording: string | null = null;
  const dataSource = createDataSource({ url: environment.DATABASE_URL, poolSize: 1 });
  try {
    await dataSource.initialize();
    [newestRecording = null] = (await dataSource.manager.find(Recording, { where: { stoppedAt: Not(IsNull()) }, order: { id: 'DESC' }, take: 1 })).map((recording) => recording.path);
    const gateways = await dataSource.manager.findBy(Gateway, { switchId: environment.SWITCH_ID, enabled: true });
    dialing.push(...checkDialing(await dialingStop(dataSource), gateways));
    for (const gateway of gateways) {
      names.add(gateway.name);
      shortNumbers.push(...gateway.shortNumbers.map((number) => ({ number, gateway: gateway.name })));
      callsPerSec += gateway.callsPerSec;
    }
    for (const campaign of await dataSource.manager.findBy(Campaign, { status: In(STATUSES_IN_USE) })) {
      if (campaign.safeHarbourPrompt !== null) prompts.add(promptFileOf(campaign, campaign.safeHarbourPrompt));
    }
  } catch (thrown) {
    process.stderr.write(`gateways and prompts are those of the environment only: ${messageOf(thrown)}\n`);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
  return { names: [...names], prompts: [...prompts], callsPerSec, dialing, shortNumbers, newestRecording };
}

/** What was uploaded: the switch sees it only if both have the same folder. */
async function promptsOfApi({ PROMPTS_DIR }: Environment): Promise<string[]> {
  try {
    return (await readdir(PROMPTS_DIR)).filter((name) => promptName.safeParse(name).success && !isSharedPrompt(name)).sort();
  } catch (thrown) {
    process.stderr.write(`uploads cannot be checked: ${messageOf(thrown)} (PROMPTS_DIR; run this where the API runs)\n`);
    return [];
  }
}

main().then((code) => { process.exitCode = code; }, (thrown: unknown) => {
  process.stderr.write(`${messageOf(thrown)}\n`);
  process.exitCode = 1;
});
