import { outcomeByRecord, type SwitchRecord } from './switch-record';
import { NO_SIP_ANSWER } from './sip-answer';
import type { InboundProgress } from './inbound-outcome';
import type { CallProgress, Outcome } from './outcome';

const NOTHING: CallProgress = { rang: false, answered: false, talked: false, safeHarbour: false, connecting: false };
const RECORD: SwitchRecord = {
  channelId: '0', direction: 'outbound', number: '+14155550100', accountCode: 'paceline', cause: 'NORMAL_CLEARING', sip: NO_SIP_ANSWER, safeHarbourAtMs: null,
  createdAtMs: 1, ringingAtMs: 2, answeredAtMs: null, bridgedAtMs: null, endedAtMs: 9, recordedMs: null,
};

describe('the outcome of a call whose end nobody heard', () => {
  it.each<[string, Partial<CallProgress>, Partial<SwitchRecord>, Outcome]>([
    ['busy, by the switch\'s cause', {}, { cause: 'USER_BUSY', sip: { status: 486, reason: '' } }, 'busy'],
    ['the trunk refused our account, by the SIP answer', {}, { cause: 'CALL_REJECTED', sip: { status: 403, reason: '' } }, 'congestion'],
    ['switched off, by the SIP answer and no ring', {}, { cause: 'NO_USER_RESPONSE', sip: { status: 480, reason: '' }, ringingAtMs: null }, 'switched-off'],
    ['nobody came: the record tells of the ring', {}, { cause: 'NO_USER_RESPONSE', sip: { status: 480, reason: '' } }, 'no-answer'],
    ['blocked, by the Reason', {}, { cause: 'USER_BUSY', sip: { status: 603, reason: 'Q.850;cause=17;text="v=analytics1;id=1"' } }, 'blocked'],
    ['answered after the last event that was heard', {}, { answeredAtMs: 3 }, 'hung-up-waiting'],
    ['answered, and the record lacks it: what was heard stays', { answered: true }, {}, 'hung-up-waiting'],
    ['bridged after the last event that was heard', { answered: true }, { answeredAtMs: 3, bridgedAtMs: 4 }, 'connected'],
    ['talked before: nothing the record says takes that away', { answered: true, talked: true }, { answeredAtMs: 3 }, 'connected'],
    ['the switch\'s guard spoke to them', { answered: true }, { answeredAtMs: 3, safeHarbourAtMs: 5 }, 'abandoned'],
    ['we spoke to them, and nobody heard the end', { answered: true, safeHarbour: true }, { answeredAtMs: 3 }, 'abandoned'],
    ['the promised agent\'s leg took them along', { answered: true, connecting: true }, { answeredAtMs: 3, cause: 'ORIGINATOR_CANCEL' }, 'handoff-failed'],
  ])('%s', (_what, known, record, expected) => {
    expect(outcomeByRecord({ direction: 'outbound', ...NOTHING, ...known }, { ...RECORD, ...record })).toBe(expected);
  });

  it.each<[string, Partial<InboundProgress>, Partial<SwitchRecord>, Outcome]>([
    ['a caller who gave up in the queue', { queued: true }, {}, 'abandoned-in-queue'],
    ['a caller who was bridged after the last event that was heard', { queued: true }, { bridgedAtMs: 4 }, 'answered'],
    ['a caller whom the switch took along when it was stopped', { queued: true }, { cause: 'SYSTEM_SHUTDOWN' }, 'dropped'],
    ['a caller who left a message: nothing the record says takes that away', { treatment: 'voicemail' }, {}, 'voicemail'],
  ])('%s', (_what, known, record, expected) => {
    expect(outcomeByRecord({ direction: 'inbound', talked: false, connecting: false, queued: false, treatment: null, ...known }, { ...RECORD, direction: 'inbound', ...record })).toBe(expected);
  });
});
