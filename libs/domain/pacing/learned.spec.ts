import { times } from './fixtures';
import { NOTHING_HEARD } from './pacing';
import { NOTHING_LEARNED, fromState, learn, toState, wrapShare } from './learned';

const news = { ...NOTHING_HEARD, answeredAfterMs: times(30, 12_000), failedAfterMs: times(60, 29_000), talkedForMs: times(30, 90_000) };

it('is the same value when nothing was heard', () => {
  expect(learn(NOTHING_LEARNED, NOTHING_HEARD, [], 30)).toBe(NOTHING_LEARNED);
});

it('goes through a state and back', () => {
  const learned = learn(NOTHING_LEARNED, news, [], 30);
  expect(fromState(toState(learned))).toEqual(learned);
});

it.each([
  [{}], [{ version: 99 }], [{ ...toState(NOTHING_LEARNED), rate: 2 }], [{ ...toState(NOTHING_LEARNED), ended: -1 }],
  [{ ...toState(NOTHING_LEARNED), answeredAfter: [1, 2] }], [{ ...toState(NOTHING_LEARNED), wrapEnds: Number.NaN }],
])('starts afresh from a state of another version or a damaged one', (state) => {
  expect(fromState(state)).toBe(NOTHING_LEARNED);
});

it('takes a cancelled call for what it would have become', () => {
  const early = learn(NOTHING_LEARNED, { ...NOTHING_HEARD, cancelledAfterMs: times(50, 4_000) }, [], 30);
  const late = learn(NOTHING_LEARNED, { ...NOTHING_HEARD, cancelledAfterMs: times(50, 28_000) }, [], 30);
  expect(early.answers.answered).toBeGreaterThan(10);
  expect(late.answers.answered).toBeLessThan(8);
});

it('takes machines back, also those of answers it was told of before', () => {
  const later = learn(learn(NOTHING_LEARNED, news, [], 30), { ...NOTHING_HEARD, machines: 20 }, [], 30);
  expect(later.answers.answered).toBeCloseTo(10, 0);
});

it('learns that no wrap-up follows a talk', () => {
  expect(wrapShare(NOTHING_LEARNED, 0)).toBe(1);
  expect(wrapShare(learn(NOTHING_LEARNED, news, [], 30), 0)).toBeLessThan(0.2);
});
