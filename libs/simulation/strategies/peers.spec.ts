import { vicidialGrid, bestInHindsight } from '../hindsight';
import { referenceDay, shiftingRate } from '../reference-day';
import { simulateDay } from '../simulate-day';
import { fixedRatio, progressive } from './simple';
import { VICIDIAL_DEFAULTS, vicidial } from './vicidial';

/** Utilisation in percent that the reference figures give for progressive at 20 agents. */
it.each([[0.15, 55.2], [0.3, 72.3], [0.5, 82.6], ['shift', 70.6]] as const)('progressive is as busy as the reference figures say at an answer rate of %s, and abandons nobody', (rate, percent) => {
  const { utilisationRatio, abandonedRatio } = simulateDay(referenceDay(20, rate === 'shift' ? shiftingRate() : rate), progressive(), 1);
  expect(abandonedRatio).toBe(0);
  expect(Math.abs(100 * utilisationRatio - percent)).toBeLessThan(1.2);
});

it('a fixed ratio that suits one answer rate abandons far too many at another', () => {
  expect(simulateDay(referenceDay(20, 0.3), fixedRatio(2), 1).abandonedRatio).toBeLessThan(0.03);
  expect(simulateDay(referenceDay(20, 0.5), fixedRatio(2), 1).abandonedRatio).toBeGreaterThan(0.05);
});

it('VICIdial\'s defaults are hardly faster than progressive and still abandon too many', () => {
  const day = referenceDay(20, 0.3);
  const result = simulateDay(day, vicidial(VICIDIAL_DEFAULTS), 1);
  expect(result.utilisationRatio - simulateDay(day, progressive(), 1).utilisationRatio).toBeLessThan(0.03);
  expect(result.abandonedRatio).toBeGreaterThan(0.03);
});

it('the best in hindsight keeps the limit on every day and is faster than progressive', () => {
  const days = [1, 2].map((seed) => ({ day: referenceDay(20, 0.3), seed }));
  const best = bestInHindsight(vicidialGrid(20).slice(0, 12), days, 0.03);
  expect(best.days).toHaveLength(2);
  for (const { abandonedRatio, utilisationRatio } of best.days) {
    expect(abandonedRatio).toBeLessThanOrEqual(0.03);
    expect(utilisationRatio).toBeGreaterThan(0.77);
  }
});

it('of strategies that all break the limit the mildest lives through every day', () => {
  const days = [1, 2].map((seed) => ({ day: referenceDay(10, 0.9, 3_600_000), seed }));
  const best = bestInHindsight([fixedRatio(4), fixedRatio(3)], days, 0.001);
  expect(best.strategy.name).toBe('ratio 3');
  expect(best.days).toHaveLength(2);
});
