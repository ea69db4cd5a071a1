import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { INTERFACES, type SwitchInterface } from '@paceline/telephony/interfaces';
import { SimulatedSwitch, autoAnswer, type CallRecord } from '@paceline/simulator';
import { waitFor } from '@paceline/testing/wait-for';
import { callIn, loginAt, peerOf, type Peer } from './peer';

/** A person calling the tested switch. */
export interface InboundCaller {
  /** Hangs up at the far end, if it has not. */
  hangUp(): Promise<void>;
  press(key: string): Promise<void>;
  /** The final SIP status with which the call was refused; resolves when it was. */
  refusedWith(): Promise<number>;
}

export interface CallerOptions { readonly withheld?: boolean }

/** The switch under test, and the world around it. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly password: string;
  readonly gateway: string;
  readonly did: string;
  readonly recordings: string;
  /** Null: a real one. */
  readonly simulated: SimulatedSwitch | null;
  readonly heartbeatMs: number;
  readonly authTimeoutMs: number;
  /** Null when nobody can be made to call: no event socket of the public network is known. */
  readonly callIn: ((from: string, options?: CallerOptions) => Promise<InboundCaller>) | null;
  /** So long a caller rings at most, as the tested switch is configured. */
  readonly ringSec: number;
  stop(): Promise<void>;
}

const env = (name: string, otherwise: string): string => process.env[name] ?? otherwise;

/** What the suite asks for besides Paceline's own, from the file that a real switch is given. */
function ofTheSuite(): SwitchInterface[] {
  const text = readFileSync(path.resolve(__dirname, '../allow/suite.xml'), 'utf8');
  return [...text.matchAll(/<allow name="(\w+)\.(\w+)\.(?:api|app)"\/>/g)].map(([entry, module = '', name = '']) => (
    { module, name, kind: entry.includes('.api"') ? 'api' : 'app' }
  ));
}

async function simulatedTarget(): Promise<Target> {
  const timing = { heartbeatMs: 1000, authTimeoutMs: 1500, ringSec: 7 };
  const simulated = new SimulatedSwitch({
    ...timing, allowed: [...INTERFACES, ...ofTheSuite()], promptFolders: ['/var/lib/paceline/prompts'], phones: [{ extension: '1001', registered: true, behaviour: autoAnswer(200) }, { extension: '1002', registered: false, behaviour: autoAnswer() }],
  });
  const address = await simulated.start();
  const did = '18005551000';
  return {
    ...address, ...timing, password: 'ClueCon', gateway: 'carrier', did, recordings: '/var/lib/freeswitch/recordings', simulated,
    callIn: async (from, options) => callTheSimulated(simulated, simulated.inboundCall({ from, to: did, gateway: 'carrier', ...options })),
    stop: () => simulated.stop(),
  };
}

/** `id`: null when it refused the call at once. */
function callTheSimulated(simulated: SimulatedSwitch, id: string | null): InboundCaller {
  const record = (): CallRecord | undefined => (id === null ? undefined : simulated.callOf(id));
  return {
    hangUp: async () => { if (id !== null) simulated.hangupFarEnd(id); },
    press: async (key) => { if (id !== null) simulated.press(id, key); },
    refusedWith: async () => {
      if (id !== null) await waitFor('the end of the call', () => record()?.endedAtMs !== null);
      return record()?.sip.status ?? 503;
    },
  };
}

async function callThroughPeer(peer: Peer, from: string, did: string, { withheld = false }: CallerOptions = {}): Promise<InboundCaller> {
  const client = await loginAt(peer, 'event json CHANNEL_HANGUP_COMPLETE');
  const id = randomUUID();
  await client.bgapi(callIn(peer, { id, from, did, withheld }), randomUUID());
  return {
    hangUp: async () => {
      if (client.closed) return;
      await client.api(`uuid_kill ${id}`);
      await client.close();
    },
    press: async (key) => { await client.api(`uuid_send_dtmf ${id} ${key}@100`); },
    refusedWith: async () => Number((await client.event((event) => event['Unique-ID'] === id, 'the end of the call at the caller'))['variable_sip_term_status']),
  };
}

function realTarget(host: string): Target {
  const peer = peerOf(process.env);
  const did = env('FREESWITCH_DID', '18005551000');
  return {
    host, port: Number(env('FREESWITCH_PORT', '8021')), password: env('FREESWITCH_PASSWORD', 'ClueCon'), gateway: env('FREESWITCH_GATEWAY', 'carrier'),
    did, recordings: env('FREESWITCH_RECORDINGS', '/var/lib/freeswitch/recordings'), simulated: null,
    heartbeatMs: 20_000, authTimeoutMs: 25_000, ringSec: Number(env('PACELINE_RING_SEC', '59')),
    callIn: peer === null ? null : (from, options) => callThroughPeer(peer, from, did, options),
    stop: () => Promise.resolve(),
  };
}

let shared: Promise<Target> | undefined;

/** The one target of this test file: the switch that the environment names, or a simulated one in this process. */
export function target(): Promise<Target> {
  const host = process.env['FREESWITCH_HOST'];
  shared ??= host === undefined ? simulatedTarget() : Promise.resolve(realTarget(host));
  return shared;
}

/** For `afterAll`. */
export async function stopTarget(): Promise<void> {
  await (await shared)?.stop();
  shared = undefined;
}

/** Known before any target starts. */
export const onSimulator = process.env['FREESWITCH_HOST'] === undefined;

const unless = (there: boolean, reason: string): string | null => (there ? null : reason);
const mayDisturb = onSimulator || process.env['SWITCH_DESTRUCTIVE'] === '1';

/** What is not there for some scenarios, as the reason why they are skipped; null when it is there. */
export const missing = {
  disturb: unless(mayDisturb, 'disturbs the whole switch, only with --destructive'),
  restart: unless(mayDisturb, 'ends the switch, only with --destructive') ?? unless(onSimulator || process.env['FREESWITCH_START'] !== undefined, 'nothing starts the switch again without FREESWITCH_START'),
  caller: unless(onSimulator || peerOf(process.env) !== null, 'nobody can call in without FREESWITCH_PEER_HOST'),
  peer: unless(!onSimulator && peerOf(process.env) !== null, 'the far end hears nothing on the simulator, nor without FREESWITCH_PEER_HOST'),
  phones: unless(onSimulator, 'a real switch\'s phones are softphones, which the suite does not have'),
};

/** A block of scenarios, skipped under its reason if there is one. */
export function describeIf(reason: string | null, name: string, scenarios: () => void): void {
  if (reason === null) describe(name, scenarios);
  else describe.skip(`${name} (skipped: ${reason})`, scenarios);
}
