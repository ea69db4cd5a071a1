import type { SpokenLanguage } from '@paceline/domain/spoken/language';
import { filipinoSounds } from './filipino-sounds';

/** Who reads a language: a free program and voice of Debian's, and what its text is made into first. */
export interface Voice {
  readonly program: 'espeak-ng' | 'flite';
  readonly name: string;
  readonly options: readonly string[];
  readonly prepare: (text: string) => string;
}

/** Slower than the default of 175 words a minute: a phone line takes the consonants away. */
const PACE = ['-s', '150'];

function espeak(name: string, prepare: (text: string) => string = (text) => text): Voice {
  return { program: 'espeak-ng', name, options: ['-v', name, ...PACE], prepare };
}

export const VOICES: Readonly<Record<SpokenLanguage, Voice>> = {
  en: { program: 'flite', name: 'slt', options: ['-voice', 'slt'], prepare: (text) => text },
  fa: espeak('fa'),
  ar: espeak('ar', doublingFirst),
  'zh-Hans': espeak('cmn-latn-pinyin'),
  'zh-Hant': espeak('cmn-latn-pinyin'),
  fil: espeak('id', filipinoSounds),
};

/**
 * The sign of a doubled letter before its vowel. Unicode's canonical order (NFC too) has the vowel first, and espeak-ng then
 * leaves the vowel out: مُدَّةُ becomes "muddtu".
 */
export function doublingFirst(text: string): string {
  return text.normalize('NFC').replace(/([\u064b-\u0650\u0652])\u0651/g, '\u0651$1');
}
