import { toAsciiDigits } from './native-digits';

/** Signs that stand between numbers: Google's ` ::: `, and the commas of every script. */
const SIGNS = /:::|[;,|¦،؛、，；･・•·&＆/\\\n\r\t\v\f\u2028\u2029\ufe50\uff5c\uff0f]| [-–—] /u;
/** Words that do, by language: with blanks around them, for they are letters of names as well. */
const WORDS = ['or', 'and', 'و', 'یا', 'أو', 'او', 'oder', 'und', 'ou', 'et', 'y', 'o', 'e', 've', 'veya', 'или', 'и', 'або', 'та', 'at', 'o kaya', 'atau', 'dan', 'lub', 'i', 'en', 'of', 'hoặc', '或', '和', 'или же', 'または', '또는'];
const BETWEEN = new RegExp(`${SIGNS.source}|\\s(?:${WORDS.join('|')})\\s`, 'iu');
/** Parts of a cell that are looked at; nobody has more phones. */
const MAX_PARTS = 40;

/** What stands between the separators of a cell that may hold several numbers. */
export function numberParts(cell: string): readonly string[] {
  return cell.split(BETWEEN).map((part) => part.trim()).filter((part) => part !== '').slice(0, MAX_PARTS);
}

const BEGINS_A_NUMBER = /^[([]?(?:\+|0)|^[([][0-9]|[:：]$/;
/** Digits of the shortest number that is written without a word between it and the next. */
export const FEWEST_DIGITS = 7;
/** More than in the longest number with its country code and the way abroad. */
export const MOST_DIGITS = 19;

/** The groups of digits and labels of a cell; none when there are more than of numbers. */
export function groupsOf(cell: string): readonly string[] {
  const groups = cell.trim().split(/\s+/);
  return groups.length > MAX_PARTS ? [] : groups;
}

/** Whether a group may be the first one of a number that is written whole: with 0, + or a bracket, behind a label, or long. */
export function mayBeginANumber(group: string): boolean {
  return BEGINS_A_NUMBER.test(toAsciiDigits(group)) || countDigits(group) >= FEWEST_DIGITS;
}

export function countDigits(text: string): number {
  return text.replace(/[^\p{Nd}]/gu, '').length;
}
