import { SPOKEN_LANGUAGES, type SpokenLanguage } from '../language';
import { wordsOf } from '../say';
import { calendarOf, spokenDate } from './spoken-date';

function words(language: SpokenLanguage, year: number, month: number, day: number): string {
  return wordsOf(language, spokenDate(language, { year, month, day }));
}

describe('dates in words', () => {
  it.each<readonly [SpokenLanguage, number, number, number, string]>([
    ['en', 2026, 3, 5, 'March fifth twenty twenty six'], ['en', 1999, 12, 31, 'December thirty first nineteen ninety nine'],
    ['en', 2005, 1, 22, 'January twenty second two thousand five'],
    ['en', 1905, 5, 30, 'May thirtieth nineteen oh five'], ['en', 1900, 6, 12, 'June twelfth nineteen hundred'],
    ['fa', 1405, 1, 5, 'پنجم فروردین هزار و چهارصد و پنج'], ['fa', 1404, 12, 29, 'بیست و نهم اسفند هزار و چهارصد و چهار'],
    ['fa', 1400, 7, 1, 'اول مهر هزار و چهارصد'],
    ['ar', 2026, 3, 5, 'الخامس من مارس عام ألفين وستة وعشرين'],
    ['ar', 2002, 11, 21, 'الحادي والعشرون من نوفمبر عام ألفين واثنين'],
    ['ar', 1999, 1, 1, 'الأول من يناير عام ألف وتسعمئة وتسعة وتسعين'],
    ['ar', 2012, 8, 31, 'الحادي والثلاثون من أغسطس عام ألفين واثني عشر'],
    ['zh-Hans', 2026, 12, 20, '二零二六年十二月二十日'], ['zh-Hant', 2011, 2, 2, '二零一一年二月二日'],
    ['fil', 2026, 3, 5, 'ikalima ng Marso dalawang libo\'t dalawampu\'t anim'], ['fil', 2000, 9, 21, 'ikadalawampu\'t isa ng Setyembre dalawang libo'],
  ])('in %s, %d-%d-%d', (language, year, month, day, said) => {
    expect(words(language, year, month, day)).toBe(said);
  });

  it('are of the Solar Hijri calendar in Persian, else of the Gregorian', () => {
    expect(SPOKEN_LANGUAGES.filter((language) => calendarOf(language) === 'solar-hijri')).toEqual(['fa']);
  });

  it.each([
    [0, 1, 1], [10_000, 1, 1], [2026, 0, 1], [2026, 13, 1], [2026, 1, 0], [2026, 1, 32], [2026.5, 1, 1],
  ])('of no calendar are refused: %d-%d-%d', (year, month, day) => {
    for (const language of SPOKEN_LANGUAGES) expect(() => words(language, year, month, day)).toThrow(RangeError);
  });
});
