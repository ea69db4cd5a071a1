import { wholeNumber, type SpokenLanguage } from '../language';
import type { Piece } from '../piece';
import { arabicYear, arabicDay } from './arabic';
import { chineseCardinal } from './chinese';
import { englishOrdinal, englishYear } from './english';
import { filipinoCardinal, filipinoOrdinal } from './filipino';
import { persianCardinal, persianOrdinal } from './persian';

/** A day, in the calendar that a language's callers use. */
export interface SpokenDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Persian has the Solar Hijri calendar (1405-01-05), every other language the Gregorian one. */
export function calendarOf(language: SpokenLanguage): 'gregorian' | 'solar-hijri' {
  return language === 'fa' ? 'solar-hijri' : 'gregorian';
}

/**
 * A date in full, in the order of the language, in its own calendar. Throws RangeError for a month, day or year (1 to 9999) that no
 * calendar has; whether the month has that day is for whoever asked.
 */
export function spokenDate(language: SpokenLanguage, { year, month, day }: SpokenDate): readonly Piece[] {
  wholeNumber(year, 1, 9999);
  wholeNumber(month, 1, 12);
  wholeNumber(day, 1, 31);
  const named = `month-${String(month)}`;
  switch (language) {
    case 'en': return [named, ...englishOrdinal(day), ...englishYear(year)];
    case 'fa': return [...persianOrdinal(day), named, ...persianCardinal(year)];
    case 'ar': return [...arabicDay(day), 'of', named, 'year', ...arabicYear(year)];
    // A year is read digit by digit. No number of days has a two that is read as 两.
    case 'zh-Hans':
    case 'zh-Hant': return [...String(year), 'year', named, ...chineseCardinal(day, 'mainland'), 'day'];
    case 'fil': return [...filipinoOrdinal(day), named, ...filipinoCardinal(year)];
  }
}
