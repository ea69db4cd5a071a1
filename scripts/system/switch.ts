import { existsSync } from 'node:fs';
import path from 'node:path';
import { SimulatedSwitch, autoAnswer, type Population } from '@paceline/simulator';
import { seedPrompts } from './prompts';
import { keepSilence, recordingsFolder } from './recordings';
import { secondRecord } from './second-record';

/** Where the apps find the switch, in the words of their environment. */
export interface SwitchAddress {
  readonly simulated: SimulatedSwitch | null;
  readonly env: Readonly<Record<string, string>>;
  /** How it is called in front of people. */
  readonly description: string;
}

export interface SimulatorSettings {
  readonly phones: number;
  readonly population: Population;
  readonly seed: number;
  /** Of each prompt, however long it really is. */
  readonly promptMs?: number;
}

const FIRST_EXTENSION = 1001;
const GATEWAY = 'carrier';
/** In the demo seconds stand for minutes. */
const PROMPT_MS = 3_000;

/**
 * The switch that the environment names, or a simulated one in this process.
 * @param home folder of what the simulated one shares with the apps
 * @param apiPort where the API will be, to which the simulated one posts its records of calls
 */
export async function findSwitch(settings: SimulatorSettings, home: string, apiPort: number): Promise<SwitchAddress> {
  const { FREESWITCH_HOST: host, FREESWITCH_PORT: port = '8021', FREESWITCH_PASSWORD: password, FREESWITCH_GATEWAY: gateway } = process.env;
  if (host !== undefined) {
    if (password === undefined || gateway === undefined) throw new Error('With FREESWITCH_HOST, set FREESWITCH_PASSWORD and FREESWITCH_GATEWAY too.');
    return {
      simulated: null, description: `FreeSWITCH at ${host}:${port}, gateway ${gateway}`,
      env: { FREESWITCH_HOST: host, FREESWITCH_PORT: port, FREESWITCH_PASSWORD: password, FREESWITCH_GATEWAY: gateway },
    };
  }
  const prompts = seedPrompts(home);
  const recordings = recordingsFolder(home);
  const secret = `simulated-${process.pid}`;
  const records = secondRecord(home, apiPort);
  const simulated = new SimulatedSwitch({
    password: secret, gateways: [{ name: GATEWAY }], population: settings.population, seed: settings.seed,
    phones: Array.from({ length: settings.phones }, (_, index) => ({ extension: String(FIRST_EXTENSION + index), registered: true, behaviour: autoAnswer(200) })),
    promptsDir: prompts, promptLengthMs: (file) => path.dirname(file) === prompts && existsSync(file) ? settings.promptMs ?? PROMPT_MS : undefined, callRecords: records.callRecords,
    recordingFolders: [recordings], recordingMade: keepSilence,
  });
  const address = await simulated.start();
  return {
    simulated, description: 'a SIMULATED switch: nobody is really called',
    env: {
      ...records.env, FREESWITCH_HOST: address.host, FREESWITCH_PORT: String(address.port), FREESWITCH_PASSWORD: secret, FREESWITCH_GATEWAY: GATEWAY,
      FREESWITCH_AGENT_DOMAIN: 'paceline.local', FREESWITCH_PROMPTS_DIR: prompts, PROMPTS_DIR: prompts, FREESWITCH_RECORDINGS_DIR: recordings,
    },
  };
}

export function extensionOf(index: number): string {
  return String(FIRST_EXTENSION + index);
}
