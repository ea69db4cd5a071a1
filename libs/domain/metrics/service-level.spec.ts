import fc from 'fast-check';
import { USUAL_TARGET, serviceLevel, verdictOn, type ServiceLevelTarget, type Verdict } from './service-level';
import { STAY_ENDS, type Stay, type StayEnd } from '../queue/stays';

const SHORT: ServiceLevelTarget = { ...USUAL_TARGET, shortAbandonMs: 5_000 };
const LATER_MS = 1e9;

function stay(sec: number, how: StayEnd | null, enteredAtMs = 0): Stay {
  return { enteredAtMs, left: how === null ? null : { atMs: enteredAtMs + sec * 1000, how } };
}

describe('what a stay is to the service level', () => {
  it.each<[StayEnd, sec: number, usual: Verdict, withoutShort: Verdict]>([
    ['answered', 0, 'in-time', 'in-time'], ['answered', 20, 'in-time', 'in-time'], ['answered', 20.001, 'missed', 'missed'],
    ['abandoned', 0, 'missed', 'not-counted'], ['abandoned', 4.999, 'missed', 'not-counted'], ['abandoned', 5, 'missed', 'missed'], ['abandoned', 60, 'missed', 'missed'],
    ['overflowed', 3, 'missed', 'missed'], ['overflowed', 90, 'missed', 'missed'], ['closed', 3, 'missed', 'missed'],
    ['callback', 12, 'not-counted', 'not-counted'], ['callback', 21, 'missed', 'missed'], ['moved', 2, 'not-counted', 'not-counted'], ['moved', 25, 'missed', 'missed'],
  ])('%s after %d s', (how, sec, usual, withoutShort) => {
    expect(verdictOn(stay(sec, how), USUAL_TARGET, LATER_MS)).toBe(usual);
    expect(verdictOn(stay(sec, how), SHORT, LATER_MS)).toBe(withoutShort);
  });

  it('of a caller who waits is known when the time is over, not before', () => {
    expect(verdictOn(stay(0, null), USUAL_TARGET, 20_000)).toBe('not-yet-known');
    expect(verdictOn(stay(0, null), USUAL_TARGET, 20_001)).toBe('missed');
    // Longer than the target counts as short: until then it may still count for nothing.
    expect(verdictOn(stay(0, null), { ...USUAL_TARGET, shortAbandonMs: 30_000 }, 25_000)).toBe('not-yet-known');
    expect(verdictOn(stay(25, 'abandoned'), { ...USUAL_TARGET, shortAbandonMs: 30_000 }, LATER_MS)).toBe('not-counted');
  });
});

it('is the share of the offered that was answered in time', () => {
  const stays = [stay(3, 'answered'), stay(19, 'answered', 1_000), stay(40, 'answered', 2_000), stay(2, 'abandoned', 3_000), stay(7, 'callback', 4_000), stay(0, null, 90_000), stay(0, null, 70_000)];
  expect(serviceLevel(stays, USUAL_TARGET, 0, LATER_MS, 95_000)).toEqual({
    offered: 5, answeredInTime: 2, ratio: 0.4, answered: 3, abandoned: 1, shortAbandoned: 0, waiting: 2, meanAnswerMs: 62_000 / 3, longestWaitMs: 25_000,
  });
  expect(serviceLevel(stays, SHORT, 0, 50_000, 95_000)).toMatchObject({ offered: 3, ratio: 2 / 3, abandoned: 1, shortAbandoned: 1, waiting: 0, longestWaitMs: null });
  expect(serviceLevel([], USUAL_TARGET, 0, LATER_MS, 0)).toMatchObject({ ratio: null, meanAnswerMs: null });
});

const anyStay = fc.record({ enteredAtMs: fc.integer({ min: 0, max: 100_000 }), forMs: fc.integer({ min: 0, max: 60_000 }), how: fc.constantFrom(...STAY_ENDS) })
  .map(({ enteredAtMs, forMs, how }): Stay => ({ enteredAtMs, left: { atMs: enteredAtMs + forMs, how } }));
const anyTarget = fc.record({ ratio: fc.constant(0.8), withinMs: fc.integer({ min: 0, max: 40_000 }), shortAbandonMs: fc.integer({ min: 0, max: 60_000 }) });

/** As it was known at that moment: who had not left yet was waiting. */
function asKnownAt(stays: readonly Stay[], nowMs: number): Stay[] {
  return stays.filter(({ enteredAtMs }) => enteredAtMs <= nowMs).map((one) => one.left !== null && one.left.atMs > nowMs ? { ...one, left: null } : one);
}

describe('live and historical', () => {
  it('a verdict once known never changes', () => {
    fc.assert(fc.property(anyStay, anyTarget, fc.integer({ min: 0, max: 200_000 }), (one, target, nowMs) => {
      fc.pre(nowMs >= one.enteredAtMs);
      const [seen] = asKnownAt([one], nowMs);
      const early = seen === undefined ? 'not-yet-known' : verdictOn(seen, target, nowMs);
      if (early !== 'not-yet-known') expect(verdictOn(one, target, LATER_MS)).toBe(early);
    }), { numRuns: 2_000 });
  });

  it('what is told live is what is told of the same rows afterwards, once the target time has passed', () => {
    fc.assert(fc.property(fc.array(anyStay, { maxLength: 30 }), anyTarget, fc.integer({ min: 0, max: 200_000 }), (stays, target, nowMs) => {
      const live = serviceLevel(asKnownAt(stays, nowMs), target, 0, LATER_MS, nowMs);
      expect(serviceLevel(stays, target, 0, LATER_MS, nowMs)).toEqual(live);
      const settledToMs = nowMs - Math.max(target.withinMs, target.shortAbandonMs);
      const { offered, answeredInTime, ratio } = serviceLevel(asKnownAt(stays, nowMs), target, 0, settledToMs, nowMs);
      expect(serviceLevel(stays, target, 0, settledToMs, LATER_MS)).toMatchObject({ offered, answeredInTime, ratio });
    }), { numRuns: 500 });
  });

  it('intervals add up, and a share is a share', () => {
    fc.assert(fc.property(fc.array(anyStay, { maxLength: 30 }), anyTarget, fc.integer({ min: 0, max: 100_000 }), (stays, target, cutMs) => {
      const of = (fromMs: number, toMs: number): ReturnType<typeof serviceLevel> => serviceLevel(stays, target, fromMs, toMs, LATER_MS);
      const [first, second, all] = [of(0, cutMs), of(cutMs, LATER_MS), of(0, LATER_MS)];
      expect(first.offered + second.offered).toBe(all.offered);
      expect(first.answeredInTime + second.answeredInTime).toBe(all.answeredInTime);
      expect(all.ratio ?? 0).toBeLessThanOrEqual(1);
      expect(all.answeredInTime).toBeLessThanOrEqual(all.answered);
    }), { numRuns: 500 });
  });

  it('short abandons left out never lower it', () => {
    fc.assert(fc.property(fc.array(anyStay, { maxLength: 30 }), anyTarget, (stays, target) => {
      const counted = serviceLevel(stays, { ...target, shortAbandonMs: 0 }, 0, LATER_MS, LATER_MS).ratio;
      const leftOut = serviceLevel(stays, target, 0, LATER_MS, LATER_MS).ratio;
      if (counted !== null && leftOut !== null) expect(leftOut).toBeGreaterThanOrEqual(counted);
    }), { numRuns: 500 });
  });
});
