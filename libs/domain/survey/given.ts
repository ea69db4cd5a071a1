/** What somebody said to a question. */
export type Answer =
  /** Ratings and numbers. */
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'yes-no'; readonly value: boolean }
  /** The name of the choice. */
  | { readonly kind: 'choice'; readonly value: string }
  /** In the order in which the questionnaire has them. */
  | { readonly kind: 'several'; readonly value: readonly string[] }
  /** Gregorian, `2026-03-21`. */
  | { readonly kind: 'date'; readonly value: string }
  | { readonly kind: 'recorded'; readonly lengthMs: number }
  | { readonly kind: 'written'; readonly text: string };

/** With nothing, where a question was put and skipped. */
export type Given = Answer | { readonly kind: 'none' };
export const NONE: Given = { kind: 'none' };
