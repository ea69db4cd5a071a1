import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const SHOWN_KEYS = 10;
const SHOWN_KEY_CHARS = 60;

const KINDS: Readonly<Record<string, string>> = {
  string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false',
  object: 'an object', record: 'an object', array: 'a list', null: 'null',
};
const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'an id such as 01a21bc6-93b3-76d9-b45e-a87abd8935a4', datetime: 'a time such as 2026-01-31T12:00:00Z',
};

/**
 * What is wrong, as a sentence whose subject is the field's path: "must be at most 0.03". For whoever sent it, where the
 * contract itself says nothing; undefined: the validator's own words.
 */
export function plainMessage(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type': return wrongType(issue.expected, issue.input);
    case 'invalid_value': return `must be ${oneOf(issue.values)}`;
    case 'too_big': return `must ${bounded(issue, issue.maximum, issue.inclusive === false ? 'less than' : 'at most')}`;
    case 'too_small': return issue.origin === 'string' && issue.minimum === 1
      ? 'must not be empty'
      : `must ${bounded(issue, issue.minimum, issue.inclusive === false ? 'more than' : 'at least')}`;
    case 'invalid_format': return FORMATS[issue.format] === undefined ? undefined : `must be ${FORMATS[issue.format]}`;
    case 'unrecognized_keys': return unknownKeys(issue.keys);
    case 'invalid_key': return `is no name that may stand here: ${issue.issues[0]?.message ?? 'it is not known'}`;
    default: return undefined;
  }
}

/** Names that nobody knows, however many and long they are. */
export function unknownKeys(keys: readonly string[]): string {
  const shown = keys.slice(0, SHOWN_KEYS).map((key) => key.length > SHOWN_KEY_CHARS ? `${key.slice(0, SHOWN_KEY_CHARS)}…` : key);
  return `has nothing called ${shown.join(', ')}${keys.length > SHOWN_KEYS ? `, and ${keys.length - SHOWN_KEYS} more` : ''}`;
}

function wrongType(expected: string, input: unknown): string {
  if (input === undefined) return 'is missing';
  const must = `must be ${KINDS[expected] ?? expected}`;
  const given = kindOf(input);
  return given === undefined ? must : `${must}, not ${given}`;
}

/** Undefined for what has no better word than that it is none (NaN, where text was read as a number). */
function kindOf(input: unknown): string | undefined {
  if (typeof input === 'number') return Number.isNaN(input) ? undefined : String(input);
  return KINDS[input === null ? 'null' : Array.isArray(input) ? 'array' : typeof input];
}

function oneOf(values: readonly unknown[]): string {
  const [only] = values;
  return values.length === 1 ? String(only) : `one of ${values.join(', ')}`;
}

function bounded({ origin, exact }: { readonly origin: string; readonly exact?: boolean }, limit: number | bigint, relation: string): string {
  const amount = `${exact === true ? 'exactly' : relation} ${limit}`;
  if (origin === 'string') return `have ${amount} ${limit === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `have ${amount} ${limit === 1 ? 'entry' : 'entries'}`;
  return `be ${amount}`;
}
