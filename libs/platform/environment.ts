import { english } from '@paceline/contracts/messages/en';
import { told } from '@paceline/contracts/messages/message';
import { plainIssue } from '@paceline/contracts/messages/plain-issue';
import { heard, says } from '@paceline/contracts/messages/schema-words';
import { tokenName } from '@paceline/domain/text/token-name';
import { z } from 'zod';
import { isDialableCountry } from './number-kind';

/**
 * Every environment variable of the apps, in one place: what it means, its unit, its default.
 * The apps read no other. `npm run docs` writes docs/environment.md from here.
 */
const seconds = (fallback: number) => z.coerce.number().positive().default(fallback);
const milliseconds = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const flag = z.enum(['0', '1']).default('0').transform((value) => value === '1');

const countries = z.string().refine((text) => countriesOf(text).every(isDialableCountry), 'must be countries of two letters each, separated by commas, such as US,CA').default('');

/** The countries of such a variable. */
export function countriesOf(text: string): string[] {
  return [...new Set(text.toUpperCase().split(',').map((code) => code.trim()).filter((code) => code !== ''))];
}

const CONVERTED = 'matroska,webm,ogg,mp3,mov,mp4,aac,flac,wav';
/**
 * Only files, and only kinds that hold their own sound: a playlist would lead the program to other files, or into the network. No longer
 * than half an hour is made of it.
 */
const FFMPEG = `ffmpeg -hide_banner -nostdin -v error -protocol_whitelist file -format_whitelist ${CONVERTED} -i {file} -map 0:a:0 -t 1800 -ac 1 -ar 8000 -c:a pcm_s16le -f wav -`;
const program = (fallback: string) => z.string().regex(/^\s*[^\s{}]+(\s|$)/, 'must begin with a program').default(fallback);

/** What a program calls languages, by their tags: `zh-Hans=cmn,en=en-us`. */
const languageNames = z.string().regex(/^([A-Za-z-]+=[^\s=,]+(,|$))*$/, 'must be pairs apart by commas, such as zh-Hans=cmn,en=en-us').default('');

/** Of such a variable, what a language is called. */
export function languageNamed(names: string, tag: string): string {
  return names.split(',').find((pair) => pair.startsWith(`${tag}=`))?.slice(tag.length + 1) ?? tag;
}

/** Zod keeps quiet about the whole as long as a part is wrong; everything is to be said at once. */
const always = (): boolean => true;

export const environmentSchema = z.object({
  NODE_ENV: z.string().default('production').describe('production, development or test'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').describe('least severe log line written'),
  PACELINE_DEMO: flag.describe('1 in the demo only: allows what production refuses: a calling clock, campaigns that let phones ring for less than the law asks (`ringTimeoutSec` from 1)'),

  DATABASE_URL: z.string().regex(/^(mysql|mariadb):\/\//, 'must begin with mysql:// or mariadb://').describe('mysql://user:password@host:port/database'),
  DATABASE_POOL_SIZE: z.coerce.number().int().positive().default(16).describe('connections that the API and a dialer worker hold at most; a file worker needs 4'),
  REDIS_URL: z.string().regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://').describe('redis://host:port/db; the server must run with maxmemory-policy noeviction'),
  REDIS_PREFIX: z.string().regex(/^[A-Za-z0-9_-]+$/, 'must be letters, digits, _ and - only').default('paceline').describe('prefix of every key, so that installations can share a server'),

  API_HOST: z.string().default('127.0.0.1').describe('address that the API listens on'),
  API_PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe('port that the API listens on'),
  API_METRICS_PORT: z.coerce.number().int().min(0).max(65535).default(3003).describe('port of the API\'s metrics'),
  API_DOCS: flag.describe('1: the API\'s documentation is served at /api/docs, to whoever reaches the API'),
  API_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0).describe('reverse proxies in front of the API; the address of a client is then read from X-Forwarded-For'),
  IMPORT_MAX_BYTES: z.coerce.number().int().positive().default(200 * 1024 * 1024).describe('largest contact file that is taken, in bytes'),
  PROMPTS_DIR: z.string().default('').describe('folder of the prompts, as the API sees it; left out: FREESWITCH_PROMPTS_DIR, for an API that has the switch\'s folder under the same path'),
  PROMPT_MAX_BYTES: z.coerce.number().int().positive().default(20 * 1024 * 1024).describe('largest prompt that is taken, in bytes'),
  SPEECH_COMMAND: program('espeak-ng --stdin --stdout -s 150 -v {language}').describe('program that speaks messages written by managers, and its arguments, apart by blanks (no shell reads them); `{language}`: the text\'s; it reads the text (UTF-8) from standard input and writes WAV to standard output'),
  SPEECH_LANGUAGES: languageNames.describe('what that program calls languages, where it does not go by their tags: zh-Hans=cmn,en=en-us'),
  SOUND_CONVERTER: program(FFMPEG).describe('program that makes WAV, on its standard output, of the sound file `{file}` when one is uploaded that is none; where it is not installed only WAV is taken'),
  SPEECH_CACHE_MAX_BYTES: z.coerce.number().int().positive().default(2 * 1024 ** 3).describe('messages of contacts\' own that are kept at most, in bytes; while all are needed nobody is dialed whose message is not spoken yet'),
  SOUND_PROGRAM_MAX_SEC: seconds(30).describe('a program that speaks or converts is ended after this'),
  RECORDINGS_DIR: z.string().default('').describe('folder of the recordings, as the API sees it; left out: FREESWITCH_RECORDINGS_DIR, for an API that has the switch\'s folder under the same path'),
  JWT_SECRET: z.string().min(32).describe('signs the tokens; at least 32 characters, kept secret'),
  JWT_LIFETIME_SEC: seconds(12 * 60 * 60).describe('seconds that a login lasts'),
  ADMIN_USERNAME: z.string().optional().describe('first administrator, created at boot when there is no user at all'),
  ADMIN_PASSWORD: z.string().min(12).optional().describe('password of the first administrator, at least 12 characters'),
  METRICS_HOST: z.string().default('127.0.0.1').describe('address that the metrics of every app, and the health of the workers, listen on'),
  WORKER_PORT: z.coerce.number().int().min(0).max(65535).default(3001).describe('port of the dialer worker\'s health and metrics'),
  FILE_WORKER_PORT: z.coerce.number().int().min(0).max(65535).default(3002).describe('port of the file worker\'s health and metrics'),

  SWITCH_ID: z.string().regex(/^[a-z0-9-]{1,32}$/, 'must be small letters, digits and dashes, up to 32').default('main').describe('name of the switch that this installation drives'),
  FREESWITCH_HOST: z.string().default('127.0.0.1').describe('event socket of the switch'),
  FREESWITCH_PORT: z.coerce.number().int().min(1).max(65535).default(8021).describe('port of the event socket'),
  FREESWITCH_PASSWORD: z.string().min(1).describe('password of the event socket'),
  FREESWITCH_GATEWAY: z.string().regex(tokenName(64), says('no-token', { most: 64 })).optional().describe('gateway made known at boot when no gateway exists yet'),
  FREESWITCH_GATEWAY_COUNTRIES: countries.describe('countries that this gateway may dial, two letters each, separated by commas: US,CA; left out: none, until an administrator names some'),
  FREESWITCH_AGENT_DOMAIN: z.string().regex(/^[A-Za-z0-9.-]{1,255}$/, 'must be letters, digits, dots and dashes only').default('paceline.local').describe('domain of the agents\' directory on the switch'),
  FREESWITCH_PROMPTS_DIR: z.string().default('/var/lib/paceline/prompts').describe('folder of the prompts, as the switch sees it'),
  FREESWITCH_RECORDINGS_DIR: z.string().default('/var/lib/paceline/recordings').describe('folder of the recordings, as the switch sees it'),
  SWITCH_ACCOUNT_CODE: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be letters, digits, _ and - only, up to 64').default('paceline').describe('marks our channels on a switch that we share'),

  SWITCH_RECORDS_PASSWORD: z.string().min(12).optional().describe('password by which a switch posts its call records to the API, at least 12 characters; left out: none are taken by HTTP'),
  CALL_RECORD_SPOOL_DIR: z.string().default('').describe('folder where the switch puts the call records that it could not post, as the API sees it; left out: none are taken from there'),

  ZONE_DATA_FILE: z.string().optional().describe('newer time zone data than Paceline comes with (operating.md says where it is to be had); one that is damaged is not used, and said so'),

  SAFE_HARBOUR_AFTER_MS: milliseconds(2_000).describe('an answered call without an agent is abandoned after this (US FTC TSR: 2 s)'),
  SAFE_HARBOUR_PROMPT: z.string().regex(tokenName(128), says('no-token', { most: 128 })).default('safe-harbour-en.wav').describe('message of campaigns without one of their own'),
  SAFE_HARBOUR_MAX_SEC: seconds(20).describe('the call is ended at most this long after the message began'),
  RESERVATION_LEASE_MS: milliseconds(5_000).describe('a reservation that saw no bridge ends after this'),
  BRIDGE_DEADLINE_MS: milliseconds(2_000).describe('a bridge that was ordered and did not happen is given up after this'),
  PACING_INTERVAL_MS: milliseconds(250).describe('how often each campaign decides how many lines to dial'),
  PREVIEW_MS: milliseconds(60_000).describe('a contact that was shown to an agent who said nothing is given back after this'),
  ORIGINATE_NOT_AFTER_MS: milliseconds(10_000).describe('a planned call that was not sent by then is given back'),
  LOST_GRACE_MS: milliseconds(30_000).describe('after its ring timeout plus this, a call that nobody can account for is LOST'),
  LEASE_TTL_MS: milliseconds(10_000).describe('life of a lease without renewal, by the database\'s clock'),
  SCREEN_GONE_AFTER_MS: milliseconds(20_000).describe('an available agent whose screen has been gone for this long is sent on a break; the same for the API and the worker'),
  AGENT_RING_SEC: z.coerce.number().int().min(1).max(120).default(20).describe('the phone of an on-demand agent rings for so long for a caller, who waits meanwhile; then the next agent is given them'),
  AGENT_RINGS_MISSED: z.coerce.number().int().min(1).max(100).default(1).describe('after so many calls in a row that they did not take, an on-demand agent is sent on a break, until they come back'),
  AGENT_LEG_RETRY_MS: milliseconds(3_000).describe('wait before an agent\'s lost leg is called again'),

  FAIL_POINTS: flag.describe('tests only: 1 lets the parent process end or stop this one between two steps'),
  HOST_CLOCK_OFFSET_MS: z.coerce.number().int().default(0).describe('tests only: the host\'s clock is wrong by so much'),
  CALLING_CLOCK_AT: z.iso.datetime({ offset: true }).optional().describe('demo and tests only: calling hours are judged as if it were this instant at boot'),
}).refine((environment) => environment.CALLING_CLOCK_AT === undefined || environment.PACELINE_DEMO || environment.NODE_ENV === 'test', {
  path: ['CALLING_CLOCK_AT'], message: 'is for the demo and tests only: it would call people outside the hours the law allows', when: always,
}).refine((environment) => environment.HOST_CLOCK_OFFSET_MS === 0 || environment.NODE_ENV === 'test', {
  path: ['HOST_CLOCK_OFFSET_MS'], message: 'is for tests only', when: always,
}).refine((environment) => !environment.FAIL_POINTS || environment.NODE_ENV === 'test', {
  path: ['FAIL_POINTS'], message: 'is for tests only: it lets another process stop this one', when: always,
}).refine((environment) => environment.BRIDGE_DEADLINE_MS < environment.RESERVATION_LEASE_MS, {
  path: ['BRIDGE_DEADLINE_MS'], message: 'must be shorter than RESERVATION_LEASE_MS: an agent whose bridge may still come would be promised to the next call',
}).overwrite((environment) => ({
  ...environment,
  PROMPTS_DIR: environment.PROMPTS_DIR === '' ? environment.FREESWITCH_PROMPTS_DIR : environment.PROMPTS_DIR,
  RECORDINGS_DIR: environment.RECORDINGS_DIR === '' ? environment.FREESWITCH_RECORDINGS_DIR : environment.RECORDINGS_DIR,
}));

export type Environment = z.infer<typeof environmentSchema>;

/**
 * Reads and checks the environment once. A variable that is empty is not set: that is how compose files and
 * unit files leave one out. Throws one Error that names every wrong or missing variable, and no value.
 */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(set, { error: plainIssue });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.code === 'invalid_type' && set[String(issue.path[0])] === undefined ? 'is not set' : told(english.issues, heard(issue.message))}`);
  throw new Error(`The environment is not complete:\n${lines.join('\n')}`);
}
