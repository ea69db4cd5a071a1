import fc from 'fast-check';
import { readQuery } from './query';

it.each<[string, Record<string, string | string[]>]>([
  ['phone=+14155550100', { phone: '+14155550100' }],
  ['phone=%2B14155550100', { phone: '+14155550100' }],
  ['resource=do-not-call&resourceId=+98912&limit=1', { resource: 'do-not-call', resourceId: '+98912', limit: '1' }],
  ['from=2026-01-31T09:00:00+03:30&to=2026-01-31T09%3A00%3A00.5+03%3A30', { from: '2026-01-31T09:00:00+03:30', to: '2026-01-31T09:00:00.5+03:30' }],
  ['from=2026-01-31T09:00:00%2B03:30', { from: '2026-01-31T09:00:00+03:30' }],
  ['reason=asked+us+to+call+again', { reason: 'asked us to call again' }],
  ['reason=asked%20again', { reason: 'asked again' }],
  ['limit=1&limit=2', { limit: ['1', '2'] }],
  ['a=b=+c', { a: 'b=+c' }],
  ['', {}],
])('reads ?%s', (text, expected) => {
  expect({ ...readQuery(text) }).toEqual(expected);
});

it('reads what a form or a program encoded, whatever it is, but for blanks at the beginning', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }).filter((text) => !text.startsWith(' ')), (value) => {
    expect(readQuery(new URLSearchParams({ value }).toString())['value']).toBe(value);
    expect(readQuery(`value=${encodeURIComponent(value)}`)['value']).toBe(value);
  }));
});

it('loses no parameter, however many there are: an unknown one is told', () => {
  const names = Array.from({ length: 1_500 }, (_, at) => `p${String(at)}`);
  expect(Object.keys(readQuery(names.map((name) => `${name}=1`).join('&')))).toEqual(names);
});
