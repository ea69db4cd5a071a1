import { toAsciiDigits } from './native-digits';

/** Letters that are one with another on some keyboards or in some spellings, and that no decomposition of Unicode joins. */
const SAME: Readonly<Record<string, string>> = {
  'ي': 'ی', 'ى': 'ی', 'ې': 'ی', 'ك': 'ک', 'ة': 'ه', 'ە': 'ه', 'ھ': 'ه', 'ہ': 'ه', 'ۃ': 'ه', 'ٱ': 'ا',
  'ß': 'ss', 'ł': 'l', 'ø': 'o', 'đ': 'd', 'ð': 'd', 'æ': 'ae', 'œ': 'oe', 'ı': 'i', 'ə': 'e', 'þ': 'th', 'ё': 'е', 'ґ': 'г',
};
const LETTERS = new RegExp(`[${Object.keys(SAME).join('')}]`, 'gu');
/** Vowel signs and hamzas of Arabic script, accents, and what is invisible: joiners, tatweel, directions. */
const MARKS = /[\u0300-\u036f\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f\ufeff]/g;
const JOINED = /(\p{Ll})(?=\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu;

/**
 * The words of a header, a label or a short cell in one spelling for what looks the same: `phoneNumber`, `Phone_number`
 * and `PHONE NUMBER`; تلفن‌همراه and تلفن همراه typed on an Arabic or a Persian keyboard; Teléfono and telefono.
 */
export function plainWords(text: string): string {
  const joined = text.normalize('NFKC').replace(JOINED, '$1$2 ');
  const bare = toAsciiDigits(joined).toLowerCase().normalize('NFKD').replace(MARKS, '').normalize('NFC');
  return bare.replace(LETTERS, (letter) => SAME[letter] ?? letter).replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
}

/** The same without blanks: `cellphone` and `cell phone` are one. */
export function plainKey(text: string): string {
  return plainWords(text).replaceAll(' ', '');
}
