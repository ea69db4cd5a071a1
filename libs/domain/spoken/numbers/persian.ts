import type { Piece } from '../piece';

/**
 * A cardinal in Persian, as pieces. "و" stands between all parts, thousands included, and is said as -o at the end of the
 * part before it: such a part is a piece of its own (`20-and`, "بیست و"). A thousand is "هزار", without "یک"
 * (CLDR `fa` writes "یک هزار", which is said on cheques).
 */
export function persianCardinal(n: number): readonly Piece[] {
  return n === 0 ? ['0'] : linked(partsOf(n));
}

/**
 * The ordinal: -om at the last part alone ("بیست و سوم"). The first alone is "اول"; at the end of a longer one it is "یکم".
 */
export function persianOrdinal(n: number): readonly Piece[] {
  if (n === 1) return ['first'];
  const pieces = persianCardinal(n);
  return [...pieces.slice(0, -1), ...pieces.slice(-1).map((last) => `${last}-th`)];
}

/** What is counted stays singular after a number. */
export function persianMinutes(n: number): readonly Piece[] {
  return [...persianCardinal(n), 'minute'];
}

/** Groups of pieces that "و" stands between. */
function partsOf(n: number): readonly (readonly Piece[])[] {
  const thousands = Math.floor(n / 1000);
  const below = n % 1000;
  const tens = below % 100;
  return [
    ...thousands === 0 ? [] : [[...thousands === 1 ? [] : persianCardinal(thousands), 'thousand']],
    ...below < 100 ? [] : [[String(below - tens)]],
    ...tens === 0 ? [] : tens <= 20 || tens % 10 === 0 ? [[String(tens)]] : [[String(tens - tens % 10)], [String(tens % 10)]],
  ];
}

function linked(parts: readonly (readonly Piece[])[]): readonly Piece[] {
  return parts.flatMap((part, index) => index === parts.length - 1 ? part : [...part.slice(0, -1), ...part.slice(-1).map((last) => `${last}-and`)]);
}
