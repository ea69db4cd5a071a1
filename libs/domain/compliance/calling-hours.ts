import { localTime, type IsoWeekday, type Zone } from './zone';

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

export const ISO_WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly IsoWeekday[];

/** The hours that lie within both, in order and without overlap; a day on which nothing does is left out. */
export function intersectHours(one: CallingHours, other: CallingHours): CallingHours {
  const within: Partial<Record<IsoWeekday, readonly DayWindow[]>> = {};
  for (const day of ISO_WEEKDAYS) {
    const both = merged((one[day] ?? []).flatMap((a) => (other[day] ?? []).map((b): DayWindow => ({ fromMin: Math.max(a.fromMin, b.fromMin), toMin: Math.min(a.toMin, b.toMin) }))));
    if (both.length > 0) within[day] = both;
  }
  return within;
}

function merged(windows: readonly DayWindow[]): DayWindow[] {
  const whole: DayWindow[] = [];
  for (const window of windows.filter(({ fromMin, toMin }) => fromMin < toMin).sort((a, b) => a.fromMin - b.fromMin)) {
    const last = whole.at(-1);
    if (last !== undefined && window.fromMin <= last.toMin) whole[whole.length - 1] = { fromMin: last.fromMin, toMin: Math.max(last.toMin, window.toMin) };
    else whole.push(window);
  }
  return whole;
}

export type HoursDecision =
  | { readonly allow: true }
  | { readonly allow: false; readonly reason: 'outside-calling-hours'; readonly untilMs: number }
  | { readonly allow: false; readonly reason: 'unknown-zone' | 'no-calling-hours' };

/** Hours of the week, without the days that are closed altogether: holidays, as days since 1970-01-01 on the wall's calendar. */
export interface OpenHours { readonly hours: CallingHours; readonly closedDays: ReadonlySet<number> }
const NO_DAYS: ReadonlySet<number> = new Set();

const MINUTE_MS = 60_000;
const DAY_MIN = 24 * 60;
const DAY_MS = DAY_MIN * MINUTE_MS;
/** Two weeks and a day: one weekly window may fall into the hour that the change to summer time skips. A holiday may take another. */
const HORIZON_DAYS = 15;

/**
 * Whether every zone in `zones` is within hours now; if not, the next instant (to the minute) when all are. No zone: nobody
 * knows where the contact is. Holidays put off, for however long they last; only hours that never come refuse for good.
 */
export function withinCallingHours(zones: readonly Zone[], hours: CallingHours, nowMs: number, closedDays: ReadonlySet<number> = NO_DAYS): HoursDecision {
  if (zones.length === 0) return { allow: false, reason: 'unknown-zone' };
  const open: OpenHours = { hours, closedDays };
  if (zones.every((zone) => isOpenIn(zone, open, nowMs))) return { allow: true };
  const horizonMs = nowMs + (HORIZON_DAYS + 7 * closedDays.size) * DAY_MS;
  const untilMs = nextOpening(zones, open, nowMs, horizonMs);
  if (untilMs !== null) return { allow: false, reason: 'outside-calling-hours', untilMs };
  return { allow: false, reason: 'no-calling-hours' };
}

function isOpenIn(zone: Zone, { hours, closedDays }: OpenHours, atMs: number): boolean {
  const local = localTime(zone, atMs);
  return !closedDays.has(local.day) && (hours[local.weekday] ?? []).some(({ fromMin, toMin }) => local.minute >= fromMin && local.minute < toMin);
}

/** From one zone's next opening to the next zone's, until none of them is closed; null beyond the horizon. */
function nextOpening(zones: readonly Zone[], open: OpenHours, nowMs: number, horizonMs: number): number | null {
  let atMs = (Math.floor(nowMs / MINUTE_MS) + 1) * MINUTE_MS;
  while (atMs <= horizonMs) {
    const from = atMs;
    const closed = zones.find((zone) => !isOpenIn(zone, open, from));
    if (closed === undefined) return atMs;
    atMs += minutesClosed(closed, open, atMs) * MINUTE_MS;
  }
  return null;
}

/** Minutes from a closed instant during which the zone stays closed for sure, at least 1: mostly up to its next window. */
function minutesClosed(zone: Zone, { hours, closedDays }: OpenHours, atMs: number): number {
  const local = localTime(zone, atMs);
  const windows = closedDays.has(local.day) ? [] : hours[local.weekday] ?? [];
  const starts = windows.map((window) => window.fromMin).filter((fromMin) => fromMin > local.minute && fromMin < DAY_MIN);
  let minutes = Math.min(DAY_MIN, ...starts) - local.minute;
  // Where the clocks change on the way, the wall does not show what it should: smaller steps go up to the change.
  while (minutes > 1 && localTime(zone, atMs + minutes * MINUTE_MS).minute !== (local.minute + minutes) % DAY_MIN) minutes >>= 1;
  return Math.max(1, minutes);
}
