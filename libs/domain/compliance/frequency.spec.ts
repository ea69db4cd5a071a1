import fc from 'fast-check';
import { OUTCOMES, type Outcome } from '../call/outcome';
import { asksForAnother, reachOf, withinFrequency, type CallTrace, type Reach, type RecentCall } from './frequency';

const NOW_MS = Date.parse('2026-07-01T08:30Z');
const MIN_MS = 60_000;
const HOUR_MS = 60 * MIN_MS;

const call = (reach: Reach, hoursAgo: number | null, changes: Partial<RecentCall> = {}): RecentCall =>
  ({ endedAgoMs: hoursAgo === null ? null : hoursAgo * HOUR_MS, reach, ofThisTarget: false, wanted: false, ...changes });
const own = (reach: Reach, hoursAgo: number | null, changes: Partial<RecentCall> = {}): RecentCall => call(reach, hoursAgo, { ofThisTarget: true, ...changes });
const judge = (recent: readonly RecentCall[], recallLockHours = 0): string => {
  const decision = withinFrequency({ recent, recallLockHours }, NOW_MS);
  return decision.allow ? 'allowed' : `${decision.reason} for ${String((decision.untilMs - NOW_MS) / HOUR_MS)} h`;
};
const IN_USE = `number-on-call for ${String(10 / 3600)} h`;

describe('how often a person is called', () => {
  it.each<readonly [string, readonly RecentCall[], string]>([
    ['nobody ever called', [], 'allowed'],
    ['their number is on a call', [call('nobody', null)], IN_USE],
    ['their number is on a call that was promised to another target', [call('talk', 2, { wanted: true }), call('ring', null)], IN_USE],
    ['a callback is due while their number is on a call', [own('talk', 1, { wanted: true }), call('ring', null)], IN_USE],
    ['another campaign talked with them', [call('talk', 1)], 'called-lately for 23 h'],
    ['another campaign talked with them a day ago', [call('talk', 24)], 'allowed'],
    ['this campaign talked with them, and its rules say again', [own('talk', 1)], 'called-lately for 23 h'],
    ['another campaign talked with them, and is to ask them about it', [call('talk', 0.1, { isAskedAbout: true })], 'allowed'],
    ['they are to be asked about a talk, and have had another since', [call('talk', 2, { isAskedAbout: true }), call('talk', 1)], 'called-lately for 23 h'],
    ['they are to be asked about a talk, and are on a call', [call('talk', 2, { isAskedAbout: true }), call('nobody', null)], IN_USE],
    ['they heard a message', [call('message', 1)], 'called-lately for 23 h'],
    ['they heard a message of this campaign', [own('message', 23)], 'called-lately for 1 h'],
    ['another campaign let it ring', [call('ring', 0.25)], 'called-lately for 0.75 h'],
    ['another campaign let it ring an hour ago', [call('ring', 1)], 'allowed'],
    ['another campaign was hung up on', [call('answer', 0.5)], 'called-lately for 0.5 h'],
    ['this campaign let it ring: its retry rules say when', [own('ring', 0.01)], 'allowed'],
    ['this campaign was hung up on: its retry rules say when', [own('answer', 0.01)], 'allowed'],
    ['nobody noticed', Array.from({ length: 9 }, () => call('nobody', 0)), 'allowed'],
    ['it rang twice in a day', [own('ring', 1), own('ring', 3)], 'allowed'],
    ['it rang three times in a day', [own('ring', 1), own('ring', 5), own('ring', 3)], 'rung-too-often for 19 h'],
    ['it rang three times, once more than a day ago', [own('ring', 1), own('ring', 24), own('ring', 3)], 'allowed'],
    ['it rang four times', [own('ring', 1), own('ring', 2), own('ring', 3), own('ring', 4)], 'rung-too-often for 21 h'],
    ['it rang three times, a day and an hour after a talk', [call('talk', 2), own('ring', 1), own('ring', 1.5), own('ring', 1.75)], 'rung-too-often for 22.25 h'],
    ['it rang three times in other campaigns', [call('ring', 2), call('ring', 3), call('ring', 4)], 'rung-too-often for 20 h'],
    ['somebody answered three times and was gone', [own('answer', 1), own('answer', 2), own('answer', 3)], 'allowed'],
    ['the longest wait counts', [call('talk', 20), call('ring', 0), own('message', 2)], 'called-lately for 22 h'],
  ])('%s', (_title, recent, decision) => {
    expect(judge(recent)).toBe(decision);
  });

  it.each<readonly [string, readonly RecentCall[], string]>([
    ['asked to be called again', [own('talk', 1, { wanted: true })], 'allowed'],
    ['was lost by us in the hand-off', [own('answer', 0.1, { wanted: true })], 'allowed'],
    ['asked this campaign, and another one talked with them since', [own('talk', 30, { wanted: true }), call('talk', 2)], 'allowed'],
    ['asked this campaign, and others let it ring three times', [own('talk', 30, { wanted: true }), call('ring', 2), call('ring', 3), call('ring', 4)], 'allowed'],
    ['asked, and a trunk failed since', [own('nobody', 0.1), own('talk', 1, { wanted: true })], 'allowed'],
    ['asked, was called back and did not answer: that was the callback', [own('ring', 3), own('talk', 4, { wanted: true })], 'called-lately for 20 h'],
    ['asked another campaign', [call('talk', 1, { wanted: true })], 'called-lately for 23 h'],
  ])('excepts the call to somebody who %s', (_title, recent, decision) => {
    expect(judge(recent)).toBe(decision);
  });

  it.each([[0, 'called-lately for 20 h'], [12, 'called-lately for 20 h'], [72, 'called-lately for 68 h']])('keeps a recall lock of %s hours in all campaigns', (lockHours, decision) => {
    expect(judge([call('message', 4)], lockHours)).toBe(decision);
    expect(judge([call('talk', 4)], lockHours)).toBe('called-lately for 20 h');
    // The law excepts nobody, whatever they asked another campaign for.
    expect(judge([own('talk', 5, { wanted: true }), call('message', 4)], lockHours)).toBe(lockHours <= 4 ? 'allowed' : `called-lately for ${String(lockHours - 4)} h`);
  });
});

describe('how near a call came', () => {
  it.each<readonly [Outcome | null, Reach, Reach]>([
    ['connected', 'talk', 'talk'], ['abandoned', 'message', 'message'], ['hung-up-waiting', 'answer', 'answer'], ['handoff-failed', 'answer', 'answer'],
    ['no-answer', 'nobody', 'ring'], ['busy', 'nobody', 'ring'], ['rejected', 'nobody', 'ring'], ['failed', 'nobody', 'ring'], ['cancelled', 'nobody', 'ring'],
    ['invalid-number', 'nobody', 'nobody'], ['congestion', 'nobody', 'nobody'], ['not-dialed', 'nobody', 'nobody'],
    ['blocked', 'nobody', 'nobody'], ['switched-off', 'nobody', 'nobody'], ['unwanted', 'ring', 'ring'], ['lost', 'ring', 'ring'], [null, 'nobody', 'ring'],
    ['answered', 'talk', 'talk'], ['abandoned-in-queue', 'nobody', 'nobody'], ['voicemail', 'nobody', 'nobody'],
  ])('%s: %s without a ring, %s with one', (outcome, silent, heard) => {
    expect(reachOf({ outcome, rang: false, meaning: null })).toBe(silent);
    expect(reachOf({ outcome, rang: true, meaning: null })).toBe(heard);
  });

  it('is told for every outcome there is', () => {
    for (const outcome of OUTCOMES) expect(['nobody', 'ring', 'answer', 'message', 'talk']).toContain(reachOf({ outcome, rang: true, meaning: null }));
  });

  it.each<readonly [CallTrace['outcome'], CallTrace['meaning'], boolean]>([
    ['connected', 'retry', true], ['connected', 'final', false], ['connected', null, false], ['handoff-failed', null, true], ['abandoned', null, false], ['no-answer', 'retry', false],
  ])('%s with the disposition %s: another call is wanted is %s', (outcome, meaning, wanted) => {
    expect(asksForAnother({ outcome, rang: true, meaning })).toBe(wanted);
  });
});

const anyCall: fc.Arbitrary<RecentCall> = fc.record({
  endedAgoMs: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 96 * HOUR_MS }) }, { weight: 1, arbitrary: fc.constant(null) }),
  reach: fc.constantFrom<Reach>('nobody', 'ring', 'ring', 'answer', 'message', 'talk'), ofThisTarget: fc.boolean(), wanted: fc.boolean(),
});
const later = (recent: readonly RecentCall[], byMs: number): RecentCall[] => recent.map((one) => ({ ...one, endedAgoMs: one.endedAgoMs === null ? null : one.endedAgoMs + byMs }));

describe('the rule, whatever was before', () => {
  const anything = fc.array(anyCall, { maxLength: 8 });
  const lock = fc.constantFrom(0, 24, 72);

  it('opens exactly when it says, not a millisecond before', () => {
    fc.assert(fc.property(anything.map((calls) => calls.filter(({ endedAgoMs }) => endedAgoMs !== null)), lock, (recent, recallLockHours) => {
      const decision = withinFrequency({ recent, recallLockHours }, NOW_MS);
      if (decision.allow) return;
      const waitMs = decision.untilMs - NOW_MS;
      expect(waitMs).toBeGreaterThan(0);
      expect(waitMs).toBeLessThanOrEqual(Math.max(24, recallLockHours) * HOUR_MS);
      expect(withinFrequency({ recent: later(recent, waitMs), recallLockHours }, decision.untilMs)).toEqual({ allow: true });
      expect(withinFrequency({ recent: later(recent, waitMs - 1), recallLockHours }, decision.untilMs - 1).allow).toBe(false);
    }), { numRuns: 1_000 });
  });

  it('never lets two calls to one number live at once, whoever asked for the second', () => {
    fc.assert(fc.property(anything, anyCall, lock, (recent, live, recallLockHours) => {
      expect(withinFrequency({ recent: [...recent, { ...live, endedAgoMs: null }], recallLockHours }, NOW_MS)).toMatchObject({ allow: false, reason: 'number-on-call' });
    }));
  });

  it('has never rung more than three times in vain within any 24 hours, however a campaign is set', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.boolean()), { minLength: 1, maxLength: 60 }), (tries) => {
      let atMs = NOW_MS;
      const rings: { readonly atMs: number; readonly ofThisTarget: boolean }[] = [];
      for (const [afterMin, ofThisTarget] of tries) {
        atMs += afterMin * MIN_MS;
        const recent = rings.map((ring) => call('ring', (atMs - ring.atMs) / HOUR_MS, { ofThisTarget: ring.ofThisTarget === ofThisTarget }));
        if (withinFrequency({ recent, recallLockHours: 0 }, atMs).allow) rings.push({ atMs, ofThisTarget });
      }
      for (const { atMs: fromMs } of rings) expect(rings.filter((ring) => ring.atMs >= fromMs && ring.atMs < fromMs + 24 * HOUR_MS).length).toBeLessThanOrEqual(3);
    }), { numRuns: 300 });
  });

  it('takes the order of what it is told for nothing', () => {
    fc.assert(fc.property(anything, fc.integer({ min: 0, max: 8 }), lock, (recent, turn, recallLockHours) => {
      const distinct = recent.map((one, index) => ({ ...one, endedAgoMs: one.endedAgoMs === null ? null : one.endedAgoMs * 10 + index }));
      const turned = [...distinct.slice(turn), ...distinct.slice(0, turn)].reverse();
      expect(withinFrequency({ recent: turned, recallLockHours }, NOW_MS)).toEqual(withinFrequency({ recent: distinct, recallLockHours }, NOW_MS));
    }));
  });
});
