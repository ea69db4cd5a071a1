import type { ScriptAction, ScriptEvent } from '../script/script-run';
import type { Interview, InterviewAction } from './interview';
import type { QuotaName } from './questionnaire';

/** An interview by keys, as far as its call has come: plain data, kept after each step. Instants in milliseconds since the epoch. */
export interface KeypadCall {
  readonly interview: Interview;
  /** Of what the switch was asked for last, as in a script. */
  readonly serial: number;
  readonly askedAtMs: number;
  /** That what is put now has used up. */
  readonly tries: number;
  /** The key that ended the last answer, while it may still come a second time; null: none. */
  readonly lastKey: string | null;
  /** Keys to what is put now, where the switch gave up waiting for more of them and more may come; null: none. */
  readonly open: string | null;
  /** Hung up. */
  readonly isGone: boolean;
}

/** `isTimedOut`: the switch waited for more keys, and none came (`timeout`); else `#` closed them, or there could be no more. */
export type Heard = Extract<ScriptEvent, { readonly kind: 'heard' }> & { readonly isTimedOut: boolean };

/**
 * What happens to it: what a script is told (libs/domain/script), so that whoever carries out scripts carries this out, and what whoever
 * counts quotas says.
 */
export type KeypadEvent =
  /** There is a person. */
  | { readonly kind: 'begun' | 'taken-up'; readonly atMs: number }
  /** A beep: whoever has not said yes by then is an answering machine. Behind that it is heard of no machine, but of a person's phone. */
  | { readonly kind: 'machine'; readonly atMs: number }
  | Extract<ScriptEvent, { readonly kind: 'played' | 'recorded' | 'resumed' | 'hung-up' }>
  | Heard
  | { readonly kind: 'reserved'; readonly atMs: number; readonly quotas: readonly QuotaName[] }
  | { readonly kind: 'full'; readonly atMs: number; readonly quota: QuotaName };

/** What is to be done now, in this order: what is to be kept first. */
export type KeypadAction =
  | Exclude<InterviewAction, { readonly kind: 'ask' | 'ask-consent' }>
  | Extract<ScriptAction, { readonly kind: 'play' | 'record' | 'hang-up' }>
  /** One answer of so many keys at most, keys over the prompts included, `#` behind it; one try, told by `heard`. */
  | { readonly kind: 'ask'; readonly serial: number; readonly prompts: readonly string[]; readonly mostKeys: number; readonly waitMs: number };

export interface KeypadStep {
  readonly call: KeypadCall;
  readonly actions: readonly KeypadAction[];
}
