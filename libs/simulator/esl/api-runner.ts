import type { ApiCommands } from '../commands/command';
import { HeaderBlock, type Header } from '../core/header-block';
import type { SwitchCore } from '../core/switch-core';

const API = { file: 'switch_loadable_module.c', fn: 'switch_api_execute', line: 3080 };
const JOB = { file: 'mod_event_socket.c', fn: 'api_exec', line: 1572 };

/** Splits `name argument`; everything behind the first blank is the argument. */
export function splitCommand(text: string): readonly [name: string, argument: string] {
  const space = text.indexOf(' ');
  return space < 0 ? [text, ''] : [text.slice(0, space), text.slice(space + 1)];
}

/** Runs an API command; the API event tells everybody that it was run. A promise only if the command waits. */
export function runApi(core: SwitchCore, commands: ApiCommands, text: string): string | Promise<string> {
  const [name, argument] = splitCommand(text);
  const command = commands.get(name);
  const tell = (): void => {
    const headers: Header[] = [['API-Command', name], ...(text.includes(' ') ? [['API-Command-Argument', argument] as const] : [])];
    core.bus.fire({ name: 'API', from: API, blocks: [new HeaderBlock(headers)] });
  };
  const reply = core.faults.commands.run(name, () => (command ? command(core, argument) : `-ERR ${name} Command not found!\n`));
  if (typeof reply === 'string') {
    tell();
    return reply;
  }
  return reply.then((body) => {
    tell();
    return body;
  });
}

/** Runs a background job: its result is a BACKGROUND_JOB event. */
export async function runJob(core: SwitchCore, commands: ApiCommands, text: string, jobId: string): Promise<void> {
  const [name, argument] = splitCommand(text);
  const body = await runApi(core, commands, text);
  if (!core.alive) return;
  core.bus.fire({
    name: 'BACKGROUND_JOB', from: JOB, body,
    blocks: [new HeaderBlock([['Job-UUID', jobId], ['Job-Command', name], ...(argument === '' ? [] : [['Job-Command-Arg', argument] as const])])],
  });
}
