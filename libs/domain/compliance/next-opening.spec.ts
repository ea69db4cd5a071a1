import { zoneData } from '@paceline/platform/zone-data/current-zones';
import { zonesOf } from '@paceline/platform/zones';
import fc from 'fast-check';
import moment from 'moment-timezone';
import { withinCallingHours, type CallingHours, type DayWindow } from './calling-hours';

const MINUTE_MS = 60_000;
const ISO_WEEKDAYS = [7, 1, 2, 3, 4, 5, 6] as const;
const HORIZON_MIN = 15 * 24 * 60;

/** Zones with and without summer time, with half and quarter hours, with a summer time of half an hour, and far apart. */
const ZONES = [
  'UTC', 'Asia/Tehran', 'Asia/Kathmandu', 'Asia/Kolkata', 'Europe/London', 'Europe/Berlin', 'America/New_York', 'America/St_Johns',
  'America/Los_Angeles', 'Pacific/Honolulu', 'Australia/Lord_Howe', 'Pacific/Chatham', 'Pacific/Apia', 'Africa/Casablanca', 'America/Santiago', 'America/Vancouver', 'America/Havana',
];

/** Weeks in which the clocks change somewhere, and an ordinary one. */
const WEEKS = ['2025-10-26', '2026-02-15', '2026-03-08', '2026-03-29', '2026-04-05', '2026-07-01', '2026-09-20', '2026-09-27', '2026-11-01', '2026-11-29'].map((day) => Date.parse(`${day}T00:00Z`));

const QUARTER_MS = 15 * MINUTE_MS;
const offsets = new Map<string, number>();

/** Offset from UTC in minutes, as another program reads the same data; since 1973 they change at full quarters only. */
function offsetMinutes(zone: string, atMs: number): number {
  const quarterMs = Math.floor(atMs / QUARTER_MS) * QUARTER_MS;
  const key = `${zone} ${quarterMs}`;
  const offset = offsets.get(key) ?? -(moment.tz.zone(zone)?.utcOffset(quarterMs) ?? Number.NaN);
  offsets.set(key, offset);
  return offset;
}

function isOpenByTheMinute(zones: readonly string[], hours: CallingHours, atMs: number): boolean {
  return zones.every((zone) => {
    const wall = new Date(atMs + offsetMinutes(zone, atMs) * MINUTE_MS);
    const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes();
    const weekday = ISO_WEEKDAYS[wall.getUTCDay()] ?? 1;
    return (hours[weekday] ?? []).some((window) => window.fromMin <= minute && minute < window.toMin);
  });
}

function firstOpenMinute(zones: readonly string[], hours: CallingHours, nowMs: number): number | null {
  const firstMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  for (let minute = 0; minute < HORIZON_MIN; minute++) {
    if (isOpenByTheMinute(zones, hours, firstMs + minute * MINUTE_MS)) return firstMs + minute * MINUTE_MS;
  }
  return null;
}

const anyWindow: fc.Arbitrary<DayWindow> = fc.tuple(fc.integer({ min: 0, max: 1439 }), fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 1440 })))
  .map(([fromMin, length]) => ({ fromMin, toMin: Math.min(1440, fromMin + length) }));
const anyDay = fc.array(anyWindow, { maxLength: 3 });
const anyHours: fc.Arbitrary<CallingHours> = fc.record({ 1: anyDay, 2: anyDay, 3: anyDay, 4: anyDay, 5: anyDay, 6: anyDay, 7: anyDay }, { requiredKeys: [] });
const anyZones = fc.uniqueArray(fc.constantFrom(...ZONES), { minLength: 1, maxLength: 3 });
const anyInstant = fc.tuple(fc.constantFrom(...WEEKS), fc.integer({ min: -24 * 60, max: 24 * 60 }), fc.integer({ min: 0, max: MINUTE_MS - 1 }))
  .map(([weekMs, minutes, ms]) => weekMs + minutes * MINUTE_MS + ms);

describe('the next opening', () => {
  it('is the first open minute, as found by trying them all', () => {
    let waits = 0;
    fc.assert(fc.property(anyZones, anyHours, anyInstant, (zones, hours, nowMs) => {
      const decision = withinCallingHours(zones.flatMap((zone) => zonesOf(zone)), hours, nowMs);
      expect(decision.allow).toBe(isOpenByTheMinute(zones, hours, nowMs));
      if (decision.allow) return;
      expect('untilMs' in decision ? decision.untilMs : null).toBe(firstOpenMinute(zones, hours, nowMs));
      waits++;
    }), { numRuns: 150 });
    expect(waits).toBeGreaterThan(20);
  });

  it('of all zones of a large country is found without walking through every minute', () => {
    const country = [...zoneData().zones.values()].filter(({ name }) => name.startsWith('America/'));
    const never: CallingHours = { 1: [{ fromMin: 8 * 60, toMin: 9 * 60 }] };
    const beganMs = performance.now();
    expect(withinCallingHours(country, never, WEEKS[5] ?? 0)).toEqual({ allow: false, reason: 'no-calling-hours' });
    expect(performance.now() - beganMs).toBeLessThan(2_000);
  });
});
