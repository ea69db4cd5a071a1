import { tokenName } from '@paceline/domain/text/token-name';
import { UnsafeArgumentError } from '../port/errors';

/** What may stand in a command, by kind. Allow-lists: what is not named here has no way to the switch. */
const ALLOWED = {
  channelId: { pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, words: 'a UUID' },
  digits: { pattern: /^\+?[0-9]{3,15}$/, words: '3 to 15 digits, a + before them at most' },
  /** A number in a gateway's format: up to 15 digits behind a code of the trunk's and an international prefix. */
  dialed: { pattern: /^\+?[0-9]{3,30}$/, words: '3 to 30 digits, a + before them at most' },
  gateway: { pattern: tokenName(64), words: '1 to 64 letters, digits, _ . -, the first no dot or dash' },
  extension: { pattern: tokenName(64), words: '1 to 64 letters, digits, _ . -, the first no dot or dash' },
  domain: { pattern: /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/, words: 'a host name' },
  accountCode: { pattern: /^[A-Za-z0-9_-]{1,64}$/, words: '1 to 64 letters, digits, _ -' },
  cause: { pattern: /^[A-Z][A-Z0-9_]{1,63}$/, words: 'one of FreeSWITCH\'s hangup causes' },
  variableName: { pattern: /^[a-z][a-z0-9_]{0,63}$/, words: 'a lower-case word' },
  /** No `:` (`:_:` starts another call), no `$`, no blank, nothing that separates or quotes. */
  variableValue: { pattern: /^[A-Za-z0-9_.@+-]{1,256}$/, words: '1 to 256 letters, digits, _ . @ + -' },
  promptName: { pattern: tokenName(128), words: 'a file name of letters, digits, _ . -, the first no dot or dash' },
  /** TGML without blanks; no `:`, since `app::argument` would name an application. */
  tone: { pattern: /^(?!.*path=)[A-Za-z0-9%(),.;=+*#-]{1,200}$/, words: 'tones such as %(500,500,400);loops=2' },
  folder: { pattern: /^\/?[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/, words: 'a path of letters, digits, _ . - without blanks' },
  messageName: { pattern: tokenName(128), words: 'a file name of letters, digits, _ . -, the first no dot or dash' },
  recording: { pattern: /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/, words: 'a relative path of letters, digits, _ . -' },
  stream: { pattern: /^[A-Za-z0-9_-]{1,64}$/, words: 'the name of a local stream' },
  executionId: { pattern: /^[A-Za-z0-9-]{1,64}$/, words: '1 to 64 letters, digits, -' },
} as const;

export type ArgumentKind = keyof typeof ALLOWED;

/** Gives the value back if it is of that kind, else throws `UnsafeArgumentError`. */
export function safe(kind: ArgumentKind, value: string): string {
  const { pattern, words } = ALLOWED[kind];
  if (typeof value !== 'string' || !pattern.test(value)) throw new UnsafeArgumentError(kind, `it must be ${words}`);
  if ((kind === 'folder' || kind === 'recording') && value.split('/').includes('..')) {
    throw new UnsafeArgumentError(kind, 'it must not have ..');
  }
  return value;
}

/** A whole number from `least` to `most`. */
export function safeNumber(argument: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new UnsafeArgumentError(argument, `it must be a whole number from ${least} to ${most}`);
  }
  return value;
}

/** A whole number of seconds from 1 to an hour. */
export function safeSeconds(argument: string, value: number): number {
  return safeNumber(argument, value, 1, 3600);
}

const ENDS_A_LINE = /[\r\n\0]/;

/**
 * The last gate before the socket, for every line of every command: a line break would begin another
 * command, with the rights of `api system`; a NUL would cut this one short.
 */
export function safeLine(argument: string, line: string): string {
  if (ENDS_A_LINE.test(line)) throw new UnsafeArgumentError(argument, 'it must be one line');
  return line;
}
