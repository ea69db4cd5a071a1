import { Scenario } from './lib/scenario';
import { describeIf, missing, stopTarget } from './lib/target';

afterAll(stopTarget);

/** A number of its own for each caller, so that parallel runs know theirs. */
let callers = 0;
function callerNumber(): string {
  callers += 1;
  return `98211${String(process.pid % 1000).padStart(3, '0')}${String(callers).padStart(4, '0')}`;
}

describeIf(missing.caller, 'an inbound call', () => {
  it.concurrent('is answered and parked, hears a tone, and gets an agent [inbound_call_parked_then_agent]', () => Scenario.play(async (play) => {
    await play.agent();
    await play.callIn('caller', callerNumber());
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
    const caller = await play.callIn('caller', callerNumber());
    await caller.hangUp();
    await play.gone('caller');
    expect(await play.on('caller', 'CHANNEL_HANGUP_COMPLETE')).toMatchObject({ 'Hangup-Cause': 'NORMAL_CLEARING', 'Call-Direction': 'inbound' });
    play.expectFlow('inbound_caller_gives_up');
  }));
});
