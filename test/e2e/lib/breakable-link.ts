import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP line between the worker and the switch that can be cut for as long as a test likes. */
export class BreakableLink {
  private readonly sockets = new Set<Socket>();
  private broken = false;

  private constructor(private readonly server: Server, private readonly targetPort: number) {
    server.on('connection', (socket) => { this.join(socket); });
  }

  static async to(targetPort: number): Promise<BreakableLink> {
    const server = createServer();
    const link = new BreakableLink(server, targetPort);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return link;
  }

  get port(): number {
    const address = this.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the link is closed');
    return address.port;
  }

  /** From now on nothing gets through, and who tries is turned away. */
  cut(): void {
    this.broken = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.broken = false;
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(near: Socket): void {
    if (this.broken) { near.destroy(); return; }
    const far = connect(this.targetPort, '127.0.0.1');
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      this.sockets.add(socket);
      socket.on('error', () => undefined); // both ends see it as a lost connection, which is what a cut is
      socket.on('close', () => { this.sockets.delete(socket); other.destroy(); });
      socket.pipe(other);
    }
  }
}
