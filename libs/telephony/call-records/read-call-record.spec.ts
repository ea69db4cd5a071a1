import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readCallRecord } from './read-call-record';
import type { RecordFault } from '@paceline/domain/call/record-fault';
import type { SwitchRecord } from '@paceline/domain/call/switch-record';

/** What a FreeSWITCH 1.10.12 posted, without the variables that nobody reads. */
interface Recorded { readonly recorded: string; readonly record: { variables: Record<string, string>; callflow: { caller_profile: object; times: Record<string, string> }[] } }
const RECORDED = readFileSync(path.join(__dirname, 'fixtures/recorded.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Recorded); // its lines are of this form
const recorded = (name: string): Recorded['record'] => {
  const found = RECORDED.find((one) => one.recorded === name);
  if (found === undefined) throw new Error(`nothing was recorded as ${name}`);
  return structuredClone(found.record);
};

describe('a record that a real switch wrote', () => {
  it.each<[string, Partial<SwitchRecord>]>([
    ['busy', { channelId: '00000001-0000-4000-8000-000000000001', direction: 'outbound', number: '+14155502001', accountCode: 'paceline', cause: 'USER_BUSY', sip: { status: 486, reason: '' },
      createdAtMs: 1795682907825, ringingAtMs: null, answeredAtMs: null, bridgedAtMs: null, endedAtMs: 1795682907825, safeHarbourAtMs: null, recordedMs: null }],
    ['no answer', { cause: 'NO_ANSWER', sip: { status: 0, reason: '' }, ringingAtMs: 1795682907845, answeredAtMs: null, endedAtMs: 1795682911005 }],
    ['killed while ringing', { cause: 'NORMAL_CLEARING', ringingAtMs: 1795682907865, answeredAtMs: null }],
    ['answered, far hangup', { cause: 'NORMAL_CLEARING', sip: { status: 200, reason: expect.any(String) as string }, answeredAtMs: 1795682908845, bridgedAtMs: null, endedAtMs: 1795682910245 }],
    // Each leg of a bridge has a record of its own.
    ['bridged, the customer', { number: '+14155501103', answeredAtMs: 1795682915525, bridgedAtMs: 1795682916065, endedAtMs: 1795682918945 }],
    ['bridged, the agent', { channelId: '00000007-0000-4000-8000-000000000007', number: '+14155501060', bridgedAtMs: 1795682916065, endedAtMs: 1795682920045 }],
    ['inbound', { direction: 'inbound', number: '+14155550123', accountCode: 'paceline', ringingAtMs: null, answeredAtMs: 1795682920045 }],
    // Its last profile has no bridge: it was parked after the talks.
    ['bridged twice, then ended by the guard', { bridgedAtMs: 1795683244189, safeHarbourAtMs: 1795683248189, number: '+14155501130' }],
  ])('%s', (name, expected) => {
    expect(readCallRecord(recorded(name))).toMatchObject({ ok: true, record: expected });
  });

  it.each([['2500', 2_500], ['0', 0], [undefined, null], ['%2d1', null], ['long', null]])('tells how long it recorded last: %s', (written, recordedMs) => {
    const record = recorded('inbound');
    if (written !== undefined) record.variables['record_ms'] = written;
    expect(readCallRecord(record)).toMatchObject({ ok: true, record: { recordedMs } });
  });

  it('is read as well when its variables are not URL-encoded', () => {
    const plain = recorded('busy');
    plain.variables['proto_specific_hangup_cause'] = 'sip:486';
    plain.variables['accountcode'] = '100%';
    expect(readCallRecord(plain)).toMatchObject({ ok: true, record: { sip: { status: 486, reason: '' }, accountCode: '100%' } });
  });
});

it('tells of the Reason header what the event tells', () => {
  const blocked = recorded('busy');
  const reason = 'Q.850;cause=17;text="v=analytics1;url=https://example.net/redress;id=1"';
  Object.assign(blocked.variables, { proto_specific_hangup_cause: 'sip%3A603', sip_reason: encodeURIComponent(reason) });
  expect(readCallRecord(blocked)).toMatchObject({ ok: true, record: { cause: 'USER_BUSY', sip: { status: 603, reason } } });
  blocked.variables['sip_603plus_reason'] = encodeURIComponent(reason.repeat(9));
  expect(readCallRecord(blocked)).toMatchObject({ ok: true, record: { sip: { status: 603, reason: reason.repeat(9).slice(0, 255) } } });
});

describe('what is no record', () => {
  const changed = (change: (record: Recorded['record']) => void): unknown => {
    const record = recorded('busy');
    change(record);
    return record;
  };
  it.each<[string, unknown, RecordFault]>([
    ['null', null, { fault: 'no-record' }], ['a text', 'cdr', { fault: 'no-record' }], ['a list', [], { fault: 'no-record' }], ['an empty object', {}, { fault: 'missing', field: 'variables' }],
    ['one without a call flow', changed((record) => { record.callflow = []; }), { fault: 'malformed', field: 'callflow' }],
    ['one without an id', changed((record) => { delete record.variables['uuid']; }), { fault: 'missing', field: 'variables.uuid' }],
    ['an id that is too long', changed((record) => { record.variables['uuid'] = 'x'.repeat(37); }), { fault: 'malformed', field: 'variables.uuid' }],
    ['a cause that is none', changed((record) => { record.variables['hangup_cause'] = 'drop table'; }), { fault: 'malformed', field: 'variables.hangup_cause' }],
    ['a call that goes on', changed((record) => { for (const { times } of record.callflow) times['hangup_time'] = '0'; }), { fault: 'not-ended' }],
    ['an instant that is none', changed((record) => { for (const { times } of record.callflow) times['created_time'] = 'now'; }), { fault: 'malformed', field: 'callflow.0.times.created_time' }],
  ])('%s', (_what, json, why) => {
    expect(readCallRecord(json)).toEqual({ ok: false, why });
  });
});
