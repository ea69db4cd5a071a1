import { NOTHING_HEARD } from './pacing';
import { times } from './fixtures';
import { NOTHING_LEARNED, learn, type Learned } from './learned';
import { rateBelieved, type RateBelieved } from './rate-believed';
import { byAge, ringTables } from './ring-times';

const believed = (learned: Learned, outForMs: readonly number[], isShort: boolean): RateBelieved => {
  const out = byAge(outForMs);
  return rateBelieved(learned, out, ringTables(learned.rings, out, 30), isShort);
};
const heard = (answered: number, failed: number, failedAtOnce: number, outForMs: readonly number[] = []): Learned => learn(NOTHING_LEARNED, {
  ...NOTHING_HEARD, answeredAfterMs: times(answered, 4_000), failedAfterMs: [...times(failed, 20_000), ...times(failedAtOnce, 300)],
}, outForMs, 30);

it('is reckoned with as far as it may be higher, until enough calls have ended', () => {
  expect(believed(heard(5, 5, 0), [], false).risked.mean).toBeGreaterThan(believed(heard(5, 5, 0), [], false).known.mean + 0.05);
  const late = believed(heard(50, 100, 0), [], false);
  expect(late.risked).toEqual(late.known);
});

it('is reckoned with so to the end of a short list', () => {
  const { known, risked } = believed(heard(50, 100, 0), [], true);
  expect(risked.mean).toBeCloseTo(known.mean + known.deviation);
});

it('that calls fail at once makes nothing surer of the others', () => {
  expect(believed(heard(0, 0, 500), times(20, 2_000), true).risked.mean).toBeGreaterThan(0.6);
});

it('a first burst of answers is not taken for early ones only where the list is short', () => {
  const out = times(40, 4_500);
  const learned = heard(15, 0, 15, out);
  expect(believed(learned, out, true).risked.mean).toBeGreaterThan(believed(learned, out, false).risked.mean + 0.05);
});

it('once the calls that are left have outlived nearly all answers, those are no burst any more', () => {
  const [young, old] = [times(16, 4_500), times(16, 25_000)];
  const riskedOf = (out: readonly number[]): number => believed(heard(34, 0, 30, out), out, true).risked.mean;
  expect(riskedOf(old)).toBeLessThan(riskedOf(young) - 0.1);
});
