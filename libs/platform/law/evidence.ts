import { intersectHours, type CallingHours } from '@paceline/domain/compliance/calling-hours';
import { localTime, offsetMinAt, type Zone } from '@paceline/domain/compliance/zone';
import { zoneData } from '../zone-data/current-zones';
import { zonesOf } from '../zones';
import type { BindingLaw } from './law-book';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** That a call was lawful when it was sent, for whoever asks later: the clocks, of which release of the data, the laws, and what they and the campaign left open. */
export interface Evidence {
  readonly localTimes: readonly string[];
  readonly zoneData: string;
  readonly laws: readonly string[];
  /** Windows of that weekday, `09:00-20:00`, by the clock of the first zone. */
  readonly open: string;
}

export function evidenceOf(zones: readonly Zone[], hours: CallingHours, law: BindingLaw, atMs: number): Evidence {
  const times = zones.map((zone) => ({ zone, local: localTime(zone, atMs) }));
  const [first] = times;
  const windows = first === undefined ? [] : intersectHours(hours, law.hours)[first.local.weekday] ?? [];
  return {
    localTimes: times.map(({ zone, local }) => `${zone.name} ${new Date(local.day * DAY_MS).toISOString().slice(0, 10)} ${clock(local.minute)}`),
    zoneData: zoneData().version, laws: law.laws.map(({ id }) => id), open: windows.map(({ fromMin, toMin }) => `${clock(fromMin)}-${clock(toMin)}`).join(' '),
  };
}

/**
 * The instant at which those clocks show those times, in milliseconds since the epoch, to the minute; of the two within an hour
 * that a zone's clock goes through twice the first, unless another clock tells which. Null when there is none, or no clock that is known.
 */
export function judgedAtMs(localTimes: readonly string[]): number | null {
  const clocks = localTimes.map(clockOf);
  const known = clocks.filter((shown) => shown !== null);
  const [first] = known;
  if (first === undefined || known.length < clocks.length) return null;
  const instants = [...new Set(first.zone.offsetsMin)].map((offsetMin) => first.wallMs - offsetMin * MINUTE_MS).sort((a, b) => a - b);
  return instants.find((atMs) => known.every(({ zone, wallMs }) => atMs + offsetMinAt(zone, atMs) * MINUTE_MS === wallMs)) ?? null;
}

/** The wall's time as if it were UTC. */
function clockOf(shown: string): { readonly zone: Zone; readonly wallMs: number } | null {
  const [, name = '', day = '', minute = ''] = /^(\S+) (\S+) (\S+)$/.exec(shown) ?? [];
  const [zone] = zonesOf(name);
  const wallMs = Date.parse(`${day}T${minute}Z`);
  return zone === undefined || Number.isNaN(wallMs) ? null : { zone, wallMs };
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
