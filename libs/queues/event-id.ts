/** The id before every event. */
export const FIRST_EVENT_ID = '0-0';

/**
 * Where an event is in the stream: its entry's milliseconds and number within them, as Redis gives them, and its own place in
 * that entry. Of an id that names only the entry: all of it.
 */
export interface EventPlace { readonly entry: string; readonly ms: number; readonly sequence: number; readonly index: number }

/** Null for anything that no stream can have given. */
export function placeOf(id: string): EventPlace | null {
  const [, entry, ms, sequence, index] = /^(([0-9]{1,19})-([0-9]{1,19}))(?:\.([0-9]{1,6}))?$/.exec(id) ?? [];
  if (entry === undefined) return null;
  return { entry, ms: Number(ms), sequence: Number(sequence), index: index === undefined ? Number.POSITIVE_INFINITY : Number(index) };
}

export function eventId(entry: string, index: number): string {
  return `${entry}.${index}`;
}

/** Whether the first event comes behind the second. */
export function isAfter(id: string, other: string): boolean {
  const [a, b] = [placeOf(id), placeOf(other)];
  if (a === null || b === null) return false;
  return a.ms !== b.ms ? a.ms > b.ms : a.sequence !== b.sequence ? a.sequence > b.sequence : a.index > b.index;
}
