import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { DatabaseAddress } from '@paceline/testing/test-database';

/** The command byte of a statement in MySQL's protocol, behind three bytes of length and one of sequence. */
const COM_QUERY = 3;

/** A write whose answer is to be lost. */
interface Loss {
  readonly of: RegExp;
  readonly lost: () => void;
}

/**
 * Stands between a worker and its database, and can lose the answer to a write that was carried out: the client sees its
 * connection break and cannot know. What is true of statements here is true of whole transactions, by their COMMIT.
 */
export class DatabaseLink {
  private readonly sockets = new Set<Socket>();
  private losses: Loss[] = [];

  private constructor(private readonly server: Server, readonly url: string) {}

  static async open(address: DatabaseAddress): Promise<DatabaseLink> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = new URL(address.url);
    url.port = String((server.address() as AddressInfo).port); // it listens on TCP, so it has such an address
    const link = new DatabaseLink(server, url.href);
    server.on('connection', (client) => { link.join(client, connect(address.port, address.host)); });
    return link;
  }

  /** Resolves when the next write that this matches was carried out and its answer lost. Of a transaction all statements count. */
  async loseAnswer(of: RegExp): Promise<void> {
    await new Promise<void>((resolve) => { this.losses.push({ of, lost: resolve }); });
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(client: Socket, database: Socket): void {
    let transaction: string[] | null = null;
    let loss: Loss | undefined;
    client.on('data', (chunk) => {
      const sql = chunk[4] === COM_QUERY ? chunk.toString('latin1', 5) : '';
      if (sql.startsWith('START TRANSACTION')) transaction = [];
      transaction?.push(sql);
      if (transaction === null || sql.startsWith('COMMIT')) {
        loss = this.take(transaction?.join('\n') ?? sql);
        transaction = null;
      }
      if (sql.startsWith('ROLLBACK')) transaction = null;
      database.write(chunk);
    });
    database.on('data', (chunk) => {
      if (loss === undefined) { client.write(chunk); return; }
      for (const socket of [client, database]) socket.destroy();
      loss.lost();
    });
    for (const [one, other] of [[client, database], [database, client]] as const) {
      this.sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => undefined); // its close follows, and closes the other
      one.on('close', () => { this.sockets.delete(one); other.destroy(); });
    }
  }

  private take(sql: string): Loss | undefined {
    const loss = this.losses.find(({ of }) => of.test(sql));
    this.losses = this.losses.filter((other) => other !== loss);
    return loss;
  }
}
