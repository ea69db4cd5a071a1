import type { Stay, StayEnd } from '../queue/stays';
import { spreadOf, type Spread } from './spread';

/** How long callers waited; null: nobody did. */
export interface Waits {
  /** Until an agent had them. Its mean is the average speed of answer (ASA), callers who were answered at once included. */
  readonly answered: Spread | null;
  /** Until they hung up (average time to abandon), short abandons included. */
  readonly abandoned: Spread | null;
}

/**
 * Of the stays that began within [fromMs, toMs), from the place in line on, and so without greeting menus, by how they ended. Who
 * was answered says nothing of how long they would have stayed: patience is not the time to abandon (Gans, Koole and Mandelbaum,
 * "Telephone Call Centers", Manufacturing & Service Operations Management 5, 2003).
 */
export function waitsOf(stays: Iterable<Stay>, fromMs: number, toMs: number): Waits {
  const waited = new Map<StayEnd, number[]>();
  for (const { enteredAtMs, left } of stays) {
    if (left === null || enteredAtMs < fromMs || enteredAtMs >= toMs) continue;
    const those = waited.get(left.how) ?? [];
    those.push(Math.max(0, left.atMs - enteredAtMs));
    waited.set(left.how, those);
  }
  return { answered: spreadOf(waited.get('answered') ?? []), abandoned: spreadOf(waited.get('abandoned') ?? []) };
}
