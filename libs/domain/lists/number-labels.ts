import { plainWords } from './plain-words';
import { PHONE_WORDS, PLACES_OF_A_PHONE } from './phone-words';

/** Schemes, and letters that people put before a number with a colon or a full stop; `f:` is a fax, and none of them. */
const SCHEMES = ['callto', 'sms', 'smsto', 'wa', 'viber', 'telegram', 'signal', 'imo', 'call', 'no', 'nr', 'num', 'number'];
const LETTERS = new Set(['p', 't', 'm', 'c', 'h', 'w', 'o', 'd', 'ph', 'mb']);
const LABELS = new Set([...PHONE_WORDS, ...PLACES_OF_A_PHONE, ...SCHEMES].flatMap((words) => plainWords(words).split(' ')));

const MAX_LABEL = 40;
const BEFORE_THE_NUMBER = new RegExp(`^([^0-9+(]{1,${MAX_LABEL}})(?=[0-9+(])`, 'u');
const BRACKETED = new RegExp(`[([{（]([^()0-9]{1,${MAX_LABEL}})[)\\]}）]$`, 'u');
const BEHIND_THE_NUMBER = new RegExp(`(?<=[0-9)])([^0-9()]{1,${MAX_LABEL}})$`, 'u');

/**
 * A number without the label that says whose line it is: `p:+1202…` of Meta's lead files, `tel:`, `Mobile: …`, `موبایل ۰۹۱۲…`,
 * `… (home)`. A word that is none of a phone's own stays, and the text is then no number: `Fax: …`, `my brother: …`.
 */
export function withoutLabel(text: string): string {
  const bracketed = BRACKETED.exec(text);
  const first = bracketed !== null && isLabel(bracketed[1] ?? '', true) ? text.slice(0, bracketed.index).trimEnd() : text;
  const behind = BEHIND_THE_NUMBER.exec(first);
  const second = behind !== null && isLabel(behind[1] ?? '', false) ? first.slice(0, behind.index) : first;
  const [before, words = ''] = BEFORE_THE_NUMBER.exec(second) ?? [];
  return before !== undefined && isLabel(words, /[:.：]\s*$/.test(words)) ? second.slice(before.length) : second;
}

function isLabel(text: string, mayBeALetter: boolean): boolean {
  const words = plainWords(text).split(' ');
  return words[0] !== '' && words.every((word) => LABELS.has(word) || (mayBeALetter && LETTERS.has(word)));
}
