import { readFileSync } from 'node:fs';
import { lineOf } from './flow';
import type { RawEvent } from './raw-frame';
import type { TranscriptLine } from './transcript';

/** A command and what the switch said to it, with nothing left of ids, times and addresses. */
export interface Answer {
  readonly command: string;
  /** Its lines. */
  readonly reply: readonly string[];
  /** What a job came to; null when the scenario did not wait for it. */
  result: string | null;
}

/** What a transcript tells once ids, times and addresses are taken out of it. */
export interface Story {
  /** The events of each channel in their order, as lines of an expected table. */
  readonly channels: ReadonlyMap<string, readonly string[]>;
  readonly answers: readonly Answer[];
}

const ID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
/** Their numbers say how the switch fares, not how it behaves: `1 second` is `5 seconds`. */
const VARYING = /^(?:bg)?api (?:status|strftime|show \w+ count|fsctl sps|fsctl max_sessions)\b/;

const text = (event: RawEvent, header: string): string => {
  const value = event[header];
  return typeof value === 'string' ? value : '';
};

function readLines(file: string): TranscriptLine[] {
  // Written by `Transcript`, or recorded in the same form.
  return readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as TranscriptLine);
}

/**
 * Names channels by the order in which the client asked for them (`leg1`, `leg2`), in which they came in (`inbound1`),
 * and the lone last word of one that was never created (`ghost1`). Others, of somebody else's calls, have no name.
 */
function nameChannels(lines: readonly TranscriptLine[]): Map<string, string> {
  const names = new Map<string, string>();
  const count = { leg: 0, inbound: 0, ghost: 0 };
  const name = (uuid: string, kind: keyof typeof count): void => {
    if (names.has(uuid)) return;
    count[kind] += 1;
    names.set(uuid, `${kind}${count[kind]}`);
  };
  for (const line of lines) {
    if ('send' in line) for (const [, uuid = ''] of line.send.matchAll(/origination_uuid=([0-9a-f-]{36})/g)) name(uuid, 'leg');
    if (!('event' in line)) continue;
    const { event } = line;
    if (event['Event-Name'] === 'CHANNEL_CREATE' && event['Call-Direction'] === 'inbound') name(text(event, 'Unique-ID'), 'inbound');
    if (event['Event-Name'] === 'CHANNEL_DESTROY' && event['Channel-Name'] === 'N/A') name(text(event, 'Unique-ID'), 'ghost');
  }
  return names;
}

const withoutNumbers = (said: string): string => said.replace(/\d+( [a-z]+?s?\b)?/g, '#');

function plainly(said: string, names: ReadonlyMap<string, string>): string {
  return said.replace(ID, (uuid) => names.get(uuid) ?? 'ID')
    .replace(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/g, 'TIME').replace(/\b1\d{9}(?:\d{6})?\b/g, 'TIME')
    .replace(/\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?/g, 'ADDRESS').replace(/sofia\/(?!gateway\/)[^/\s"]+\//g, 'sofia/PROFILE/');
}

/** A table of `show … as json`: a line a field, of the scenario's own channels. */
function readRows(body: string, names: ReadonlyMap<string, string>): string[] | null {
  if (!body.startsWith('{"row_count"')) return null;
  // The switch prints a table of strings.
  const { rows = [] } = JSON.parse(body) as { rows?: Array<Record<string, string>> };
  return rows.flatMap((row) => {
    const name = names.get(row['uuid'] ?? '');
    return name === undefined ? [] : Object.entries(row).filter(([field]) => field !== 'hostname').map(([field, value]) => `${name} ${field}: ${value}`);
  }).sort();
}

/** One text in lines, as it can be compared with that of another switch. */
function readReply(command: string, said: string, names: ReadonlyMap<string, string>): string[] {
  const rows = readRows(said, names) ?? said.trimEnd().split('\n');
  const plain = rows.map((row) => plainly(row, names)).map((row) => (VARYING.test(command) ? withoutNumbers(row) : row));
  // Members of a conference come in as they come, and who speaks goes by the sound.
  return /^api conference \S+ list$/.test(command) ? plain.map((row) => row.replace(/^\d+;/, '').replace(/\|(?:floor|talking)/g, '')).sort() : plain;
}

function readAnswers(lines: readonly TranscriptLine[], names: ReadonlyMap<string, string>): Answer[] {
  const answers: Answer[] = [];
  const unanswered: string[] = [];
  const jobs = new Map<string, Answer>();
  for (const line of lines) {
    if ('send' in line) unanswered.push(line.send);
    else if ('event' in line && line.event['Event-Name'] === 'BACKGROUND_JOB') {
      const answer = jobs.get(text(line.event, 'Job-UUID'));
      if (answer) answer.result = readReply(answer.command, text(line.event, '_body'), names).join(' | ');
    } else if ('head' in line && ['command/reply', 'api/response'].includes(line.head['Content-Type'] ?? '')) {
      const sent = unanswered.shift() ?? '(nothing)';
      // The id of a job is the client's choice, and so is that of an execution.
      const asked = plainly(sent.replace(/\n(?:Job|Event)-UUID: .*/g, '').trimEnd().replaceAll('\n', ' | '), names);
      const command = VARYING.test(asked) ? withoutNumbers(asked) : asked;
      const said = line.head['Reply-Text'] ?? line.body ?? '';
      const answer = { command, reply: readReply(command, said, names), result: null };
      jobs.set(line.head['Job-UUID'] ?? '', answer);
      // A question that is repeated until the answer is right counts once, with the last answer.
      if (answers.at(-1)?.command === command) answers.pop();
      answers.push(answer);
    }
  }
  return answers;
}

export function readStory(file: string): Story {
  const lines = readLines(file);
  const names = nameChannels(lines);
  const channels = new Map([...names.values()].map((name): [string, string[]] => [name, []]));
  for (const line of lines) {
    if (!('event' in line)) continue;
    const told = lineOf(line.event, (uuid) => names.get(uuid) ?? 'ID');
    if (told !== null) channels.get(names.get(text(line.event, 'Unique-ID')) ?? '')?.push(told);
  }
  return { channels, answers: readAnswers(lines, names) };
}
