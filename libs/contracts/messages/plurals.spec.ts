import { pluralsOf } from './plurals';

it('takes the form that goes with a count', () => {
  const english = pluralsOf('en', ['one', 'other']);
  expect([0, 1, 2, 1.5].map((count) => english(count, { one: 'call', other: 'calls' }))).toEqual(['calls', 'call', 'calls', 'calls']);
});

it('knows every form of the languages that are to come', () => {
  const arabic = pluralsOf('ar', ['zero', 'one', 'two', 'few', 'many', 'other']);
  const forms = { zero: 'صفر', one: 'مكالمة', two: 'مكالمتان', few: 'مكالمات', many: 'مكالمة', other: 'مكالمة' };
  expect([0, 1, 2, 3, 11, 100].map((count) => arabic(count, forms))).toEqual([forms.zero, forms.one, forms.two, forms.few, forms.many, forms.other]);
  for (const language of ['zh-Hans', 'zh-Hant']) expect(pluralsOf(language, ['other'])(1, { other: '通电话' })).toBe('通电话');
  for (const language of ['fa', 'fil']) expect(pluralsOf(language, ['one', 'other'])(1, { one: 'one', other: 'other' })).toBe('one');
});

it('refuses forms that are not the language\'s', () => {
  expect(() => pluralsOf('ar', ['one', 'other'])).toThrow('the plurals of ar are');
  expect(() => pluralsOf('zh-Hans', ['one', 'other'])).toThrow('the plurals of zh-Hans are other');
});

it('does not compile without a form of the language', () => {
  const plural = pluralsOf('en', ['one', 'other']);
  // @ts-expect-error -- nothing for more than one
  expect(plural(1, { one: 'call' })).toBe('call');
});
