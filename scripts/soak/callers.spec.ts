import { seededRng } from '@paceline/simulator/core/rng';
import { CALLBACK_KEY, VOICEMAIL_KEY, nextCaller } from './callers';

const callers = (seed: number, count: number) => { const rng = seededRng(seed); return Array.from({ length: count }, (_, nth) => nextCaller(nth, '12125550101', 'carrier', rng)); };

describe('the soak\'s callers', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(callers(1, 40)).toEqual(callers(1, 40));
    expect(callers(1, 40)).not.toEqual(callers(2, 40));
  });

  it('call from as many numbers as they are, which no campaign calls', () => {
    const numbers = callers(1, 1_200).map(({ from }) => from);
    expect(new Set(numbers).size).toBe(1_200);
    for (const number of numbers) expect(number).toMatch(/^\+17[01]\d5550\d{3}$/);
  });

  it('do everything that callers do, most of them nothing but wait', () => {
    const all = callers(3, 400);
    const pressing = (key: string): number => all.filter(({ keys }) => keys?.[0]?.digit === key).length;
    for (const key of [CALLBACK_KEY, VOICEMAIL_KEY]) expect(pressing(key) / all.length).toBeCloseTo(0.15, 1);
    expect(all.filter(({ keys, patienceMs = 0 }) => keys === undefined && patienceMs >= 5_000).length / all.length).toBeCloseTo(0.55, 1);
  });
});
