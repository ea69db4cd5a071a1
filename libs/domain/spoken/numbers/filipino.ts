import type { Piece } from '../piece';

/**
 * A cardinal in Filipino, as pieces, in the native numbers: minutes and places in a line are counted with them
 * ("limang minuto"), in the speech of companies and offices above all. The Spanish numbers are for clock times, prices and
 * ages (Wiktionary, Appendix:Tagalog numbers), none of which is said here. Parts are joined by "at", 't behind a vowel:
 * "isang daan at dalawampu't lima" (CLDR `fil`). A hundred is "raan" behind "na" (apat na raan), "daan" behind -ng.
 */
export function filipinoCardinal(n: number): readonly Piece[] {
  if (n >= 1000) {
    const below = n % 1000;
    const thousands = linked(filipinoCardinal(Math.floor(n / 1000)));
    return below === 0 ? [...thousands, 'thousand'] : [...thousands, 'thousand-and', ...filipinoCardinal(below)];
  }
  if (n >= 100) return n % 100 === 0 ? [String(n)] : [String(n - n % 100), 'and', ...filipinoCardinal(n % 100)];
  if (n <= 20 || n % 10 === 0) return [String(n)];
  return [`${String(n - n % 10)}-and`, String(n % 10)];
}

/** "ika-" before the cardinal; the first is "una", and two and three lose their first syllable (ikalawa, ikatlo). */
export function filipinoOrdinal(n: number): readonly Piece[] {
  return n <= 10 ? [`${String(n)}-th`] : ['th', ...filipinoCardinal(n)];
}

export function filipinoMinutes(n: number): readonly Piece[] {
  return [...linked(filipinoCardinal(n)), 'minute'];
}

/** The linker to what is counted belongs to the last word before it: -ng behind a vowel, -g behind n, else "na". */
function linked(pieces: readonly Piece[]): readonly Piece[] {
  return [...pieces.slice(0, -1), ...pieces.slice(-1).map((last) => `${last}-linked`)];
}
