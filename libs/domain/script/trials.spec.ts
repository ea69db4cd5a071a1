import { MOST_TRIALS, mayTry, type Trial } from './trials';

const NOW_MS = Date.UTC(2026, 0, 7, 19);
const ago = (min: number, more: Partial<Trial> = {}): Trial => ({ askedAtMs: NOW_MS - min * 60_000, placedAtMs: NOW_MS - min * 60_000, isOver: true, ...more });
const many = (count: number, min: number): readonly Trial[] => Array.from({ length: count }, (_, index) => ago(min - index * 0.5));

describe('whoever wants to be called with a draft', () => {
  it.each<[string, readonly Trial[]]>([
    ['for the first time', []], ['after others that are over', many(MOST_TRIALS.calls - 1, 14)], ['after many, a while ago', many(MOST_TRIALS.calls, 18)],
    ['after one for which nobody was called in time', [ago(2, { placedAtMs: null, isOver: false })]], ['after one of whose end nobody heard', [ago(30, { isOver: false })]],
  ])('is called %s', (_when, trials) => {
    expect(mayTry(trials, NOW_MS)).toEqual({ allow: true });
  });

  it.each<[string, Trial]>([['rings or talks', ago(3, { isOver: false })], ['is about to be placed', ago(0.5, { placedAtMs: null, isOver: false })]])('is not called while one %s', (_what, trial) => {
    expect(mayTry([ago(5), trial], NOW_MS)).toEqual({ allow: false, reason: 'goes-on' });
  });

  it('waits until the first of the last six is long enough ago', () => {
    expect(mayTry([...many(3, 40), ...many(MOST_TRIALS.calls, 10)], NOW_MS)).toEqual({ allow: false, reason: 'too-often', waitMs: 5 * 60_000 });
    expect(mayTry(many(MOST_TRIALS.calls + 2, 10), NOW_MS)).toEqual({ allow: false, reason: 'too-often', waitMs: 6 * 60_000 });
  });
});
