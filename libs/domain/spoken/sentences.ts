import type { PhoneKey } from './digits';

/** Sentences without a gap. */
export const PLAIN_SENTENCES = [
  'welcome', 'all-busy', 'still-waiting', 'position-next', 'wait-under-minute', 'wait-over-hour', 'connecting',
  'callback-type', 'number-unreachable', 'callback-set', 'leave-message', 'message-kept',
  'who-called', 'opted-out', 'closed', 'closed-emergency', 'invalid-key', 'no-input', 'nobody-there', 'goodbye',
] as const;
export type PlainSentence = (typeof PLAIN_SENTENCES)[number];

/** Sentences that offer a key: what for, then {key}. */
export const KEY_SENTENCES = [
  'key-language', 'key-callback', 'key-voicemail', 'key-other-queue', 'key-again', 'key-number-right', 'key-number-other',
] as const;
export type KeySentence = (typeof KEY_SENTENCES)[number];

/** The gap of each sentence that has one, as it stands in its text. */
export const GAPS: Readonly<Record<KeySentence | 'position' | 'wait-minutes' | 'callback-number', string>> = {
  position: '{position}', 'wait-minutes': '{minutes}', 'callback-number': '{number}',
  'key-language': '{key}', 'key-callback': '{key}', 'key-voicemail': '{key}', 'key-other-queue': '{key}', 'key-again': '{key}',
  'key-number-right': '{key}', 'key-number-other': '{key}',
};
export type SentenceId = PlainSentence | keyof typeof GAPS;

/** A sentence with what fills its gap: what a flow or a queue orders, in no language yet. */
export type Sentence =
  | { readonly id: PlainSentence }
  | { readonly id: 'position'; readonly position: number }
  | { readonly id: 'wait-minutes'; readonly minutes: number }
  | { readonly id: 'callback-number'; readonly number: string }
  | { readonly id: KeySentence; readonly key: PhoneKey };
