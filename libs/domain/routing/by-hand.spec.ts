import fc from 'fast-check';
import { pointsToBeFirst } from './by-hand';
import { orderOfService } from './order-of-service';
import { call, NOW } from './routing.spec-helper';

const at = (waitedSec: number, points = 0): { waitingSinceMs: number; points: number } => ({ waitingSinceMs: NOW - waitedSec * 1_000, points });

describe('the points of whoever is to be answered next', () => {
  it.each([
    ['nobody else waits', at(5, 3), [], 3], ['they came last', at(5), [at(20), at(60)], 56], ['others have points', at(30), [at(20, 100), at(60)], 91],
    ['they are first already', at(60, 50), [at(20)], 50],
  ])('when %s', (_when, one, others, points) => {
    expect(pointsToBeFirst(one, others)).toBe(points);
  });

  it('put them before all others who wait for an agent, whatever those have', () => {
    const standing = fc.record({ waitedSec: fc.integer({ min: 0, max: 3_000 }), points: fc.integer({ min: 0, max: 1_800 }) });
    fc.assert(fc.property(standing, fc.array(standing, { maxLength: 12 }), (one, others) => {
      const waiting = others.map(({ waitedSec, points }, index) => call(`other-${index}`, at(waitedSec, points)));
      const points = pointsToBeFirst(at(one.waitedSec, one.points), waiting);
      const [first] = orderOfService([...waiting, call('one', at(one.waitedSec, points))], () => false, NOW);
      expect([first?.call.callId, points >= one.points]).toEqual(['one', true]);
    }));
  });
});
