import { readFile } from 'node:fs/promises';
import type { CallRecord } from '@paceline/simulator';
import type { Dial } from '../world';

/** What the simulated switch dialed, and since when it tells. */
export interface DialLog { readonly complete: boolean; readonly coversSinceMs: number; readonly dials: readonly Dial[] }

/** The simulator's own book, as it stands now. */
export function dialsOfSimulator(records: readonly CallRecord[]): DialLog {
  return { complete: true, coversSinceMs: Number.NEGATIVE_INFINITY, dials: records.filter(({ direction }) => direction === 'outbound').map(toDial) };
}

/** Its file: a JSON line for each INVITE and each end. */
export async function readCallLog(path: string): Promise<DialLog> {
  const dials = [...mergeLines(await readFile(path, 'utf8')).values()].filter(({ direction }) => direction === 'outbound').map(toDial);
  return { complete: true, coversSinceMs: Math.min(Number.POSITIVE_INFINITY, ...dials.map(({ atMs }) => atMs)), dials };
}

/** An end's line replaces its INVITE's. A switch that begins to count anew has lost what its last life had open. */
function mergeLines(text: string): Map<string, CallRecord> {
  const records = new Map<string, CallRecord>();
  let life = 0;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const record = parse(line);
    if (record.kind === 'invite' && record.sequence === 1 && records.size > 0) {
      life++;
      for (const open of records.values()) if (open.endedAtMs === null) Object.assign(open, { endedAtMs: record.atMs, cause: 'SWITCH_GONE', endedBy: 'near' });
    }
    records.set(`${life} ${record.sequence}`, record);
  }
  return records;
}

function parse(line: string): CallRecord & { readonly kind: 'invite' | 'end' } {
  const record: unknown = JSON.parse(line);
  if (typeof record !== 'object' || record === null || !('channelId' in record) || !('sequence' in record)) throw new Error('the call log has a line that is no record');
  return record as CallRecord & { readonly kind: 'invite' | 'end' }; // written by CallLog, one version with this reader
}

function toDial(record: CallRecord): Dial {
  return {
    channelId: record.channelId, gateway: record.gateway, number: record.number, atMs: record.atMs, ringingAtMs: record.ringingAtMs,
    answeredAtMs: record.answeredAtMs, endedAtMs: record.endedAtMs, cause: record.cause, sip: record.sip, endedBy: record.endedBy,
    bridges: record.bridges.map((bridge) => ({ ...bridge })), messagesAtMs: record.plays.filter(({ file }) => isMessage(file)).map(({ atMs }) => atMs),
  };
}

/** A prompt file; a tone and the waiting music say nothing. */
function isMessage(file: string): boolean {
  return !/^[a-z_]+:\/\//.test(file);
}
