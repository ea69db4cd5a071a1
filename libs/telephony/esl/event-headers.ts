/**
 * The headers of one event. Reading is lazy: an event costs what is asked of it. They are good until the handler of
 * the event returns; `kept` gives some that stay.
 */
export interface EventHeaders {
  /** `Event-Name`. */
  readonly name: string;
  /** One header; empty when the event has none of that name. */
  get(name: string): string;
  /** The channel's variables, without the `variable_` prefix. Reads the whole event. */
  variables(): Record<string, string>;
  kept(): EventHeaders;
}

/** Before the names of channel variables among an event's headers. */
export const VARIABLE = 'variable_';

/** The channel's variables among an event's headers, without their prefix. */
export function variablesOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(VARIABLE)) variables[name.slice(VARIABLE.length)] = value;
  }
  return variables;
}

/** The headers of an event that is already a record (tests, fixtures). */
export function recordHeaders(headers: Readonly<Record<string, string>>): EventHeaders {
  const kept: EventHeaders = {
    name: headers['Event-Name'] ?? '',
    get: (name) => headers[name] ?? '',
    variables: () => variablesOf(headers),
    kept: () => kept,
  };
  return kept;
}
