import { phonePositionAfter } from './phone-position';

it.each([
  ['is where it was', 1, ['a', 'b'], ['a', 'b', 'c'], 1],
  ['moved to the front', 1, ['a', 'b'], ['b', 'a'], 0],
  ['moved back', 0, ['a', 'b'], ['c', 'd', 'a'], 2],
  ['is gone', 1, ['a', 'b'], ['a', 'c'], 0],
  ['was none', 2, ['a', 'b'], ['c', 'a'], 0],
])('the next attempt calls the same number, or the first: it %s', (_what, position, was, became, expected) => {
  expect(phonePositionAfter(position, was, became)).toBe(expected);
});
