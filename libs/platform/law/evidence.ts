import { intersectHours, type CallingHours } from '@paceline/domain/compliance/calling-hours';
import { localTime, type Zone } from '@paceline/domain/compliance/zone';
import { zoneData } from '../zone-data/current-zones';
import type { BindingLaw } from './law-book';

const DAY_MS = 86_400_000;

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

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
