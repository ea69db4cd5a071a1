import { goalNow, type LevelToday } from './guard-goal';

const PER_SEC = 50 / 1_200; // fifty calls in twenty minutes

it.each<[string, LevelToday, goal: number]>([
  ['nothing has happened', { offered: 0, answeredInTime: 0, withoutOutbound: 0 }, 0.8],
  ['the level is met', { offered: 100, answeredInTime: 80, withoutOutbound: 98 }, 0.8],
  ['five are owed', { offered: 100, answeredInTime: 75, withoutOutbound: 98 }, 0.9],
  ['five more than asked for', { offered: 100, answeredInTime: 85, withoutOutbound: 98 }, 0.7],
  ['more is owed than can be made up', { offered: 100, answeredInTime: 20, withoutOutbound: 98 }, 0.995],
  ['much better than asked for: no hour is given up for that', { offered: 100, answeredInTime: 100, withoutOutbound: 100 }, 0.55],
  ['nobody could have answered those in time', { offered: 100, answeredInTime: 60, withoutOutbound: 60 }, 0.8],
])('%s', (_what, today, goal) => {
  expect(goalNow(0.8, today, PER_SEC)).toBeCloseTo(goal, 9);
});

it('few calls are made up for over no fewer than ten', () => {
  expect(goalNow(0.8, { offered: 5, answeredInTime: 3, withoutOutbound: 5 }, 0)).toBeCloseTo(0.9, 9);
});
