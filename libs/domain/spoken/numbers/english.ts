import type { Piece } from '../piece';

/**
 * A cardinal in English, as pieces: "one hundred five", without "and" and without hyphens (CLDR `en`, `%spellout-cardinal`:
 * American use; nobody takes it for another number where "and" is usual).
 */
export function englishCardinal(n: number): readonly Piece[] {
  if (n >= 1000) return [...englishCardinal(Math.floor(n / 1000)), 'thousand', ...rest(n % 1000)];
  if (n >= 100) return [...englishCardinal(Math.floor(n / 100)), 'hundred', ...rest(n % 100)];
  if (n <= 20 || n % 10 === 0) return [String(n)];
  return [String(n - n % 10), String(n % 10)];
}

function rest(n: number): readonly Piece[] {
  return n === 0 ? [] : englishCardinal(n);
}

export function englishMinutes(n: number): readonly Piece[] {
  return [...englishCardinal(n), n === 1 ? 'minute' : 'minutes'];
}
