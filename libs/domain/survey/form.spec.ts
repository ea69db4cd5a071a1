import { formState, isRightToLeft } from './form';

it.each<[number | null, number | null, number, ReturnType<typeof formState>]>([
  [null, null, 5, 'open'], [5, null, 4, 'not-yet'], [5, null, 5, 'open'], [null, 5, 4, 'open'], [null, 5, 5, 'closed'], [6, 5, 5, 'closed'],
])('a form that opens at %p and closes at %p is at %d %s', (opensAtMs, closesAtMs, nowMs, state) => {
  expect(formState({ opensAtMs, closesAtMs }, nowMs)).toBe(state);
});

it.each([['fa', true], ['ar-SA', true], ['en', false], ['zh-CN', false], ['fil', false], ['FA-IR', true]])('%s is written from right to left: %p', (language, is) => {
  expect(isRightToLeft(language)).toBe(is);
});
