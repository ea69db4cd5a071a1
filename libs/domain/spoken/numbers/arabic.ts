import type { Piece } from '../piece';

/** Of what is counted: three to ten take the opposite gender, one, two and the ones of eleven and twelve the same. */
export type Gender = 'm' | 'f';
/** `oblique` is the genitive and the accusative: what follows a preposition (عشرين دقيقة), or is pressed, dialed, waited. */
export type Case = 'nominative' | 'oblique';

interface Form { readonly gender: Gender; readonly case: Case }

/**
 * A cardinal in Modern Standard Arabic, in pausal forms, as pieces (Ryding, A Reference Grammar of Modern Standard Arabic,
 * chapter 15; Wright, A Grammar of the Arabic Language, I §§ 318–328). Ones come before tens, "و" stands between all parts.
 * Thousands are counted as any masculine thing: two by the dual, three to ten with آلاف, eleven to ninety-nine with the
 * accusative ألفًا, hundreds with ألف in the genitive; one and two above a hundred repeat the word (مئة ألف وألفان).
 * Counting without a thing (positions, digits) uses the forms of masculine things.
 */
export function arabicCardinal(n: number, form: Form = { gender: 'm', case: 'nominative' }): readonly Piece[] {
  if (n === 0) return ['0'];
  const thousands = Math.floor(n / 1000);
  return linked([...thousandsOf(thousands, form.case), ...belowThousand(n % 1000, form)]);
}

/**
 * So many minutes behind "حوالي", hence oblique; 1 to 99. دقيقة is feminine: one is said behind it, two is the dual, three to
 * ten take the plural, eleven and more the accusative singular.
 */
export function arabicMinutes(n: number): readonly Piece[] {
  if (n === 1) return ['minute', '1-f'];
  if (n === 2) return ['minutes-2-oblique'];
  return [...arabicCardinal(n, { gender: 'f', case: 'oblique' }), n <= 10 ? 'minutes' : 'minute'];
}

/** A day of a month, 1 to 31, as a definite ordinal: الخامس, الحادي والعشرون. */
export function arabicDay(day: number): readonly Piece[] {
  const ones = day % 10;
  if (day <= 20 || ones === 0) return [`${String(day)}-th`];
  return [ones === 1 ? '1-th-before' : `${String(ones)}-th`, 'and', `${String(day - ones)}-th`];
}

/** A year behind عام, which governs the genitive. */
export function arabicYear(year: number): readonly Piece[] {
  return arabicCardinal(year, { gender: 'm', case: 'oblique' });
}

function linked(parts: readonly (readonly Piece[])[]): readonly Piece[] {
  return parts.flatMap((part, index) => index === 0 ? part : ['and', ...part]);
}

function cased(piece: Piece, { case: of }: Pick<Form, 'case'>): Piece {
  return of === 'oblique' ? `${piece}-oblique` : piece;
}

function thousandsOf(n: number, of: Case): readonly (readonly Piece[])[] {
  if (n === 0) return [];
  const tens = n % 100;
  if (n >= 100 && tens <= 2) {
    // Nothing but the hundreds stands before the word, a 200 without its final n; then come one and two thousand again.
    return [[...n - tens === 200 ? [cased('200-before', { case: of })] : [String(n - tens)], '1000'], ...thousandsOf(tens, of)];
  }
  if (n === 1) return [['1000']];
  if (n === 2) return [[cased('2000', { case: of })]];
  const counted = belowThousand(n, { gender: 'm', case: of });
  return counted.map((part, index) => index === counted.length - 1 ? [...part, tens <= 10 ? 'thousands' : 'thousand-accusative'] : part);
}

/** Groups of pieces that "و" stands between. */
function belowThousand(n: number, form: Form): readonly (readonly Piece[])[] {
  const tens = n % 100;
  const hundreds = n - tens;
  const ones = tens % 10;
  return [
    ...hundreds === 0 ? [] : [[hundreds === 200 ? cased('200', form) : String(hundreds)]],
    ...tens === 0 ? [] : tens < 20 ? [[belowTwenty(tens, form)]] : [...ones === 0 ? [] : [[belowTwenty(ones, form)]], [cased(String(tens - ones), form)]],
  ];
}

function belowTwenty(n: number, form: Form): Piece {
  const piece = `${String(n)}-${form.gender}`;
  return n === 2 || n === 12 ? cased(piece, form) : piece;
}
