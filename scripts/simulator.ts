import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SimulatedSwitch, autoAnswer, type PhoneSettings, type Population, type SimulatorOptions } from '@paceline/simulator';

const USAGE = `Starts a simulated switch: an event socket as FreeSWITCH has it, with nobody behind it.

  --host HOST          (SIMULATOR_HOST, 127.0.0.1)
  --port PORT          (SIMULATOR_PORT, any free one)
  --password PASSWORD  (SIMULATOR_PASSWORD, a random one that is printed)
  --gateway NAME       may be given more than once (SIMULATOR_GATEWAYS, comma-separated; carrier)
  --domain DOMAIN      of the agents' phones (SIMULATOR_DOMAIN, paceline.local)
  --phones FROM-TO     registered extensions that answer by themselves (SIMULATOR_PHONES, 1001-1009)
  --population FILE    JSON: who answers behind numbers outside the numbering plan (SIMULATOR_POPULATION)
  --call-log FILE      every INVITE and every end as a JSON line (SIMULATOR_CALL_LOG)
  --prompts FOLDER     every file in it exists (SIMULATOR_PROMPTS)
  --recordings FOLDER  where recording is allowed (SIMULATOR_RECORDINGS)
  --sps N, --max-sessions N, --heartbeat-ms N, --seed N`;

const { values } = parseArgs({
  options: {
    host: { type: 'string' }, port: { type: 'string' }, password: { type: 'string' }, gateway: { type: 'string', multiple: true },
    domain: { type: 'string' }, phones: { type: 'string' }, population: { type: 'string' }, 'call-log': { type: 'string' },
    prompts: { type: 'string' }, recordings: { type: 'string' }, sps: { type: 'string' }, 'max-sessions': { type: 'string' },
    'heartbeat-ms': { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean' },
  },
});

function setting(name: Exclude<keyof typeof values, 'gateway' | 'help'>, otherwise: string): string {
  return values[name] ?? process.env[`SIMULATOR_${name.toUpperCase().replaceAll('-', '_')}`] ?? otherwise;
}

function number(name: Exclude<keyof typeof values, 'gateway' | 'help'>, otherwise: number): number {
  const value = Number(setting(name, String(otherwise)));
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} must be a whole number, not ${JSON.stringify(setting(name, ''))}`);
  return value;
}

function phones(): PhoneSettings[] {
  const range = /^(\d+)-(\d+)$/.exec(setting('phones', '1001-1009'));
  if (!range) throw new Error('--phones must be FROM-TO, e.g. 1001-1009');
  const [from, to] = [Number(range[1]), Number(range[2])];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({ extension: String(from + index), registered: true, behaviour: autoAnswer(200) }));
}

function options(): Partial<SimulatorOptions> {
  const population = setting('population', '');
  const callLog = setting('call-log', '');
  const prompts = setting('prompts', '');
  const recordings = setting('recordings', '');
  return {
    host: setting('host', '127.0.0.1'), port: number('port', 0), password: setting('password', randomBytes(9).toString('base64url')),
    gateways: (values.gateway ?? (process.env['SIMULATOR_GATEWAYS'] ?? 'carrier').split(',')).map((name) => ({ name })),
    domain: setting('domain', 'paceline.local'), phones: phones(), seed: number('seed', 1),
    sessionsPerSec: number('sps', 200), maxSessions: number('max-sessions', 4000), heartbeatMs: number('heartbeat-ms', 20_000),
    population: population === '' ? null : JSON.parse(readFileSync(population, 'utf8')) as Population, // checked by whoever wrote the file
    callLogPath: callLog === '' ? undefined : callLog,
    ...(prompts === '' ? {} : { promptFolders: [prompts] }),
    ...(recordings === '' ? {} : { recordingFolders: [recordings] }),
  };
}

async function main(): Promise<void> {
  if (values.help === true) {
    console.log(USAGE);
    return;
  }
  const chosen = options();
  const simulated = new SimulatedSwitch(chosen);
  const { host, port } = await simulated.start();
  console.log('*** This is a SIMULATED switch. Nobody is called, nobody hears anything. ***');
  console.log(JSON.stringify({ simulated: true, host, port, password: chosen.password, gateways: chosen.gateways?.map(({ name }) => name), domain: chosen.domain }));
  const stop = (): void => {
    simulated.stop().then(() => { process.exit(0); }, (error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
