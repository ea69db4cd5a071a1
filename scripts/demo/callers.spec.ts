import { CALLERS_AT_MOST, callersOf } from './callers';

const DOORS = [{ number: '+12125550199', share: 0.6 }, { number: '+12125550100', share: 0.4 }];

describe('the callers of the demo', () => {
  it('are the same with every run of a seed, and others with another', () => {
    expect(callersOf(40, DOORS, 7)).toEqual(callersOf(40, DOORS, 7));
    expect(callersOf(40, DOORS, 7)).not.toEqual(callersOf(40, DOORS, 8));
  });

  it('call once each, one after the other, at both numbers, and some of them soon give up', () => {
    const callers = callersOf(CALLERS_AT_MOST, DOORS, 7);
    expect(new Set(callers.map(({ from }) => from)).size).toBe(CALLERS_AT_MOST);
    expect(callers.every(({ from }) => /^\+1[2-9]\d{2}55501\d\d$/.test(from))).toBe(true);
    expect(callers.map(({ atMs }) => atMs)).toEqual(callers.map(({ atMs }) => atMs).sort((one, other) => one - other));
    const share = (is: (caller: (typeof callers)[number]) => boolean): number => callers.filter(is).length / callers.length;
    expect(share(({ to }) => to === DOORS[0]?.number)).toBeCloseTo(0.6, 1);
    expect(share(({ patienceMs }) => patienceMs <= 2_500)).toBeCloseTo(0.2, 1);
  });

  it('come four times as fast in the middle', () => {
    const callers = callersOf(600, DOORS, 7);
    const [first, second, last] = [callers[199]?.atMs ?? 0, callers[399]?.atMs ?? 0, callers[599]?.atMs ?? 0];
    const [before, burst, after] = [first, second - first, last - second];
    for (const times of [before / burst, after / burst]) expect(Math.abs(times - 4)).toBeLessThan(1); // of 200 gaps at random
  });
});
