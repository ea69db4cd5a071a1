/**
 * Zeros to calculate with. A plain array, as a typed one of more than eight numbers takes its memory from outside the heap,
 * which costs more than most of what a decision does with it; a copy of one that has held fractions, so that the first
 * fraction written does not make it be laid out anew, and has never had a hole (as `new Array(length)` has): from an array that
 * may have one, each figure that is read is a new object.
 */
export function zeros(length: number): number[] {
  const kept = TEMPLATES.get(length) ?? Array.from({ length }, () => 0.5).fill(0);
  TEMPLATES.set(length, kept);
  return kept.slice();
}

const TEMPLATES = new Map<number, readonly number[]>();
