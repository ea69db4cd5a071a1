import type { SipAnswer } from '@paceline/domain/call/sip-answer';
import type { Direction } from '../core/limits';

/** What became of a call, by the far end's own knowledge. */
export type CallResult = 'in-progress' | 'answered' | 'refused' | 'cancelled' | 'unreachable';

/** A time with somebody in conversation. Instants are milliseconds since the epoch. */
export interface BridgeRecord { readonly otherId: string; readonly atMs: number; untilMs: number | null }
export interface PlayRecord { readonly file: string; readonly atMs: number; untilMs: number | null }

/** One INVITE, sent or received: the ground truth that a dialer's own books are checked against. */
export interface CallRecord {
  readonly sequence: number;
  readonly channelId: string;
  readonly direction: Direction;
  /** Empty for a phone of the directory. */
  readonly gateway: string;
  /** The number as it reached the network, or `user/extension@domain`. */
  readonly number: string;
  readonly callerNumber: string;
  readonly accountCode: string;
  readonly atMs: number;
  ringingAtMs: number | null;
  answeredAtMs: number | null;
  /** Its first park, and the first `uuid_bridge` that named it: what the person heard as silence lies between. */
  parkedAtMs: number | null;
  bridgeOrderedAtMs: number | null;
  endedAtMs: number | null;
  cause: string | null;
  /** What the far end answered, or what a caller was; status 0 when nothing was said. */
  sip: SipAnswer;
  /** Who ended it. */
  endedBy: 'near' | 'far' | null;
  result: CallResult;
  readonly bridges: BridgeRecord[];
  readonly plays: PlayRecord[];
  /** By so much the far end was late at most with what it is declared to do: the machine was busy. */
  lateMs: number;
}
