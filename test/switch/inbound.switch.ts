import { Scenario } from './lib/scenario';
import { describeIf, missing, stopTarget } from './lib/target';
import { rowIn, untilRaced } from './lib/races';

// Callers at a number of ours. The dialplan of freeswitch-conf/ lets them ring until somebody says what becomes of them.
afterAll(stopTarget);

describeIf(missing.caller, 'a call that comes in', () => {
  it.concurrent('rings, is answered, hears a tone, and gets an agent [inbound_call_parked_then_agent]', () => Scenario.play(async (play) => {
    await play.agent();
    await play.answered('caller');
    expect(await play.on('caller', 'CHANNEL_CREATE')).toMatchObject({ 'Caller-Destination-Number': play.target.did });
    expect(await play.esl.api(`uuid_broadcast ${play.id('caller')} tone_stream://%(900,100,350);loops=-1 aleg`)).toBe('+OK Message sent\n');
    await play.on('caller', 'PLAYBACK_START');
    await play.connect('caller', 'agent');
    await play.kill('caller');
    await play.gone('caller');
    await play.on('agent', 'CHANNEL_PARK', 2);
    await play.kill('agent');
    await play.gone('agent');
    play.expectFlow('inbound_call_parked_then_agent');
  }));

  it.concurrent('gives up [inbound_caller_gives_up]', () => Scenario.play(async (play) => {
    const caller = await play.callIn('caller');
    await caller.hangUp();
    await play.gone('caller');
    expect(await play.on('caller', 'CHANNEL_HANGUP_COMPLETE')).toMatchObject({
      'Hangup-Cause': 'ORIGINATOR_CANCEL', 'Call-Direction': 'inbound', 'variable_proto_specific_hangup_cause': 'sip:487', 'Caller-Channel-Answered-Time': '0',
    });
    play.expectFlow('inbound_caller_gives_up');
  }));

  it.concurrent('says at its park who calls which number, and that it rings [inbound_announced]', () => Scenario.play(async (play) => {
    await play.callIn('caller');
    const said = { 'variable_paceline_did': play.target.did, 'variable_accountcode': 'paceline', 'Call-Direction': 'inbound', 'variable_sip_network_ip': '127.0.0.1', 'variable_paceline_gateway': play.target.gateway };
    expect(await play.on('caller', 'CHANNEL_PARK')).toMatchObject({ ...said, 'Answer-State': 'ringing', 'Caller-Privacy-Hide-Number': 'false' });
    expect(await rowIn(play, 'caller', ['CS_EXECUTE'], 'park')).toMatchObject({ initial_dest: play.target.did, callstate: 'RINGING', accountcode: 'paceline' });
    await play.callIn('hidden', { withheld: true });
    expect(await play.on('hidden', 'CHANNEL_PARK')).toMatchObject({ ...said, 'Caller-Privacy-Hide-Number': 'true' });
  }));

  it.concurrent('is answered and bridged in one write [inbound_ringing_then_bridge]', () => Scenario.play(async (play) => {
    await play.agent();
    await play.callIn('caller');
    const [answered, bridge] = await Promise.all([
      play.esl.api(`uuid_answer ${play.id('caller')}`), play.background(`uuid_bridge ${play.id('caller')} ${play.id('agent')}`),
    ]);
    expect([answered, await play.result(bridge)]).toEqual(['+OK\n', `+OK ${play.id('agent')}\n`]);
    const tookMs = Scenario.msBetween(await play.on('caller', 'CHANNEL_ANSWER'), await play.on('caller', 'CHANNEL_BRIDGE'));
    expect(tookMs).toBeGreaterThanOrEqual(0);
    expect(tookMs).toBeLessThan(500);
    await play.kill('agent');
    // It waits again.
    expect(await play.on('caller', 'CHANNEL_PARK', 2)).toMatchObject({ 'Answer-State': 'answered', 'variable_paceline_did': play.target.did });
    await play.kill('caller');
    await play.gone('caller');
    play.expectFlow('inbound_ringing_then_bridge');
  }));

  it.concurrent('is lost when it is bridged without an answer, and the agent\'s leg too unless it parks [inbound_ringing_bridged_unanswered]', () => Scenario.play(async (play) => {
    for (const [agent, extra, end] of [['agent', '', 'CHANNEL_HANGUP'], ['kept', ',uuid_bridge_park_on_cancel=true', 'CHANNEL_PARK']] as const) {
      await play.agent(agent, 'agent1001', extra);
      const caller = await play.callIn(`caller of the ${agent}`);
      const bridge = await play.background(`uuid_bridge ${play.id(`caller of the ${agent}`)} ${play.id(agent)}`);
      expect(await play.result(bridge)).toBe(`+OK ${play.id(agent)}\n`);
      expect(await play.on(`caller of the ${agent}`, 'CHANNEL_HANGUP')).toMatchObject({ 'Hangup-Cause': 'DESTINATION_OUT_OF_ORDER' });
      expect(await caller.refusedWith()).toBe(502);
      await play.on(agent, end, end === 'CHANNEL_PARK' ? 2 : 1);
    }
    expect(await play.on('agent', 'CHANNEL_HANGUP')).toMatchObject({ 'Hangup-Cause': 'ORIGINATOR_CANCEL' });
    expect(await play.esl.api(`uuid_exists ${play.id('kept')}`)).toBe('true');
  }));

  it.concurrent('that hears something while it rings is in early media, and a bridge answers it [inbound_early_media_then_bridge]', () => Scenario.play(async (play) => {
    await play.agent();
    await play.callIn('caller');
    await play.execute('caller', 'playback', 'tone_stream://%(900,100,350);loops=-1');
    expect(await play.on('caller', 'CHANNEL_PROGRESS_MEDIA')).toMatchObject({ 'Answer-State': 'early' });
    await play.connect('caller', 'agent');
    await play.on('caller', 'CHANNEL_ANSWER');
    expect(play.of('caller').filter((event) => ['CHANNEL_ANSWER', 'CHANNEL_BRIDGE'].includes(String(event['Event-Name']))).map((event) => event['Event-Name']))
      .toEqual(['CHANNEL_ANSWER', 'CHANNEL_BRIDGE']);
  }));

  it.concurrent.each([['USER_BUSY', 486], ['NORMAL_CIRCUIT_CONGESTION', 503], ['CALL_REJECTED', 603]])('is refused by %s: the caller sees %d', (cause, status) => Scenario.play(async (play) => {
    const caller = await play.callIn('caller');
    expect(await play.esl.api(`uuid_kill ${play.id('caller')} ${cause}`)).toBe('+OK\n');
    expect(await caller.refusedWith()).toBe(status);
    expect(await play.on('caller', 'CHANNEL_HANGUP_COMPLETE')).toMatchObject({ 'Hangup-Cause': cause, 'variable_sip_hangup_disposition': 'send_refuse' });
  }));

  it.concurrent('presses keys, which are not heard before the answer [inbound_keys_while_it_rings]', () => Scenario.play(async (play) => {
    const caller = await play.callIn('caller');
    await play.vouchFor('caller');
    await caller.press('1');
    await play.esl.api(`uuid_answer ${play.id('caller')}`);
    await play.on('caller', 'CHANNEL_ANSWER');
    // Its media begin with the first packets.
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    await caller.press('2');
    expect(await play.on('caller', 'DTMF')).toMatchObject({ 'DTMF-Digit': '2' });
  }));

  it.concurrent('is not left ringing, whoever answers for it [inbound_rings_too_long]', () => Scenario.play(async (play) => {
    await play.callIn('caller');
    await play.vouchFor('caller');
    const { ringSec } = play.target;
    const answered = await play.on('caller', 'CHANNEL_ANSWER', 1, (ringSec + 5) * 1000);
    const rangMs = Scenario.msBetween(await play.on('caller', 'CHANNEL_CREATE'), answered);
    expect(rangMs).toBeGreaterThan((ringSec - 1) * 1000 - 50);
    expect(rangMs).toBeLessThan(ringSec * 1000 + 800);
    await play.gone('caller');
    expect(await play.on('caller', 'CHANNEL_HANGUP_COMPLETE')).toMatchObject({ 'Hangup-Cause': 'NORMAL_CLEARING', 'variable_paceline_ended_by': 'switch' });
  }), 90_000);

  it.concurrent('leaves while it is answered and bridged: no bridge, and the agent\'s leg is stuck until it is parked [inbound_caller_gone_while_bridging]', () => untilRaced(async (play) => {
    await play.agent('agent', 'agent1001', ',uuid_bridge_park_on_cancel=true');
    await play.callIn('caller');
    const [, bridge] = await Promise.all([
      play.esl.api(`uuid_answer ${play.id('caller')}`), play.background(`uuid_bridge ${play.id('caller')} ${play.id('agent')}`),
    ]);
    await play.on('caller', 'CHANNEL_UNPARK');
    await play.kill('caller');
    expect(await play.result(bridge)).toBe(`+OK ${play.id('agent')}\n`);
    await play.gone('caller');
    if (play.count('caller', 'CHANNEL_BRIDGE') > 0) return false;
    await rowIn(play, 'agent', ['CS_SOFT_EXECUTE', 'CS_RESET']);
    expect(play.count('agent', 'CHANNEL_PARK')).toBe(1);
    expect(await play.esl.api(`uuid_transfer ${play.id('agent')} park inline`)).toBe('+OK\n');
    await play.on('agent', 'CHANNEL_PARK', 2);
    return true;
  }));
});
