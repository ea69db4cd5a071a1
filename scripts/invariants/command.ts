import { parseArgs } from 'node:util';
import { AgentPool } from '@paceline/agent-pool';
import { createDataSource } from '@paceline/persistence';
import { clockFrom } from '@paceline/platform/clock';
import { readEnvironment, type Environment } from '@paceline/platform/environment';
import { takeZoneFile } from '@paceline/platform/zone-data/current-zones';
import { messageOf } from '@paceline/platform/errors';
import { EslSwitch } from '@paceline/telephony/esl/esl-switch';
import { Redis } from 'ioredis';
import { besideStart } from '../system/beside-start';
import { look, type Sources } from './look';
import { hintFor, inWords, reportOf } from './report';
import { readCallLog } from './sources/call-log';
import { channelsOfSwitch } from './sources/channels';
import { standing } from './standing';

const USAGE = `npm run check:invariants -- [options], beside npm start or in the environment of the apps
  --running        while calls go on: only what must hold at every instant; without it everything must be over
  --call-log FILE  the simulated switch's log of INVITEs; a real switch's records are in the database
  --campaign ID    only this campaign; may be given more than once
  --json           one line for programs
Exits 0 when every invariant holds, 1 when one does not, 2 when it could not look.`;

const ANSWERS_WITHIN_MS = 10_000;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What a command printed, and how it ended. */
export interface Answer { readonly code: 0 | 1 | 2; readonly stdout: string; readonly stderr: string }

/** @param own the environment that it was typed in */
export async function checkInvariants(args: readonly string[], own: NodeJS.ProcessEnv): Promise<Answer> {
  try {
    return await asked(args, own);
  } catch (thrown) {
    return { code: 2, stdout: '', stderr: `${messageOf(thrown)}\n` };
  }
}

async function asked(args: readonly string[], own: NodeJS.ProcessEnv): Promise<Answer> {
  const { values } = parseArgs({ args: [...args], options: {
    'running': { type: 'boolean', default: false }, 'json': { type: 'boolean', default: false }, 'help': { type: 'boolean', default: false },
    'call-log': { type: 'string' }, 'campaign': { type: 'string', multiple: true },
  } });
  if (values.help) return { code: 0, stdout: `${USAGE}\n`, stderr: '' };
  const wrong = values.campaign?.find((id) => !/^[1-9][0-9]*$/.test(id));
  if (wrong !== undefined) throw new Error(`--campaign takes a campaign's number, not ${JSON.stringify(wrong)}`);

  const environment = readEnvironment((await besideStart(own)).env);
  if (environment.ZONE_DATA_FILE !== undefined) takeZoneFile(environment.ZONE_DATA_FILE);
  const clock = clockFrom(environment);
  const question = {
    looking: values.running ? 'running' : 'at-rest', environment, campaignIds: values.campaign ?? null, callersFrom: null, callingOffsetMs: clock.callingNowMs() - clock.nowMs(),
  } as const;
  return await withSources(environment, values['call-log'] ?? null, async (sources) => {
    const { world, violations } = await standing(() => look(sources, question));
    const report = reportOf(world, violations);
    const hint = hintFor(world, violations);
    return {
      code: report.held ? 0 : 1, stdout: values.json ? `${JSON.stringify(report)}\n` : `${inWords(report).join('\n')}\n`, stderr: hint === null ? '' : `${hint}\n`,
    };
  });
}

/** Opens everything that is looked at, and closes it whatever came of it. */
async function withSources(environment: Environment, callLog: string | null, work: (sources: Sources) => Promise<Answer>): Promise<Answer> {
  const dataSource = createDataSource({ url: environment.DATABASE_URL, poolSize: 1 });
  const redis = new Redis(environment.REDIS_URL, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null, connectTimeout: ANSWERS_WITHIN_MS });
  redis.on('error', () => undefined); // connect() rejects with the same
  const freeswitch = new EslSwitch({
    host: environment.FREESWITCH_HOST, port: environment.FREESWITCH_PORT, password: environment.FREESWITCH_PASSWORD,
    promptsDir: environment.FREESWITCH_PROMPTS_DIR, recordingsDir: environment.FREESWITCH_RECORDINGS_DIR, log: SILENT,
  });
  try {
    await reached('database', dataSource.initialize());
    await reached('Redis', redis.connect());
    await reached('switch', freeswitch.connect());
    return await work({
      dataSource, pool: new AgentPool(redis, environment.SWITCH_ID, environment.REDIS_PREFIX, null),
      dials: callLog === null ? null : () => readCallLog(callLog),
      channels: async () => channelsOfSwitch(await freeswitch.listChannels(), environment.SWITCH_ACCOUNT_CODE),
    });
  } finally {
    redis.disconnect();
    await freeswitch.close();
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

async function reached(what: string, opening: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => { reject(new Error(`no answer within ${ANSWERS_WITHIN_MS} ms`)); }, ANSWERS_WITHIN_MS); });
  try {
    await Promise.race([opening, late]);
  } catch (thrown) {
    throw new Error(`The ${what} could not be looked at: ${messageOf(thrown)}`, { cause: thrown });
  } finally {
    clearTimeout(timer);
  }
}
