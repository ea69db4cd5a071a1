/** Whether a form takes answers at a time: it opens with its first moment, and is closed from its last one on. */
export type FormState = 'not-yet' | 'open' | 'closed';

/** @param opensAtMs null: it is open already. @param closesAtMs null: it stays so */
export function formState({ opensAtMs, closesAtMs }: { readonly opensAtMs: number | null; readonly closesAtMs: number | null }, nowMs: number): FormState {
  if (closesAtMs !== null && nowMs >= closesAtMs) return 'closed';
  return opensAtMs !== null && nowMs < opensAtMs ? 'not-yet' : 'open';
}

/** Languages of this project's deliveries that are written from right to left, by their first subtag. */
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ku', 'ps', 'ur']);

export function isRightToLeft(language: string): boolean {
  return RIGHT_TO_LEFT.has(language.toLowerCase().split('-')[0] ?? '');
}
