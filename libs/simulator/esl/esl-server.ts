import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { ApiCommands } from '../commands/command';
import type { SwitchCore } from '../core/switch-core';
import { ApiRunner } from './api-runner';
import { EslSession } from './esl-session';
import type { SocketFaults } from './socket-faults';

/** Whether clients come in, are reset, or find nobody listening. */
export type Door = 'open' | 'reset' | 'closed';

/** The event socket's listener. It outlives a restart of the switch behind it only by its port. */
export class EslServer {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private address: AddressInfo | undefined;
  private door: Door = 'open';

  private readonly runner: ApiRunner;

  constructor(private readonly core: SwitchCore, commands: ApiCommands, private readonly faults: SocketFaults) {
    this.runner = new ApiRunner(core, commands, faults.commands);
  }

  listen(host: string, port: number): Promise<AddressInfo> {
    const server = createServer((socket) => {
      if (this.door !== 'open') {
        socket.resetAndDestroy();
        return;
      }
      this.sockets.add(socket);
      socket.once('close', () => { this.sockets.delete(socket); });
      new EslSession(this.core, this.runner, socket, this.faults.wire.outlet(socket));
    });
    this.server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        const address = server.address();
        if (address === null || typeof address === 'string') reject(new Error('the event socket has no TCP address'));
        else {
          // From here on an error is nobody's to expect.
          server.off('error', reject);
          this.address = address;
          resolve(address);
        }
      });
    });
  }

  get clients(): number { return this.sockets.size; }

  /** Drops every client without notice: `fin` as a process that ends, `reset` as one that is killed. */
  drop(how: 'fin' | 'reset'): void {
    for (const socket of this.sockets) {
      if (how === 'reset') socket.resetAndDestroy();
      else socket.destroy();
    }
  }

  /** Shut, it resets who is inside. */
  setDoor(door: Door): void {
    const wasClosed = this.door === 'closed';
    this.door = door;
    if (door !== 'open') this.drop('reset');
    if (door === 'closed') this.server?.close();
    else if (wasClosed && this.server && this.address) this.server.listen(this.address.port, this.address.address);
  }

  close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    this.drop('fin');
    if (!server) return Promise.resolve();
    return new Promise((resolve) => { server.close(() => { resolve(); }); });
  }
}
