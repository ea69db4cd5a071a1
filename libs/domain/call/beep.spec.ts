import { saysAgain } from './beep';

describe('A beep while something is said to a machine', () => {
  it.each([
    ['is the same, told twice', 1_003, 0, false],
    ['goes on: it is not recorded yet', 1_240, 0, true],
    ['is the one behind the greeting, in which something like it was heard before', 9_000, 0, true],
    ['is one more of those that never end', 9_000, 4, false],
  ])('%s', (_what, beepAtMs, begunAnew, expected) => {
    expect(saysAgain(1_000, begunAnew, beepAtMs)).toBe(expected);
  });
});
