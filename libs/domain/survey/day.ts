import { calendarOf, type SpokenDate } from '../spoken/numbers/spoken-date';
import { spokenLanguageOf } from '../spoken/language';
import type { Language } from '../script/script';

/** A day as it is written in a calendar: Gregorian or Solar Hijri. */
export type WrittenDay = SpokenDate;

const DAY_MS = 86_400_000;
/** 1 Farvardin of the year 1, in days since 1970-01-01. */
const HIJRI_EPOCH = -492_268;
const GREGORIAN = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day of the Gregorian calendar, `2026-03-21`. */
export function isDay(text: string): boolean {
  if (!GREGORIAN.test(text)) return false;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** So many days later, or before. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** A day of Gregorian text, in the calendar of those who speak the language. */
export function inCalendarOf(language: Language, day: string): WrittenDay {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return isSolarHijri(language) ? toSolarHijri(Date.parse(day) / DAY_MS) : { year, month, day: date };
}

/** As Gregorian text; null: that calendar has no such day. */
export function fromCalendarOf(language: Language, written: WrittenDay): string | null {
  if (!isSolarHijri(language)) {
    const text = [String(written.year).padStart(4, '0'), twoDigits(written.month), twoDigits(written.day)].join('-');
    return isDay(text) ? text : null;
  }
  const { year, month, day } = written;
  if (year < 1200 || year > 1500 || month < 1 || month > 12 || day < 1) return null;
  const days = newYear(year) + daysBefore(month) + day - 1;
  const back = toSolarHijri(days);
  return back.month === month && back.day === day ? new Date(days * DAY_MS).toISOString().slice(0, 10) : null;
}

export const twoDigits = (number: number): string => String(number).padStart(2, '0');

function isSolarHijri(language: Language): boolean {
  const spoken = spokenLanguageOf(language);
  return spoken !== null && calendarOf(spoken) === 'solar-hijri';
}

/** By the leap years of the 33-year rule, which agree with Iran's calendar from 1178 to 1633 (K. M. Borkowski, The Persian calendar for 3000 years, 1996). */
function newYear(year: number): number {
  return HIJRI_EPOCH + 365 * (year - 1) + Math.floor((8 * year + 21) / 33);
}

/** Six months of 31 days, then of 30; the last has 29, or 30 in leap years. */
function daysBefore(month: number): number {
  return month <= 7 ? 31 * (month - 1) : 186 + 30 * (month - 7);
}

/** @param days since 1970-01-01 */
function toSolarHijri(days: number): WrittenDay {
  const guess = Math.floor((days - HIJRI_EPOCH) / 365.2425) + 1;
  const year = newYear(guess + 1) <= days ? guess + 1 : newYear(guess) > days ? guess - 1 : guess;
  const ofYear = days - newYear(year);
  const month = ofYear < 186 ? Math.floor(ofYear / 31) + 1 : Math.floor((ofYear - 186) / 30) + 7;
  return { year, month, day: ofYear - daysBefore(month) + 1 };
}
