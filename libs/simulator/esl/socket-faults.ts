import type { Socket } from 'node:net';
import type { CommandReply } from '../commands/command';
import type { Outlet } from './outlet';

/** What may be wrong at the event socket, as a session asks. */
export interface SocketFaults {
  readonly wire: {
    /** The way out of one socket. */
    outlet(socket: Socket): Outlet;
  };
  readonly commands: {
    /** Carries out a command of `api` or `bgapi`, or `sendmsg`, and answers it, unless it is to go otherwise. */
    run(command: string, carryOut: () => CommandReply): CommandReply;
  };
}
