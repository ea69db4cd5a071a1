import { farHangup, hangup } from '../call/hangup';
import { answerInbound } from '../call/inbound-signals';
import { legDigit } from '../call/leg-signals';
import { parkSession } from '../call/park';
import { sessionTransfer } from '../call/transfer';
import { uuidBridge } from '../call/uuid-bridge';
import type { SwitchCore } from '../core/switch-core';
import { causeFrom } from '../core/causes';
import { separateString } from '../grammar/separate-string';
import { NO_SUCH_CHANNEL, usage, type ApiCommand } from './command';

function bridgeNow(core: SwitchCore, a: string, b: string, alternative: string | undefined): string {
  if (uuidBridge(core, a, b)) return `+OK ${b}\n`;
  if (alternative !== undefined && uuidBridge(core, a, alternative)) return `+OK ${alternative}\n`;
  return '-ERR Invalid uuid\n';
}

export const uuidBridgeCommand: ApiCommand = (core, argument) => {
  const [a, b, alternative] = separateString(argument, ' ', 4);
  if (a === undefined || b === undefined) return usage('<uuid> <other_uuid>');
  const legs = [core.locate(a), core.locate(b)];
  if (legs.every((leg) => !leg?.originating)) {
    core.faults.handOff.bridging(legs[0], legs[1], (leg) => { farHangup(core, leg); });
    return bridgeNow(core, a, b, alternative);
  }
  const overtaken = legs.map((leg) => leg?.originating?.hurry() === true);
  if (overtaken.includes(true)) return bridgeNow(core, a, b, alternative);
  // The command's own way through the switch is longer than originate needs to put the answered leg to park.
  return new Promise((resolve) => {
    setImmediate(() => { setImmediate(() => { resolve(bridgeNow(core, a, b, alternative)); }); });
  });
};

export const uuidAnswer: ApiCommand = (core, argument) => {
  const channel = core.locate(argument);
  if (!channel || channel.isDown) return '-ERROR\n';
  answerInbound(core, channel);
  return '+OK\n';
};

export const uuidKill: ApiCommand = (core, argument) => {
  if (argument === '') return usage('<uuid> [cause]');
  const space = argument.indexOf(' ');
  const uuid = space < 0 ? argument : argument.slice(0, space);
  const channel = core.locate(uuid);
  if (!channel) return NO_SUCH_CHANNEL;
  hangup(core, channel, space < 0 ? 'NORMAL_CLEARING' : causeFrom(argument.slice(space + 1)));
  return '+OK\n';
};

export const uuidPark: ApiCommand = (core, argument) => {
  const channel = core.locate(argument);
  if (!channel) return NO_SUCH_CHANNEL;
  parkSession(channel);
  return '+OK\n';
};

export const uuidTransfer: ApiCommand = (core, argument) => {
  const words = separateString(argument, ' ', 5);
  if (words.length < 2) return usage('<uuid> [-bleg|-both] <dest-exten> [<dialplan>] [<context>]');
  let channel = core.locate(words[0] ?? '');
  if (!channel) return NO_SUCH_CHANNEL;
  const flag = words[1]?.startsWith('-') === true ? words[1].slice(1).toLowerCase() : '';
  const [destination = '', dialplan, context] = flag === '' ? words.slice(1) : words.slice(2);
  const partner = core.locate(channel.variables.get('bridge_to') ?? '');
  if (flag === 'bleg' && partner) channel = partner;
  // The partner first, so that it does not take the end of the bridge for the end of its call.
  if (flag === 'both' && partner) sessionTransfer(core, partner, destination, dialplan, context);
  sessionTransfer(core, channel, destination, dialplan, context);
  return channel.isDown ? '-ERR\n' : '+OK\n';
};

export const uuidExists: ApiCommand = (core, argument) => (core.locate(argument) ? 'true' : 'false');

export const uuidSetvar: ApiCommand = (core, argument) => {
  const words = separateString(argument, ' ', 3);
  if (words.length < 2) return usage('<uuid> <var> [value]');
  const channel = core.locate(words[0] ?? '');
  if (!channel) return NO_SUCH_CHANNEL;
  channel.variables.set(words[1] ?? '', words[2]);
  return '+OK\n';
};

export const uuidGetvar: ApiCommand = (core, argument) => {
  const [uuid, name] = separateString(argument, ' ', 4);
  if (uuid === undefined || name === undefined) return usage('<uuid> <var>');
  const channel = core.locate(uuid);
  return channel ? channel.variables.get(name) ?? '_undef_' : NO_SUCH_CHANNEL;
};

export const uuidRecvDtmf: ApiCommand = (core, argument) => {
  const [uuid, digits] = separateString(argument, ' ', 2);
  if (uuid === undefined || digits === undefined) return usage('<uuid> <dtmf_data>');
  const channel = core.locate(uuid);
  if (!channel) return '-ERR Cannot locate session!\n';
  for (const digit of digits.split('@')[0] ?? '') legDigit(channel, digit, 'APP');
  return `+OK ${uuid} received DTMF ${digits}.\n`;
};

/** Our side presses keys: the far end would hear them, nothing is said about it here. */
export const uuidSendDtmf: ApiCommand = (core, argument) => {
  const [uuid, digits] = separateString(argument, ' ', 2);
  if (uuid === undefined || digits === undefined) return usage('<uuid> <dtmf_data>');
  return core.locate(uuid) ? `+OK ${uuid} sent DTMF ${digits}.\n` : '-ERR Cannot locate session!\n';
};

export const uuidDump: ApiCommand = (core, argument) => {
  const [uuid = '', format = 'plain'] = separateString(argument, ' ', 2);
  if (uuid === '') return usage('<uuid> [format]');
  const channel = core.locate(uuid);
  if (!channel) return NO_SUCH_CHANNEL;
  const block = channel.variables.block();
  return format === 'json' ? `{"Unique-ID":${JSON.stringify(uuid)}${block.json === '' ? '' : `,${block.json}`}}` : `Unique-ID: ${uuid}\n${block.plain}\n`;
};

export const hupall: ApiCommand = (core, argument) => {
  const cause = argument === '' ? 'MANAGER_REQUEST' : causeFrom(argument.split(' ')[0] ?? '');
  for (const channel of core.channels.values()) hangup(core, channel, cause);
  return `+OK hangup all channels with cause ${cause}\n`;
};
