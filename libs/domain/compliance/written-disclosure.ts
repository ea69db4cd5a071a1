import type { Language } from '../script/script';
import type { Disclosure } from './artificial-voice';

/** A message that is written, and so known by its words; those of a recording only its maker knows. */
export interface WrittenMessage { readonly text: string; readonly language: Language; readonly lengthSec: number }

/** All that is played to persons, or left on machines. */
export interface PlayedMessages { readonly written: readonly WrittenMessage[]; readonly recorded: number }

/** The key 9 in words, where the digit does not stand. Of languages that are not named here only the digit counts. */
const NINE: Readonly<Record<string, readonly string[]>> = {
  en: ['nine'], fa: ['نه', 'نُه'], ar: ['تسعة', 'تسعه'], zh: ['九'], fil: ['siyam', 'nine'], es: ['nueve'], fr: ['neuf'], de: ['neun'], pt: ['nove'], it: ['nove'], ru: ['девять', 'девятку'],
};
/** As few digits tell nobody's number. */
const NUMBER_AT_LEAST_DIGITS = 7;

/**
 * What a campaign discloses, as far as its words are written: they are believed more than whoever set it up. A written message that
 * does not name the key, or the number, does not say it.
 */
export function disclosureWritten(says: Disclosure, persons: PlayedMessages, machines: PlayedMessages): Disclosure {
  const saidAt = [...persons.written.map(keySaidAtSec), ...persons.recorded > 0 || persons.written.length === 0 ? [says.optOutSaidAtSec] : []];
  const { number } = says;
  const saysIt = ({ text }: WrittenMessage): boolean => number !== null && saysNumber(text, number);
  return {
    ...says,
    optOutSaidAtSec: saidAt.some((at) => at === null) ? null : Math.max(...saidAt.map((at) => at ?? 0)),
    number: persons.written.every(saysIt) ? number : null,
    numberOnMachines: says.numberOnMachines === null ? null
      : machines.written.every(saysIt) && (says.numberOnMachines || (machines.recorded === 0 && machines.written.length > 0)),
  };
}

/** When its key has been said, as far as a steady voice is behind the text by then; null: it is not. */
export function keySaidAtSec({ text, language, lengthSec }: WrittenMessage): number | null {
  const plain = inDigits(text).toLowerCase();
  const words = NINE[language.split('-')[0] ?? ''] ?? [];
  const found = [/(?<![\p{N}])9(?![\p{N}])/u, ...words.map((word) => new RegExp(isWritten(word) ? word : `(?<!\\p{L})${word}(?!\\p{L})`, 'u'))]
    .map((said) => said.exec(plain)).filter((match) => match !== null);
  if (found.length === 0) return null;
  const end = Math.min(...found.map(({ index, 0: { length } }) => index + length));
  return Math.round(end / plain.length * lengthSec * 10) / 10;
}

/** Whether the number stands in it, in digits, with or without its country's. @param number E.164 */
export function saysNumber(text: string, number: string): boolean {
  const runs = inDigits(text).match(/\d(?:[\d\s().+/-]*\d)?/g) ?? [];
  return runs.map((run) => run.replace(/\D/g, '').replace(/^0+/, '')).some((digits) => digits.length >= NUMBER_AT_LEAST_DIGITS && number.endsWith(digits));
}

/** Chinese has no blanks between words. */
function isWritten(word: string): boolean {
  return /\p{Script=Han}/u.test(word);
}

function inDigits(text: string): string {
  return text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}
