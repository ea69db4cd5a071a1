import fc from 'fast-check';
import { TREATMENTS } from './inbound-outcome';
import {
  isOfABegunCall, OUTBOUND_OUTCOMES, OUTCOMES, isOutboundOutcome, outcomesOf, talkedWithAgent, blamesTheTrunk, countsAsAttempt, isStrictlyAbandoned, outboundOutcomeOf, outcomeOf, wantedAgent, wasAnswered, wasDialed, type CallProgress, type Outcome,
} from './outcome';
import { DIRECTIONS } from './parties';
import type { SipAnswer } from './sip-answer';

const UNANSWERED: CallProgress = { rang: false, answered: false, talked: false, safeHarbour: false, connecting: false };

/** Every cause of FreeSWITCH 1.10.12's switch_types.h, in its order. */
const EVERY_CAUSE: Readonly<Record<string, Outcome>> = {
  NONE: 'failed', UNALLOCATED_NUMBER: 'invalid-number', NO_ROUTE_TRANSIT_NET: 'congestion', NO_ROUTE_DESTINATION: 'invalid-number',
  CHANNEL_UNACCEPTABLE: 'congestion', CALL_AWARDED_DELIVERED: 'failed', NORMAL_CLEARING: 'failed', USER_BUSY: 'busy',
  NO_USER_RESPONSE: 'switched-off', NO_ANSWER: 'no-answer', SUBSCRIBER_ABSENT: 'switched-off', CALL_REJECTED: 'rejected',
  NUMBER_CHANGED: 'invalid-number', REDIRECTION_TO_NEW_DESTINATION: 'congestion', EXCHANGE_ROUTING_ERROR: 'congestion',
  DESTINATION_OUT_OF_ORDER: 'failed', INVALID_NUMBER_FORMAT: 'invalid-number', FACILITY_REJECTED: 'failed',
  RESPONSE_TO_STATUS_ENQUIRY: 'failed', NORMAL_UNSPECIFIED: 'failed', NORMAL_CIRCUIT_CONGESTION: 'congestion',
  NETWORK_OUT_OF_ORDER: 'congestion', NORMAL_TEMPORARY_FAILURE: 'congestion', SWITCH_CONGESTION: 'congestion',
  ACCESS_INFO_DISCARDED: 'failed', REQUESTED_CHAN_UNAVAIL: 'congestion', PRE_EMPTED: 'congestion', FACILITY_NOT_SUBSCRIBED: 'congestion',
  OUTGOING_CALL_BARRED: 'congestion', INCOMING_CALL_BARRED: 'rejected', BEARERCAPABILITY_NOTAUTH: 'congestion',
  BEARERCAPABILITY_NOTAVAIL: 'congestion', SERVICE_UNAVAILABLE: 'congestion', BEARERCAPABILITY_NOTIMPL: 'congestion',
  CHAN_NOT_IMPLEMENTED: 'failed', FACILITY_NOT_IMPLEMENTED: 'congestion', SERVICE_NOT_IMPLEMENTED: 'congestion', INVALID_CALL_REFERENCE: 'failed',
  INCOMPATIBLE_DESTINATION: 'congestion', INVALID_MSG_UNSPECIFIED: 'failed', MANDATORY_IE_MISSING: 'failed', MESSAGE_TYPE_NONEXIST: 'failed',
  WRONG_MESSAGE: 'failed', IE_NONEXIST: 'failed', INVALID_IE_CONTENTS: 'failed', WRONG_CALL_STATE: 'failed',
  RECOVERY_ON_TIMER_EXPIRE: 'congestion', MANDATORY_IE_LENGTH_ERROR: 'failed', PROTOCOL_ERROR: 'failed', INTERWORKING: 'congestion',
  SUCCESS: 'failed', ORIGINATOR_CANCEL: 'cancelled', CRASH: 'failed', SYSTEM_SHUTDOWN: 'failed', LOSE_RACE: 'cancelled',
  MANAGER_REQUEST: 'cancelled', BLIND_TRANSFER: 'failed', ATTENDED_TRANSFER: 'failed', ALLOTTED_TIMEOUT: 'no-answer',
  USER_CHALLENGE: 'failed', MEDIA_TIMEOUT: 'failed', PICKED_OFF: 'cancelled', USER_NOT_REGISTERED: 'failed', PROGRESS_TIMEOUT: 'no-answer',
  INVALID_GATEWAY: 'congestion', GATEWAY_DOWN: 'congestion', INVALID_URL: 'failed', INVALID_PROFILE: 'congestion', NO_PICKUP: 'no-answer',
  SRTP_READ_ERROR: 'failed', BOWOUT: 'failed', BUSY_EVERYWHERE: 'busy', DECLINE: 'rejected', DOES_NOT_EXIST_ANYWHERE: 'invalid-number',
  NOT_ACCEPTABLE: 'congestion', UNWANTED: 'unwanted', NO_IDENTITY: 'congestion', BAD_IDENTITY_INFO: 'congestion',
  UNSUPPORTED_CERTIFICATE: 'congestion', INVALID_IDENTITY: 'congestion', STALE_DATE: 'congestion', REJECT_ALL: 'rejected',
};

describe('the outcome of a call that nobody answered', () => {
  it.each(Object.entries(EVERY_CAUSE))('%s is %s', (cause, outcome) => {
    expect(outboundOutcomeOf(UNANSWERED, cause)).toBe(outcome);
  });

  it.each<[string, boolean, Outcome]>([
    ['NO_USER_RESPONSE', true, 'no-answer'], ['NO_USER_RESPONSE', false, 'switched-off'], ['SUBSCRIBER_ABSENT', true, 'switched-off'],
  ])('%s, after a ring: %s, is %s', (cause, rang, outcome) => {
    expect(outboundOutcomeOf({ ...UNANSWERED, rang }, cause)).toBe(outcome);
  });

  it.each(['', 'constructor', '__proto__', 'toString', 'user_busy', 'WHAT_COMES_NEXT'])('a cause that nobody knows (%p) is failed', (cause) => {
    expect(outboundOutcomeOf(UNANSWERED, cause)).toBe('failed');
  });
});

describe('the outcome of a call that was answered', () => {
  const cases: readonly (readonly [string, Partial<CallProgress>, string, Outcome])[] = [
    ['talked with an agent', { talked: true }, 'NORMAL_CLEARING', 'connected'],
    ['talked, lost the agent, and heard the message', { talked: true, safeHarbour: true }, 'NORMAL_CLEARING', 'connected'],
    ['heard the message to its end', { safeHarbour: true }, 'NORMAL_CLEARING', 'abandoned'],
    ['hung up during the message', { safeHarbour: true }, 'ORIGINATOR_CANCEL', 'abandoned'],
    ['hung up before an agent was there', {}, 'NORMAL_CLEARING', 'hung-up-waiting'],
    ['hung up while an agent was being bridged', { connecting: true }, 'NORMAL_CLEARING', 'hung-up-waiting'],
    ['went down with the leg of the promised agent', { connecting: true }, 'ORIGINATOR_CANCEL', 'handoff-failed'],
    ['was busy, says a late cause', {}, 'USER_BUSY', 'hung-up-waiting'],
  ];
  it.each(cases)('%s', (_title, progress, cause, outcome) => {
    expect(outboundOutcomeOf({ ...UNANSWERED, answered: true, ...progress }, cause)).toBe(outcome);
  });
});

describe('a call that the campaign\'s own script met', () => {
  const met = { rang: true, answered: true, talked: false, safeHarbour: false, connecting: false } as const;
  it.each([
    ['is what they said to it', { ...met, met: 'opted-out' }, 'opted-out'], ['also when the switch said goodbye, as its worker had died', { ...met, safeHarbour: true, met: 'scripted' }, 'scripted'],
    ['is abandoned when nothing was played to them', { ...met, safeHarbour: true, met: null }, 'abandoned'], ['is one who talked, whatever they heard before', { ...met, talked: true, met: null }, 'connected'],
    ['is one who hung up on an agent to come', { ...met, met: null }, 'hung-up-waiting'], ['is nobody\'s answer', { ...met, answered: false, met: 'scripted' }, 'no-answer'],
  ] as const)('%s', (_what, progress, outcome) => {
    expect(outboundOutcomeOf(progress, outcome === 'no-answer' ? 'NO_ANSWER' : 'NORMAL_CLEARING')).toBe(outcome);
  });
});

describe('what an outcome means', () => {
  const anyCause = fc.oneof(fc.constantFrom(...Object.keys(EVERY_CAUSE)), fc.string());
  const anyAnswer: fc.Arbitrary<SipAnswer> = fc.record({ status: fc.oneof(fc.constant(0), fc.integer({ min: 100, max: 699 })), reason: fc.string() });
  const anyProgress = fc.record({ rang: fc.boolean(), answered: fc.boolean(), talked: fc.boolean(), safeHarbour: fc.boolean(), connecting: fc.boolean() });

  it('says answered exactly of calls that were, whatever the cause', () => {
    fc.assert(fc.property(anyProgress, anyCause, anyAnswer, (progress, cause, answer) => {
      // An agent is only promised to a call that was answered, and so on along the call's life.
      const possible: CallProgress = { ...progress, answered: progress.answered || progress.talked || progress.safeHarbour || progress.connecting };
      expect(wasAnswered(outboundOutcomeOf(possible, cause, answer))).toBe(possible.answered);
    }));
  });

  it.each<[string, boolean]>([
    ['USER_BUSY', true], ['NO_ANSWER', true], ['NORMAL_TEMPORARY_FAILURE', true], ['UNALLOCATED_NUMBER', true],
    ['INVALID_GATEWAY', false], ['DESTINATION_OUT_OF_ORDER', false], ['-USAGE: originate', false],
  ])('a command that is refused with %s was a call: %s', (cause, begun) => {
    expect(isOfABegunCall(cause)).toBe(begun);
  });

  it('no cause makes a call undialed or lost: only who refused it or gave it up knows that', () => {
    fc.assert(fc.property(anyProgress, anyCause, anyAnswer, (progress, cause, answer) => {
      expect(['not-dialed', 'lost']).not.toContain(outboundOutcomeOf(progress, cause, answer));
    }));
  });

  it.each([...OUTBOUND_OUTCOMES])('%s is one thing in every figure', (outcome) => {
    expect(wasDialed(outcome)).toBe(outcome !== 'not-dialed');
    expect(countsAsAttempt(outcome)).toBe(!['not-dialed', 'switched-off', 'congestion'].includes(outcome));
    expect(isStrictlyAbandoned(outcome)).toBe(['abandoned', 'hung-up-waiting', 'handoff-failed'].includes(outcome));
    expect(wantedAgent(outcome)).toBe(isStrictlyAbandoned(outcome) || outcome === 'connected');
    expect(wasAnswered(outcome)).toBe(wantedAgent(outcome) || ['scripted', 'put-off', 'opted-out', 'machine', 'message-left'].includes(outcome));
    expect(blamesTheTrunk(outcome)).toBe(outcome === 'congestion' || outcome === 'not-dialed');
  });

  it.each([...OUTCOMES])('%s is of one direction', (outcome) => {
    const directions = DIRECTIONS.filter((direction) => outcomesOf(direction).includes(outcome));
    expect(directions).toEqual([isOutboundOutcome(outcome) ? 'outbound' : 'inbound']);
    expect(talkedWithAgent(outcome)).toBe(outcome === 'connected' || outcome === 'answered');
  });

  it.each([...outcomesOf('inbound')])('%s, of a call that came in, counts in no figure of dialing', (outcome) => {
    expect([wasDialed, countsAsAttempt, wasAnswered, isStrictlyAbandoned, blamesTheTrunk].filter((counts) => counts(outcome))).toEqual([]);
  });
});

describe('the outcome of a call, whichever way it went', () => {
  const outbound = fc.record({ direction: fc.constant('outbound' as const), rang: fc.boolean(), answered: fc.boolean(), talked: fc.boolean(), safeHarbour: fc.boolean(), connecting: fc.boolean() });
  const inbound = fc.record({ direction: fc.constant('inbound' as const), talked: fc.boolean(), connecting: fc.boolean(), queued: fc.boolean(), treatment: fc.option(fc.constantFrom(...TREATMENTS)) });

  it('is one that its direction has, and says talked when they did', () => {
    fc.assert(fc.property(fc.oneof(outbound, inbound), fc.oneof(fc.constantFrom(...Object.keys(EVERY_CAUSE)), fc.string()), (progress, cause) => {
      const outcome = outcomeOf(progress, cause);
      expect(outcomesOf(progress.direction)).toContain(outcome);
      expect(talkedWithAgent(outcome)).toBe(progress.talked);
    }));
  });
});
