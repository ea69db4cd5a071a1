import { dayBeganAtMs, fixedZone } from '../compliance/zone';
import { LATELY_MS, liveFigures } from './live-figures';
import { serviceLevel } from './service-level';
import type { Stay, StayEnd } from '../queue/stays';

const NOW = Date.UTC(2026, 0, 5, 9);
const UTC = fixedZone(0);
const TARGET = { ratio: 0.8, withinMs: 20_000, shortAbandonMs: 5_000 };
const stay = (agoMs: number, waitedMs: number | null, how: StayEnd = 'answered'): Stay =>
  ({ enteredAtMs: NOW - agoMs, left: waitedMs === null ? null : { atMs: NOW - agoMs + waitedMs, how } });

describe('how a queue stands', () => {
  it('is nothing when nobody came', () => {
    const nothing = { offered: 0, answeredInTime: 0, ratio: null, answered: 0, abandoned: 0, meanAnswerMs: null };
    expect(liveFigures([], TARGET, NOW, UTC)).toEqual({ waiting: 0, callbacks: 0, longestWaitMs: null, today: nothing, lately: nothing });
  });

  it('is who waits, also since yesterday, and what became of those of today and of the last quarter of an hour', () => {
    const stays = [
      stay(60_000, 10_000), stay(60_000, 30_000), stay(60_000, 2_000, 'abandoned'), stay(5_000, null), stay(90_000, null),
      stay(LATELY_MS + 1, 4_000), stay(8 * 3_600_000, 25_000, 'abandoned'), stay(10 * 3_600_000, 1_000), stay(9.5 * 3_600_000, null),
    ];
    expect(liveFigures(stays, TARGET, NOW, UTC)).toEqual({
      waiting: 3, callbacks: 0, longestWaitMs: 9.5 * 3_600_000,
      // Whoever waits for 90 s has missed it already.
      lately: { offered: 3, answeredInTime: 1, ratio: 1 / 3, answered: 2, abandoned: 1, meanAnswerMs: 20_000 },
      today: { offered: 5, answeredInTime: 2, ratio: 2 / 5, answered: 3, abandoned: 2, meanAnswerMs: 44_000 / 3 },
    });
  });

  it('is of today by the queue\'s clock', () => {
    const stays = [stay(60_000, 10_000), stay(3 * 3_600_000, 10_000), stay(8 * 3_600_000, 10_000)];
    const offered = (offsetMin: number): number => liveFigures(stays, TARGET, NOW, fixedZone(offsetMin)).today.offered;
    // Nine in the morning of UTC: an hour past midnight, just past it, and the afternoon before.
    expect([offered(0), offered(-8 * 60), offered(-539), offered(-10 * 60)]).toEqual([3, 1, 1, 3]);
  });

  it('has those who hung up and keep the place among who waits, and in no figure of what became of whom', () => {
    const stays = [stay(60_000, 10_000), stay(30_000, null), stay(90_000, 40_000, 'callback'), stay(80_000, 10_000, 'callback')];
    const { waiting, callbacks, longestWaitMs, lately } = liveFigures(stays, TARGET, NOW, UTC, [NOW - 90_000, NOW - 80_000]);
    expect({ waiting, callbacks, longestWaitMs }).toEqual({ waiting: 3, callbacks: 2, longestWaitMs: 90_000 });
    // One had been missed before they chose so; the other was offered to the end on no line.
    expect(lately).toMatchObject({ offered: 3, answeredInTime: 1, answered: 1, abandoned: 0 });
  });

  it('is, when all is known, what a report of the day says', () => {
    const stays = [stay(60_000, 10_000), stay(120_000, 30_000), stay(600_000, 9_000, 'abandoned')];
    const report = serviceLevel(stays, TARGET, dayBeganAtMs(UTC, NOW), dayBeganAtMs(UTC, NOW) + 24 * 3_600_000, NOW + 24 * 3_600_000);
    expect(report).toMatchObject(liveFigures(stays, TARGET, NOW, UTC).today);
  });
});
