import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { EventListener } from '../core/event-bus';
import type { FiredEvent } from '../core/fired-event';
import type { SwitchCore } from '../core/switch-core';
import type { ApiRunner } from './api-runner';
import { CommandReader, headerOf, type EslCommand } from './command-reader';
import { apiResponse, AUTH_REQUEST, commandReply, DISCONNECT_NOTICE, eventFrame } from './frame-writer';
import type { Outlet } from './outlet';
import { Subscription } from './subscription';

/** A client that reads too slowly loses events, and is dropped after so many (as mod_event_socket does). */
const BACKLOG_BYTES = 64 * 1024 * 1024;
const MAX_MISSED = 500;

/** One client of the event socket: authentication, its commands in order, its subscription, its events. */
export class EslSession implements EventListener {
  private readonly reader = new CommandReader();
  private readonly subscription = new Subscription();
  private readonly queue: EslCommand[] = [];
  private readonly outbox: string[] = [];
  private working = false;
  private authenticated = false;
  private flushing = false;
  private missed = 0;
  private readonly authDeadline: NodeJS.Timeout;
  private readonly stopListening: () => void;

  constructor(private readonly core: SwitchCore, private readonly runner: ApiRunner, private readonly socket: Socket, private readonly outlet: Outlet) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.queue.push(...this.reader.feed(chunk));
      void this.work();
    });
    socket.on('error', () => { this.close(); });
    socket.on('close', () => { this.close(); });
    this.stopListening = core.bus.listen(this);
    this.authDeadline = setTimeout(() => { this.sayGoodbye(); }, core.options.authTimeoutMs);
    this.write(AUTH_REQUEST);
  }

  wants(name: string, subclass: string | null): boolean {
    return this.subscription.wants(name, subclass);
  }

  /** Events wait for the end of the tick: a reply overtakes the events that its command caused, as on the real switch. */
  take(event: FiredEvent): void {
    if (this.outlet.silent || !this.subscription.passes(event)) return;
    if (this.socket.writableLength > BACKLOG_BYTES) {
      this.missed += 1;
      if (this.missed > MAX_MISSED) this.socket.destroy();
      return;
    }
    this.outbox.push(eventFrame(event, this.subscription.format));
    if (this.flushing) return;
    this.flushing = true;
    setImmediate(() => { this.flush(); });
  }

  private flush(): void {
    this.flushing = false;
    const text = this.outbox.join('');
    this.outbox.length = 0;
    this.write(text);
  }

  private write(text: string): void {
    this.outlet.write(text);
  }

  /** Commands are answered strictly in their order; `api` may block the ones behind it. */
  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    for (let command = this.queue.shift(); command && !this.socket.destroyed; command = this.queue.shift()) {
      const pending = this.handle(command);
      if (pending) await pending;
    }
    this.working = false;
  }

  private handle(command: EslCommand): Promise<void> | undefined {
    const { line } = command;
    const verb = (line.split(' ')[0] ?? '').toLowerCase();
    if (verb.startsWith('exit') || verb.startsWith('...')) {
      this.write(commandReply('+OK bye'));
      this.sayGoodbye();
      return undefined;
    }
    if (!this.authenticated) {
      this.authenticate(line);
      return undefined;
    }
    const words = line.split(' ').slice(1).filter((word) => word !== '');
    switch (verb) {
      case 'api': return words.length === 0 ? this.unknown() : this.api(line.slice(4));
      case 'bgapi': return words.length === 0 ? this.unknown() : this.bgapi(line.slice(6), headerOf(command, 'job-uuid') ?? randomUUID());
      case 'sendmsg': return this.sendmsg(command);
      case 'event': case 'events': this.reply(this.subscription.event(words)); return undefined;
      case 'nixevent': this.reply(this.subscription.nixevent(words)); return undefined;
      case 'noevents': this.reply(this.subscription.noevents()); return undefined;
      case 'filter':
        if (words.length === 0) return this.unknown();
        this.reply(this.subscription.filter(line.slice(7)));
        return undefined;
      case 'log': this.reply(`+OK log level ${words[0] ?? ''} [${words[0] ?? '7'}]`); return undefined;
      case 'nolog': this.reply('+OK no longer logging'); return undefined;
      case 'linger': case 'nolinger': this.reply('-ERR not controlling a session'); return undefined;
      case 'divert_events': this.reply('-ERR not controlling a session.'); return undefined;
      case 'sendevent': this.reply(`+OK ${randomUUID()}`); return undefined;
      default: return this.unknown();
    }
  }

  private unknown(): undefined {
    this.reply('-ERR command not found');
  }

  private authenticate(line: string): void {
    if (!line.toLowerCase().startsWith('auth ')) {
      this.reply('-ERR command not found');
      return;
    }
    if (line.slice(5) === this.core.options.password) {
      this.authenticated = true;
      clearTimeout(this.authDeadline);
      this.reply('+OK accepted');
    } else {
      this.reply('-ERR invalid');
      this.sayGoodbye();
    }
  }

  private api(text: string): Promise<void> | undefined {
    const result = this.runner.api(text);
    if (typeof result === 'string') {
      this.write(apiResponse(result));
      return undefined;
    }
    return result.then((body) => { this.write(apiResponse(body)); });
  }

  private sendmsg(command: EslCommand): Promise<void> | undefined {
    const result = this.runner.sendmsg(command);
    if (typeof result !== 'string') return result.then((text) => { this.reply(text.trimEnd()); });
    this.reply(result.trimEnd());
    return undefined;
  }

  private async bgapi(text: string, jobId: string): Promise<void> {
    if (this.core.options.bgapiReplyMs > 0) await new Promise((resolve) => { setTimeout(resolve, this.core.options.bgapiReplyMs); });
    if (!this.core.alive) return;
    this.reply(`+OK Job-UUID: ${jobId}`, `Job-UUID: ${jobId}\n`);
    setImmediate(() => {
      this.runner.job(text, jobId).catch((error: unknown) => { setImmediate(() => { throw error; }); });
    });
  }

  private reply(text: string, extra = ''): void {
    this.write(commandReply(text, extra));
  }

  private sayGoodbye(): void {
    this.outlet.end(DISCONNECT_NOTICE);
    this.close();
  }

  private close(): void {
    clearTimeout(this.authDeadline);
    this.stopListening();
  }
}
