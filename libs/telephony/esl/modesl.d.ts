/** Types of modesl 1.2.1, which has none: only what `mended-connection.ts` and the benchmark use. */
declare module 'modesl' {
  import type { Socket } from 'node:net';

  type ReplyCallback = (reply: Event) => void;
  type Headers = Readonly<Record<string, string>>;

  export class Event {
    constructor(headers: Headers, body?: string);
    getHeader(name: string): string | null;
    getBody(): string;
    getType(): string | undefined;
    addHeader(name: string, value: string): string;
  }

  export class Parser {
    constructor(socket: Pick<Socket, 'on'>);
    on(event: string, listener: (event: Event) => void): this;
  }

  export class Connection {
    constructor(host: string, port: number, password: string, ready?: () => void);
    /** For a socket that FreeSWITCH opened; calls `_onConnect` and `sendRecv` at once. */
    constructor(socket: Socket);
    /** Null after the far end has closed. */
    socket: Socket | null;
    connecting: boolean;
    /** We connected to FreeSWITCH, not it to us. */
    _inbound: boolean;
    password: string;
    cmdCallbackQueue: ReplyCallback[];
    apiCallbackQueue: ReplyCallback[];

    on(event: string | readonly string[], listener: (event: Event) => void): this;
    emit(event: string, ...values: unknown[]): boolean;
    send(command: string, headers?: Headers): void;
    sendRecv(command: string, headers: Headers | ReplyCallback | undefined, callback?: ReplyCallback): void;
    api(command: string, argument: string | ReplyCallback, callback?: ReplyCallback): void;
    bgapi(command: string, argument: string, jobId: string, callback?: ReplyCallback): void;
    execute(application: string, argument: string, channelId: string, callback?: ReplyCallback): string;
    events(format: 'json' | 'plain', events: string | string[], callback?: ReplyCallback): void;
    auth(): void;
    disconnect(): void;

    _onConnect(): void;
    _onError(error: Error): void;
    _onEvent(event: Event, headers: Headers, body?: string): void;
  }
}
