import { SwitchUnavailableError } from '../port/errors';
import { channelsIn, numberIn, resultOf } from './replies';

/** As FreeSWITCH 1.10.12 answered, shortened to what is read. */
const row = {
  uuid: '8998a797-fdaf-47f9-820d-2c08c7500321', direction: 'outbound', created: '2026-11-21 20:25:34', created_epoch: '1795292734',
  state: 'CS_EXCHANGE_MEDIA', cid_num: '55501120', dest: 'park', initial_dest: 'agent1001', application: 'uuid_bridge', accountcode: '', callstate: 'ACTIVE',
  call_uuid: 'a591cb30-2375-49ee-986e-8bf82e1f5f6d',
};

describe('show channels', () => {
  it('gives the channels', () => {
    const partner = { ...row, uuid: row.call_uuid, state: 'CS_SOFT_EXECUTE', direction: 'inbound' };
    const alone = { ...row, uuid: 'f1461a88-2969-4df2-a1ff-a68ffbb75c5a', call_uuid: 'f1461a88-2969-4df2-a1ff-a68ffbb75c5a' };
    const channels = channelsIn(JSON.stringify({ row_count: 3, rows: [row, partner, alone] }));
    expect(channels[0]).toEqual({
      channelId: row.uuid, direction: 'outbound', createdAtMs: 1795292734000, state: 'CS_EXCHANGE_MEDIA', callState: 'ACTIVE',
      application: 'uuid_bridge', callerNumber: '55501120', destination: 'park', initialDestination: 'agent1001', accountCode: '', dismissed: false, callUuid: row.call_uuid, conference: '',
    });
    expect(channels.map(({ direction, callUuid }) => ({ direction, callUuid }))).toEqual([
      { direction: 'outbound', callUuid: row.call_uuid },
      { direction: 'inbound', callUuid: row.call_uuid },
      { direction: 'outbound', callUuid: '' },
    ]);
  });

  it.each([
    ['is in one', {}, 'room'],
    ['is in one with flags of its own', { application_data: 'room@default+flags{mintwo}' }, 'room'],
    ['has parked after it, and shows it still', { state: 'CS_PARK' }, ''],
    ['does something else', { application: 'playback', application_data: 'room@default' }, ''],
  ])('tells of a channel that %s the conference', (_, change, conference) => {
    const shown = { ...row, state: 'CS_EXECUTE', application: 'conference', application_data: 'room@default', ...change };
    expect(channelsIn(JSON.stringify({ row_count: 1, rows: [shown] }))).toMatchObject([{ conference }]);
  });

  it.each([
    // The first as FreeSWITCH showed it during the message; the others are what may follow when somebody takes the call out of it.
    ['hears the last message', { state: 'CS_EXECUTE' }, true],
    ['is on its way there', { state: 'CS_ROUTING' }, true],
    ['is being bridged out of it', { state: 'CS_SOFT_EXECUTE' }, false],
    ['parks after that bridge', { state: 'CS_PARK' }, false],
    ['was parked again by command', { state: 'CS_EXECUTE', dialplan: 'inline' }, false],
    ['was dialed by that name', { state: 'CS_EXECUTE', dialplan: '', context: 'default' }, false],
    ['waits as guarded', { state: 'CS_EXECUTE', dest: '4155501120', dialplan: '', context: 'default', application: 'park' }, false],
  ])('tells of a channel that %s whether the switch ends it', (_, change, dismissed) => {
    const shown = { ...row, dest: 'nobody-acted', application: 'playback', dialplan: 'XML', context: 'paceline', ...change };
    expect(channelsIn(JSON.stringify({ row_count: 1, rows: [shown] }))).toMatchObject([{ dismissed }]);
  });

  it('gives none only when the switch says that there are none', () => {
    expect(channelsIn('{"row_count":0}\n')).toEqual([]);
    for (const answer of ['', '{}', '[]', 'null', '-ERR no reply', '{"row_count":1}', '{"row_count":2,"rows":[]}', '{"row_count":1,"rows":[{}]}', '{"row_count":1,"rows":[7]}']) {
      expect(() => channelsIn(answer)).toThrow(SwitchUnavailableError);
    }
  });
});

describe('an answer', () => {
  it('is a refusal when it begins with -ERR or -USAGE', () => {
    expect(resultOf('+OK\n')).toEqual({ ok: true, text: '+OK' });
    expect(resultOf('true')).toEqual({ ok: true, text: 'true' });
    expect(resultOf('-ERR No such channel!\n')).toEqual({ ok: false, kind: 'refused', text: '-ERR No such channel!' });
    expect(resultOf('-USAGE: <uuid>\n')).toMatchObject({ ok: false, kind: 'refused' });
  });

  it('must have the number that was asked for', () => {
    expect(numberIn('fsctl sps', '+OK sessions per second: 200\n', /sessions per second: (\d+)/)).toBe(200);
    expect(() => numberIn('fsctl sps', '+OK', /: (\d+)/)).toThrow(SwitchUnavailableError);
  });
});
