import { originate } from '../call/originate';
import { readOriginate } from '../grammar/dial-string';
import { usage, type ApiCommand } from './command';

const SYNTAX = '<call url> <exten>|&<application_name>(<app_args>) [<dialplan>] [<context>] [<cid_name>] [<cid_num>] [<timeout_sec>]';

export const originateCommand: ApiCommand = async (core, argument) => {
  const parsed = readOriginate(argument);
  if (!parsed.ok) return parsed.reason === 'usage' ? usage(SYNTAX) : '-ERR DESTINATION_OUT_OF_ORDER\n';
  const result = await originate(core, parsed.command);
  return 'channel' in result ? `+OK ${result.channel.uuid}\n` : `-ERR ${result.cause}\n`;
};
