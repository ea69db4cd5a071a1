import { FEWEST_DIGITS, MOST_DIGITS, countDigits, groupsOf, mayBeginANumber, numberParts } from '@paceline/domain/lists/several-numbers';
import { readPhone, type ParsedPhone, type PhoneProblem } from '@paceline/platform/phones';

/** How many more texts of a row may be tried as numbers: each costs as much as the rest of an ordinary row. */
export interface Tries { left: number }

export interface CellOfNumbers {
  /** In the order in which they stand. */
  readonly phones: readonly ParsedPhone[];
  /** Whether they say all that the cell does; else its text is worth keeping beside them. */
  readonly isAll: boolean;
  /** Why there is no number. */
  readonly problem: PhoneProblem;
}

/** A whole that is longer than any one number of its parts is no number: so many digits and more may be two. */
const PERHAPS_TWO_DIGITS = 14;

/**
 * The numbers of a cell: one, or several with something between them. A slash or a comma may stand within one number as well,
 * so a part that is a number by itself decides: `089 12345 / 089 67890` is two, `0171/1234567` is one.
 */
export function numbersInCell(text: string, home: string | null, tries: Tries): CellOfNumbers {
  const whole = one(text, home, tries);
  const parts = numberParts(text);
  if (parts.length > 1) {
    const read = parts.map((part) => one(part, home, tries)).flatMap((reading, at) =>
      reading.phone === null ? inRuns(parts[at] ?? '', home, tries) ?? [reading] : [reading]);
    const phones = read.flatMap(({ phone }) => phone ?? []);
    const same = phones.length === 1 && phones[0]?.e164 === whole.phone?.e164;
    if (phones.length > 0 && !same) return { phones, isAll: phones.length === read.length && phones.every(({ extension }) => extension === null), problem: 'no-number' };
    if (whole.phone === null) {
      const told = [whole, ...read].find(({ problem }) => problem === 'digits-lost' || problem === 'doubtful-area');
      return { phones: [], isAll: false, problem: told?.problem ?? whole.problem };
    }
  }
  const mayBeTwo = whole.phone === null || countDigits(text) >= PERHAPS_TWO_DIGITS;
  const runs = mayBeTwo ? inRuns(text, home, tries) : null;
  if (runs !== null) return { phones: runs.flatMap(({ phone }) => phone ?? []), isAll: true, problem: 'no-number' };
  if (whole.phone === null) return { phones: [], isAll: false, problem: whole.problem };
  return { phones: [whole.phone], isAll: whole.phone.extension === null, problem: 'no-number' };
}

interface One { readonly phone: ParsedPhone | null; readonly problem: PhoneProblem }

function one(text: string, home: string | null, tries: Tries): One {
  if (tries.left <= 0) return { phone: null, problem: 'no-number' };
  tries.left -= 1;
  const reading = readPhone(text, home);
  return reading.kind === 'phone' ? { phone: reading.phone, problem: 'no-number' } : { phone: null, problem: reading.problem };
}

/** `+98 912 123 45 67`, with a label before it. */
const MAX_GROUPS = 8;

/**
 * Numbers that stand one behind the other with only blanks between, as in `0912 123 4567 0935 123 4567`: the groups are shared out so that
 * each share is a number by itself, and each but the first begins as one that is written whole. Null when they cannot be.
 */
function inRuns(text: string, home: string | null, tries: Tries): readonly One[] | null {
  const groups = groupsOf(text);
  if (countDigits(text) < 2 * FEWEST_DIGITS) return null;
  const dead = new Set<number>();
  const share = (from: number): readonly One[] | null => {
    if (from === groups.length) return [];
    if (dead.has(from) || (from > 0 && !mayBeginANumber(groups[from] ?? ''))) return null;
    for (let to = Math.min(groups.length, from + MAX_GROUPS); to > from; to--) {
      const run = groups.slice(from, to).join(' ');
      const digits = countDigits(run);
      if (digits < FEWEST_DIGITS || digits > MOST_DIGITS || (from === 0 && to === groups.length)) continue;
      const reading = one(run, home, tries);
      const rest = reading.phone === null ? null : share(to);
      if (rest !== null) return [reading, ...rest];
    }
    dead.add(from);
    return null;
  };
  return share(0);
}
