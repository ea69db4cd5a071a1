import fc from 'fast-check';
import { NO_SIP_ANSWER } from '../call/sip-answer';
import { MISSED_RINGS, RING_ENDS, afterRing, isMissed, putDown, refusedRingEnd, ringEndOf, type RingEnd } from './ring';

const sip = (status: number): { status: number; reason: string } => ({ status, reason: '' });

describe('an agent\'s phone that was rung for a caller', () => {
  it.each<[string, string, number, RingEnd]>([
    ['rang for as long as it may', 'NO_ANSWER', 0, 'no-answer'], ['rang until the switch gave up', 'ALLOTTED_TIMEOUT', 0, 'no-answer'],
    ['was in use', 'USER_BUSY', 486, 'busy'], ['was in use, by another word of the network', 'NORMAL_CLEARING', 486, 'busy'], ['was in use everywhere', 'BUSY_EVERYWHERE', 600, 'busy'],
    ['was pressed away', 'CALL_REJECTED', 603, 'declined'], ['was pressed away, and a Reason says busy', 'USER_BUSY', 603, 'declined'], ['was put down before they were connected', 'NORMAL_CLEARING', 0, 'declined'],
    ['is not registered', 'USER_NOT_REGISTERED', 0, 'unreachable'], ['is switched off', 'SUBSCRIBER_ABSENT', 480, 'unreachable'], ['does not answer the network', 'NO_USER_RESPONSE', 408, 'unreachable'],
    ['has no network', 'NORMAL_TEMPORARY_FAILURE', 503, 'unreachable'], ['is a number that there is not', 'UNALLOCATED_NUMBER', 404, 'unreachable'],
    ['went through a gateway that there is not', 'INVALID_GATEWAY', 0, 'not-called'], ['was on a switch that took no more', 'SWITCH_CONGESTION', 0, 'not-called'],
    ['was ended on the switch by somebody else', 'ORIGINATOR_CANCEL', 0, 'not-called'],
  ])('and %s', (_what, cause, status, end) => {
    expect(ringEndOf(cause, status === 0 ? NO_SIP_ANSWER : sip(status))).toBe(end);
  });

  it('whatever is said of it has an end that can be heard of', () => {
    fc.assert(fc.property(fc.string(), fc.integer({ min: 0, max: 699 }), (cause, status) => {
      const end = ringEndOf(cause, sip(status));
      expect([...MISSED_RINGS, 'not-called']).toContain(end);
    }));
  });

  it.each<[string, RingEnd]>([['DESTINATION_OUT_OF_ORDER', 'not-called'], ['USER_NOT_REGISTERED', 'unreachable'], ['SUBSCRIBER_ABSENT', 'unreachable'], ['INVALID_GATEWAY', 'not-called'], ['USER_BUSY', 'busy']])('that the switch refused with %s: %s', (cause, end) => {
    expect(refusedRingEnd(cause)).toBe(end);
  });

  it.each<[string, boolean]>([['NORMAL_CLEARING', true], ['NORMAL_UNSPECIFIED', true], ['MEDIA_TIMEOUT', false], ['NORMAL_TEMPORARY_FAILURE', false], ['DESTROYED', false], ['ORIGINATOR_CANCEL', false]])('that ends a talk by %s was put down: %s', (cause, isDown) => {
    expect(putDown(cause)).toBe(isDown);
  });
});

describe('an agent after a ring', () => {
  it.each<[string, RingEnd, number, number, ReturnType<typeof afterRing>]>([
    ['who missed it goes on a break', 'no-answer', 0, 1, { misses: 0, then: 'break' }], ['whose phone is away goes on a break', 'unreachable', 0, 1, { misses: 0, then: 'break' }],
    ['who missed one of two rests', 'busy', 0, 2, { misses: 1, then: 'rest' }], ['who missed both goes on a break', 'declined', 1, 2, { misses: 0, then: 'break' }],
    ['who talked begins anew', 'talked', 1, 2, { misses: 0, then: 'offered' }], ['whose caller left is offered the next', 'called-off', 1, 2, { misses: 1, then: 'offered' }],
    ['whose phone we could not ring rests, and has missed nothing', 'not-called', 1, 2, { misses: 1, then: 'rest' }], ['of whom nobody heard is offered the next', 'unheard', 1, 2, { misses: 1, then: 'offered' }],
  ])('%s', (_who, end, misses, most, expected) => {
    expect(afterRing(end, misses, most)).toEqual(expected);
  });

  it('is on a break after exactly so many misses in a row as are allowed, whatever else happens between them but a talk', () => {
    const between = fc.constantFrom<RingEnd>('not-called', 'called-off', 'unheard');
    fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), fc.array(between, { maxLength: 4 }), fc.constantFrom(...MISSED_RINGS), (most, others, missed) => {
      let [misses, rings] = [0, 0];
      for (let then: string = 'offered'; then !== 'break' && rings <= most; rings++) {
        for (const other of others) ({ misses } = afterRing(other, misses, most));
        ({ misses, then } = afterRing(missed, misses, most));
      }
      expect(rings).toBe(most);
    }));
  });

  it('is never offered the same caller at once again whom they have just missed', () => {
    for (const end of RING_ENDS.filter(isMissed)) for (const most of [1, 2, 3]) expect(afterRing(end, 0, most).then).not.toBe('offered');
  });
});
