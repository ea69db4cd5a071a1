/** A header's value; an array is what FreeSWITCH's `ARRAY::` headers (transfer_history) become in JSON. */
export type HeaderValue = string | readonly string[];
export type Header = readonly [name: string, value: HeaderValue];

const NOTHING_TO_ESCAPE = /^[A-Za-z0-9_.\-/,()'~!*$]*$/;

/** FreeSWITCH's URL encoding of a plain event's values: `/`, `,` and `$` stay as they are. */
export function encodePlainValue(value: string): string {
  if (NOTHING_TO_ESCAPE.test(value)) return value;
  return encodeURIComponent(value).replace(/%(2F|2C|24)/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

const NEEDS_JSON_ESCAPE = /[^ !#-[\]-~]/;
const MOST_NAMES = 5000;
/** Quoted names by prefix: they are few and come with every event (but a client can invent variables, hence the bound). */
const quotedNames = new Map<string, Map<string, string>>();

function namesOf(prefix: string): Map<string, string> {
  let names = quotedNames.get(prefix);
  if (names === undefined || names.size > MOST_NAMES) {
    names = new Map();
    quotedNames.set(prefix, names);
  }
  return names;
}

function quotedName(names: Map<string, string>, prefix: string, name: string): string {
  let quoted = names.get(name);
  if (quoted === undefined) {
    quoted = `${JSON.stringify(prefix + name)}:`;
    names.set(name, quoted);
  }
  return quoted;
}

function jsonValue(value: HeaderValue): string {
  return typeof value === 'string' && !NEEDS_JSON_ESCAPE.test(value) ? `"${value}"` : JSON.stringify(value);
}

function jsonHeaders(headers: readonly Header[], prefix: string): string {
  const names = namesOf(prefix);
  let text = '';
  for (const [name, value] of headers) text += `${text === '' ? '' : ','}${quotedName(names, prefix, name)}${jsonValue(value)}`;
  return text;
}

function plainText(value: HeaderValue): string {
  return encodePlainValue(typeof value === 'string' ? value : `ARRAY::${value.join('|:')}`);
}

/**
 * Some headers of an event, serialised at most once per format. A channel's variables are one block that
 * many events share, which is what makes thousands of events a second cheap.
 */
export class HeaderBlock {
  private jsonText: string | undefined;
  private plainTextCache: string | undefined;

  /** `prefix` comes before every name. */
  constructor(private readonly headers: readonly Header[], private readonly prefix = '') {}

  /** `"Name":"value","Other":"value"`, without the braces. */
  get json(): string {
    return this.jsonText ??= jsonHeaders(this.headers, this.prefix);
  }

  /** `Name: value` lines, each ended by a line feed. */
  get plain(): string {
    return this.plainTextCache ??= this.headers.map(([name, value]) => `${this.prefix}${name}: ${plainText(value)}\n`).join('');
  }

  get(name: string): string | undefined {
    const wanted = name.toLowerCase();
    const found = this.headers.find(([header]) => (this.prefix + header).toLowerCase() === wanted);
    return found === undefined ? undefined : typeof found[1] === 'string' ? found[1] : found[1].join('|:');
  }
}
