import { fixedZone } from '@paceline/domain/compliance/zone';
import { whenZonesChange, zoneData } from './current-zones';

/**
 * Names that people and programs give to zones, besides the IANA ones: what Windows, and so Outlook, Dynamics and
 * Salesforce, write (Unicode CLDR 48, `windowsZones.xml`), and what North Americans say. In lower case. Abbreviations that mean
 * several zones (PST is Manila's too, EST Sydney's, CST Shanghai's) are not among them: they are refused.
 */
const COMMON: ReadonlyMap<string, string> = new Map(Object.entries({
  'et': 'America/New_York', 'edt': 'America/New_York', 'eastern': 'America/New_York', 'eastern time': 'America/New_York', 'eastern standard time': 'America/New_York',
  'ct': 'America/Chicago', 'cdt': 'America/Chicago', 'central': 'America/Chicago', 'central time': 'America/Chicago', 'central standard time': 'America/Chicago',
  'mt': 'America/Denver', 'mdt': 'America/Denver', 'mountain': 'America/Denver', 'mountain time': 'America/Denver', 'mountain standard time': 'America/Denver', 'us mountain standard time': 'America/Phoenix', 'arizona': 'America/Phoenix',
  'pt': 'America/Los_Angeles', 'pdt': 'America/Los_Angeles', 'pacific': 'America/Los_Angeles', 'pacific time': 'America/Los_Angeles', 'pacific standard time': 'America/Los_Angeles',
  'akst': 'America/Anchorage', 'akdt': 'America/Anchorage', 'alaskan standard time': 'America/Anchorage', 'alaska': 'America/Anchorage', 'hawaii': 'Pacific/Honolulu', 'hst': 'Pacific/Honolulu', 'hawaiian standard time': 'Pacific/Honolulu',
  'atlantic standard time': 'America/Halifax', 'newfoundland standard time': 'America/St_Johns', 'canada central standard time': 'America/Regina', 'yukon standard time': 'America/Whitehorse',
  'gmt standard time': 'Europe/London', 'greenwich standard time': 'Atlantic/Reykjavik', 'w. europe standard time': 'Europe/Berlin', 'romance standard time': 'Europe/Paris',
  'central europe standard time': 'Europe/Budapest', 'central european standard time': 'Europe/Warsaw', 'cest': 'Europe/Brussels', 'eest': 'Europe/Athens', 'fle standard time': 'Europe/Kyiv',
  'e. europe standard time': 'Europe/Chisinau', 'gtb standard time': 'Europe/Bucharest', 'russian standard time': 'Europe/Moscow', 'msk': 'Europe/Moscow', 'turkey standard time': 'Europe/Istanbul',
  'iran standard time': 'Asia/Tehran', 'irst': 'Asia/Tehran', 'arabian standard time': 'Asia/Dubai', 'arab standard time': 'Asia/Riyadh', 'arabic standard time': 'Asia/Baghdad', 'jordan standard time': 'Asia/Amman',
  'egypt standard time': 'Africa/Cairo', 'morocco standard time': 'Africa/Casablanca', 'israel standard time': 'Asia/Jerusalem', 'syria standard time': 'Asia/Damascus', 'middle east standard time': 'Asia/Beirut',
  'afghanistan standard time': 'Asia/Kabul', 'pakistan standard time': 'Asia/Karachi', 'india standard time': 'Asia/Kolkata', 'nepal standard time': 'Asia/Kathmandu', 'bangladesh standard time': 'Asia/Dhaka',
  'se asia standard time': 'Asia/Bangkok', 'china standard time': 'Asia/Shanghai', 'beijing': 'Asia/Shanghai', 'singapore standard time': 'Asia/Singapore', 'taipei standard time': 'Asia/Taipei', 'pht': 'Asia/Manila',
  'tokyo standard time': 'Asia/Tokyo', 'jst': 'Asia/Tokyo', 'korea standard time': 'Asia/Seoul', 'kst': 'Asia/Seoul', 'w. australia standard time': 'Australia/Perth', 'awst': 'Australia/Perth',
  'aus eastern standard time': 'Australia/Sydney', 'e. australia standard time': 'Australia/Brisbane', 'cen. australia standard time': 'Australia/Adelaide', 'aus central standard time': 'Australia/Darwin',
  'tasmania standard time': 'Australia/Hobart', 'new zealand standard time': 'Pacific/Auckland', 'nzst': 'Pacific/Auckland', 'nzdt': 'Pacific/Auckland', 'south africa standard time': 'Africa/Johannesburg', 'sast': 'Africa/Johannesburg',
  'e. africa standard time': 'Africa/Nairobi', 'w. central africa standard time': 'Africa/Lagos', 'e. south america standard time': 'America/Sao_Paulo', 'argentina standard time': 'America/Argentina/Buenos_Aires',
  'pacific sa standard time': 'America/Santiago', 'sa pacific standard time': 'America/Bogota', 'central standard time (mexico)': 'America/Mexico_City', 'venezuela standard time': 'America/Caracas', 'cuba standard time': 'America/Havana',
}));

/** Old names of the data that are abbreviations too, and are read as such or not at all. */
const NOT_AS_LINKS = new Set(['est', 'mst', 'hst']);

const OFFSET = /^(?:utc|gmt|z)?\s*([+-])\s*([0-9]{1,2})(?::?([0-5][0-9]))?$/;
const NO_OFFSET = new Set(['utc', 'gmt', 'z', 'zulu']);
const MOST_WEST_MIN = -12 * 60;
const MOST_EAST_MIN = 14 * 60;
const LONGEST = 80;

let known: ReadonlyMap<string, string> | undefined;
whenZonesChange(() => { known = undefined; });

/**
 * The zone that a person or a program wrote: an IANA name in any case, its city alone, a common name, an offset from UTC. As the
 * text that a contact has (libs/platform/zones); null when it is none of these, which is for the reader to say aloud.
 */
export function parseZone(written: string): string | null {
  if (written.length > LONGEST) return null;
  const text = written.normalize('NFKC').replaceAll('−', '-').trim().toLowerCase();
  return named(text) ?? offset(text) ?? decorated(text);
}

function named(text: string): string | null {
  const plain = text.replaceAll('_', ' ').replace(/\s+/g, ' ');
  known ??= knownNames();
  return COMMON.get(plain) ?? known.get(plain) ?? null;
}

function offset(text: string): string | null {
  if (NO_OFFSET.has(text)) return 'UTC+00:00';
  const [, sign, hours = '', minutes = '0'] = OFFSET.exec(text) ?? [];
  if (sign === undefined) return null;
  const offsetMin = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return offsetMin < MOST_WEST_MIN || offsetMin > MOST_EAST_MIN ? null : fixedZone(offsetMin).name;
}

/** `(GMT+03:30) Iran Standard Time (Asia/Tehran)`: the most exact part counts. The offset alone knows no summer time. */
function decorated(text: string): string | null {
  const [, before = '', name = '', inner = ''] = /^\(([^()]*)\)\s*([^()]*?)\s*(?:\(([^()]*)\))?$/.exec(text) ?? /^()([^()]+?)\s*\(([^()]*)\)$/.exec(text) ?? [];
  const first = name.split(',')[0] ?? '';
  return named(inner) ?? named(name) ?? named(first) ?? (name === '' && inner === '' ? offset(before) : null);
}

/** Names of the data, and cities that only one zone is named after. */
function knownNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const cities = new Map<string, string | null>();
  for (const name of zoneData().zones.keys()) {
    const plain = name.toLowerCase().replaceAll('_', ' ');
    if (plain.startsWith('etc/') || NOT_AS_LINKS.has(plain)) continue;
    names.set(plain, name);
    const city = plain.split('/').at(-1) ?? plain;
    if (city !== plain) cities.set(city, cities.has(city) ? null : name);
  }
  for (const [city, name] of cities) if (name !== null && !names.has(city)) names.set(city, name);
  return names;
}
