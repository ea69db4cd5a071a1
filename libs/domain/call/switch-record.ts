import type { Direction } from './parties';
import { outcomeOf, type Outcome, type Progress } from './outcome';
import type { SipAnswer } from './sip-answer';

/** What the switch itself wrote down of a leg when it was over, whoever was listening. Instants by its own clock. */
export interface SwitchRecord {
  readonly channelId: string;
  readonly direction: Direction;
  /** The other party's: who was called, or who called. */
  readonly number: string;
  /** Which legs of a shared switch are ours. Empty when it has none. */
  readonly accountCode: string;
  readonly cause: string;
  readonly sip: SipAnswer;
  /** When the switch began to play the message to somebody whom nobody spoke to; it ended the call after that. */
  readonly safeHarbourAtMs: number | null;
  readonly createdAtMs: number;
  readonly ringingAtMs: number | null;
  readonly answeredAtMs: number | null;
  /** The first time that it was connected to another leg. */
  readonly bridgedAtMs: number | null;
  readonly endedAtMs: number;
  /** The length of what was recorded last, a caller's message or a talk; null: nothing was. */
  readonly recordedMs: number | null;
}

/** The cause of a call whose end nobody heard, until the switch's record says what it was. FreeSWITCH has none of this name. */
export const LOST_CAUSE = 'LOST';

/** What came of a call whose end was not heard, by what was known of it before and what the switch wrote down. */
export function outcomeByRecord(known: Progress, record: SwitchRecord): Outcome {
  const talked = known.talked || record.bridgedAtMs !== null;
  const progress: Progress = known.direction === 'inbound' ? { ...known, talked } : {
    ...known, talked,
    rang: known.rang || record.ringingAtMs !== null,
    answered: known.answered || record.answeredAtMs !== null,
    safeHarbour: known.safeHarbour || record.safeHarbourAtMs !== null,
  };
  return outcomeOf(progress, record.cause, record.sip);
}
