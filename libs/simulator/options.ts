import { INTERFACES, type SwitchInterface } from '@paceline/telephony/interfaces';
import type { DeclaredCallee, PhoneSettings } from './callees/behaviour';
import type { Population } from './callees/population';
import type { DialplanStep } from './core/dialplan-step';
import { inboundSteps } from './guard/paceline-dialplan';
import type { CallRecordSettings } from './records/record-writer';

export interface GatewaySettings {
  readonly name: string;
  /** False: nobody listens at the far address (every INVITE ends in NORMAL_TEMPORARY_FAILURE). */
  readonly reachable?: boolean;
  /** A pattern of the numbers that it understands as they are dialed, e.g. `^[1-9][0-9]+$` for none with a plus sign; it answers 404 to others. */
  readonly accepts?: string;
}

export interface SimulatorOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly password: string;
  readonly hostname: string;
  readonly gateways: readonly GatewaySettings[];
  /** The directory's domain of `user/<extension>@<domain>`. */
  readonly domain: string;
  readonly phones: readonly PhoneSettings[];
  /** Looked up before the numbering plan. */
  readonly callees: readonly DeclaredCallee[];
  /** Who is behind every other number; null: nobody (404). */
  readonly population: Population | null;
  /** What the dialplan does with an inbound call to this number; that of freeswitch-conf/ unless another is given. */
  readonly inboundDialplan: (did: string, gateway: string | undefined) => readonly DialplanStep[];
  /** What it does with a leg that is transferred to an extension of another context than `paceline`; nothing means NO_ROUTE_DESTINATION. */
  readonly dialplan: (extension: string) => readonly DialplanStep[];
  /** Seconds between two looks of the guard, for legs that name no interval of their own (`PACELINE_GUARD_SEC`). */
  readonly guardSec: number;
  /** A caller whom nobody has answered for so many seconds is not left ringing (`PACELINE_RING_SEC`). */
  readonly ringSec: number;
  /** What its modules may register, as 1.11's interface allowlist has it: no other command or application is there. */
  readonly allowed: readonly SwitchInterface[];
  readonly maxSessions: number;
  readonly sessionsPerSec: number;
  readonly heartbeatMs: number;
  /** An unauthenticated socket is closed after this long. */
  readonly authTimeoutMs: number;
  /** How long the reply to a `bgapi` takes; a real switch needs 1–3 ms (its reply is written by a polling loop). */
  readonly bgapiReplyMs: number;
  /** Folders in which recordings may be written and prompts are found; elsewhere a file does not exist. */
  readonly recordingFolders: readonly string[];
  readonly promptFolders: readonly string[];
  /** Told of each recording that has stopped: whoever wants a file there writes one. */
  readonly recordingMade: (path: string, lengthMs: number) => void;
  /** The folder of the guard's messages (`PACELINE_PROMPTS_DIR`); by default the first of `promptFolders`. */
  readonly promptsDir: string;
  /** How long a prompt file sounds, by its path; undefined: it does not exist. */
  readonly promptLengthMs: (path: string) => number | undefined;
  /** Decides which of the real switch's possible timings happens; the same seed, the same choices. */
  readonly seed: number;
  /** Every INVITE and every end is appended here as a JSON line. */
  readonly callLogPath: string | undefined;
  /** Where it posts a record of each leg's end, as mod_json_cdr does; null: the module is not loaded. */
  readonly callRecords: CallRecordSettings | null;
}

const DEFAULTS: SimulatorOptions = {
  host: '127.0.0.1', port: 0, password: 'ClueCon', hostname: 'simulated-switch',
  gateways: [{ name: 'carrier' }], domain: 'paceline.local', phones: [], callees: [], population: null,
  inboundDialplan: inboundSteps, dialplan: () => [], guardSec: 4, ringSec: 59, allowed: INTERFACES,
  maxSessions: 4000, sessionsPerSec: 200, heartbeatMs: 20_000, authTimeoutMs: 25_000, bgapiReplyMs: 1,
  recordingFolders: ['/var/lib/freeswitch/recordings', '/tmp'], promptFolders: [], promptsDir: '/var/lib/paceline/prompts', promptLengthMs: () => undefined,
  recordingMade: () => undefined,
  seed: 1, callLogPath: undefined, callRecords: null,
};

export function withDefaults(options: Partial<SimulatorOptions>): SimulatorOptions {
  const [promptsDir = DEFAULTS.promptsDir] = options.promptFolders ?? [];
  return { ...DEFAULTS, promptsDir, ...options };
}
