import fc from 'fast-check';
import { STAY_ENDS, stayEndOf, staysAfter, type StaysAfter, type StayStanding, type StayStep } from './stays';

const UNKNOWN = { lastAgentId: null, calledBy: null };
const entered = (queueId: string, sinceMs: number, points = 0, known: Partial<StayStanding> = {}): StayStep => ({ kind: 'entered', queueId, sinceMs, points, ...UNKNOWN, ...known });
const left = (how: (typeof STAY_ENDS)[number], atMs: number): StayStep => ({ kind: 'left', how, atMs });
const putFirst = (points: number): StayStep => ({ kind: 'put-first', points });

describe('a call\'s stays in queues', () => {
  it.each<[string, StayStep[], Omit<StaysAfter, 'pointsBefore'> & Partial<StaysAfter>]>([
    ['are none without a step', [], { openBefore: null, begun: [] }],
    ['begin', [entered('7', 10, 5)], { openBefore: null, begun: [{ queueId: '7', points: 5, fromMs: 10, end: null, ...UNKNOWN }] }],
    ['begin of somebody who is known', [entered('7', 10, 0, { lastAgentId: '3', calledBy: '9' })], { openBefore: null, begun: [{ queueId: '7', points: 0, fromMs: 10, end: null, lastAgentId: '3', calledBy: '9' }] }],
    ['begin and end', [entered('7', 10), left('answered', 90)], { openBefore: null, begun: [{ queueId: '7', points: 0, fromMs: 10, end: { toMs: 90, how: 'answered' }, ...UNKNOWN }] }],
    ['end that had begun before', [left('abandoned', 90)], { openBefore: { toMs: 90, how: 'abandoned' }, begun: [] }],
    ['follow each other', [entered('8', 50)], { openBefore: { toMs: 50, how: 'moved' }, begun: [{ queueId: '8', points: 0, fromMs: 50, end: null, ...UNKNOWN }] }],
    ['go before others, of a stay that had begun before', [putFirst(90)], { openBefore: null, pointsBefore: 90, begun: [] }],
    ['go before others as soon as they have begun', [entered('7', 10, 5), putFirst(90), left('answered', 90)],
      { openBefore: null, begun: [{ queueId: '7', points: 90, fromMs: 10, end: { toMs: 90, how: 'answered' }, ...UNKNOWN }] }],
    ['end once: what comes after the end says nothing more', [entered('7', 10), left('answered', 90), left('abandoned', 95)],
      { openBefore: null, begun: [{ queueId: '7', points: 0, fromMs: 10, end: { toMs: 90, how: 'answered' }, ...UNKNOWN }] }],
    ['never end before they begin, whatever two clocks say', [entered('7', 10), left('answered', 9)], { openBefore: null, begun: [{ queueId: '7', points: 0, fromMs: 10, end: { toMs: 10, how: 'answered' }, ...UNKNOWN }] }],
  ])('%s', (_what, steps, after) => {
    const first = steps[0];
    // Who enters closes what was open, if anything was: nothing is open before a first stay, and closing it changes nothing.
    const openBefore = first?.kind === 'entered' ? { toMs: first.sinceMs, how: 'moved' } : after.openBefore;
    expect(staysAfter(steps)).toEqual({ pointsBefore: null, ...after, openBefore });
  });

  it('are one at a time: only the last is open, and only when nothing has ended it', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('entered' as const), queueId: fc.constantFrom('7', '8'), points: fc.nat(9), lastAgentId: fc.option(fc.constant('7')), calledBy: fc.constant(null), sinceMs: fc.nat(1_000) }),
      fc.record({ kind: fc.constant('left' as const), how: fc.constantFrom(...STAY_ENDS), atMs: fc.nat(1_000) }),
    );
    fc.assert(fc.property(fc.array(step), (steps) => {
      const { begun } = staysAfter(steps);
      expect(begun).toHaveLength(steps.filter(({ kind }) => kind === 'entered').length);
      begun.forEach(({ end, fromMs }, at) => {
        expect(end === null).toBe(at === begun.length - 1 && steps.at(-1)?.kind === 'entered');
        expect(end?.toMs ?? fromMs).toBeGreaterThanOrEqual(fromMs);
      });
    }));
  });

  it.each([['abandoned-in-queue', 'abandoned'], ['dropped', 'closed'], ['closed', 'closed'], ['callback-requested', 'callback']] as const)('that end with a call that was %s were %s', (outcome, how) => {
    expect(stayEndOf(outcome)).toBe(how);
  });
});
