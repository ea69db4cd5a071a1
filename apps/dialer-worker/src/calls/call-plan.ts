import type { ChannelExecuted, MessageRecorded, QuestionEnded } from '@paceline/domain/call/switch-event';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { LiveCall } from './live-call';

export type Done = ChannelExecuted | QuestionEnded | MessageRecorded;

/** Which plan a call has now. */
export type PlanOf = (call: LiveCall) => CallPlan;

/**
 * What is to happen to a call of its kind. `CallFlow` says what did happen, and has moved the call; the plan says what follows.
 * It keeps nothing of its own: what the call and its row know is enough for the next owner to go on.
 */
export interface CallPlan {
  /** Somebody answered. */
  answered(call: LiveCall): void;
  /** The switch waits for what to do with it. */
  parked(call: LiveCall): void;
  /** It talks with the agent whom it has now; `first`: with nobody before. */
  bridged(call: LiveCall, first: boolean): void;
  /** The leg of the agent whom it has, or is promised to, is gone while it lives. */
  agentLeft(call: LiveCall): void;
  /** A key was pressed, at this moment by the switch. */
  digit(call: LiveCall, digit: string, atMs: number): void;
  /** A machine's beep was heard, where it was listened for. */
  beeped(call: LiveCall): void;
  /** What was ordered on it has been played, answered or recorded. */
  done(call: LiveCall, what: Done): void;
  /** The switch begins its last message: nobody acted in time, or we ordered it. */
  dismissed(call: LiveCall, atMs: number): void;
  /** The last word of the switch: since when it heard the last message, 0 for not. Its end is written after this. */
  ends(call: LiveCall, dismissedAtMs: number): void;
  /** Another owner had it, and nobody talks with it. `channel`: how the switch showed it at `listedAtMs`. */
  takenOver(call: LiveCall, channel: SwitchChannel | undefined, listedAtMs: number): void;
  /** The bridge that was ordered did not come: it waits again. */
  nobodyCame(call: LiveCall): void;
  /** Nobody heard the switch for a while, which shows it so now: what it was waiting for may have come meanwhile. */
  heardAgain(call: LiveCall, channel: SwitchChannel): void;
}
