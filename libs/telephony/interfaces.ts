/**
 * Everything that Paceline asks of a switch by name: API commands and dialplan applications. The one list: the code that
 * writes to the event socket can name no other command, freeswitch-conf lets a FreeSWITCH of 1.11 register no other (its
 * interface allowlist, written from here by `npm run docs`), the simulated switch has no other, and `npm run doctor` looks
 * whether each is there. Tests hold it to what is sent and to what the configuration runs: not one less, since a refused
 * application answers `+OK` and hangs the call up, and not one more.
 */
const API = {
  worker: [
    'originate', 'uuid_answer', 'uuid_bridge', 'uuid_kill', 'uuid_transfer', 'uuid_displace', 'uuid_break', 'uuid_record', 'uuid_setvar',
    'uuid_exists', 'show', 'status', 'fsctl',
  ],
  doctor: ['version', 'module_exists', 'show', 'fsctl', 'sofia', 'file_exists', 'global_getvar', 'xml_locate'],
  /** What freeswitch-conf/ runs by itself: the guard, and the way to an agent's phone. */
  configuration: ['sched_api', 'expand', 'uuid_transfer', 'cond', 'regex', 'strepoch', 'sofia_contact'],
  /** What its README and the container's health check have a person or a machine run by `fs_cli`. */
  administrator: ['sofia', 'reloadxml', 'reloadacl', 'status'],
} as const;

const APPLICATIONS = {
  /** That the worker may run on a channel. Not among them: whatever runs a program, or sets variables. */
  executed: [
    'playback', 'play_and_get_digits', 'record', 'sleep', 'park', 'hangup', 'answer', 'avmd_start', 'avmd_stop', 'conference', 'eavesdrop',
    'start_dtmf', 'stop_dtmf', 'send_dtmf', 'flush_dtmf', 'record_session', 'stop_record_session',
  ],
  /** Where its other commands send a leg: `originate … &park()`, `uuid_transfer … park inline`. */
  implied: ['park', 'execute_extension'],
  /** In freeswitch-conf's dialplan. */
  configuration: ['set', 'execute_extension', 'answer', 'ring_ready', 'park', 'playback', 'hangup', 'log', 'bridge', 'respond'],
} as const;

/** The modules of those that are not where most are: commands in mod_commands, applications in mod_dptools (1.11.2's own words). */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'sofia.api': 'mod_sofia', 'sofia_contact.api': 'mod_sofia', 'strepoch.api': 'mod_dptools',
  'avmd_start.app': 'mod_avmd', 'avmd_stop.app': 'mod_avmd', 'conference.app': 'mod_conference',
};

export type WorkerCommand = (typeof API.worker)[number];
export type DoctorCommand = (typeof API.doctor)[number];
/** What follows `api` or `bgapi`: a command, and its argument. */
export type CommandLine<Command extends string = WorkerCommand> = Command | `${Command} ${string}`;

export const EXECUTED_APPLICATIONS: ReadonlySet<string> = new Set(APPLICATIONS.executed);
export const COMMANDS_BY_USER: Readonly<Record<keyof typeof API, readonly string[]>> = API;
export const APPLICATIONS_BY_USER: Readonly<Record<keyof typeof APPLICATIONS, readonly string[]>> = APPLICATIONS;

/** One entry of the allowlist. */
export interface SwitchInterface { readonly module: string; readonly name: string; readonly kind: 'api' | 'app' }

export const INTERFACES: readonly SwitchInterface[] = [
  ...entries('api', 'mod_commands', Object.values(API).flat()), ...entries('app', 'mod_dptools', Object.values(APPLICATIONS).flat()),
];

function entries(kind: SwitchInterface['kind'], usual: string, names: readonly string[]): SwitchInterface[] {
  return [...new Set(names)].sort().map((name) => ({ module: ELSEWHERE[`${name}.${kind}`] ?? usual, name, kind }));
}
