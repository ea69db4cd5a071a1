import type { Refusal } from '../compliance/refusals';

/** What became of the calls in a row that an agent's phone did not take. Instants in milliseconds since the epoch. */
export interface PhoneTrouble {
  /** FreeSWITCH's word for the end of the last one. */
  readonly cause: string;
  /** The far end's final SIP answer; 0 without one. */
  readonly sipStatus: number;
  /** For how long the last one was up; null when nobody answered it. */
  readonly upForMs: number | null;
  readonly failures: number;
  /** The first of them, and the last. */
  readonly sinceAtMs: number;
  readonly failedAtMs: number;
  /** When the phone is called again. */
  readonly nextAtMs: number;
}

/** What the switch said of the last call of a phone. */
export type PhoneSaid = Pick<PhoneTrouble, 'cause' | 'sipStatus' | 'upForMs'>;

/** Why an agent has no phone: what the switch said of it, or the rule by which it was not called. */
export type NoPhone = { readonly said: PhoneSaid } | { readonly refusal: Refusal };

/** An agent who could take calls, but for the phone. */
export interface Unreached {
  readonly name: string;
  readonly phone: string;
  /** Null: nothing is known of it any more. */
  readonly why: NoPhone | null;
}
