import { localTime, type IsoWeekday, type LocalTime, type Zone } from './zone';

/**
 * When a contact may be called, in the contact's own time.
 *
 * A contact has one zone, or every zone of its country when only the country is known: then all of them must be within
 * hours, the strictest reading. Instants are milliseconds since the epoch.
 */

/** Minutes from midnight, local; `from` inclusive, `to` exclusive, 0 <= from < to <= 1440. */
export interface DayWindow { readonly fromMin: number; readonly toMin: number }

/** Windows by ISO weekday, 1 = Monday … 7 = Sunday; a day without windows is closed. */
export type CallingHours = Readonly<Partial<Record<IsoWeekday, readonly DayWindow[]>>>;

const EVERY_DAY = (window: DayWindow): CallingHours => ({
  1: [window], 2: [window], 3: [window], 4: [window], 5: [window], 6: [window], 7: [window],
});

/** 8:00–21:00 local time, US FTC TSR 16 CFR 310.4(c). */
export const DEFAULT_CALLING_HOURS = EVERY_DAY({ fromMin: 8 * 60, toMin: 21 * 60 });

function isOpenIn(zone: Zone, hours: CallingHours, atMs: number): boolean {
  return isOpenAt(hours, localTime(zone, atMs));
}

function isOpenAt(hours: CallingHours, local: LocalTime): boolean {
  return (hours[local.weekday] ?? []).some((window) => local.minute >= window.fromMin && local.minute < window.toMin);
}

export type HoursDecision =
  | { readonly allow: true }
  | { readonly allow: false; readonly reason: 'outside-calling-hours'; readonly untilMs: number }
  | { readonly allow: false; readonly reason: 'unknown-zone' | 'no-calling-hours' };

const MINUTE_MS = 60_000;
const DAY_MIN = 24 * 60;
/** Two weeks and a day: one weekly window may fall into the hour that the change to summer time skips. */
const HORIZON_MS = 15 * DAY_MIN * MINUTE_MS;

/** Whether every zone in `zones` is within hours now; if not, the next instant (to the minute) when all are. No zone: nobody knows where the contact is. */
export function withinCallingHours(zones: readonly Zone[], hours: CallingHours, nowMs: number): HoursDecision {
  if (zones.length === 0) return { allow: false, reason: 'unknown-zone' };
  if (zones.every((zone) => isOpenIn(zone, hours, nowMs))) return { allow: true };
  const untilMs = nextOpening(zones, hours, nowMs);
  return untilMs === null ? { allow: false, reason: 'no-calling-hours' } : { allow: false, reason: 'outside-calling-hours', untilMs };
}

/** From one zone's next opening to the next zone's, until none of them is closed; null beyond the horizon. */
function nextOpening(zones: readonly Zone[], hours: CallingHours, nowMs: number): number | null {
  let atMs = (Math.floor(nowMs / MINUTE_MS) + 1) * MINUTE_MS;
  while (atMs <= nowMs + HORIZON_MS) {
    const from = atMs;
    const closed = zones.find((zone) => !isOpenIn(zone, hours, from));
    if (closed === undefined) return atMs;
    atMs += minutesClosed(closed, hours, atMs) * MINUTE_MS;
  }
  return null;
}

/** Minutes from a closed instant during which the zone stays closed for sure, at least 1: mostly up to its next window. */
function minutesClosed(zone: Zone, hours: CallingHours, atMs: number): number {
  const local = localTime(zone, atMs);
  const starts = (hours[local.weekday] ?? []).map((window) => window.fromMin).filter((fromMin) => fromMin > local.minute && fromMin < DAY_MIN);
  let minutes = Math.min(DAY_MIN, ...starts) - local.minute;
  // Where the clocks change on the way, the wall does not show what it should: smaller steps go up to the change.
  while (minutes > 1 && localTime(zone, atMs + minutes * MINUTE_MS).minute !== (local.minute + minutes) % DAY_MIN) minutes >>= 1;
  return Math.max(1, minutes);
}
