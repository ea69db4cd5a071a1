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

/** "twenty first": -th and its like at the last part alone; 1 to 99. */
export function englishOrdinal(n: number): readonly Piece[] {
  const pieces = englishCardinal(n);
  return [...pieces.slice(0, -1), ...pieces.slice(-1).map((last) => `${last}-th`)];
}

/** A year by its hundreds, "nineteen oh five", but for the first ten of a thousand (CLDR `en`, `%spellout-numbering-year`). */
export function englishYear(year: number): readonly Piece[] {
  const [hundreds, below] = [Math.floor(year / 100), year % 100];
  if (year < 1010 || year % 1000 < 10) return englishCardinal(year);
  return [...englishCardinal(hundreds), ...below === 0 ? ['hundred'] : below < 10 ? ['oh', String(below)] : englishCardinal(below)];
}
