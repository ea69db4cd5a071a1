import { readBrackets } from './brackets';
import { separateString } from './separate-string';

/** One leg to dial: `sofia/gateway/carrier/123` is endpoint `sofia` with data `gateway/carrier/123`. */
export interface LegSpec {
  readonly endpoint: string;
  readonly data: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface OriginateSpec {
  /** For all legs. */
  readonly variables: Readonly<Record<string, string>>;
  /** Groups tried one after the other (`|`); the legs of a group ring together (`,`). */
  readonly groups: ReadonlyArray<readonly LegSpec[]>;
}

export interface OriginateCommand {
  /** Independent originates (`:_:`). */
  readonly originates: readonly OriginateSpec[];
  /** `&park()` or an extension of the dialplan. */
  readonly target: { readonly kind: 'application'; readonly name: string; readonly argument: string } | { readonly kind: 'extension'; readonly extension: string };
  readonly callerName: string | null;
  readonly callerNumber: string | null;
  readonly timeoutSec: number;
}

export type OriginateParse =
  | { readonly ok: true; readonly command: OriginateCommand }
  /** The command line has too few or too many words. */
  | { readonly ok: false; readonly reason: 'usage' }
  /** A bracket that does not close. */
  | { readonly ok: false; readonly reason: 'brackets' };

function legOf(text: string): LegSpec | null {
  const bracketed = readBrackets(text, '[', ']');
  if (!bracketed) return null;
  const slash = bracketed.rest.indexOf('/');
  return slash < 0
    ? { endpoint: bracketed.rest, data: '', variables: bracketed.variables }
    : { endpoint: bracketed.rest.slice(0, slash), data: bracketed.rest.slice(slash + 1), variables: bracketed.variables };
}

function originateSpec(text: string): OriginateSpec | null {
  const bracketed = readBrackets(text, '{', '}');
  if (!bracketed) return null;
  const groups: LegSpec[][] = [];
  for (const group of separateString(bracketed.rest, '|', 128)) {
    const legs: LegSpec[] = [];
    for (const peer of separateString(group, ',', 128)) {
      const leg = legOf(peer);
      if (!leg) return null;
      legs.push(leg);
    }
    groups.push(legs);
  }
  return { variables: bracketed.variables, groups };
}

/** Reads a dial string as `switch_ivr_originate` does, or null when it cannot be read. */
export function readDialString(text: string): readonly OriginateSpec[] | null {
  const specs = text.split(':_:').map(originateSpec);
  return specs.every((spec) => spec !== null) ? specs : null;
}

function targetOf(text: string): OriginateCommand['target'] {
  if (!text.startsWith('&') || text.length === 1) return { kind: 'extension', extension: text };
  const open = text.slice(1).split(')')[0] ?? '';
  const paren = open.indexOf('(');
  return paren < 0
    ? { kind: 'application', name: open, argument: '' }
    : { kind: 'application', name: open.slice(0, paren), argument: open.slice(paren + 1) };
}

/** The argument of `originate`: `<call url> <exten>|&<app>(<args>) [<dialplan>] [<context>] [<cid_name>] [<cid_num>] [<timeout_sec>]`. */
export function readOriginate(argument: string): OriginateParse {
  const words = separateString(argument, ' ', 10);
  if (words.length < 2 || words.length > 7) return { ok: false, reason: 'usage' };
  const given = words.map((word) => (word.toLowerCase() === 'undef' ? undefined : word));
  const originates = readDialString(given[0] ?? '');
  if (!originates) return { ok: false, reason: 'brackets' };
  return {
    ok: true,
    command: {
      originates, target: targetOf(given[1] ?? ''),
      callerName: given[4] ?? null, callerNumber: given[5] ?? null,
      timeoutSec: Number.parseInt(given[6] ?? '60', 10) || 60,
    },
  };
}
