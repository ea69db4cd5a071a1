import { queueCommand } from '../call/private-commands';
import type { Header } from '../core/header-block';
import type { SwitchCore } from '../core/switch-core';
import { headerOf, type EslCommand } from './command-reader';

/** `sendmsg UUID`: queues a command on the channel. `+OK` only says that it was queued. */
export function sendmsg(core: SwitchCore, command: EslCommand): string {
  const uuid = command.line.slice('sendmsg'.length).trim();
  const channel = core.locate(uuid);
  if (!channel) return `-ERR invalid session id [${uuid}]`;
  const verb = (headerOf(command, 'call-command') ?? '').toLowerCase();
  const argument = verb === 'hangup' ? headerOf(command, 'hangup-cause') ?? '' : headerOf(command, 'execute-app-arg') ?? command.body;
  const headers: readonly Header[] = [['Command', command.line], ...command.headers.filter(([, value]) => value !== '')];
  queueCommand(channel, {
    headers, command: verb, application: headerOf(command, 'execute-app-name') ?? '', argument,
    executionId: headerOf(command, 'event-uuid') ?? null, loops: Number.parseInt(headerOf(command, 'loops') ?? '1', 10) || 1,
    eventLock: headerOf(command, 'event-lock') === 'true', leadMs: 0,
  });
  return '+OK';
}
