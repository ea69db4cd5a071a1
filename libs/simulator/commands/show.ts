import type { Channel } from '../core/channel';
import { localStamp } from '../core/event-bus';
import type { SwitchCore } from '../core/switch-core';
import { usage, type ApiCommand } from './command';

type Row = Readonly<Record<string, string>>;

const codec = (channel: Channel): Row => (channel.codecReady
  ? { read_codec: 'PCMU', read_rate: '8000', read_bit_rate: '64000', write_codec: 'PCMU', write_rate: '8000', write_bit_rate: '64000' }
  : { read_codec: '', read_rate: '', read_bit_rate: '', write_codec: '', write_rate: '', write_bit_rate: '' });

function identity(channel: Channel): Row {
  return {
    uuid: channel.uuid, direction: channel.direction, created: localStamp(channel.times.created / 1000),
    created_epoch: String(Math.floor(channel.times.created / 1_000_000)), name: channel.name, state: channel.running,
    cid_name: channel.profile.callerName, cid_num: channel.profile.callerNumber, ip_addr: channel.shown.networkAddr, dest: channel.shown.destination || channel.profile.destination,
  };
}

function callees(channel: Channel): Row {
  const { calleeDirection, sentCalleeName, sentCalleeNumber } = channel.shown;
  return {
    callee_name: channel.profile.calleeName === 'Outbound Call' ? '' : channel.profile.calleeName,
    callee_num: channel.profile.calleeNumber, callee_direction: calleeDirection, call_uuid: channel.callUuid,
    sent_callee_name: sentCalleeName, sent_callee_num: sentCalleeNumber,
  };
}

/** A row of `show channels`. `application` is the last one started, also after a bridge that failed: only `state` is true. */
function channelRow(core: SwitchCore, channel: Channel): Row {
  const { initial } = channel;
  const { callee_name, callee_num, callee_direction, call_uuid, sent_callee_name, sent_callee_num } = callees(channel);
  return {
    ...identity(channel), application: channel.shown.application, application_data: channel.shown.argument, dialplan: channel.profile.dialplan,
    context: channel.profile.context, ...codec(channel), secure: '', hostname: core.options.hostname, presence_id: '', presence_data: '',
    accountcode: channel.variables.get('accountcode') ?? '', callstate: channel.callState,
    callee_name: callee_name ?? '', callee_num: callee_num ?? '', callee_direction: callee_direction ?? '', call_uuid: call_uuid ?? '',
    sent_callee_name: sent_callee_name ?? '', sent_callee_num: sent_callee_num ?? '',
    initial_cid_name: initial.name, initial_cid_num: initial.number, initial_ip_addr: '', initial_dest: initial.destination,
    initial_dialplan: initial.dialplan, initial_context: initial.context,
  };
}

function callRow(core: SwitchCore, a: Channel, b: Channel): Row {
  const leg = (channel: Channel): Row => ({
    ...identity(channel), presence_id: '', presence_data: '', accountcode: channel.variables.get('accountcode') ?? '', callstate: channel.callState, ...callees(channel),
  });
  const other = Object.fromEntries(Object.entries(leg(b)).filter(([name]) => name !== 'call_uuid').map(([name, value]) => [`b_${name}`, value]));
  return { ...leg(a), hostname: core.options.hostname, ...other, call_created_epoch: String(a.shown.bridgedAtSec) };
}

function calls(core: SwitchCore): Row[] {
  return [...core.channels.values()].flatMap((channel) => (channel.bridge?.a === channel && !channel.bridge.over ? [callRow(core, channel, channel.bridge.b)] : []));
}

function registrations(core: SwitchCore): Row[] {
  return [...core.phones.all()].filter(([, phone]) => phone.registered).map(([extension]) => ({
    reg_user: extension, realm: core.options.domain, token: extension, url: `sofia/internal/sip:${extension}@127.0.0.1:5070`, expires: '0',
    network_ip: '127.0.0.1', network_port: '5070', network_proto: 'udp', hostname: core.options.hostname, metadata: '',
  }));
}

function asJson(rows: readonly Row[]): string {
  return JSON.stringify(rows.length === 0 ? { row_count: 0 } : { row_count: rows.length, rows });
}

function asText(rows: readonly Row[]): string {
  const [first] = rows;
  const table = first ? `${[Object.keys(first), ...rows.map((row) => Object.values(row))].map((cells) => cells.join(',')).join('\n')}\n` : '';
  return `${table}\n${rows.length} total.\n`;
}

/** `show channels|calls|bridged_calls|registrations [count] [as json]`, and `show channels like TEXT`. */
export const show: ApiCommand = (core, argument) => {
  const json = /\bas json$/.test(argument);
  const words = argument.replace(/\s*\bas (json|xml|delim .)$/, '').split(/\s+/);
  let rows: Row[];
  switch (words[0]) {
    case 'channels': rows = [...core.channels.values()].map((channel) => channelRow(core, channel)); break;
    case 'calls': case 'bridged_calls': rows = calls(core); break;
    case 'registrations': rows = registrations(core); break;
    default: return usage('codec|endpoint|application|api|dialplan|file|timer|calls [count]|channels [count|like <match string>]|calls|detailed_calls|bridged_calls|detailed_bridged_calls|aliases|complete|chat|management|modules|nat_map|say|interfaces|interface_types|tasks|limits|status');
  }
  if (words[1] === 'like') {
    const wanted = words.slice(2).join(' ');
    rows = rows.filter((row) => [row['uuid'], row['name'], row['cid_name'], row['cid_num'], row['presence_data'], row['accountcode']].some((value) => value?.includes(wanted) === true));
  }
  if (words[1] === 'count') return json ? JSON.stringify({ row_count: rows.length, rows: [] }) : `\n${rows.length} total.\n`;
  return json ? asJson(rows) : asText(rows);
};
