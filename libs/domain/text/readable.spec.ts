import fc from 'fast-check';
import { isOneLine, isPlainNote, oneLine, plainNote, saysSomething } from './readable';

it.each<[string, string, line: boolean, note: boolean]>([
  ['a name', 'Ann-Marie O’Neil, 3rd', true, true],
  ['of Persian with its joiner', 'می‌خواهم', true, true],
  ['of Hindi with both joiners', 'क्‍ष र्‌य', true, true],
  ['with plain marks of direction', '\u200fمریم\u200e (\u061cA)', true, true],
  ['that is turned around', '\u202eمریم\u202c', false, true],
  ['that is embedded', '\u202aa\u202c', false, true],
  ['with an isolate', 'a\u2066b\u2069', false, true],
  ['a family', '👩‍👧‍👦', true, true],
  ['with NUL', 'zero\u0000byte', false, false],
  ['with a line break', 'a\nb', false, true],
  ['that would be two commands', 'a\r\n\r\napi shutdown', false, true],
  ['with a tab', 'a\tb', false, true],
  ['with an escape', '\u001b[31mred', false, false],
  ['with DEL', 'a\u007f', false, false],
  ['with a control of Latin-1', 'a\u0085b', false, false],
  ['with the separator of lines', 'a\u2028b', false, false],
  ['with half a character', '\ud800 lone', false, false],
])('a text %s', (_what, text, line, note) => {
  expect([isOneLine(text), isPlainNote(text)]).toEqual([line, note]);
});

it.each(['', ' ', '\u200b', '\u200f\u200e', '\u0301'])('nothing is to be read of %j', (text) => {
  expect(saysSomething(text)).toBe(false);
});

it.each(['a', '۱', '王', '😀', '-', 'ا'])('something is to be read of %s', (text) => {
  expect(saysSomething(text)).toBe(true);
});

it('cleans what a file has, and leaves alone what was clean', () => {
  expect(oneLine('  Ann\r\nSmith\u0000 ')).toBe('Ann Smith');
  expect(oneLine('\u202bمی\u200cخواهم\u202c \u2067x\u2069')).toBe('می\u200cخواهم x');
  expect(plainNote('Main Street 1\r\nRome\u0000\u0007!\u0000')).toBe('Main Street 1\r\nRome !');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    expect(isOneLine(oneLine(text))).toBe(true);
    expect(isPlainNote(plainNote(text))).toBe(true);
    if (isOneLine(text)) expect(oneLine(text)).toBe(text.trim());
    if (isPlainNote(text)) expect(plainNote(text)).toBe(text.trim());
  }));
});
