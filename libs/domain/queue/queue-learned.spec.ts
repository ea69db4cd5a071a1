import { NOTHING_LEARNED_OF_QUEUE, handleMs, learnOfQueue, patienceMs, type QueueHeard, type QueueLearned } from './queue-learned';

const QUIET: QueueHeard = { handledForMs: [], answeredAfterMs: [], abandonedAfterMs: [] };
const times = (count: number, of: Partial<QueueHeard>): QueueLearned =>
  Array.from({ length: count }).reduce<QueueLearned>((known) => learnOfQueue(known, { ...QUIET, ...of }), NOTHING_LEARNED_OF_QUEUE);

it('learns how long calls last, and follows when that changes', () => {
  const long = times(500, { handledForMs: [400_000] });
  expect(handleMs(long) / 400_000).toBeCloseTo(1, 1);
  const shorter = Array.from({ length: 700 }).reduce<QueueLearned>((known) => learnOfQueue(known, { ...QUIET, handledForMs: [100_000] }), long);
  expect(handleMs(shorter)).toBeLessThan(145_000);
});

it('learns patience from all waiting: of ten who waited a minute one gave up', () => {
  const known = times(300, { answeredAfterMs: Array.from({ length: 9 }, () => 60_000), abandonedAfterMs: [60_000] });
  expect(patienceMs(known) / 600_000).toBeCloseTo(1, 1);
});

it('where nobody ever gives up patience grows with what was waited, and nothing heard changes nothing', () => {
  expect(patienceMs(times(300, { answeredAfterMs: [60_000] }))).toBeGreaterThan(10 * 180_000);
  expect(learnOfQueue(NOTHING_LEARNED_OF_QUEUE, QUIET)).toBe(NOTHING_LEARNED_OF_QUEUE);
  expect(patienceMs({ ...NOTHING_LEARNED_OF_QUEUE, abandons: 0 })).toBe(Number.POSITIVE_INFINITY);
});
