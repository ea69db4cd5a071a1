import { readFileSync, statSync } from 'node:fs';
import { messageOf } from '../errors';
import { packedFile, unpackZones, type UnpackedZones } from './packed-zones';

/** The clocks of the world as we know them: the only source of zones, whatever the runtime's own data says. */
export interface ZoneData extends UnpackedZones {
  /** The IANA release, such as 2026f. */
  readonly version: string;
  /** YYYY-MM-DD. */
  readonly released: string;
  readonly origin: string;
}

/** Day of publication of the data package that package.json pins; a test holds the two together. */
export const BUILT_IN = { packageVersion: '0.6.6', version: '2026f', released: '2026-10-29' } as const;

/** Governments change their clocks at a few months' notice: data that is older than this has probably missed one. */
export const OLD_AFTER_DAYS = 120;

const DAY_MS = 24 * 60 * 60_000;
let builtIn: ZoneData | undefined;

/** The data that this version of Paceline comes with. */
export function builtInZones(): ZoneData {
  builtIn ??= { ...parse(readFileSync(require.resolve('moment-timezone/data/packed/latest.json'), 'utf8')), released: BUILT_IN.released, origin: 'built-in' };
  return builtIn;
}

/**
 * A newer `data/packed/latest.json` of `moment-timezone`. Throws an Error that says what is wrong with it: not that form,
 * damaged, older than what we have, or without zones that contacts may have.
 */
export function readZoneFile(path: string): ZoneData {
  const data = parse(readFileSync(path, 'utf8'));
  const own = builtInZones();
  if (data.version < own.version) throw new Error(`it is of ${data.version}, older than the built-in ${own.version}`);
  const lost = [...own.zones.keys()].filter((name) => !data.zones.has(name));
  if (lost.length > 0) throw new Error(`it lacks ${lost.length} zones that the built-in data has, ${lost[0] ?? ''} among them`);
  return { ...data, released: data.released ?? dayOfFile(path, data.version), origin: path };
}

/** Whole days since the release. */
export function ageDays({ released }: Pick<ZoneData, 'released'>, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - Date.parse(released)) / DAY_MS));
}

function parse(text: string): UnpackedZones & { readonly version: string; readonly released: string | undefined } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    throw new Error(`it is no JSON: ${messageOf(thrown)}`, { cause: thrown });
  }
  const file = packedFile.safeParse(json);
  if (!file.success) {
    const [issue] = file.error.issues;
    throw new Error(`it is not in moment-timezone's packed form: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  return { ...unpackZones(file.data), version: file.data.version, released: file.data.released };
}

/** When it was put here; a package's own files all have a date of 1985, which says nothing: then the year of the release began. */
function dayOfFile(path: string, version: string): string {
  const day = statSync(path).mtime.toISOString().slice(0, 10);
  const newYear = `${version.slice(0, 4)}-01-01`;
  return day > newYear ? day : newYear;
}
