import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RawEvent, RawFrame } from './raw-frame';
import { scenarioName } from './scenario-name';
import { scrub, type StandIns } from './scrub';

/** A line of a transcript; `t` is in seconds since the connection opened. */
export type TranscriptLine = { readonly t: number } & (
  | { readonly send: string }
  | { readonly head: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly event: RawEvent }
  | { readonly closed: true }
);

/** An omit that keeps the alternatives apart. */
type Said<T> = T extends unknown ? Omit<T, 't'> : never;

/** What goes over one connection, written to a file as JSON lines when the connection closes. */
export class Transcript {
  private readonly lines: TranscriptLine[] = [];
  private readonly openedAt = performance.now();

  constructor(private readonly file: string, private readonly standIns: StandIns = []) {}

  /** Of the scenario that runs now, when the suite is recorded (`npm run switch:record`); else null. */
  static ofThisScenario(recordings: string): Transcript | null {
    const folder = process.env['SWITCH_RECORD_DIR'];
    if (folder === undefined) return null;
    return new Transcript(join(folder, `${scenarioName()}.jsonl`), [[recordings, '/var/lib/freeswitch/recordings']]);
  }

  sent(text: string): void {
    this.add({ send: text.trimEnd() });
  }

  /** A reply, response, notice or plain event, as framed on the wire. */
  received({ headers, body }: RawFrame): void {
    this.add(body === '' ? { head: headers } : { head: headers, body });
  }

  event(event: RawEvent): void {
    this.add({ event });
  }

  closed(): void {
    this.add({ closed: true });
    mkdirSync(join(this.file, '..'), { recursive: true });
    writeFileSync(this.file, scrub(this.lines.map((line) => `${JSON.stringify(line)}\n`).join(''), [...this.standIns, ...this.whereRecorded()]));
  }

  private add(said: Said<TranscriptLine>): void {
    this.lines.push({ t: Math.round(performance.now() - this.openedAt) / 1000, ...said });
  }

  /** Events name the switch's host. */
  private whereRecorded(): StandIns {
    const event = this.lines.flatMap((line) => ('event' in line ? [line.event] : []))[0];
    const told = (header: string): string => String(event?.[header] ?? '');
    const ipv6 = told('FreeSWITCH-IPv6');
    return [[told('FreeSWITCH-Hostname'), 'fs1'], [told('FreeSWITCH-Switchname'), 'fs1'], [ipv6 === '::1' ? '' : ipv6, 'fd00::2']];
  }
}
