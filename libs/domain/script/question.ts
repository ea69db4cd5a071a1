/**
 * The switch takes a key that was pressed twice as the answer to this question and to the next (measured: the second of two came
 * 542 ms after the next question had begun). Nobody hears a question and decides as fast.
 */
export const TOO_SOON_MS = 700;

/**
 * answer    one of those that are taken
 * too-soon  no answer to this question: it is put again, and no try is lost
 * again     none, or a wrong one: the next try
 * given-up  the same, at the last try
 */
export type Hearing =
  | { readonly kind: 'answer'; readonly answer: string }
  | { readonly kind: 'too-soon' }
  | { readonly kind: 'again' | 'given-up'; readonly because: 'no-input' | 'wrong-key' };

export interface Asked {
  /** Milliseconds since the epoch. */
  readonly askedAtMs: number;
  /** Used up before this one. */
  readonly tries: number;
  readonly triesAtMost: number;
  readonly answers: readonly string[];
}

/** What was heard, as an answer to what was asked. @param keys null: nothing in time */
export function judge({ askedAtMs, tries, triesAtMost, answers }: Asked, keys: string | null, pressedAtMs: number | null): Hearing {
  if (keys !== null && pressedAtMs !== null && pressedAtMs >= askedAtMs && pressedAtMs - askedAtMs < TOO_SOON_MS) return { kind: 'too-soon' };
  if (keys !== null && answers.includes(keys)) return { kind: 'answer', answer: keys };
  return { kind: tries + 1 < triesAtMost ? 'again' : 'given-up', because: keys === null || keys === '' ? 'no-input' : 'wrong-key' };
}
