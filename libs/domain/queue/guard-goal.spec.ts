import fc from 'fast-check';
import { goalNow, type LevelToday } from './guard-goal';

const PER_SEC = 150 / 3_600; // 150 calls in an hour

// Aimed at: 90.99 % while few have come, 84.5 % of a hundred, 83.62 % of two hundred: 167.24 of these.
it.each<[string, LevelToday, goal: number]>([
  ['nothing has happened', { offered: 0, answeredInTime: 0, withoutOutbound: 0 }, 0.90987],
  ['the level is met, and a little more', { offered: 200, answeredInTime: 167.24264, withoutOutbound: 198 }, 0.83621],
  ['six are owed', { offered: 200, answeredInTime: 161.24264, withoutOutbound: 198 }, 0.87621],
  ['six more than asked for', { offered: 200, answeredInTime: 173.24264, withoutOutbound: 198 }, 0.79621],
  ['more is owed than can be made up', { offered: 100, answeredInTime: 20, withoutOutbound: 98 }, 0.995],
  ['much better than asked for: no hour is given up for that', { offered: 100, answeredInTime: 100, withoutOutbound: 100 }, 0.7416667],
  ['better still', { offered: 1_000, answeredInTime: 1_000, withoutOutbound: 1_000 }, 0.7],
  ['nobody could have answered those in time', { offered: 100, answeredInTime: 60, withoutOutbound: 60 }, 0.845],
])('%s', (_what, today, goal) => {
  expect(goalNow(0.8, today, PER_SEC)).toBeCloseTo(goal, 5);
});

it.each<[string, LevelToday, callsPerHour: number, goal: number]>([
  ['hardly anybody comes', { offered: 0, answeredInTime: 0, withoutOutbound: 0 }, 0.9, 0],
  ['hardly anybody comes any more', { offered: 200, answeredInTime: 170, withoutOutbound: 200 }, 0, 0],
  ['hardly anybody comes, and one was missed', { offered: 1, answeredInTime: 0, withoutOutbound: 1 }, 0.9, 0.90987 + 0.90987 / 30],
  ['one comes an hour', { offered: 0, answeredInTime: 0, withoutOutbound: 0 }, 1.1, 0.90987],
])('%s: nobody sits idle for a queue that is quiet or closed, unless more is owed', (_what, today, callsPerHour, goal) => {
  expect(goalNow(0.8, today, callsPerHour / 3_600)).toBeCloseTo(goal, 5);
});

it('few calls are made up for over no fewer than thirty', () => {
  expect(goalNow(0.8, { offered: 200, answeredInTime: 164.24264, withoutOutbound: 200 }, 0)).toBeCloseTo(0.83621 + 0.1, 5);
});

it('above its target a small queue aims higher than a large one, and one of thousands of calls hardly at all', () => {
  // What nobody could have answered is no debt: what is left is aimed at.
  const aim = (target: number, offered: number): number => goalNow(target, { offered, answeredInTime: 0, withoutOutbound: 0 }, PER_SEC);
  fc.assert(fc.property(fc.double({ min: 0.5, max: 0.9, noNaN: true }), fc.nat(2_000), fc.integer({ min: 1, max: 5_000 }), (target, offered, more) => {
    expect(aim(target, offered + more)).toBeLessThanOrEqual(aim(target, offered));
    expect(aim(target, offered)).toBeGreaterThan(target + 0.015);
    expect(aim(target, 4_000 + more)).toBeLessThan(target + 0.021);
  }));
});

it('the more were answered in time, the less is asked for, within what is possible and what no hour is given up for', () => {
  const offered = fc.integer({ min: 1, max: 3_000 });
  fc.assert(fc.property(offered, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 1e-3, max: 3, noNaN: true }), (calls, one, other, callsPerSec) => {
    const of = (share: number): number => goalNow(0.8, { offered: calls, answeredInTime: share * calls, withoutOutbound: calls }, callsPerSec);
    expect(of(Math.max(one, other))).toBeLessThanOrEqual(of(Math.min(one, other)));
    for (const share of [one, other]) expect(of(share)).toBeGreaterThanOrEqual(0.7 - 1e-9);
    for (const share of [one, other]) expect(of(share)).toBeLessThanOrEqual(0.995);
  }));
});
