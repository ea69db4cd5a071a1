import { createWriteStream, type WriteStream } from 'node:fs';
import { NO_SIP_ANSWER } from '@paceline/domain/call/sip-answer';
import { readSipAnswer } from '@paceline/telephony/sip-answer';
import { sipOfCause, type HangupCause } from '../core/causes';
import type { Channel } from '../core/channel';
import type { CallRecord } from './call-record';

/**
 * The simulator's own book of every INVITE. Written by the far end's model and by the switch's core, never by
 * what a client of the event socket says. With a file, each INVITE and each end is a JSON line as well.
 */
export class CallLog {
  private readonly records: CallRecord[] = [];
  private readonly byChannel = new Map<string, CallRecord>();
  private readonly file: WriteStream | undefined;

  constructor(private readonly nowMs: () => number, path: string | undefined) {
    this.file = path === undefined ? undefined : createWriteStream(path, { flags: 'a' });
  }

  get all(): readonly CallRecord[] { return this.records; }

  /** The last INVITE of this channel id (an id may be used again when its first channel is gone). */
  of(channelId: string): CallRecord | undefined {
    return this.byChannel.get(channelId);
  }

  invite(channel: Channel, gateway: string, number: string): void {
    const record: CallRecord = {
      sequence: this.records.length + 1, channelId: channel.uuid, direction: channel.direction, gateway, number,
      callerNumber: channel.profile.callerNumber, accountCode: channel.variables.get('accountcode') ?? '',
      atMs: this.nowMs(), ringingAtMs: null, answeredAtMs: null, parkedAtMs: null, bridgeOrderedAtMs: null, endedAtMs: null, cause: null, sip: NO_SIP_ANSWER, endedBy: null,
      result: 'in-progress', bridges: [], plays: [], lateMs: 0,
    };
    this.records.push(record);
    this.byChannel.set(channel.uuid, record);
    this.write('invite', record);
  }

  ringing(channel: Channel): void {
    const record = this.of(channel.uuid);
    if (record) record.ringingAtMs ??= this.nowMs();
  }

  answered(channel: Channel): void {
    const record = this.of(channel.uuid);
    if (!record) return;
    record.answeredAtMs = this.nowMs();
    record.result = 'answered';
  }

  late(channel: Channel, byMs: number): void {
    const record = this.of(channel.uuid);
    if (record) record.lateMs = Math.max(record.lateMs, byMs);
  }

  parked(channel: Channel): void {
    const record = this.of(channel.uuid);
    if (record) record.parkedAtMs ??= this.nowMs();
  }

  bridgeOrdered(channel: Channel): void {
    const record = this.of(channel.uuid);
    if (record) record.bridgeOrderedAtMs ??= this.nowMs();
  }

  bridged(a: Channel, b: Channel): void {
    const atMs = this.nowMs();
    this.of(a.uuid)?.bridges.push({ otherId: b.uuid, atMs, untilMs: null });
    this.of(b.uuid)?.bridges.push({ otherId: a.uuid, atMs, untilMs: null });
  }

  unbridged(a: Channel, b: Channel): void {
    for (const [channel, other] of [[a, b], [b, a]] as const) {
      const open = this.of(channel.uuid)?.bridges.findLast((bridge) => bridge.otherId === other.uuid && bridge.untilMs === null);
      if (open) open.untilMs = this.nowMs();
    }
  }

  playing(channel: Channel, file: string): void {
    this.of(channel.uuid)?.plays.push({ file, atMs: this.nowMs(), untilMs: null });
  }

  played(channel: Channel): void {
    const open = this.of(channel.uuid)?.plays.findLast((play) => play.untilMs === null);
    if (open) open.untilMs = this.nowMs();
  }

  ended(channel: Channel, cause: HangupCause, endedBy: 'near' | 'far'): void {
    const record = this.of(channel.uuid);
    if (!record || record.endedAtMs !== null) return;
    record.endedAtMs = this.nowMs();
    record.cause = cause;
    record.sip = readSipAnswer((name) => channel.variables.get(name) ?? '');
    record.endedBy = endedBy;
    const refused = channel.direction === 'inbound' && endedBy === 'near' && record.result === 'in-progress';
    if (refused) Object.assign(record, { sip: { status: sipOfCause(cause), reason: '' }, result: 'refused' });
    else if (record.result === 'in-progress') {
      record.result = endedBy === 'near' ? 'cancelled' : channel.variables.get('sip_term_status') === undefined ? 'unreachable' : 'refused';
    }
    this.write('end', record);
  }

  /** The switch died with these calls up. */
  cutOff(): void {
    for (const record of this.records) {
      if (record.endedAtMs !== null) continue;
      Object.assign(record, { endedAtMs: this.nowMs(), cause: 'SWITCH_GONE', endedBy: 'near' });
      this.write('end', record);
    }
  }

  /** Resolves when everything written so far is in the file. */
  flush(): Promise<void> {
    return new Promise((resolve) => {
      if (this.file) this.file.write('', () => { resolve(); });
      else resolve();
    });
  }

  private write(kind: 'invite' | 'end', record: CallRecord): void {
    this.file?.write(`${JSON.stringify({ kind, ...record })}\n`);
  }
}
