import { DEFAULT_CALLING_HOURS } from '@paceline/domain/compliance/calling-hours';
import type { GatewayDestinations } from '@paceline/domain/compliance/destination';
import type { CallbackRules } from '@paceline/domain/queue/queue-settings';
import { LawBook } from '@paceline/platform/law/law-book';
import { FakeRows } from '@paceline/testing/fake-rows';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { CallbackGate } from './callback-gate';

const HOUR_MS = 3_600_000;
/** Of New York, where it is two in the afternoon of a Wednesday. */
const PHONE = '+12125550142';
const ANY_HOUR = [{ fromMin: 0, toMin: 1_440 }];
const RULES: CallbackRules = {
  tries: 3, retrySec: 300, expiresSec: 7_200, ringTimeoutSec: 25, callerNumber: null, hours: { 1: ANY_HOUR, 2: ANY_HOUR, 3: ANY_HOUR, 4: ANY_HOUR, 5: ANY_HOUR, 6: ANY_HOUR, 7: ANY_HOUR },
};
const US: GatewayDestinations = { countries: ['US'], prefixes: [], numbers: [], shortNumbers: [] };
/** As the database has an earlier call of theirs that an agent had. */
const TALKED = { id: 'earlier', direction: 'outbound', phone: PHONE, contactId: null, targetId: null, outcome: 'answered', rang: 1, meaning: null, endedAgoMs: '60000' };

interface Given {
  readonly dnc?: number;
  readonly zone?: string;
  readonly calls?: readonly object[];
  readonly rules?: Partial<CallbackRules>;
  readonly gateways?: readonly GatewayDestinations[];
  readonly phone?: string;
  /** Hours from now. */
  readonly inHours?: number;
}

describe('whether whoever asked for it may be called back now', () => {
  useTestTime();

  async function judge({ dnc = 0, zone, calls = [], rules = {}, gateways = [US], phone = PHONE, inHours = 0 }: Given) {
    const rows = new FakeRows();
    rows.answer = (sql) => sql.includes('do_not_call') ? [{ zone: zone ?? null, dnc, phones: null }] : calls;
    await pass(inHours * HOUR_MS);
    const gate = new CallbackGate(rows.dataSource, new OwnerBench().owner.clock, { now: () => Promise.resolve(new LawBook()) });
    return await gate.judge({ clientId: '1', callId: 'a', contactId: zone === undefined ? null : '12', phone }, { ...RULES, ...rules }, gateways);
  }

  it.each<[string, Given]>([
    ['who has been called and talked with a minute ago: they wait for this call', { calls: [TALKED] }],
    ['who was abandoned lately: the law\'s lock is lifted where one waits for the call', { calls: [{ ...TALKED, outcome: 'abandoned' }] }],
    ['who rang four times today', { calls: ['1', '2', '3', '4'].map((id) => ({ ...TALKED, id, outcome: 'no-answer' })) }],
    ['of whom another gateway than the first may reach the number', { gateways: [{ ...US, countries: ['GB'] }, US] }],
    ['until nine in the evening', { inHours: 6.99 }],
  ])('%s may be', async (_who, given) => {
    expect((await judge(given)).decision).toEqual({ allow: true });
  });

  it.each<[string, Given, object]>([
    ['is on the do-not-call list', { dnc: 1 }, { reason: 'do-not-call' }],
    ['is on a call now', { calls: [TALKED, { ...TALKED, id: 'now', outcome: null, endedAgoMs: null }] }, { reason: 'number-on-call', untilMs: NOW_MS + 10_000 }],
    ['calls us at this moment', { calls: [{ ...TALKED, direction: 'inbound', outcome: null, endedAgoMs: null }] }, { reason: 'number-on-call' }],
    ['is in a country that no gateway may reach', { gateways: [{ ...US, countries: ['GB'] }] }, { reason: 'destination-not-allowed' }],
    ['has a number that costs extra', { phone: '+19005550142' }, { allow: false }],
    ['is reached when no gateway is left', { gateways: [] }, { reason: 'nothing-allowed' }],
    ['is in the hours of the queue no more', { rules: { hours: { 3: [{ fromMin: 540, toMin: 840 }], 4: [{ fromMin: 540, toMin: 840 }] } } }, { reason: 'outside-calling-hours', untilMs: NOW_MS + 19 * HOUR_MS }],
    ['has no hour in which the queue calls', { rules: { hours: {} } }, { reason: 'no-calling-hours' }],
    ['is where the law lets nobody be called at night, whatever the queue says', { inHours: 8 }, { reason: 'outside-calling-hours' }],
    ['lives elsewhere than the number says, where it is night: their own zone goes before it', { zone: 'Asia/Tokyo' }, { reason: 'outside-calling-hours' }],
  ])('who %s may not be', async (_who, given, expected) => {
    expect((await judge(given)).decision).toMatchObject({ allow: false, ...expected });
  });

  it('says by which clock and which hours it was lawful', async () => {
    const { evidence } = await judge({ rules: { hours: DEFAULT_CALLING_HOURS } });
    expect(evidence).toMatchObject({ localTimes: ['America/New_York 2026-01-07 14:00'], open: '08:00-21:00' });
  });
});
