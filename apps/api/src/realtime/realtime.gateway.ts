import { type BeforeApplicationShutdown } from '@nestjs/common';
import { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import type { OnGatewayConnection, OnGatewayDisconnect, OnGatewayInit } from '@nestjs/websockets';
import { REALTIME_NAMESPACE, resume } from '@paceline/contracts/live';
import type { ClientToServer, ServerToClient } from '@paceline/contracts/live';
import { ClientAgents } from '@paceline/persistence';
import { PacelineError, messageOf } from '@paceline/platform/errors';
import type { Logger } from '@paceline/platform/logger';
import { Metrics } from '@paceline/platform/metrics';
import type { Namespace, Socket } from 'socket.io';
import { DataSource } from 'typeorm';
import { TokenService } from '../auth/token.service';
import { errorView } from '../edge/to-problem';
import { InjectLogger } from '../infrastructure/tokens';
import type { Feed } from './feed';
import { LiveHub } from './live-hub';
import { LoginWatch, type Opened } from './login-watch';
import { ScreenPresence, type ScreenOwner } from './screen-presence';
import type { Viewer } from './visibility';

/** `owner` is null on the screens of those who take no calls. */
interface SocketData { viewer: Viewer; owner: ScreenOwner | null; loginId: string; opened?: Opened; feed?: Feed; retry?: NodeJS.Timeout }
type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

const AGAIN_AFTER_MS = 1_000;
/** A screen that takes nothing any more is let go: it comes back and resumes. */
const MAX_UNSENT = 5_000;
/** A screen whose network or machine is gone without a word is noticed within the two together. */
const PING_EVERY_MS = 10_000;
const PONG_WITHIN_MS = 10_000;

/** Screens: a token at the handshake, then events from where they left off. */
@WebSocketGateway({ namespace: REALTIME_NAMESPACE, serveClient: false, pingInterval: PING_EVERY_MS, pingTimeout: PONG_WITHIN_MS, maxHttpBufferSize: 64 * 1024 })
export class RealtimeGateway implements OnGatewayInit<Namespace>, OnGatewayConnection<LiveSocket>, OnGatewayDisconnect<LiveSocket>, BeforeApplicationShutdown {
  private readonly sockets = new Set<LiveSocket>();

  constructor(
    private readonly hub: LiveHub,
    private readonly presence: ScreenPresence,
    private readonly tokens: TokenService,
    private readonly logins: LoginWatch,
    private readonly dataSource: DataSource,
    private readonly metrics: Metrics,
    @InjectLogger() private readonly log: Logger,
  ) {}

  afterInit(namespace: Namespace): void {
    namespace.use((socket, next) => {
      this.admit(socket as unknown as LiveSocket).then(() => { next(); }, (thrown: unknown) => { next(toConnectError(thrown)); }); // typed by this gateway alone
    });
  }

  handleConnection(socket: LiveSocket): void {
    this.sockets.add(socket);
    this.metrics.realtimeClients.set(this.sockets.size);
    if (socket.data.owner !== null) this.presence.opened(socket.data.owner);
    socket.data.feed = this.hub.open(socket.data.viewer, {
      event: (event) => { if (this.takes(socket)) socket.emit('event', event); },
      snapshot: (snapshot) => { socket.emit('snapshot', snapshot); },
    });
    socket.data.opened = { loginId: socket.data.loginId, role: socket.data.viewer.role, cut: () => { socket.disconnect(true); } };
    this.logins.add(socket.data.opened);
  }

  handleDisconnect(socket: LiveSocket): void {
    this.sockets.delete(socket);
    this.metrics.realtimeClients.set(this.sockets.size);
    if (socket.data.owner !== null) this.presence.closed(socket.data.owner);
    clearTimeout(socket.data.retry);
    if (socket.data.opened !== undefined) this.logins.remove(socket.data.opened);
    if (socket.data.feed !== undefined) this.hub.close(socket.data.feed);
  }

  beforeApplicationShutdown(): void {
    for (const socket of this.sockets) socket.disconnect(true);
  }

  @SubscribeMessage('resume')
  onResume(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown): void {
    const parsed = resume.safeParse(body ?? {});
    if (!parsed.success) { socket.emit('problem', errorView(new PacelineError('validation-failed', 'no-resume-point'))); return; }
    void this.resume(socket, parsed.data.after);
  }

  private async resume(socket: LiveSocket, after: string | null): Promise<void> {
    clearTimeout(socket.data.retry);
    try {
      await socket.data.feed?.resume(after);
    } catch (thrown) {
      if (!socket.connected) return;
      this.log.warn({ error: messageOf(thrown) }, 'a screen cannot be told now');
      socket.emit('problem', errorView(new PacelineError('unavailable', 'live-events-away')));
      socket.data.retry = setTimeout(() => { void this.resume(socket, after); }, AGAIN_AFTER_MS).unref();
    }
  }

  private async admit(socket: LiveSocket): Promise<void> {
    const { token } = socket.handshake.auth as { token?: unknown }; // whatever the client sent
    if (typeof token !== 'string') throw new PacelineError('not-authenticated', 'no-handshake-token');
    const user = await this.tokens.userOf(token);
    const agent = await new ClientAgents(this.dataSource, user).ofUser(user.id);
    const owner = agent === null ? null : { id: agent.id, switchId: agent.switchId };
    socket.data = { viewer: { clientId: user.clientId, role: user.role, agentId: agent?.id ?? null }, owner, loginId: user.loginId };
  }

  private takes(socket: LiveSocket): boolean {
    const { conn } = socket as unknown as { conn: { writeBuffer: unknown[] } }; // engine.io's own buffer
    if (conn.writeBuffer.length < MAX_UNSENT) return true;
    socket.disconnect(true);
    return false;
  }
}

function toConnectError(thrown: unknown): Error {
  const problem = errorView(thrown instanceof PacelineError ? thrown : new PacelineError('unavailable', 'login-unchecked'));
  return Object.assign(new Error(problem.detail), { data: problem });
}
