import type { EventHeaders } from './event-headers';

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const BRACKET = 0x5b;
const BRACE = 0x7b;

/** How FreeSWITCH's events begin: cJSON without blanks, the name first (after the subclass of a CUSTOM event). */
const NAME_FIRST = Buffer.from('{"Event-Name":"');
const SUBCLASS_FIRST = Buffer.from('{"Event-Subclass":"');

const keys = new Map<string, Buffer>();

/** `Unique-ID":`, without the opening quote: a rare first byte makes the search fast. */
function keyOf(name: string): Buffer {
  let key = keys.get(name);
  if (key === undefined) {
    key = Buffer.from(`${name}":`);
    keys.set(name, key);
  }
  return key;
}

/**
 * An `event json` body, 2 to 10 KB of which four or five headers are used. They are looked up in the bytes
 * instead of parsing all 150: parsing costs more than everything else that is done with an event.
 *
 * That is exact, not a guess: within a JSON string every quote has a backslash before it, so `NAME":` after
 * `,"` or `{"` can only be a key. A body that is not written the way FreeSWITCH writes it is parsed.
 */
export class JsonHeaders implements EventHeaders {
  readonly name: string;
  private parsed: Readonly<Record<string, unknown>> | null = null;

  constructor(private readonly body: Buffer) {
    if (startsWith(body, NAME_FIRST)) {
      this.name = this.stringAt(NAME_FIRST.length);
    } else {
      if (!startsWith(body, SUBCLASS_FIRST)) this.parsed = parse(body);
      this.name = this.get('Event-Name');
    }
  }

  get(name: string): string {
    if (this.parsed !== null) return text(this.parsed[name]);
    const key = keyOf(name);
    let at = this.body.indexOf(key);
    while (at !== -1) {
      const before = this.body[at - 2];
      if (this.body[at - 1] === QUOTE && (before === COMMA || before === BRACE)) return this.valueAt(at + key.length, name);
      at = this.body.indexOf(key, at + key.length);
    }
    return '';
  }

  kept(): EventHeaders {
    return new JsonHeaders(Buffer.from(this.body));
  }

  private valueAt(start: number, name: string): string {
    if (this.body[start] === QUOTE) return this.stringAt(start + 1);
    // A header that was set several times is an array.
    if (this.body[start] === BRACKET) return text((this.parsed ??= parse(this.body))[name]);
    return '';
  }

  private stringAt(start: number): string {
    let end = start;
    let escaped = false;
    while (end < this.body.length && this.body[end] !== QUOTE) {
      if (this.body[end] === BACKSLASH) {
        escaped = true;
        end += 1;
      }
      end += 1;
    }
    if (!escaped) return this.body.toString('utf8', start, end);
    return text(parseJson(this.body.toString('utf8', start - 1, end + 1)));
  }
}

function startsWith(body: Buffer, beginning: Buffer): boolean {
  return body.length > beginning.length && body.compare(beginning, 0, beginning.length, 0, beginning.length) === 0;
}

/** A body that is no JSON object has no headers; it is not worth ending the connection for. */
function parse(body: Buffer): Readonly<Record<string, unknown>> {
  const value = parseJson(body.toString('utf8'));
  // Any object that is no array can be read by name.
  return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}

/** FreeSWITCH writes strings, and arrays of strings for repeated headers; the latter as `event plain` writes them. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `ARRAY::${value.map(text).join('|:')}`;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
