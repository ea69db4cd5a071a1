import { wholeNumber, type SpokenLanguage } from '../language';
import type { Piece } from '../piece';
import { arabicCardinal, arabicMinutes } from './arabic';
import { chineseCardinal, chineseMinutes, type TwoReading } from './chinese';
import { englishCardinal, englishMinutes } from './english';
import { filipinoCardinal, filipinoMinutes, filipinoOrdinal } from './filipino';
import { persianCardinal, persianMinutes, persianOrdinal } from './persian';

interface Grammar {
  readonly cardinal: (n: number) => readonly Piece[];
  /** The place in a line, as the sentence of the language wants it: a cardinal behind "number", or an ordinal. */
  readonly position: (n: number) => readonly Piece[];
  readonly minutes: (n: number) => readonly Piece[];
}

const GRAMMARS: Readonly<Record<SpokenLanguage, Grammar>> = {
  en: { cardinal: englishCardinal, position: englishCardinal, minutes: englishMinutes },
  fa: { cardinal: persianCardinal, position: persianOrdinal, minutes: persianMinutes },
  ar: { cardinal: (n) => arabicCardinal(n), position: (n) => arabicCardinal(n), minutes: arabicMinutes },
  'zh-Hans': chinese('mainland'), 'zh-Hant': chinese('taiwan'),
  fil: { cardinal: filipinoCardinal, position: filipinoOrdinal, minutes: filipinoMinutes },
};

function chinese(reading: TwoReading): Grammar {
  const cardinal = (n: number): readonly Piece[] => chineseCardinal(n, reading);
  return { cardinal, position: cardinal, minutes: (n) => chineseMinutes(n, reading) };
}

/** A number as it is counted, 0 to 999,999. Throws RangeError for any other. */
export function spokenCardinal(language: SpokenLanguage, n: number): readonly Piece[] {
  return GRAMMARS[language].cardinal(wholeNumber(n));
}

/** A place in a line, 1 to 999,999, as the sentence `position` takes it. Throws RangeError for any other. */
export function spokenPosition(language: SpokenLanguage, n: number): readonly Piece[] {
  return GRAMMARS[language].position(wholeNumber(n, 1));
}

/** Minutes with their noun, 1 to 60, as the sentence `wait-minutes` takes them. Throws RangeError for any other. */
export function spokenMinutes(language: SpokenLanguage, minutes: number): readonly Piece[] {
  return GRAMMARS[language].minutes(wholeNumber(minutes, 1, 60));
}
