import fc from 'fast-check';
import { agentCost, amountOf, billedSec, microsOf, rateTable, sumOfCosts, trunkCost, type TrunkRate } from './trunk-cost';

const RATE: TrunkRate = { gateway: 'trunk', prefix: '', since: '2026-01-01', microsPerMinute: 12_000, currency: 'EUR', firstSec: 60, stepSec: 6 };
const RATES: readonly TrunkRate[] = [
  RATE, { ...RATE, prefix: '44', microsPerMinute: 6_000 }, { ...RATE, prefix: '447', microsPerMinute: 60_000 },
  { ...RATE, prefix: '44', since: '2026-06-01', microsPerMinute: 7_000 }, { ...RATE, gateway: 'other', prefix: '4479', microsPerMinute: 1 },
];

describe('the rate of a call', () => {
  it.each([
    ['the longest prefix that fits', 'trunk', '+447911123456', '2026-03-01', 60_000],
    ['the latest of its days that had begun', 'trunk', '+442079460000', '2026-06-01', 7_000],
    ['the one of before, before', 'trunk', '+442079460000', '2026-05-31', 6_000],
    ['the one for every number', 'trunk', '+14155550100', '2026-03-01', 12_000],
    ['the gateway\'s own', 'other', '+447911123456', '2026-03-01', 1],
    ['none of another gateway', 'other', '+14155550100', '2026-03-01', null],
    ['none before its first day', 'trunk', '+14155550100', '2025-12-31', null],
  ])('is %s', (_title, gateway, phone, day, micros) => {
    expect(rateTable(RATES)(gateway, phone, day)?.microsPerMinute ?? null).toBe(micros);
  });

  it('is the same in whatever order they stand', () => {
    fc.assert(fc.property(fc.shuffledSubarray([...RATES], { minLength: RATES.length }), fc.constantFrom('+447911123456', '+442079460000', '+14155550100'), (shuffled, phone) => {
      expect(rateTable(shuffled)('trunk', phone, '2026-07-01')).toEqual(rateTable(RATES)('trunk', phone, '2026-07-01'));
    }));
  });
});

describe('what is billed', () => {
  it.each([
    ['nobody answered', 60, 6, 0, 0], ['the first increment', 60, 6, 1, 60], ['its very end', 60, 6, 60_000, 60], ['a step behind it', 60, 6, 60_001, 66],
    ['by the second', 1, 1, 12_300, 13], ['half-minutes', 30, 30, 61_000, 90],
  ])('of %s', (_title, firstSec, stepSec, ms, sec) => {
    expect(billedSec({ firstSec, stepSec }, ms)).toBe(sec);
  });

  it('is never less than was talked, never a whole step more, and never falls', () => {
    const increment = fc.integer({ min: 1, max: 90 });
    fc.assert(fc.property(increment, increment, fc.integer({ min: 1, max: 4 * 3_600_000 }), fc.nat(60_000), (firstSec, stepSec, ms, more) => {
      const sec = billedSec({ firstSec, stepSec }, ms);
      expect(sec * 1_000).toBeGreaterThanOrEqual(ms);
      expect(sec).toBeLessThan(Math.max(firstSec, Math.ceil(ms / 1_000)) + stepSec);
      expect(billedSec({ firstSec, stepSec }, ms + more)).toBeGreaterThanOrEqual(sec);
    }));
  });

  it('costs by the minute', () => {
    expect(trunkCost(RATE, 90_000)).toEqual({ currency: 'EUR', micros: 18_000 });
    expect(agentCost([{ since: '2026-01-01', microsPerMinute: 500_000, currency: 'EUR' }, { since: '2026-06-01', microsPerMinute: 600_000, currency: 'EUR' }], 90_000, '2026-07-01')).toEqual({ currency: 'EUR', micros: 900_000 });
    expect(agentCost([{ since: '2026-06-01', microsPerMinute: 1, currency: 'EUR' }], 90_000, '2026-05-31')).toBeNull();
  });
});

describe('amounts', () => {
  it('of two currencies are not added', () => {
    expect(sumOfCosts([{ currency: 'USD', micros: 1 }, { currency: 'EUR', micros: 2 }, { currency: 'USD', micros: 3 }])).toEqual([{ currency: 'EUR', micros: 2 }, { currency: 'USD', micros: 4 }]);
  });

  it.each([['0.0125', 12_500], ['19.99', 19_990_000], ['7', 7_000_000], ['0.0000001', null], ['-1', null], ['1e3', null], ['', null]])('are read: %s', (amount, micros) => {
    expect(microsOf(amount)).toBe(micros);
  });

  it('are written as they are read', () => {
    expect([amountOf(0), amountOf(12_500), amountOf(19_990_000), amountOf(-500_000)]).toEqual(['0.00', '0.0125', '19.99', '-0.50']);
    fc.assert(fc.property(fc.nat(2 ** 40), (micros) => { expect(microsOf(amountOf(micros))).toBe(micros); }));
  });
});
