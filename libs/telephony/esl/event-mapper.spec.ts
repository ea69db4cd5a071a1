import { outboundOutcomeOf } from '@paceline/domain/call/outcome';
import { NO_SIP_ANSWER } from '@paceline/domain/call/sip-answer';
import type { SwitchEvent } from '@paceline/domain/call/switch-event';
import { mapEvent, mapHeaders, SUBSCRIPTION, type Folders } from './event-mapper';
import { recordedEvents } from './fixtures/transcript';
import { JsonHeaders } from './json-headers';

const folders: Folders = { recordingsDir: '/var/lib/freeswitch/recordings' };

function mapped(name: string): SwitchEvent[] {
  return recordedEvents(name).flatMap((headers) => mapHeaders(headers, folders) ?? []);
}

/** The story of a recording: what was told of channels and jobs, in its order. */
function story(name: string): string[] {
  return mapped(name).map((event) => event.type).filter((type) => type !== 'heartbeat');
}

function only<T extends SwitchEvent['type']>(name: string, type: T): Extract<SwitchEvent, { type: T }>[] {
  return mapped(name).filter((event): event is Extract<SwitchEvent, { type: T }> => event.type === type);
}

describe('mapEvent, on recordings of FreeSWITCH 1.10.12', () => {
  it('tells a call that was answered and hung up', () => {
    const id = 'b2b85919-891b-42fc-a212-cd2439c940dd';
    expect(story('answered_then_far_hangup')).toEqual([
      'channel-created', 'channel-ringing', 'channel-answered', 'job-done', 'channel-parked',
      'channel-ended', 'channel-destroyed',
    ]);
    expect(mapped('answered_then_far_hangup')[0]).toEqual({
      type: 'channel-created', channelId: id, atMs: 1795292717906, sequence: 485, direction: 'outbound',
      callerNumber: '0000000000', destination: '55501102', accountCode: '',
    });
    expect(only('answered_then_far_hangup', 'job-done')).toEqual([
      { type: 'job-done', atMs: 1795292718926, sequence: 496, jobId: 'b4fb8ce1-b413-4967-bbf3-f19f80db33e3', text: `+OK ${id}` },
    ]);
    expect(only('answered_then_far_hangup', 'channel-ended')).toEqual([{
      type: 'channel-ended', channelId: id, atMs: 1795292721326, sequence: 508, cause: 'NORMAL_CLEARING', sip: NO_SIP_ANSWER, dismissedAtMs: 0, beeped: false,
      createdAtMs: 1795292717906, ringingAtMs: 1795292717906, answeredAtMs: 1795292718906, bridgedAtMs: 0, endedAtMs: 1795292721326,
    }]);
  });

  it('tells calls that failed, with FreeSWITCH\'s cause and no answer', () => {
    expect(story('busy')).toEqual(['channel-created', 'channel-ended', 'job-done', 'channel-destroyed']);
    expect(only('busy', 'channel-ended')).toMatchObject([{ cause: 'USER_BUSY', answeredAtMs: 0, ringingAtMs: 0 }]);
    expect(only('busy', 'job-done')).toMatchObject([{ text: '-ERR USER_BUSY' }]);
    expect(only('no_answer', 'channel-ended')).toMatchObject([{ cause: 'NO_ANSWER' }]);
    expect(only('no_answer', 'channel-ringing')).toMatchObject([{ early: false }]);
  });

  it.each([['sip:486', 486], ['sip:403', 403], ['', 0], ['q850:17', 0]])('reads the SIP answer behind a cause: %p is %d', (text, status) => {
    const headers = { 'Event-Name': 'CHANNEL_HANGUP_COMPLETE', 'Unique-ID': 'id', 'Hangup-Cause': 'CALL_REJECTED', 'variable_proto_specific_hangup_cause': text };
    expect(mapHeaders(headers, folders)).toMatchObject({ type: 'channel-ended', sip: { status, reason: '' } });
  });

  it('tells what a network or a person said of a call: 603, 603+, 603+ with the cause of a busy line, 607, 608', () => {
    const ended = only('call_blocked_603', 'channel-ended');
    const analytics = 'text="v=analytics1;url=https://example.net/redress;tel=+12025550100;email=redress@example.net;id=1"';
    expect(ended.map(({ cause, sip }) => [cause, sip])).toEqual([
      ['CALL_REJECTED', { status: 603, reason: '' }], ['CALL_REJECTED', { status: 603, reason: `Q.850;cause=21;${analytics}` }],
      ['USER_BUSY', { status: 603, reason: `Q.850;cause=17;${analytics}` }], ['UNWANTED', { status: 607, reason: '' }], ['CALL_REJECTED', { status: 608, reason: '' }],
    ]);
    expect(ended.map(({ cause, sip }) => outboundOutcomeOf({ rang: true, answered: false, talked: false, safeHarbour: false, connecting: false }, cause, sip)))
      .toEqual(['rejected', 'blocked', 'blocked', 'unwanted', 'blocked']);
  });

  it('tells a call that the switch itself ended because nobody acted', () => {
    const id = '114afeb6-ee18-465f-9345-fc8bd1a7ab72';
    expect(story('ended_by_the_guard')).toEqual([
      'channel-created', 'channel-ringing', 'channel-answered', 'job-done', 'channel-executed', 'channel-parked',
      'channel-executed', 'channel-executed', 'channel-executed', 'channel-dismissed',
      'channel-executed', 'channel-executed', 'channel-ended', 'channel-destroyed',
    ]);
    expect(only('ended_by_the_guard', 'channel-dismissed')).toEqual([{ type: 'channel-dismissed', channelId: id, atMs: 1795684199090, sequence: 292347 }]);
    expect(only('ended_by_the_guard', 'channel-ended')).toMatchObject([{ cause: 'NORMAL_CLEARING', dismissedAtMs: 1795684199070 }]);
  });

  it.each([
    ['it went to the last message', 'switch', 'bl_xfer:nobody-acted/paceline/XML', 1795684128310],
    ['an agent took it out of the message', 'switch', 'uuid_br:2d503d52-bcdc-427e-9205-0d5e34f1143d', 0],
    ['it went to another extension', 'switch', 'bl_xfer:park/inline/inline', 0],
    ['it hung up before the mark', '', 'bl_xfer:nobody-acted/paceline/XML', 0],
    ['it went nowhere', '', '', 0],
  ])('reads whether the switch ended a call: %s', (_, mark, source, dismissedAtMs) => {
    expect(mapHeaders({
      'Event-Name': 'CHANNEL_HANGUP_COMPLETE', 'Unique-ID': 'id', 'Caller-Profile-Created-Time': '1795684128310749',
      'Caller-Transfer-Source': source === '' ? '' : `1795684128:4c4bf389-2d8c-45ab-9c69-0fa16a2dd264:${source}`, 'variable_paceline_ended_by': mark,
    }, folders)).toMatchObject({ type: 'channel-ended', dismissedAtMs });
  });

  it.each([
    ['set', 'paceline_ended_by=switch', 'channel-dismissed'],
    ['set', 'paceline_ended_by=switchboard', 'channel-executed'],
    ['set', 'paceline_until=9999999999', 'channel-executed'],
    ['playback', 'paceline_ended_by=switch', 'channel-executed'],
    // Every hand-off ends two of them, and nobody asks.
    ['park', '', null],
  ])('takes the end of %s %s for %s', (application, argument, type) => {
    const headers = { 'Event-Name': 'CHANNEL_EXECUTE_COMPLETE', 'Unique-ID': 'id', 'Application': application, 'Application-Data': argument, 'variable_paceline_ended_by': 'switch' };
    expect(mapHeaders(headers, folders)?.type ?? null).toBe(type);
  });

  it('tells a gateway that does not exist: a channel that only ends', () => {
    expect(story('gateway_unreachable').slice(-2)).toEqual(['channel-destroyed', 'job-done']);
    expect(only('gateway_unreachable', 'channel-created')).toHaveLength(1);
    expect(only('gateway_unreachable', 'job-done')[1]).toMatchObject({ text: '-ERR INVALID_GATEWAY' });
  });

  it('tells who was bridged to whom', () => {
    const agent = '8998a797-fdaf-47f9-820d-2c08c7500321';
    const customers = ['7656b85a-6d55-40e7-b90d-1c7540cac3b9', 'a591cb30-2375-49ee-986e-8bf82e1f5f6d'];
    const pairs = only('bridge_to_waiting_agent', 'channel-bridged').map((event) => [event.channelId, event.otherId].sort());
    expect(pairs).toEqual(customers.map((customer) => [agent, customer].sort()));
    expect(only('caller_gone_while_bridging', 'channel-bridged')).toEqual([]);
  });

  it('tells digits', () => {
    expect(only('digits', 'channel-digit').map((event) => event.digit)).toEqual(['5', '1']);
  });

  it('tells how a call came in, at each of its parks, and nothing of a leg that we dialed', () => {
    const said = { did: '18005551000', callerNumber: '982191040001', withheld: true, gateway: '', address: '127.0.0.1' };
    const [rings, waitsAgain, another] = only('caller_who_waits', 'channel-parked').map(({ arrival }) => arrival);
    expect([rings, waitsAgain]).toEqual([{ ...said, answered: false }, { ...said, answered: true }]);
    expect(another).toMatchObject({ callerNumber: '982191040002', withheld: false });
    expect(only('bridge_to_waiting_agent', 'channel-parked').map(({ arrival }) => arrival)).toEqual([null, null, null, null, null]);
  });

  it.each([
    ['+442079460000', 'false', false, '+442079460000'], ['442079460000', 'true', true, '442079460000'], ['anonymous', 'false', true, ''], ['', 'false', true, ''],
  ])('takes a caller known as %s, hidden %s, for withheld: %s', (number, hides, withheld, callerNumber) => {
    const headers = {
      'Event-Name': 'CHANNEL_PARK', 'Unique-ID': 'u', 'Call-Direction': 'inbound', 'Caller-Caller-ID-Number': number, 'Caller-Privacy-Hide-Number': hides,
      'variable_paceline_did': '1800', 'variable_paceline_gateway': 'carrier', 'Answer-State': 'early',
    };
    expect(mapHeaders(headers, folders)).toMatchObject({ arrival: { callerNumber, withheld, gateway: 'carrier', answered: false } });
    expect(mapHeaders({ ...headers, 'variable_paceline_did': '' }, folders)).toMatchObject({ arrival: null });
  });

  it('tells how a question ended, and what was keyed: the # that closed it is none of it, but alone it is', () => {
    expect(only('caller_who_waits', 'question-ended').map(({ executionId, outcome, keys }) => [executionId, outcome, keys])).toEqual([
      ['question-1', 'success', '5'], ['question-2', 'success', '12'], ['question-3', 'timeout', '12'], ['question-4', 'success', '#'],
      ['question-5', 'success', '#'], ['question-6', 'success', '*'], ['question-7', 'none', ''], ['question-8', 'cut', ''], ['question-9', 'hangup', ''],
    ]);
  });

  it('does not take a key of an earlier question, or of one that was cut off, for an answer', () => {
    const headers = { 'Event-Name': 'CHANNEL_EXECUTE_COMPLETE', 'Unique-ID': 'u', 'Application': 'play_and_get_digits', 'Application-UUID': 'b-2', 'Answer-State': 'answered' };
    expect(mapHeaders({ ...headers, 'variable_read_result': 'failure', 'variable_keys_a_1': '5' }, folders)).toMatchObject({ outcome: 'none', keys: '' });
    expect(mapHeaders({ ...headers, 'variable_read_result': 'failure', 'variable_keys_b_2': '5' }, folders)).toMatchObject({ outcome: 'cut', keys: '5' });
  });

  it('tells a recorded message, whatever ended it', () => {
    expect(only('caller_who_waits', 'message-recorded').map(({ executionId, name, lengthMs, end }) => [executionId, name, lengthMs, end])).toEqual([
      ['message-1', 'by-key.wav', 840, 'key'], ['message-2', 'by-silence.wav', 980, 'silence'], ['message-3', 'by-limit.wav', 1600, 'limit'],
      ['message-4', 'by-hangup.wav', 900, 'hangup'],
    ]);
  });

  it('tells recordings by their names below the switch\'s folder', () => {
    const path = 'rec-3f304437-0f78-4c46-9c48-ded30077c74c.wav';
    expect(only('recording', 'recording-started')).toMatchObject([{ path }]);
    expect(only('recording', 'recording-stopped')).toMatchObject([{ path, lengthMs: 2500 }]);
    expect(mapHeaders({ 'Event-Name': 'RECORD_STOP', 'Unique-ID': 'u', 'Record-File-Path': '/elsewhere/a.wav' }, folders))
      .toMatchObject({ path: '/elsewhere/a.wav', lengthMs: 0 });
  });

  it('tells a beep once, and not the detector\'s start', () => {
    expect(only('machine_beep', 'beep-heard').length).toBeGreaterThan(0);
    expect(story('machine_beep').filter((type) => type === 'beep-heard')).toHaveLength(
      recordedEvents('machine_beep').filter((headers) => headers['Event-Subclass'] === 'avmd::beep').length);
  });

  it('tells at the end of a call that it beeped', () => {
    expect(only('machine_beep', 'channel-ended')).toMatchObject([{ beeped: true }]);
    expect(only('digits', 'channel-ended')).toMatchObject([{ beeped: false }]);
  });

  it('tells a call from outside', () => {
    expect(only('inbound_call_parked_then_agent', 'channel-created').filter((event) => event.direction === 'inbound'))
      .toMatchObject([{ destination: '18005551000', channelId: '85de8f39-637b-4d9b-8cdf-0935822c96f1' }]);
  });

  it('tells the switch\'s heartbeat', () => {
    expect(mapped('heartbeat')).toEqual([{
      type: 'heartbeat', atMs: 1795292859226, sequence: 2037, coreId: '99b8e718-d95a-4a95-b573-bbd6a56074ae',
      sessions: 0, maxSessions: 4000, uptimeMs: 159292,
    }]);
  });

  it('reads the same from the bytes of the wire as from a record', () => {
    for (const name of ['bridge_to_waiting_agent', 'digits', 'recording', 'machine_beep', 'inbound_call_parked_then_agent', 'ended_by_the_guard', 'caller_who_waits']) {
      for (const headers of recordedEvents(name)) {
        expect(mapEvent(new JsonHeaders(Buffer.from(JSON.stringify(headers))), folders)).toEqual(mapHeaders(headers, folders));
      }
    }
  });
});

describe('mapEvent, on events that were not recorded', () => {
  it('tells phones that come and go (headers after sofia_reg.c)', () => {
    const phone = (subclass: string, headers: Record<string, string>): SwitchEvent | null =>
      mapHeaders({ 'Event-Name': 'CUSTOM', 'Event-Subclass': subclass, ...headers }, folders);
    expect(phone('sofia::register', { 'from-user': '1001', 'from-host': 'agents' })).toMatchObject({ user: '1001', registered: true });
    expect(phone('sofia::unregister', { 'from-user': '1001@agents' })).toMatchObject({ user: '1001', registered: false });
    expect(phone('sofia::expire', { 'user': '1001', 'host': 'agents' })).toMatchObject({ user: '1001', registered: false });
    expect(phone('sofia::register', {})).toBeNull();
    expect(phone('sofia::gateway_state', { Gateway: 'carrier', State: 'REGED' })).toMatchObject({ type: 'gateway-state', gateway: 'carrier', state: 'REGED' });
  });

  it('tells early media', () => {
    expect(mapHeaders({ 'Event-Name': 'CHANNEL_PROGRESS_MEDIA', 'Unique-ID': 'u' }, folders)).toMatchObject({ type: 'channel-ringing', early: true });
    expect(mapHeaders({
      'Event-Name': 'CHANNEL_HANGUP_COMPLETE', 'Unique-ID': 'u', 'Caller-Channel-Progress-Time': '0', 'Caller-Channel-Progress-Media-Time': '1795292716406459',
    }, folders)).toMatchObject({ ringingAtMs: 1795292716406 });
  });

  it('tells nothing of what is not ours, has no channel, or is no event', () => {
    expect(mapHeaders({ 'Event-Name': 'CHANNEL_STATE', 'Unique-ID': 'u' }, folders)).toBeNull();
    expect(mapHeaders({ 'Event-Name': 'CHANNEL_ANSWER' }, folders)).toBeNull();
    expect(mapHeaders({ 'Event-Name': 'CUSTOM', 'Event-Subclass': 'conference::maintenance' }, folders)).toBeNull();
    expect(mapHeaders({}, folders)).toBeNull();
    expect(mapHeaders({ 'Event-Name': 'HEARTBEAT', 'Session-Count': 'x' }, folders)).toMatchObject({ sessions: 0, atMs: 0, sequence: 0 });
  });
});

describe('the subscription', () => {
  it('names every mapped event, with the CUSTOM subclasses last', () => {
    const [named, custom] = SUBSCRIPTION.split(' CUSTOM ');
    expect(named?.split(' ')).toEqual(expect.arrayContaining(['CHANNEL_CREATE', 'CHANNEL_HANGUP_COMPLETE', 'BACKGROUND_JOB', 'HEARTBEAT']));
    expect(named).not.toContain('::');
    // Nobody acts on these, and each call has several of them, of some thousand bytes each.
    expect(named?.split(' ').filter((name) => /^CHANNEL_(HANGUP|UNBRIDGE|HOLD|UNHOLD|STATE|CALLSTATE|EXECUTE)$|^PLAYBACK_/.test(name))).toEqual([]);
    expect(custom?.split(' ')).toEqual(['avmd::beep', 'sofia::register', 'sofia::unregister', 'sofia::expire', 'sofia::gateway_state']);
  });
});
