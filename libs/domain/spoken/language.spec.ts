import { SPOKEN_LANGUAGES, spokenLanguageOf } from './language';

it.each([
  ['en', 'en'], ['en-GB', 'en'], ['fa-IR', 'fa'], ['ar-EG', 'ar'], ['zh', 'zh-Hans'], ['zh-CN', 'zh-Hans'], ['zh-Hans-SG', 'zh-Hans'], ['zh-TW', 'zh-Hant'],
  ['zh-Hant-HK', 'zh-Hant'], ['tl', 'fil'], ['fil-PH', 'fil'], ['de', null], ['', null], ['zhx', null],
])('who chose %s is spoken to in %s', (tag, language) => {
  expect(spokenLanguageOf(tag)).toBe(language);
});

it('each language is its own', () => {
  expect(SPOKEN_LANGUAGES.map(spokenLanguageOf)).toEqual(SPOKEN_LANGUAGES);
});
