import { plainKey, plainWords } from './plain-words';

export interface NameParts {
  /** Of a column for the whole name. */
  readonly whole?: string | undefined;
  readonly first?: string | undefined;
  readonly middle?: string | undefined;
  readonly patronymic?: string | undefined;
  readonly last?: string | undefined;
}

const FAMILY_FIRST = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}々ー・\s]+$/u;

/**
 * One name of its parts, in the order of its culture: 王 and 小明 are 王小明; where there is a patronymic the family's name comes
 * first. A whole name is taken as it is.
 */
export function nameOfParts({ whole, first, middle, patronymic, last }: NameParts): string {
  if (whole !== undefined) return whole;
  const parts = [first, middle, patronymic, last].filter((part) => part !== undefined);
  // `Name` often holds the whole name though the family's stands beside it.
  if (parts.length === 2 && first !== undefined && last !== undefined) {
    if (last.length > 1 && contains(first, last)) return first;
    if (first.length > 1 && contains(last, first)) return last;
  }
  if (parts.length > 1 && parts.every((part) => FAMILY_FIRST.test(part))) return [last, first, middle].filter((part) => part !== undefined).join('');
  if (patronymic !== undefined) return [last, first, middle, patronymic].filter((part) => part !== undefined).join(' ');
  return parts.join(' ');
}

/** Whether a text stands within another, as whole words where its script has them. */
export function contains(whole: string, part: string): boolean {
  return ` ${plainWords(whole)} `.includes(` ${plainWords(part)} `) || (FAMILY_FIRST.test(part) && plainKey(whole).includes(plainKey(part)));
}
