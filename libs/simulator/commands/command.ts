import type { SwitchCore } from '../core/switch-core';

/** What an API command answers; a promise when it has to wait for the network (`originate`). */
export type CommandReply = string | Promise<string>;

/** An API command, as `api NAME ARGUMENT` and `bgapi NAME ARGUMENT` run it. `argument` is empty when there is none. */
export type ApiCommand = (core: SwitchCore, argument: string) => CommandReply;
export type ApiCommands = ReadonlyMap<string, ApiCommand>;

export const NO_SUCH_CHANNEL = '-ERR No such channel!\n';

export function usage(syntax: string): string {
  return `-USAGE: ${syntax}\n`;
}
