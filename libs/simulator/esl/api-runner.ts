import type { ApiCommands, CommandReply } from '../commands/command';
import { HeaderBlock, type Header } from '../core/header-block';
import type { SwitchCore } from '../core/switch-core';
import type { EslCommand } from './command-reader';
import { sendmsg } from './sendmsg';
import type { SocketFaults } from './socket-faults';

const API = { file: 'switch_loadable_module.c', fn: 'switch_api_execute', line: 3080 };
const JOB = { file: 'mod_event_socket.c', fn: 'api_exec', line: 1572 };

/** Splits `name argument`; everything behind the first blank is the argument. */
export function splitCommand(text: string): readonly [name: string, argument: string] {
  const space = text.indexOf(' ');
  return space < 0 ? [text, ''] : [text.slice(0, space), text.slice(space + 1)];
}

/** Runs what the clients of the event socket order. A promise only if the command waits. */
export class ApiRunner {
  constructor(private readonly core: SwitchCore, private readonly commands: ApiCommands, private readonly faults: SocketFaults['commands']) {}

  /** An API command; the API event tells everybody that it was run. */
  api(text: string): CommandReply {
    const [name, argument] = splitCommand(text);
    const command = this.commands.get(name);
    const tell = (): void => {
      const headers: Header[] = [['API-Command', name], ...(text.includes(' ') ? [['API-Command-Argument', argument] as const] : [])];
      this.core.bus.fire({ name: 'API', from: API, blocks: [new HeaderBlock(headers)] });
    };
    const reply = this.faults.run(name, () => (command ? command(this.core, argument) : `-ERR ${name} Command not found!\n`));
    if (typeof reply === 'string') {
      tell();
      return reply;
    }
    return reply.then((body) => {
      tell();
      return body;
    });
  }

  /** A background job: its result is a BACKGROUND_JOB event. */
  async job(text: string, jobId: string): Promise<void> {
    const [name, argument] = splitCommand(text);
    const body = await this.api(text);
    if (!this.core.alive) return;
    this.core.bus.fire({
      name: 'BACKGROUND_JOB', from: JOB, body,
      blocks: [new HeaderBlock([['Job-UUID', jobId], ['Job-Command', name], ...(argument === '' ? [] : [['Job-Command-Arg', argument] as const])])],
    });
  }

  sendmsg(command: EslCommand): CommandReply {
    return this.faults.run('sendmsg', () => sendmsg(this.core, command));
  }
}
