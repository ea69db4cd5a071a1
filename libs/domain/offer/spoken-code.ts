import { spokenPhoneNumber } from '../spoken/digits';
import { spokenFile } from '../spoken/file';
import { spokenLanguageOf } from '../spoken/language';

/** The prompts that say a code of digits twice, digit by digit; none in a language without them, and of a code with letters. */
export function spokenCode(tag: string, code: string): readonly string[] {
  const language = spokenLanguageOf(tag);
  if (language === null || !/^[0-9]+$/.test(code)) return [];
  const once = ['pause', ...spokenPhoneNumber(language, code)];
  return [...once, ...once].map((piece) => spokenFile(language, piece));
}
