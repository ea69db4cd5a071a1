import type { z } from 'zod';
import type { IssueReasons } from './issue-reasons';
import type { Message, Told } from './message';
import { heard, says } from './schema-words';

type Found = z.core.$ZodRawIssue;
type Bound = IssueReasons['out-of-bounds']['bound'];

const SHOWN_NAMES = 10;
const SHOWN_NAME_CHARS = 60;

/** What is wrong with a field, where the contract itself says nothing: as a schema says it. */
export function plainIssue(issue: Found): string {
  return says(...toldOf(issue));
}

function toldOf(issue: Found): Told<IssueReasons> {
  switch (issue.code) {
    case 'invalid_type': return issue.input === undefined ? ['missing'] : ['wrong-kind', { expected: issue.expected, given: kindOf(issue.input) }];
    case 'invalid_value': return notOneOf(issue.values);
    case 'too_big': return outOfBounds(issue, issue.maximum, issue.inclusive === false ? 'less-than' : 'at-most');
    case 'too_small': return issue.origin === 'string' && issue.minimum === 1 ? ['empty'] : outOfBounds(issue, issue.minimum, issue.inclusive === false ? 'more-than' : 'at-least');
    case 'not_multiple_of': return ['not-multiple-of', { step: issue.divisor }];
    case 'invalid_format': return ['not-written-as', { form: issue.format }];
    case 'unrecognized_keys': return ['unknown-names', { names: issue.keys.slice(0, SHOWN_NAMES).map(shownName), more: Math.max(0, issue.keys.length - SHOWN_NAMES) }];
    case 'invalid_key': return ['not-a-name-here', { why: firstOf(issue.issues) }];
    case 'invalid_element': return ['wrong-entry', { why: firstOf(issue.issues) }];
    case 'invalid_union': return noneOf(issue);
    case 'custom': return ['not-valid'];
  }
}

/** A name that somebody sent, however long it is. */
export function shownName(name: string): string {
  return name.length > SHOWN_NAME_CHARS ? `${name.slice(0, SHOWN_NAME_CHARS)}…` : name;
}

/** Null for what has no better word than that it is none (NaN, where text was read as a number); infinity by name, as JSON has none. */
function kindOf(input: unknown): string | number | null {
  if (typeof input === 'number') return Number.isNaN(input) ? null : Number.isFinite(input) ? input : String(input);
  const kind = input === null ? 'null' : Array.isArray(input) ? 'array' : typeof input;
  return kind === 'string' || kind === 'boolean' || kind === 'object' || kind === 'array' || kind === 'null' ? kind : null;
}

function notOneOf(values: readonly unknown[]): Told<IssueReasons> {
  return ['not-one-of', { values: values.map(String) }];
}

/** What a value of several kinds lacks of those that it is nearest to. */
function noneOf(issue: Extract<Found, { code: 'invalid_union' }>): Told<IssueReasons> {
  if ('options' in issue && Array.isArray(issue.options)) return notOneOf(issue.options);
  const [nearest] = NEAREST.map((isNear) => issue.errors.filter((issues) => issues.every(isNear))).filter((kinds) => kinds.length > 0);
  const whys = (nearest ?? issue.errors).flatMap(([first]) => first === undefined ? [] : [{ path: first.path.join('.'), ...heard(first.message) }]);
  return whys.length === 0 ? ['not-valid'] : ['none-of-its-kinds', { whys }];
}

const isOfKind = ({ code, path }: z.core.$ZodIssue): boolean => path.length > 0 || (code !== 'invalid_type' && code !== 'invalid_value');
/** Of its kind, but not as it must be; of another kind; another value than the one that there is. */
const NEAREST = [isOfKind, ({ code }: z.core.$ZodIssue): boolean => code !== 'invalid_value'] as const;

function firstOf([first]: readonly z.core.$ZodIssue[]): Message<IssueReasons> {
  return first === undefined ? { code: 'not-valid', params: {} } : heard(first.message);
}

function outOfBounds({ origin, exact }: { readonly origin: string; readonly exact?: boolean }, limit: number | bigint, bound: Bound): Told<IssueReasons> {
  return ['out-of-bounds', { of: origin === 'string' ? 'text' : origin === 'array' ? 'list' : 'value', bound: exact === true ? 'exactly' : bound, limit: Number(limit) }];
}
