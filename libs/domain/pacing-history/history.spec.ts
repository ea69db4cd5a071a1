import { NOTHING_HEARD } from '../pacing';
import { PREDICTIVE, snapshotOf } from '../pacing/fixtures';
import type { Pacer } from '../pacing';
import { alsoHeard, isWorthKeeping, type KeptDecision } from './kept-decision';
import { Replay } from './replay';

const kept = (changes: Partial<KeptDecision> = {}): KeptDecision => ({
  atMs: 1_000_000, snapshot: snapshotOf(), settings: PREDICTIVE, dial: 0, cancel: 0, dialed: 0, cancelled: 0, reasons: [{ limit: 'enough-lines', figures: {} }], ...changes,
});

it.each<[string, Partial<KeptDecision>, boolean]>([
  ['one that dials', { dial: 1 }, true],
  ['one that cancels', { cancel: 1 }, true],
  ['one with another limit', { reasons: [{ limit: 'trunk', figures: {} }] }, true],
  ['one like the last', { atMs: 1_000_250 }, false],
  ['one like the last, seconds later', { atMs: 1_005_000 }, true],
  ['one before the last: the clock was set back', { atMs: 999_000 }, true],
])('keeps %s: %p %p', (_what, changes, expected) => {
  expect(isWorthKeeping(kept(changes), kept())).toBe(expected);
});

it('keeps the first, and loses nothing that was heard between two', () => {
  expect(isWorthKeeping(kept(), null)).toBe(true);
  const one = { ...NOTHING_HEARD, answeredAfterMs: [1], talkedForMs: [2], abandoned: 1 };
  const two = { ...NOTHING_HEARD, answeredAfterMs: [3], failedAfterMs: [4], cancelledAfterMs: [5], wrappedForMs: [6], machines: 1, abandoned: 2 };
  expect(alsoHeard(one, two)).toEqual({ answeredAfterMs: [1, 3], machines: 1, failedAfterMs: [4], cancelledAfterMs: [5], talkedForMs: [2], wrappedForMs: [6], abandoned: 3 });
});

describe('a replay', () => {
  /** Dials as many as the settings allow lines per agent, and counts how often it was asked. */
  const pacer: Pacer = (_snapshot, settings, state) => {
    const asked = Number(state['asked'] ?? 0) + 1;
    return { dial: settings.maxLinesPerAgent, cancel: asked, state: { asked }, reasons: [] };
  };

  it('sums what was and what would have been, by interval, with the state carried on', () => {
    const replay = new Replay(pacer, { maxLinesPerAgent: 2 }, 60_000, { asked: 9 });
    replay.play(kept({ atMs: 1, dial: 9 }), false);
    for (const atMs of [60_000, 119_999, 120_000]) replay.play(kept({ atMs, dial: 5, cancel: 1 }));
    expect(replay.decisions).toBe(3);
    expect(replay.result()).toEqual([
      { fromMs: 60_000, dialed: 10, cancelled: 2, wouldDial: 4, wouldCancel: 11 + 12 },
      { fromMs: 120_000, dialed: 5, cancelled: 1, wouldDial: 2, wouldCancel: 13 },
    ]);
  });
});
