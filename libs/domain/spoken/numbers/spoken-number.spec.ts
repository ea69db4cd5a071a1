import { wordsOf } from '../say';
import { SPOKEN_LANGUAGES, type SpokenLanguage } from '../language';
import { spokenCardinal, spokenMinutes, spokenPosition } from './spoken-number';

const cardinals: readonly (readonly [SpokenLanguage, number, string])[] = [
  ['en', 0, 'zero'], ['en', 21, 'twenty one'], ['en', 105, 'one hundred five'], ['en', 12_340, 'twelve thousand three hundred forty'],
  ['fa', 0, 'صفر'], ['fa', 21, 'بیست و یک'], ['fa', 1001, 'هزار و یک'],
  ['fa', 1386, 'هزار و سیصد و هشتاد و شش'], ['fa', 21_000, 'بیست و یک هزار'],
  ['zh-Hans', 2, '二'], ['zh-Hans', 10, '十'], ['zh-Hans', 12, '十二'], ['zh-Hans', 110, '一百一十'],
  ['zh-Hans', 105, '一百零五'], ['zh-Hans', 222, '二百二十二'],
  ['zh-Hans', 2200, '两千二百'],
  ['zh-Hans', 1005, '一千零五'], ['zh-Hans', 10_005, '一万零五'], ['zh-Hans', 22_222, '两万二千二百二十二'], ['zh-Hans', 200_200, '二十万零二百'],
  ['zh-Hant', 222, '兩百二十二'], ['zh-Hant', 22_222, '兩萬兩千兩百二十二'], ['zh-Hant', 10_010, '一萬零一十'],
  ['fil', 11, 'labing-isa'], ['fil', 25, 'dalawampu\'t lima'], ['fil', 100, 'isang daan'], ['fil', 406, 'apat na raan at anim'],
  ['fil', 1200, 'isang libo\'t dalawang daan'],
  ['fil', 20_000, 'dalawampung libo'], ['fil', 400_000, 'apat na raang libo'],
];

const positions: readonly (readonly [SpokenLanguage, number, string])[] = [
  ['en', 3, 'three'], ['ar', 3, 'ثلاثة'], ['zh-Hans', 2, '二'], ['zh-Hant', 2, '二'],
  ['fa', 1, 'اول'], ['fa', 2, 'دوم'], ['fa', 3, 'سوم'], ['fa', 20, 'بیستم'], ['fa', 21, 'بیست و یکم'],
  ['fa', 30, 'سی‌ام'], ['fa', 100, 'صدم'], ['fa', 2000, 'دو هزارم'],
  ['fil', 1, 'una'], ['fil', 2, 'ikalawa'], ['fil', 3, 'ikatlo'], ['fil', 10, 'ikasampu'], ['fil', 11, 'ikalabing-isa'], ['fil', 25, 'ikadalawampu\'t lima'],
];

const minutes: readonly (readonly [SpokenLanguage, number, string])[] = [
  ['en', 1, 'one minute'], ['en', 2, 'two minutes'], ['en', 45, 'forty five minutes'], ['fa', 1, 'یک دقیقه'], ['fa', 45, 'چهل و پنج دقیقه'],
  ['zh-Hans', 1, '一分钟'], ['zh-Hans', 2, '两分钟'], ['zh-Hans', 12, '十二分钟'], ['zh-Hans', 22, '二十二分钟'], ['zh-Hant', 2, '兩分鐘'],
  ['fil', 1, 'isang minuto'], ['fil', 4, 'apat na minuto'], ['fil', 5, 'limang minuto'], ['fil', 10, 'sampung minuto'], ['fil', 14, 'labing-apat na minuto'],
  ['fil', 20, 'dalawampung minuto'], ['fil', 25, 'dalawampu\'t limang minuto'], ['ar', 5, 'خمس دقائق'],
];

describe('numbers in words', () => {
  it.each(cardinals)('in %s, counted: %d is %s', (language, n, said) => {
    expect(wordsOf(language, spokenCardinal(language, n))).toBe(said);
  });

  it.each(positions)('in %s, a place in a line: %d is %s', (language, n, said) => {
    expect(wordsOf(language, spokenPosition(language, n))).toBe(said);
  });

  it.each(minutes)('in %s, minutes: %d is %s', (language, n, said) => {
    expect(wordsOf(language, spokenMinutes(language, n))).toBe(said);
  });

  it.each(SPOKEN_LANGUAGES)('in %s, what is no whole number within the bounds is refused', (language) => {
    for (const wrong of [-1, 0.5, NaN, Infinity, 1_000_000]) expect(() => spokenCardinal(language, wrong)).toThrow(RangeError);
    for (const wrong of [0, 1_000_000]) expect(() => spokenPosition(language, wrong)).toThrow(RangeError);
    for (const wrong of [0, 61, 1.5]) expect(() => spokenMinutes(language, wrong)).toThrow(RangeError);
  });
});
