import { SwitchUnavailableError } from '../port/errors';
import type { CommandResult, SwitchChannel } from '../port/switch-port';
import { isAtLastMessage } from './last-message';

/** What the switch answered: `-ERR …` and `-USAGE: …` are refusals, everything else is not. */
export function resultOf(text: string): CommandResult {
  const trimmed = text.trimEnd();
  return /^-(ERR|USAGE)/.test(trimmed)
    ? { ok: false, kind: 'refused', text: trimmed }
    : { ok: true, text: trimmed };
}

/** The text of a result that must be there; throws `SwitchUnavailableError` naming the command. */
export function textOf(command: string, result: CommandResult): string {
  if (result.ok) return result.text;
  throw new SwitchUnavailableError(`${command}: ${result.kind === 'refused' ? result.text : result.reason}`);
}

/** The first number that the pattern finds in a command's answer. */
export function numberIn(command: string, text: string, pattern: RegExp): number {
  const digits = pattern.exec(text)?.[1];
  if (digits === undefined) throw new SwitchUnavailableError(`${command}: unexpected answer ${JSON.stringify(text.slice(0, 120))}`);
  return Number(digits);
}

/** `show channels as json`: `rows` is there only when there are any. */
export function channelsIn(text: string): readonly SwitchChannel[] {
  const answer = parsed(text);
  const count = answer['row_count'];
  if (count === 0) return [];
  const rows = answer['rows'];
  // Fewer rows than counted would look like calls that have ended.
  if (typeof count !== 'number' || !Array.isArray(rows) || rows.length !== count) {
    throw new SwitchUnavailableError(`show channels: ${String(count)} rows announced, ${Array.isArray(rows) ? rows.length : 'none'} there`);
  }
  const channels = rows.map((row: unknown) => channelOf(isRecord(row) ? row : {}));
  // FreeSWITCH gives a lone channel an id here too: its own, or that of a partner who has gone.
  const legs = new Map<string, number>();
  for (const { callUuid } of channels) legs.set(callUuid, (legs.get(callUuid) ?? 0) + 1);
  return channels.map((channel) => legs.get(channel.callUuid) === 1 ? { ...channel, callUuid: '' } : channel);
}

function channelOf(row: Record<string, unknown>): SwitchChannel {
  const field = (name: string): string => {
    const value = row[name];
    return typeof value === 'string' ? value : '';
  };
  const channelId = field('uuid');
  if (channelId === '') throw new SwitchUnavailableError('show channels: a row has no uuid');
  return {
    channelId,
    direction: field('direction') === 'inbound' ? 'inbound' : 'outbound',
    createdAtMs: Number(field('created_epoch')) * 1000,
    state: field('state'),
    callState: field('callstate'),
    application: field('application'),
    callerNumber: field('cid_num'),
    destination: field('dest'),
    initialDestination: field('initial_dest'),
    accountCode: field('accountcode'),
    dismissed: isAtLastMessage({ state: field('state'), destination: field('dest'), dialplan: field('dialplan'), context: field('context') }),
    callUuid: field('call_uuid'),
    // The last application stays shown when it is over: only one that runs counts. `conference NAME@PROFILE+flags{…}`.
    conference: field('state') === 'CS_EXECUTE' && field('application') === 'conference' ? field('application_data').replace(/@.*$/, '') : '',
  };
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // Said below, with the beginning of what came.
  }
  throw new SwitchUnavailableError(`show channels: unexpected answer ${JSON.stringify(text.slice(0, 120))}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
