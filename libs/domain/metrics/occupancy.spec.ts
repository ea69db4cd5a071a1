import type { AgentTimes } from '../agent/agent-time';
import { occupancyOf } from './occupancy';

describe('occupancy', () => {
  const NONE: AgentTimes = { 'talking': 0, 'wrap-up': 0, 'offline': 0, 'break': 0, 'reserved': 0, 'no-phone': 0, 'idle': 0 };

  it.each<[string, Partial<AgentTimes>, number | null]>([
    ['nobody was there', { offline: 100 }, null], ['only breaks and a phone that was away', { 'break': 50, 'no-phone': 50 }, null],
    ['no call came', { idle: 100 }, 0], ['one call after the other', { 'talking': 80, 'wrap-up': 20 }, 1],
    ['a look, a talk, a wrap-up and a wait; breaks count for nothing', { 'reserved': 10, 'talking': 40, 'wrap-up': 10, 'idle': 20, 'break': 100 }, 0.75],
  ])('when %s', (_what, times, occupancy) => {
    expect(occupancyOf([{ ...NONE, ...times }])).toBe(occupancy);
  });

  it('of several is of all their time: who was there longer weighs more', () => {
    expect(occupancyOf([{ ...NONE, talking: 90, idle: 10 }, { ...NONE, talking: 10, idle: 290 }])).toBe(0.25);
    expect(occupancyOf([])).toBeNull();
  });
});
