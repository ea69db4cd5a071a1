import type { Treatment } from '../call/inbound-outcome';
import type { WayOut } from '../queue/queue-settings';
import type { Language, NodeName, ScriptMet } from './script';

/** Where a queue sends somebody who is not to wait in it any more, but for another queue. */
export type WayOn = Exclude<WayOut, { readonly kind: 'queue' }>;

/** By which queue, and how. */
export interface SentOn {
  readonly queueId: string;
  readonly way: WayOn;
}

/** How a script left its call. */
export type ScriptExit =
  /** To a queue, whose rules hold from here on. */
  | { readonly kind: 'queue'; readonly queueId: string }
  /** To the agents of its campaign, wanted since then. */
  | { readonly kind: 'agents'; readonly atMs: number }
  /** Somebody outside talked with the caller. */
  | { readonly kind: 'connected' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'hung-up' };

/** Where a call stands in its script: plain data, kept with the call, so that whoever owns it next goes on. Instants in milliseconds since the epoch. */
export interface ScriptState {
  /** Null before it has begun. */
  readonly node: NodeName | null;
  readonly language: Language;
  readonly isAnswered: boolean;
  /** Of what the switch was asked for last: what comes back names it, and whatever names another is of before. */
  readonly serial: number;
  readonly askedAtMs: number;
  /** That the question in which it stands has used up; what is played at a beep, how often it has begun anew. */
  readonly tries: number;
  /** What the caller pressed, by node; of one that was asked again, the last. */
  readonly answers: Readonly<Record<NodeName, string>>;
  /** Null while it goes on. */
  readonly exit: ScriptExit | null;
  /** By a queue: it goes on as that says, and no more as its number's script. Missing or null: it was not. */
  readonly sentOn?: SentOn | null;
  /** What was done with the caller instead of bringing an agent. Missing or null: nothing yet. */
  readonly treatment?: Treatment | null;
  /** Of the offer that they have taken, where they are told so. Left out: of none. */
  readonly code?: string;
  /** Left out: they heard it. */
  readonly met?: ScriptMet;
}

/** What happens to a call. Whatever comes twice, late, or to a script that is over changes nothing. */
export type ScriptEvent =
  | { readonly kind: 'begun'; readonly atMs: number; readonly isAnswered: boolean; /** Its number, or all of its client, is closed. */ readonly isEmergency: boolean }
  /** What was to be played has been. */
  | { readonly kind: 'played'; readonly serial: number; readonly atMs: number }
  /** What came of a question. `keys` null: nothing in time; `#`: that alone. Keys that are no answer stand there as well. */
  | { readonly kind: 'heard'; readonly serial: number; readonly atMs: number; readonly keys: string | null; /** When the first of them came. */ readonly pressedAtMs: number | null }
  /** A key, at whatever moment: see `Script.atAnyMoment`. */
  | { readonly kind: 'pressed'; readonly key: string; readonly atMs: number }
  /** A machine's: it records from here on. */
  | { readonly kind: 'beep'; readonly atMs: number }
  | { readonly kind: 'recorded'; readonly serial: number; readonly atMs: number; readonly lengthMs: number }
  | { readonly kind: 'dialed'; readonly serial: number; readonly atMs: number; readonly hasTalked: boolean }
  /** Their number stands on the do-not-call list; false: they withhold it. */
  | { readonly kind: 'opted-out'; readonly serial: number; readonly atMs: number; readonly hasNumber: boolean }
  /** An offer is theirs, by this code; null: they cannot have it. */
  | { readonly kind: 'offer-told'; readonly serial: number; readonly atMs: number; readonly code: string | null }
  /** Its next owner found it with nothing under way: what it stands in is done again. */
  | { readonly kind: 'resumed'; readonly atMs: number }
  | { readonly kind: 'hung-up'; readonly atMs: number };

/** What is to be done now, in this order. Those with a serial are told back by an event with it. */
export type ScriptAction =
  /** From here on the caller pays: nothing is heard or said before. */
  | { readonly kind: 'answer' }
  | { readonly kind: 'play'; readonly serial: number; readonly prompts: readonly string[]; /** In silence so long before them; left out: at once. */ readonly afterMs?: number }
  /** One answer of these, keys over the prompts included. One try: they are counted here. */
  | { readonly kind: 'ask'; readonly serial: number; readonly prompts: readonly string[]; readonly answers: readonly string[]; readonly waitMs: number }
  | { readonly kind: 'record'; readonly serial: number; readonly prompts: readonly string[]; readonly longestMs: number }
  | { readonly kind: 'dial'; readonly serial: number; readonly number: string; readonly gateway: string | null; readonly ringMs: number }
  | { readonly kind: 'opt-out'; readonly serial: number; readonly reason: string }
  | { readonly kind: 'take-offer'; readonly serial: number; readonly offerId: string }
  | { readonly kind: 'queue'; readonly queueId: string; readonly language: Language }
  | { readonly kind: 'agents'; readonly prompts: readonly string[] }
  | { readonly kind: 'hang-up' };

export interface ScriptStep {
  readonly state: ScriptState;
  readonly actions: readonly ScriptAction[];
}
