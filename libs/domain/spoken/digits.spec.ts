import { SPOKEN_LANGUAGES } from './language';
import { spokenKey, spokenPhoneNumber } from './digits';
import { wordsOf } from './say';

describe('phone numbers', () => {
  it.each([
    ['12', '1 2'], ['123', '1 2 3'], ['1234', '1 2 3 4'], ['12345', '1 2 3 pause 4 5'], ['1234567', '1 2 3 pause 4 5 6 7'], ['+98912', 'plus 9 8 9 pause 1 2'],
    ['0912345678', '0 9 1 pause 2 3 4 pause 5 6 7 8'],
  ])('%s is said digit by digit, three together, the last two to four', (number, said) => {
    expect(spokenPhoneNumber('en', number).join(' ')).toBe(said);
  });

  it('of the mainland say 幺 for one, of Taiwan 一', () => {
    expect([wordsOf('zh-Hans', spokenPhoneNumber('zh-Hans', '110')), wordsOf('zh-Hant', spokenPhoneNumber('zh-Hant', '110'))]).toEqual(['幺幺零', '一一零']);
  });

  it('of the Philippines are said in English words, Arabic ones in the forms of counting', () => {
    expect([wordsOf('fil', spokenPhoneNumber('fil', '091')), wordsOf('ar', spokenPhoneNumber('ar', '023'))]).toEqual(['zero nine one', 'صفر اثنان ثلاثة']);
  });

  it.each(['', '+', '12 3', '1+2', '٣', 'x', '1'.repeat(31)])('"%s" is none', (number) => {
    for (const language of SPOKEN_LANGUAGES) expect(() => spokenPhoneNumber(language, number)).toThrow(RangeError);
  });
});

it('a key is the object of "press": in Arabic a two is oblique', () => {
  expect([spokenKey('ar', '2'), spokenKey('ar', '3'), spokenKey('ar', '0'), spokenKey('ar', '#'), spokenKey('fil', '2'), spokenKey('zh-Hans', '1')])
    .toEqual(['2-m-oblique', '3-m', '0', 'hash', '2', '1']);
});
