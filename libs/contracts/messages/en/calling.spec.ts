import { callingWindows, holidayGaps } from './calling';

it('says why a window is what it is: the laws, and what nobody knows', () => {
  const known = { sources: ['a law', 'another'], isCountryKnown: true, withoutHolidays: [] };
  expect(callingWindows['own-hours'](known)).toBe('The campaign\'s own hours lie within the law\'s (a law; another).');
  expect(callingWindows.narrowed({ ...known, withoutHolidays: ['IQ', 'SY'] }))
    .toBe('The law there allows less than the campaign\'s own hours (a law; another). Nothing is known of the holidays of IQ and SY: add them, or people are called on them.');
  expect(callingWindows['never-open']({ ...known, isCountryKnown: false }))
    .toBe('Nobody there can be called: the campaign\'s hours and the law\'s never meet (a law; another). Of these contacts nobody knows the country, so the strictest of all laws binds.');
});

it('says what is not known of holidays', () => {
  expect(holidayGaps['no-data']({ country: 'IQ' })).toBe('No data for this country: nothing is known of the holidays of IQ. Add them, or people are called on them.');
  expect(holidayGaps['year-unknown']({ year: 2050, from: 2026, to: 2031 })).toBe('Holidays are known from 2026 to 2031 only; of 2050 there is what administrators have added.');
});
