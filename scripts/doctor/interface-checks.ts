import { INTERFACES, type SwitchInterface } from '@paceline/telephony/interfaces';
import type { Check } from './check';

/** What a switch has registered: the names that `show api` and `show application` list. */
export interface Registered { readonly api: readonly string[]; readonly app: readonly string[] }

/** Stock ones that start a program; a switch that has one of them holds to no list, or to none that is worth it. */
const RUNS_PROGRAMS = ['system', 'bgsystem', 'bg_system', 'spawn', 'bg_spawn', 'spawn_stream'];

const KINDS = { api: 'command', app: 'application' } as const;

/** The names of `show … as json`; null when the answer is none that we understand. */
export function namesIn(answer: string): string[] | null {
  try {
    const { row_count: count, rows = [] } = JSON.parse(answer) as { row_count?: unknown; rows?: readonly { name?: unknown }[] }; // looked at below
    const names = rows.flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
    return names.length === count ? names : null;
  } catch {
    return null;
  }
}

/**
 * Whether what Paceline asks for is there, and whether the switch holds to freeswitch-conf's allowlist (FreeSWITCH 1.11). A
 * module that is not loaded is reported by itself: what it would have is not asked for here.
 */
export function checkInterfaces(registered: Registered, missingModules: ReadonlySet<string>): Check[] {
  const missing = INTERFACES.filter(({ module, name, kind }) => !missingModules.has(module) && !registered[kind].includes(name));
  return [missing.length === 0
    ? { name: 'commands', result: 'ok', detail: 'all that Paceline asks for are there' }
    : {
        name: 'commands', result: 'failure', detail: `the switch does not have ${missing.map(inWords).join(', ')}; a call that is sent to a missing `
          + 'application ends. Start it from the freeswitch-conf/ of this version',
      },
  allowlist(registered)];
}

function allowlist(registered: Registered): Check {
  const name = 'allowlist';
  const more = (['api', 'app'] as const).flatMap((kind) => registered[kind].filter((each) => !INTERFACES.some((ours) => ours.kind === kind && ours.name === each)));
  const programs = [...new Set(more)].filter((each) => RUNS_PROGRAMS.includes(each));
  if (programs.length > 0) {
    return {
      name, result: 'warning', detail: `is not on: the switch has ${more.length} commands and applications that nobody needs, and ${programs.join(', ')} `
        + 'start programs for whoever gets at the event socket. FreeSWITCH 1.11.2 or later has the list, and freeswitch-conf/ sets it',
    };
  }
  const besides = `is on, and lets in besides: ${more.sort().join(', ')} (allow/, PACELINE_ALLOW_DIR)`;
  return { name, result: 'ok', detail: more.length === 0 ? 'is on: nothing else can be run' : besides };
}

function inWords({ module, name, kind }: SwitchInterface): string {
  return `the ${KINDS[kind]} ${name} (${module})`;
}
