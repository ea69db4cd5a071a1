import { assert, constantFrom, integer, oneof, property, stringMatching, tuple } from 'fast-check';
import { PHONE_KEYS, spokenKey, spokenPhoneNumber } from './digits';
import { SPOKEN_LANGUAGES, type SpokenLanguage } from './language';
import { arabicCardinal } from './numbers/arabic';
import { spokenDate } from './numbers/spoken-date';
import { spokenCardinal, spokenMinutes, spokenPosition } from './numbers/spoken-number';
import { positionSentence, say, waitSentence, wordsOf } from './say';
import { GAPS, KEY_SENTENCES, PLAIN_SENTENCES, type Sentence } from './sentences';
import { CATALOGUES, PAUSE, piecesOf } from './texts/catalogue';
import { partsOf } from './texts/parts';

const languages = constantFrom(...SPOKEN_LANGUAGES);
const sentences = oneof(
  constantFrom(...PLAIN_SENTENCES).map((id): Sentence => ({ id })),
  tuple(constantFrom(...KEY_SENTENCES), constantFrom(...PHONE_KEYS)).map(([id, key]): Sentence => ({ id, key })),
  stringMatching(/^\+?[0-9]{3,15}$/).map((number): Sentence => ({ id: 'callback-number', number })),
  integer({ min: 1, max: 999_999 }).map(positionSentence),
  integer({ min: 0, max: 5000 }).map(waitSentence),
);

describe('what callers are told', () => {
  it('is said with pieces that the language has, and its words are the sentence with its gap filled', () => {
    assert(property(languages, sentences, (language, sentence) => {
      const pieces = say(language, sentence);
      expect(pieces.filter((piece) => !piecesOf(language).has(piece))).toEqual([]);
      const written = CATALOGUES[language].sentences[sentence.id].text.split(/\s*\{\w+\}\s*/).map((part) => part.replace(/^[.。]$/, ''));
      const words = wordsOf(language, pieces);
      expect([words.startsWith(written[0] ?? ''), words.endsWith(written[1] ?? written[0] ?? '')]).toEqual([true, true]);
    }), { numRuns: 2000 });
  });

  it.each<readonly [SpokenLanguage, Sentence, string]>([
    ['en', positionSentence(1), 'You are next in line.'],
    ['en', positionSentence(3), 'You are number three in line.'],
    ['fa', positionSentence(3), 'شما نفر سوم در صف هستید.'],
    ['ar', positionSentence(12), 'ترتيبكم في الانتظار هو اثنا عشر'],
    ['zh-Hans', positionSentence(2), '您目前排在第二位。'],
    ['zh-Hant', waitSentence(100), '預估等候時間約兩分鐘'],
    ['fil', waitSentence(290), 'Ang tinatayang oras ng paghihintay ay mga limang minuto'],
    ['ar', waitSentence(100), 'مدة الانتظار المتوقعة حوالي دقيقتين'],
    ['fa', { id: 'key-callback', key: '1' }, 'برای اینکه بدون از دست رفتن نوبتتان با شما تماس بگیریم، کلید یک را فشار دهید.'],
    ['zh-Hans', { id: 'callback-number', number: '13901' }, '我们将回电至此号码：幺三九零幺'],
  ])('in %s', (language, sentence, words) => {
    expect(wordsOf(language, say(language, sentence))).toBe(words);
  });
});

describe('the pieces of a language', () => {
  /** All tens, hundreds and thousands in all their company; what is above a thousand passes through the same again. */
  const numbers = [...Array.from({ length: 3000 }, (_, n) => n), ...Array.from({ length: 999 }, (_, n) => [n * 1000 + 1000, n * 1000 + 1001]).flat(), 12_345];

  const forms = [{ gender: 'f', case: 'nominative' }, { gender: 'm', case: 'oblique' }] as const;
  const arabicForms = forms.flatMap((form) => numbers.flatMap((n) => arabicCardinal(n, form)));

  it.each(SPOKEN_LANGUAGES)('%s say every number, place, time, date and key, and there is none that nothing says', (language) => {
    const said = new Set([
      ...numbers.flatMap((n) => spokenCardinal(language, n)), ...numbers.filter((n) => n > 0).flatMap((n) => spokenPosition(language, n)),
      ...Array.from({ length: 60 }, (_, n) => spokenMinutes(language, n + 1)).flat(), ...PHONE_KEYS.map((key) => spokenKey(language, key)),
      ...spokenPhoneNumber(language, '+0123456789'), PAUSE, ...language === 'ar' ? arabicForms : [],
    ]);
    const dates = Array.from({ length: 31 }, (_, n) => spokenDate(language, { year: n === 0 ? 1905 : 1990 + n, month: n % 12 + 1, day: n + 1 }));
    for (const piece of dates.flat()) said.add(piece);
    const words = new Set([...Object.keys(CATALOGUES[language].words), PAUSE]);
    expect([[...said].filter((piece) => !words.has(piece)), [...words].filter((piece) => !said.has(piece))]).toEqual([[], []]);
  });

  it.each(SPOKEN_LANGUAGES)('%s can each be a file, and are no two of one name', (language) => {
    expect([...piecesOf(language).keys()].filter((piece) => !/^[a-z0-9][a-z0-9.-]*$/.test(piece))).toEqual([]);
    const { sentences: texts, words } = CATALOGUES[language];
    expect(Object.keys(texts).filter((id) => Object.hasOwn(words, id))).toEqual([]);
  });

  it.each(SPOKEN_LANGUAGES)('%s have a gap where their sentence has one, in what is read and in what is said', (language) => {
    for (const [id, gap] of Object.entries(GAPS)) {
      const { text, say: spoken = text } = CATALOGUES[language].sentences[id as keyof typeof GAPS]; // the table's own keys
      expect([id, text.split(gap).length, spoken.split(gap).length]).toEqual([id, 2, 2]);
    }
    for (const id of PLAIN_SENTENCES) expect(CATALOGUES[language].sentences[id].text).not.toMatch(/[{}]/);
  });

  it('refuse a text without its gap, and one with two', () => {
    for (const text of ['You are next.', '{position} or {position}']) expect(() => partsOf('position', { text })).toThrow(RangeError);
  });

  it('have no words for a piece that is none of theirs', () => {
    expect(() => wordsOf('en', ['20-and'])).toThrow(RangeError);
  });
});
