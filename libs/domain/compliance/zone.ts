/**
 * What time it is somewhere. The rules of a zone are handed in (libs/platform/zone-data reads them); nothing here, and
 * nothing else in Paceline, asks the runtime or the database for them: theirs are as old as their release.
 */
export interface Zone {
  /** IANA name, or `UTC+03:30` for a fixed offset. */
  readonly name: string;
  /** Instants (milliseconds since the epoch) at which one offset ends and the next begins, ascending. */
  readonly changesAtMs: readonly number[];
  /** Minutes east of UTC: before the first change, and from each change on; one more than there are changes. */
  readonly offsetsMin: readonly number[];
}

export type IsoWeekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface LocalTime {
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: IsoWeekday;
  /** Minutes since midnight on the wall clock, 0–1439. */
  readonly minute: number;
  /** The date on the wall, as whole days since 1970-01-01. */
  readonly day: number;
}

const MINUTE_MS = 60_000;
const DAY_MIN = 24 * 60;
const WEEKDAYS = [4, 5, 6, 7, 1, 2, 3] as const; // 1970-01-01 was a Thursday

/** Minutes east of UTC at an instant. */
export function offsetMinAt({ changesAtMs, offsetsMin }: Zone, atMs: number): number {
  let low = 0;
  let high = changesAtMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((changesAtMs[middle] ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return offsetsMin[low] ?? 0;
}

/** The wall clock of a zone at an instant. */
export function localTime(zone: Zone, atMs: number): LocalTime {
  const minutes = Math.floor(atMs / MINUTE_MS + offsetMinAt(zone, atMs));
  const day = Math.floor(minutes / DAY_MIN);
  return { weekday: WEEKDAYS[((day % 7) + 7) % 7] ?? 1, minute: minutes - day * DAY_MIN, day };
}

/** The instant at which the day of the wall clock began: where a clock jumps over midnight, the jump. */
export function dayBeganAtMs(zone: Zone, atMs: number): number {
  const { day } = localTime(zone, atMs);
  const midnight = (offsetMin: number): number => (day * DAY_MIN - offsetMin) * MINUTE_MS;
  const byThisClock = midnight(offsetMinAt(zone, atMs));
  const offsetThen = offsetMinAt(zone, byThisClock);
  if (midnight(offsetThen) === byThisClock) return byThisClock;
  const changedAtMs = zone.changesAtMs.filter((changeAtMs) => changeAtMs <= atMs).at(-1) ?? atMs;
  return Math.min(midnight(offsetThen), changedAtMs);
}

/** A zone whose clock never changes. */
export function fixedZone(offsetMin: number): Zone {
  const size = Math.abs(offsetMin);
  const two = (part: number): string => String(part).padStart(2, '0');
  return { name: `UTC${offsetMin < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`, changesAtMs: [], offsetsMin: [offsetMin] };
}
