import fc from 'fast-check';
import { PromotionTally, costPerBuyer, type FirstPurchase, type PromotedCall, type SaidToOffer } from './promotion-figures';

const TEN = Date.parse('2026-07-01T10:15Z');
const HOUR = 3_600_000;
const EUR = (micros: number) => ({ currency: 'EUR', micros });
const call = (callId: string, changes: Partial<PromotedCall> = {}): PromotedCall =>
  ({ callId, contactId: 'ann', atMs: TEN, isAnswered: true, agentId: 'nadia', listId: 'spring', costs: [EUR(10)], ...changes });
const took = (callId: string, changes: Partial<SaidToOffer> = {}): SaidToOffer => ({ callId, offerId: 'tea', result: 'taken', isReturned: false, ...changes });
const bought = (contactId: string, atMs: number, offerId = 'tea'): FirstPurchase => ({ contactId, offerId, atMs });

function tally(calls: readonly PromotedCall[], said: readonly SaidToOffer[] = [], purchases: readonly FirstPurchase[] = []) {
  const counted = new PromotionTally(said, purchases);
  for (const one of calls) counted.add(one);
  return counted.figures();
}

describe('what came of a promotion', () => {
  it('is counted by agent, list, hour and the offer that was told', () => {
    const figures = tally(
      [call('1'), call('2', { contactId: 'bob', isAnswered: false, agentId: null, atMs: TEN + HOUR, costs: [] }), call('3', { contactId: 'cem', agentId: 'omid', listId: null })],
      [took('1'), took('1', { offerId: 'cup', result: 'refused' }), took('3', { isReturned: true }), took('elsewhere')]);
    expect(figures.all).toEqual({ calls: 3, answered: 2, taken: 2, refused: 1, returned: 1, buyers: 0, costs: [EUR(20)] });
    expect([...figures.byAgent].map(([agent, { calls, taken }]) => [agent, calls, taken])).toEqual([['nadia', 1, 1], ['omid', 1, 1]]);
    expect([...figures.byList].map(([list, { calls }]) => [list, calls])).toEqual([['spring', 2]]);
    expect([...figures.byHour].map(([hour, { calls }]) => [hour, calls])).toEqual([['10', 2], ['11', 1]]);
    expect([...figures.byOffer].map(([offer, { calls, taken, refused, costs }]) => [offer, calls, taken, refused, costs]))
      .toEqual([['tea', 2, 2, 0, [EUR(20)]], ['cup', 1, 0, 1, [EUR(10)]]]);
  });

  it('counts a buyer once, where the last call was that they answered before', () => {
    const figures = tally([
      call('1'), call('2', { agentId: 'omid', atMs: TEN + HOUR }), call('3', { agentId: 'late', atMs: TEN + 3 * HOUR }), call('4', { agentId: null, isAnswered: false, atMs: TEN + 1.5 * HOUR }),
    ], [], [bought('ann', TEN + 2 * HOUR), bought('bob', TEN)]);
    expect(figures.all.buyers).toBe(1);
    expect([...figures.byAgent].map(([agent, { buyers }]) => [agent, buyers])).toEqual([['nadia', 0], ['omid', 1], ['late', 0]]);
    expect([...figures.byHour].filter(([, { buyers }]) => buyers > 0).map(([hour]) => hour)).toEqual(['11']);
  });

  it('says what a buyer cost, in each currency for itself', () => {
    expect(costPerBuyer({ buyers: 4, costs: [EUR(10), { currency: 'USD', micros: 4 }] })).toEqual([EUR(3), { currency: 'USD', micros: 1 }]);
    expect(costPerBuyer({ buyers: 0, costs: [EUR(10)] })).toBeNull();
  });

  it('loses no call and no cost: the hours add up to all', () => {
    const calls = fc.array(fc.record({ contactId: fc.constantFrom('ann', 'bob'), atMs: fc.integer({ min: TEN, max: TEN + 30 * HOUR }), isAnswered: fc.boolean(), micros: fc.nat(1_000) }));
    fc.assert(fc.property(calls, (drawn) => {
      const { all, byHour } = tally(drawn.map(({ micros, ...one }, at) => call(String(at), { ...one, costs: [EUR(micros)] })).sort((one, other) => one.atMs - other.atMs));
      const sum = (of: (one: typeof all) => number): number => [...byHour.values()].reduce((total, one) => total + of(one), 0);
      expect(sum((one) => one.calls)).toBe(drawn.length);
      expect(sum((one) => one.answered)).toBe(all.answered);
      expect(sum((one) => one.costs[0]?.micros ?? 0)).toBe(drawn.reduce((total, { micros }) => total + micros, 0));
    }));
  });
});
