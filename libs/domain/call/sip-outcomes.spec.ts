import fc from 'fast-check';
import { countsAsAttempt, outboundOutcomeOf, type OutboundOutcome } from './outcome';
import { outcomeBySip } from './sip-outcomes';
import { signOfUnheard, type TrunkSign } from '../trunk/trunk-sign';

const UNHEARD = { rang: false, answered: false, talked: false, safeHarbour: false, connecting: false };
const BLOCK = 'Q.850;cause=21;text="v=analytics1;url=https://example.net/redress;tel=+12025550100;email=redress@example.net;id=1"';

/** What an answer that came without a ring makes of the call, of the target's attempts and of the trunk. */
const ANSWERS: readonly (readonly [status: number, OutboundOutcome, counts: boolean, TrunkSign])[] = [
  ...[300, 301, 302, 305, 380].map((status) => [status, 'congestion', false, 'sick'] as const),
  ...[400, 401, 402, 403, 405, 406, 407, 408, 413, 414, 415, 416, 420, 421, 423, 428, 429, 436, 437, 438, 481, 482, 483, 488].map((status) => [status, 'congestion', false, 'sick'] as const),
  ...[500, 501, 502, 503, 504, 505, 513, 555, 580, 606].map((status) => [status, 'congestion', false, 'sick'] as const),
  ...[404, 410, 484, 485, 604].map((status) => [status, 'invalid-number', true, 'nothing'] as const),
  [480, 'switched-off', false, 'nothing'],
  [486, 'busy', true, 'carried'], [600, 'busy', true, 'carried'],
  [433, 'rejected', true, 'carried'], [603, 'rejected', true, 'carried'],
  [607, 'unwanted', true, 'carried'], [608, 'blocked', true, 'carried'],
  // Nobody has registered these: by their class.
  [399, 'congestion', false, 'sick'], [499, 'congestion', false, 'sick'], [599, 'congestion', false, 'sick'], [699, 'rejected', true, 'carried'],
];

describe('a final SIP answer without a ring', () => {
  it.each(ANSWERS)('%d is %s; an attempt: %s; its trunk: %s', (status, outcome, counts, sign) => {
    expect(outcomeBySip({ status, reason: '' }, false)).toBe(outcome);
    expect(countsAsAttempt(outcome)).toBe(counts);
    expect(signOfUnheard(outcome)).toBe(sign);
  });

  it.each([0, 100, 180, 200, 487, 700, Number.NaN])('%d tells nothing: the cause does', (status) => {
    expect(outcomeBySip({ status, reason: '' }, false)).toBeNull();
    expect(outboundOutcomeOf(UNHEARD, 'NO_ANSWER', { status, reason: '' })).toBe('no-answer');
  });

  it('is believed before the cause, which a Reason header overrides', () => {
    const statuses = ANSWERS.map(([status]) => status).filter((status) => status !== 480);
    const causes = ['UNALLOCATED_NUMBER', 'USER_BUSY', 'NORMAL_CLEARING', 'CALL_REJECTED', 'NO_ANSWER', 'UNWANTED', 'SUBSCRIBER_ABSENT', 'INTERWORKING'];
    fc.assert(fc.property(fc.constantFrom(...statuses), fc.constantFrom(...causes), fc.integer({ min: 0, max: 127 }), (status, cause, q850) => {
      const reason = `Q.850;cause=${String(q850)};text="${cause}"`;
      expect(outboundOutcomeOf(UNHEARD, cause, { status, reason })).toBe(outcomeBySip({ status, reason: '' }, false));
    }));
  });
});

describe('an answer after a ring', () => {
  it.each<[number, string, OutboundOutcome]>([
    [480, 'NO_USER_RESPONSE', 'no-answer'], [408, 'RECOVERY_ON_TIMER_EXPIRE', 'no-answer'], [480, 'SUBSCRIBER_ABSENT', 'switched-off'],
    [486, 'USER_BUSY', 'busy'], [404, 'UNALLOCATED_NUMBER', 'invalid-number'], [503, 'NORMAL_TEMPORARY_FAILURE', 'congestion'],
  ])('%d with %s is %s', (status, cause, outcome) => {
    expect(outboundOutcomeOf({ ...UNHEARD, rang: true }, cause, { status, reason: '' })).toBe(outcome);
  });
});

describe('a call that a network blocked', () => {
  it.each<[string, number, string, string, OutboundOutcome]>([
    ['603+', 603, BLOCK, 'CALL_REJECTED', 'blocked'],
    ['603+ whose Reason has the cause of a busy line', 603, BLOCK.replace('21', '17'), 'USER_BUSY', 'blocked'],
    ['603+ with blanks', 603, 'Q.850 ; cause=21 ; text="v=analytics1;url=https://example.net"', 'CALL_REJECTED', 'blocked'],
    ['608', 608, '', 'CALL_REJECTED', 'blocked'],
    ['603 of a person', 603, '', 'CALL_REJECTED', 'rejected'],
    ['603 with another Reason', 603, 'Q.850;cause=17;text="USER_BUSY"', 'USER_BUSY', 'rejected'],
    ['603 whose text only speaks of it', 603, 'Q.850;cause=21;text="no v=analytics1 here"', 'CALL_REJECTED', 'rejected'],
    ['the Reason of 603+ with another answer', 486, BLOCK, 'USER_BUSY', 'busy'],
    ['607 is the person\'s own no', 607, '', 'UNWANTED', 'unwanted'],
  ])('%s', (_what, status, reason, cause, outcome) => {
    expect(outboundOutcomeOf(UNHEARD, cause, { status, reason })).toBe(outcome);
  });
});
