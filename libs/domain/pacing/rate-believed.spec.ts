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
  for (const isShort of [false, true]) {
    const early = believed(heard(5, 5, 0), [], isShort);
    expect(early.isUnsure).toBe(true);
    expect(early.risked.mean).toBeGreaterThan(early.known.mean + 0.05);
    const late = believed(heard(50, 100, 0), [], isShort);
    expect(late).toEqual({ known: late.known, risked: late.known, isUnsure: false });
  }
});

it('that calls fail at once makes nothing surer of the others', () => {
  const { isUnsure, risked } = believed(heard(0, 0, 500), times(20, 2_000), true);
  expect(isUnsure).toBe(true);
  expect(risked.mean).toBeGreaterThan(0.6);
});

it('a first burst of answers is not taken for early ones only where the list is short', () => {
  const out = times(40, 4_500);
  const learned = heard(15, 0, 15, out);
  expect(believed(learned, out, true).risked.mean).toBeGreaterThan(believed(learned, out, false).risked.mean + 0.05);
});
