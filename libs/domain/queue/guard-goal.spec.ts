import { goalNow, type LevelToday } from './guard-goal';

const PER_SEC = 50 / 1_200; // fifty calls in twenty minutes

it.each<[string, LevelToday, goal: number]>([
  ['nothing has happened', { offered: 0, answeredInTime: 0, withoutOutbound: 0 }, 0.815],
  ['the level is met, and a little more', { offered: 200, answeredInTime: 163, withoutOutbound: 198 }, 0.815],
  ['five are owed', { offered: 200, answeredInTime: 158, withoutOutbound: 198 }, 0.915],
  ['five more than asked for', { offered: 200, answeredInTime: 168, withoutOutbound: 198 }, 0.715],
  ['more is owed than can be made up', { offered: 100, answeredInTime: 20, withoutOutbound: 98 }, 0.995],
  ['much better than asked for: no hour is given up for that', { offered: 100, answeredInTime: 100, withoutOutbound: 100 }, 0.55],
  ['nobody could have answered those in time', { offered: 100, answeredInTime: 60, withoutOutbound: 60 }, 0.815],
])('%s', (_what, today, goal) => {
  expect(goalNow(0.8, today, PER_SEC)).toBeCloseTo(goal, 9);
});

it.each<[string, LevelToday, callsPerHour: number, goal: number]>([
  ['hardly anybody comes', { offered: 0, answeredInTime: 0, withoutOutbound: 0 }, 0.9, 0],
  ['hardly anybody comes any more', { offered: 200, answeredInTime: 170, withoutOutbound: 200 }, 0, 0],
  ['hardly anybody comes, and one was missed', { offered: 1, answeredInTime: 0, withoutOutbound: 1 }, 0.9, 0.815 + 0.815 / 10],
  ['one comes an hour', { offered: 0, answeredInTime: 0, withoutOutbound: 0 }, 1.1, 0.815],
])('%s: nobody sits idle for a queue that is quiet or closed, unless more is owed', (_what, today, callsPerHour, goal) => {
  expect(goalNow(0.8, today, callsPerHour / 3_600)).toBeCloseTo(goal, 9);
});

it('few calls are made up for over no fewer than ten', () => {
  expect(goalNow(0.8, { offered: 200, answeredInTime: 162, withoutOutbound: 200 }, 0)).toBeCloseTo(0.915, 9);
});
