import { randomUUID } from 'node:crypto';
import { localStamp } from '../core/event-bus';
import type { SwitchCore } from '../core/switch-core';
import { conferenceOf } from '../apps/conference';
import { separateString } from '../grammar/separate-string';
import { usage, type ApiCommand } from './command';

const VERSION = '1.10.12-release+git~20240802T210227Z~a88d069d6f~64bit';
const HUMAN_VERSION = '1.10.12-release git a88d069 2024-08-02 21:02:27Z 64bit';
const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** What an `api` that writes nothing answers. */
const EMPTY_REPLY = '-ERR no reply\n';

export const FULL_VERSION = VERSION;

/** `0 years, 0 days, …, 953 microseconds`. */
export function uptimeText(uptimeMs: number): string {
  const totalSec = Math.floor(uptimeMs / 1000);
  const [days, hours, minutes, seconds] = [Math.floor(totalSec / 86_400) % 365, Math.floor(totalSec / 3600) % 24, Math.floor(totalSec / 60) % 60, totalSec % 60];
  return [
    plural(Math.floor(totalSec / 31_536_000), 'year'), plural(days, 'day'), plural(hours, 'hour'), plural(minutes, 'minute'), plural(seconds, 'second'),
    plural(Math.floor(uptimeMs) % 1000, 'millisecond'), plural(Math.floor(uptimeMs * 1000) % 1000, 'microsecond'),
  ].join(', ');
}

export const status: ApiCommand = (core) => [
  `UP ${uptimeText(core.clock.uptimeMs())}`,
  `FreeSWITCH (Version ${HUMAN_VERSION}) is ready`,
  `${core.sessionsSinceStart} session(s) since startup`,
  `${core.channels.size} session(s) - peak ${core.peakSessions}, last 5min ${core.peakSessions} `,
  `${core.limits.lastPerSec} session(s) per Sec out of max ${core.limits.sessionsPerSec}, peak ${core.limits.peakPerSec}, last 5min ${core.limits.peakPerSec} `,
  `${core.limits.max} session(s) max`,
  'min idle cpu 0.00/100.00',
  'Current Stack Size/Max 240K/8192K',
  '',
].join('\n');

export const version: ApiCommand = (_core, argument) => (
  argument === 'short' ? '1.10.12-release\n' : `FreeSWITCH Version ${VERSION} (git a88d069 2024-08-02 21:02:27Z 64bit)\n`
);
export const createUuid: ApiCommand = () => randomUUID();
/** Of the files that the simulated switch can play; it looks at no disk. */
export const fileExists: ApiCommand = (core, argument) => String(core.options.promptLengthMs(argument) !== undefined);
export const strftime: ApiCommand = (core) => localStamp(core.clock.nowMs());
export const uptime: ApiCommand = (core) => String(Math.floor(core.clock.uptimeMs() / 1000));
export const globalGetvar: ApiCommand = (core, argument) => (
  argument === '' ? [...core.globals].map(([name, value]) => `${name}=${value}\n`).join('') : core.globals.get(argument) ?? EMPTY_REPLY
);
export const globalSetvar: ApiCommand = (core, argument) => {
  const equals = argument.indexOf('=');
  if (equals <= 0) return usage('<var>=<value> [=<value2>]');
  core.globals.set(argument.slice(0, equals), argument.slice(equals + 1));
  return '+OK';
};

const FSCTL = '[api_expansion [on|off]|recover|send_sighup|hupall|pause [inbound|outbound]|resume [inbound|outbound]|shutdown [cancel|elegant|asap|now|restart]|sps|sps_peak_reset|sync_clock|sync_clock_when_idle|reclaim_mem|max_sessions|min_dtmf_duration [num]|max_dtmf_duration [num]|default_dtmf_duration [num]|min_idle_cpu|loglevel [level]|debug_level [level]|mdns_resolve [enable|disable]]';

/** `fsctl`. A shutdown is left to the server: `shutDown` closes every socket without a word. */
export function fsctl(shutDown: (core: SwitchCore) => void): ApiCommand {
  return (core, argument) => {
    const [verb = '', value] = separateString(argument, ' ', 6);
    const direction = value === 'inbound' || value === 'outbound' ? value : 'all';
    const number = Number.parseInt(value ?? '0', 10) || 0;
    switch (verb.toLowerCase()) {
      case '': return usage(FSCTL);
      case 'sps': return `+OK sessions per second: ${core.limits.setSessionsPerSec(number)}\n`;
      case 'max_sessions': return `+OK max sessions: ${core.limits.setMaxSessions(number)}\n`;
      case 'last_sps': return `+OK last sessions per second: ${core.limits.lastPerSec}\n`;
      case 'pause': core.limits.pause(direction, true); return '+OK\n';
      case 'resume': core.limits.pause(direction, false); return '+OK\n';
      case 'pause_check': return String(core.limits.isPaused(direction));
      case 'ready_check': return String(core.alive);
      case 'shutdown_check': return 'false';
      case 'shutdown': shutDown(core); return '+OK\n';
      default: return `-ERR Invalid command\nUSAGE: fsctl ${FSCTL}\n`;
    }
  };
}

function gatewayPage(core: SwitchCore, name: string, up: boolean): string {
  const line = '='.repeat(97);
  const calls = core.log.all.filter((record) => record.gateway === name);
  const fields = {
    Name: name, Profile: 'external', Scheme: 'Digest', Realm: '127.0.0.1:6060', Username: 'none', Password: 'yes', From: '<sip:none@127.0.0.1:6060>',
    Contact: `<sip:none@127.0.0.1:5080;transport=udp;gw=${name}>`, Exten: 'none', To: 'sip:none@127.0.0.1:6060', Proxy: 'sip:127.0.0.1:6060',
    Context: 'public', Expires: '3600', Freq: '3600', Ping: '0', PingFreq: '0', PingTime: '0.00', PingState: '0/0/0', State: 'NOREG',
    Status: up ? 'UP' : 'DOWN', Uptime: `${Math.floor(core.clock.uptimeMs() / 1000)}s`, CallsIN: '0', CallsOUT: String(calls.length),
    FailedCallsIN: '0', FailedCallsOUT: String(calls.filter((record) => record.result === 'refused' || record.result === 'unreachable').length),
  };
  return `${line}\n${Object.entries(fields).map(([field, value]) => `${field.padEnd(8)}\t${value}\n`).join('')}${line}\n`;
}

/** Only what a dialer asks of sofia: its gateways and whether they are up. */
export const sofia: ApiCommand = (core, argument) => {
  const [verb, kind, name] = separateString(argument, ' ', 4);
  if (verb !== 'status') return 'Invalid command!\n';
  if (kind === 'gateway' && name !== undefined) {
    const gateway = core.options.gateways.find((candidate) => candidate.name === name);
    if (!gateway) return 'Invalid Gateway!\n';
    return gatewayPage(core, gateway.name, gateway.reachable !== false && core.faults.gateways.isReachable(gateway.name));
  }
  const rows = core.options.gateways.map(({ name: gateway }) => `external::${gateway}\tgateway\tsip:127.0.0.1:6060\tNOREG\n`);
  return `                     Name\t   Type\tData\tState\n${'='.repeat(81)}\n${rows.join('')}${'='.repeat(81)}\n`;
};

export const sofiaContact: ApiCommand = (core, argument) => {
  const extension = argument.replace(/^\*\//, '').split('@')[0] ?? '';
  return core.phones.find(extension)?.registered === true ? `sofia/internal/sip:${extension}@127.0.0.1:5070` : 'error/user_not_registered';
};

export const conferenceCommand: ApiCommand = (core, argument) => {
  const [name = '', verb = ''] = separateString(argument, ' ', 4);
  const room = conferenceOf(core, name);
  if (!room) return `-ERR Conference ${name} not found\n`;
  return verb === 'list' ? room.lines().map((line) => `${line}\n`).join('') : `-ERR Conference command '${verb}' not found.\n`;
};
