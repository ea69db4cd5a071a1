import { PREDICTIVE } from './fixtures';
import { basePrice, budgetOf, mayRisk, price } from './price';

it('keeps a few calls back from the cap', () => {
  const left = (answers: number): number => budgetOf({ answers, abandoned: 0 }, PREDICTIVE, 20).left;
  expect([left(0), left(100), left(1_000)]).toEqual([-1, expect.closeTo(-0.25), expect.closeTo(26)]);
  expect(budgetOf({ answers: 10_000, abandoned: 100 }, PREDICTIVE, 20).left).toBeCloseTo(179);
});

it('forgives no debt', () => {
  expect(budgetOf({ answers: 1_000, abandoned: 500 }, PREDICTIVE, 20).left).toBeLessThan(-470);
});

it('rises with what is left and falls with what is owed, within bounds', () => {
  const at = (left: number): number => price({ left }, 50, 0.028);
  expect(at(0)).toBe(basePrice(50, 0.028));
  expect(at(5)).toBeGreaterThan(at(0));
  expect(at(-5)).toBeLessThan(at(0));
  expect(at(1e6)).toBe(0.5);
  expect(at(-1e6)).toBe(1e-5);
});

it('falls faster the deeper the debt', () => {
  const log = (left: number): number => Math.log(price({ left }, 50, 0.028));
  expect(log(-2) - log(-4)).toBeGreaterThan(1.5 * (log(0) - log(-2)));
});

it('falls less for a call of debt in a large team', () => {
  const falls = (agents: number): number => price({ left: -4 }, agents, 0.028) / basePrice(agents, 0.028);
  expect(falls(2)).toBeCloseTo(falls(15));
  expect(falls(15)).toBeLessThan(0.05);
  expect(falls(300)).toBeGreaterThan(0.5);
});

it('takes no risk in deep debt, whatever the forecast', () => {
  expect([5, 0, -8, -8.1, -500].map((left) => mayRisk({ left }, 15))).toEqual([true, true, true, false, false]);
  expect([-16, -16.1].map((left) => mayRisk({ left }, 60))).toEqual([true, false]);
});

it('begins lower where the target is stricter', () => {
  expect(basePrice(20, 0.014)).toBeCloseTo(basePrice(20, 0.028) / 2 ** 1.5, 6);
  expect(basePrice(20, 0.03)).toBe(basePrice(20, 0.028));
});
