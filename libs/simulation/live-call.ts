import type { Fate } from './fate';

export interface LiveCall {
  readonly index: number;
  readonly fate: Fate;
  readonly dialedAtMs: number;
  readonly ringsAtMs: number;
  answeredAtMs: number;
  connectedAtMs: number;
  /** Whom it talks to; -1: nobody. */
  agent: number;
}

/** In a list that is in the order of the calls' indices. */
export function placeOf(index: number, calls: readonly LiveCall[]): number {
  let from = 0;
  let to = calls.length - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((calls[middle]?.index ?? 0) < index) from = middle + 1;
    else to = middle;
  }
  return from;
}
