import { statSync } from 'node:fs';
import { messageOf } from '../errors';
import { OLD_AFTER_DAYS, ageDays, builtInZones, readZoneFile, type ZoneData } from './zone-data';

/** What a process goes by, as health and `doctor` show it. */
export interface ZoneStatus {
  readonly version: string;
  readonly released: string;
  readonly ageDays: number;
  readonly old: boolean;
  /** Why ZONE_DATA_FILE is not used, in words; null when it is, or when there is none. */
  readonly problem: string | null;
}

interface Logger { info(about: object, message: string): void; warn(about: object, message: string): void }

const LOOK_EVERY_MS = 60 * 60_000;
const DAY_MS = 24 * LOOK_EVERY_MS;

let current: ZoneData | undefined;
let problem: string | null = null;
let listeners: (() => void)[] = [];

/** The data that this process goes by now. */
export function zoneData(): ZoneData {
  return current ??= builtInZones();
}

/** Called whenever other data is taken: what was made from the old is forgotten then. */
export function whenZonesChange(forget: () => void): void {
  listeners = [...listeners, forget];
}

/** Takes the file if it is sound; else keeps what there is, and `zoneStatus` says why. False: kept. */
export function takeZoneFile(path: string): boolean {
  try {
    current = readZoneFile(path);
    problem = null;
  } catch (thrown) {
    problem = `ZONE_DATA_FILE ${path} is not used: ${messageOf(thrown)}. The data of ${zoneData().version} is.`;
    return false;
  }
  for (const forget of listeners) forget();
  return true;
}

export function zoneStatus(nowMs: number): ZoneStatus {
  const data = zoneData();
  const age = ageDays(data, nowMs);
  return { version: data.version, released: data.released, ageDays: age, old: age > OLD_AFTER_DAYS, problem };
}

/** What is wrong with the data, in words for a log or a person; null: nothing. */
export function zoneComplaint({ version, released, ageDays: age, old, problem: why }: ZoneStatus): string | null {
  const aged = old ? `the time zone data ${version} of ${released} is ${age} days old: clocks may have changed since, and people would be called outside their hours (docs/operating.md)` : null;
  return why === null && aged === null ? null : [why, aged].filter((part) => part !== null).join(' ');
}

/** For the life of a process: the file is taken at once, looked at every hour, and old data complained of once a day. */
export function keepZonesFresh(path: string | undefined, clock: { nowMs(): number }, log: Logger): { stop(): void } {
  let takenAtMs = Number.NaN;
  let complainedAtMs = Number.NEGATIVE_INFINITY;
  const look = (): void => {
    const writtenAtMs = path === undefined ? Number.NaN : timeOf(path);
    const isNew = path !== undefined && !Object.is(writtenAtMs, takenAtMs);
    takenAtMs = writtenAtMs;
    if (isNew && takeZoneFile(path)) log.info({ zoneData: zoneData().version }, 'time zone data was taken from ZONE_DATA_FILE');
    const status = zoneStatus(clock.nowMs());
    const complaint = zoneComplaint(status);
    if (complaint === null || (!isNew && clock.nowMs() - complainedAtMs < DAY_MS)) return;
    complainedAtMs = clock.nowMs();
    log.warn({ zoneData: status.version }, complaint);
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return { stop: () => { clearInterval(timer); } };
}

/** A file that is not there is new once: it is complained of, and taken as soon as it comes. */
function timeOf(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return -1; // reading it says why
  }
}
