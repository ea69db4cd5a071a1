/**
 * The headers of one event. Reading is lazy: an event costs what is asked of it. They are good until the handler of
 * the event returns; `kept` gives some that stay.
 */
export interface EventHeaders {
  /** `Event-Name`. */
  readonly name: string;
  /** One header; empty when the event has none of that name. */
  get(name: string): string;
  kept(): EventHeaders;
}

/** The headers of an event that is already a record (tests, fixtures). */
export function recordHeaders(headers: Readonly<Record<string, string>>): EventHeaders {
  const kept: EventHeaders = {
    name: headers['Event-Name'] ?? '',
    get: (name) => headers[name] ?? '',
    kept: () => kept,
  };
  return kept;
}
