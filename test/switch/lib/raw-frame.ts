/** An event as the switch sent it: every header, arrays as arrays, the body under `_body`. */
export type RawEvent = Readonly<Record<string, string | readonly string[]>>;

/** Headers and the body that they announce: a reply, a response, a notice, or an event within its body. */
export interface RawFrame {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** @param decoded values are as URLs are written, as in plain events */
export function readHeaders(text: string, decoded: boolean): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon)] = decoded ? decode(line.slice(colon + 1).trim()) : line.slice(colon + 1).trim();
  }
  return headers;
}

/** The event of a frame, plain or JSON. */
export function readEvent(frame: RawFrame): RawEvent {
  if (frame.headers['Content-Type'] === 'text/event-json') {
    const parsed: unknown = JSON.parse(frame.body);
    return parsed as RawEvent; // the switch sends objects of strings and arrays of strings
  }
  const blank = frame.body.indexOf('\n\n');
  const headers = readHeaders(frame.body.slice(0, blank), true);
  return headers['Content-Length'] === undefined ? headers : { ...headers, _body: frame.body.slice(blank + 2) };
}
