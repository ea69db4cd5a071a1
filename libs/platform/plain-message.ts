import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const SHOWN_KEYS = 10;
const SHOWN_KEY_CHARS = 60;

const KINDS: Readonly<Record<string, string>> = {
  string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false',
  object: 'an object', record: 'an object', array: 'a list', null: 'null',
};
const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'an id such as 01a21bc6-93b3-76d9-b45e-a87abd8935a4', datetime: 'a time such as 2026-01-31T12:00:00Z', date: 'a day such as 2026-01-31',
  url: 'an address such as https://example.com', email: 'an e-mail address such as ann@example.com',
};

/**
 * What is wrong, as a sentence whose subject is the field's path: "must be at most 0.03". For whoever sent it, where the
 * contract itself says nothing.
 */
export function plainMessage(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type': return wrongType(issue.expected, issue.input);
    case 'invalid_value': return `must be ${oneOf(issue.values)}`;
    case 'too_big': return `must ${bounded(issue, issue.maximum, issue.inclusive === false ? 'less than' : 'at most')}`;
    case 'too_small': return issue.origin === 'string' && issue.minimum === 1
      ? 'must not be empty'
      : `must ${bounded(issue, issue.minimum, issue.inclusive === false ? 'more than' : 'at least')}`;
    case 'not_multiple_of': return `must be a multiple of ${issue.divisor}`;
    case 'invalid_format': return FORMATS[issue.format] === undefined ? 'is not written as it must be' : `must be ${FORMATS[issue.format]}`;
    case 'unrecognized_keys': return unknownKeys(issue.keys);
    case 'invalid_key': return `is no name that may stand here: ${issue.issues[0]?.message ?? 'it is not known'}`;
    case 'invalid_element': return `has an entry that ${issue.issues[0]?.message ?? 'is not valid'}`;
    case 'invalid_union': return noneOf(issue);
    case 'custom': return 'is not valid';
  }
}

/** A name that somebody sent, however long it is. */
export function shownKey(key: string): string {
  return key.length > SHOWN_KEY_CHARS ? `${key.slice(0, SHOWN_KEY_CHARS)}…` : key;
}

function unknownKeys(keys: readonly string[]): string {
  const shown = keys.slice(0, SHOWN_KEYS).map(shownKey);
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
  const shown = values.map((value) => (value === '' ? 'empty' : String(value)));
  return shown.length === 1 ? shown.join('') : `one of ${shown.join(', ')}`;
}

/** What a value of several kinds lacks of those that it is nearest to. */
function noneOf(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  if ('options' in issue && Array.isArray(issue.options)) return `must be ${oneOf(issue.options)}`;
  const [nearest] = NEAREST.map((isNear) => issue.errors.filter((issues) => issues.every(isNear))).filter((kinds) => kinds.length > 0);
  const said = (nearest ?? issue.errors).map(([first]) => first === undefined ? '' : [first.path.join('.'), first.message].filter((part) => part !== '').join(' '));
  return said.length === 0 ? 'is not valid' : [...new Set(said)].join(', or ');
}

const isOfKind = ({ code, path }: z.core.$ZodIssue): boolean => path.length > 0 || (code !== 'invalid_type' && code !== 'invalid_value');
/** Of its kind, but not as it must be; of another kind; another value than the one that there is. */
const NEAREST = [isOfKind, ({ code }: z.core.$ZodIssue): boolean => code !== 'invalid_value'] as const;

function bounded({ origin, exact }: { readonly origin: string; readonly exact?: boolean }, limit: number | bigint, relation: string): string {
  const amount = `${exact === true ? 'exactly' : relation} ${limit}`;
  if (origin === 'string') return `have ${amount} ${limit === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `have ${amount} ${limit === 1 ? 'entry' : 'entries'}`;
  return `be ${amount}`;
}
