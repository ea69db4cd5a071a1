/**
 * Which phone a target's next attempt calls when the contact's phones are changed: the same number, wherever it stands now;
 * the first one when that number is gone.
 */
export function phonePositionAfter(position: number, was: readonly string[], became: readonly string[]): number {
  return Math.max(0, became.findIndex((phone) => phone === was[position]));
}
