import { announceMessage, musicMessage } from '@paceline/telephony/esl/channel-commands';
import { rowIn, untilRaced } from './lib/races';
import type { RawEvent } from './lib/raw-frame';
import { Scenario } from './lib/scenario';
import { SOUNDS } from './lib/sounds';
import { describeIf, missing, stopTarget } from './lib/target';

// A caller who waits for an agent: music and announcements as the worker orders them, keys, and who leaves when.
afterAll(stopTarget);

const MUSIC = 'local_stream://moh';
const tone = (hz: number, ms = 900): { kind: 'tone'; tone: string } => ({ kind: 'tone', tone: `%(${ms},100,${hz})` });
const named = (hz: number, ms = 900): string => `tone_stream://%(${ms},100,${hz})`;

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

async function noKeyEnds(play: Scenario): Promise<void> {
  expect(await play.esl.api(`uuid_setvar ${play.id('caller')} playback_terminators none`)).toBe('+OK\n');
}

/** A caller who has been answered and hears the music. */
async function waits(play: Scenario): Promise<Awaited<ReturnType<Scenario['answered']>>> {
  const caller = await play.answered('caller');
  await noKeyEnds(play);
  expect((await play.run(musicMessage(play.id('caller'), SOUNDS))).reply).toBe('+OK');
  await play.on('caller', 'PLAYBACK_START');
  return caller;
}

async function announce(play: Scenario, ...prompts: Parameters<typeof announceMessage>[1]): Promise<string> {
  return (await play.run(announceMessage(play.id('caller'), prompts, play.newExecution(), SOUNDS))).executionId;
}

/** What was played to the caller, in the order in which it began. */
const heard = (play: Scenario): string[] => play.of('caller', 'PLAYBACK_START').map((event) => String(event['Playback-File-Path']));
/** The sound that was begun last and has not ended: what they hear now. */
function hears(play: Scenario): string | undefined {
  const playing: string[] = [];
  for (const event of play.of('caller')) {
    if (event['Event-Name'] === 'PLAYBACK_START') playing.push(String(event['Playback-File-Path']));
    if (event['Event-Name'] === 'PLAYBACK_STOP') playing.splice(playing.lastIndexOf(String(event['Playback-File-Path'])), 1);
  }
  return playing.at(-1);
}

describeIf(missing.caller, 'a caller who waits', () => {
  it.concurrent('hears music, an announcement in it, music again, and none of it once the agent is there [waiting_music_announcement]', () => Scenario.play(async (play) => {
    await play.agent();
    await waits(play);
    const executionId = await announce(play, tone(500));
    await play.on('caller', 'PLAYBACK_START', 2);
    expect(hears(play)).toBe(named(500));
    const over = await play.executed(executionId);
    expect(over).toMatchObject({ 'Application-Response': 'FILE PLAYED' });
    expect([hears(play), play.count('caller', 'PLAYBACK_START')]).toEqual([MUSIC, 2]);
    await announce(play, tone(600, 5_000));
    await play.on('caller', 'PLAYBACK_START', 3);
    await play.connect('caller', 'agent');
    expect(hears(play)).toBeUndefined();
    expect(play.of('caller', 'PLAYBACK_STOP').map((event) => event['Playback-File-Path'])).toEqual([named(500), named(600, 5_000), MUSIC]);
    await play.kill('caller');
    await play.gone('caller');
    await play.on('agent', 'CHANNEL_PARK', 2);
    play.expectFlow('waiting_music_announcement');
  }));

  it.concurrent('hears at once what is ordered, and several announcements the last one first unless they are one [waiting_announcements_order]', () => Scenario.play(async (play) => {
    await waits(play);
    const sentAt = performance.now();
    const one = await announce(play, tone(500), { kind: 'file', name: 'no-such-file.wav' }, tone(600));
    await play.on('caller', 'PLAYBACK_START', 2);
    expect(performance.now() - sentAt).toBeLessThan(1_000);
    await play.executed(one);
    expect(heard(play)).toEqual([MUSIC, `file_string://${named(500)}!${SOUNDS.promptsDir}/no-such-file.wav!${named(600)}`]);
    const [started, stopped] = [await play.on('caller', 'PLAYBACK_START', 2), await play.on('caller', 'PLAYBACK_STOP')];
    // Both tones, and nothing in the place of the file that is missing.
    expect(Scenario.msBetween(started, stopped)).toBeGreaterThan(1_900);
    expect(Scenario.msBetween(started, stopped)).toBeLessThan(3_500);
    const [first, second] = await Promise.all([announce(play, tone(700)), announce(play, tone(800))]);
    await Promise.all([play.executed(first), play.executed(second)]);
    const ends = play.of('caller', 'CHANNEL_EXECUTE_COMPLETE').map((event) => event['Application-UUID']);
    expect(ends.indexOf(second)).toBeLessThan(ends.indexOf(first));
    expect(hears(play)).toBe(MUSIC);
  }));

  it.concurrent('presses keys, which are told and end nothing [waiting_caller_presses_key]', () => Scenario.play(async (play) => {
    const caller = await waits(play);
    for (const [index, key] of ['5', '*', '#'].entries()) {
      await caller.press(key);
      expect(await play.on('caller', 'DTMF', index + 1)).toMatchObject({ 'DTMF-Digit': key });
    }
    expect([hears(play), play.count('caller', 'PLAYBACK_STOP')]).toEqual([MUSIC, 0]);
    // Without the variable `*` is a key that ends it.
    expect(await play.esl.api(`uuid_setvar ${play.id('caller')} playback_terminators`)).toBe('+OK\n');
    await caller.press('*');
    expect(await play.on('caller', 'PLAYBACK_STOP')).toMatchObject({ 'Playback-Status': 'break', 'Playback-File-Path': MUSIC });
  }));

  it.concurrent('hears nothing any more after uuid_break, neither music nor announcement, but what was ordered with it [waiting_everything_ended]', () => Scenario.play(async (play) => {
    await waits(play);
    await announce(play, tone(500, 9_000));
    await play.on('caller', 'PLAYBACK_START', 2);
    expect(await play.esl.api(`uuid_break ${play.id('caller')} all`)).toBe('+OK\n');
    await play.on('caller', 'PLAYBACK_STOP', 2);
    expect([hears(play), play.count('caller', 'CHANNEL_UNPARK')]).toEqual([undefined, 0]);
    await play.run(musicMessage(play.id('caller'), SOUNDS));
    await play.on('caller', 'PLAYBACK_START', 3);
    const [broken, executionId] = await Promise.all([play.esl.api(`uuid_break ${play.id('caller')} all`), announce(play, tone(600))]);
    const over = await play.executed(executionId);
    expect([broken, over['Application-Response']]).toEqual(['+OK\n', 'FILE PLAYED']);
    const [began, ended] = [await play.on('caller', 'PLAYBACK_START', 4), await play.on('caller', 'PLAYBACK_STOP', 4)];
    expect(Scenario.msBetween(began, ended)).toBeGreaterThan(900);
    expect(hears(play)).toBeUndefined();
  }));

  it.concurrent('hears what was broadcast behind the music in place of the agent: nothing is broadcast to them [waiting_music_by_broadcast]', () => Scenario.play(async (play) => {
    await play.agent();
    await play.answered('caller');
    expect(await play.esl.api(`uuid_broadcast ${play.id('caller')} ${MUSIC} aleg`)).toBe('+OK Message sent\n');
    await play.on('caller', 'PLAYBACK_START');
    expect(await play.esl.api(`uuid_broadcast ${play.id('caller')} ${named(500, 5_000)} aleg`)).toBe('+OK Message sent\n');
    // One that was broadcast a moment before the bridge may be dropped by it (2 of 3): this one waits behind the music.
    await pause(500);
    await play.background(`uuid_bridge ${play.id('caller')} ${play.id('agent')}`);
    await play.on('caller', 'CHANNEL_BRIDGE');
    await play.on('caller', 'PLAYBACK_START', 2);
    expect([hears(play), play.count('caller', 'CHANNEL_UNBRIDGE')]).toEqual([named(500, 5_000), 0]);
  }));

  it.concurrent('hears what is ordered right after the bridge in place of the agent: nothing is ordered then [music_ordered_after_bridge]', () => Scenario.play(async (play) => {
    await play.agent();
    await waits(play);
    await Promise.all([play.background(`uuid_bridge ${play.id('caller')} ${play.id('agent')}`), announce(play, tone(500, 2_000))]);
    await play.on('caller', 'CHANNEL_BRIDGE');
    const began = await play.on('caller', 'PLAYBACK_START', 2);
    expect(hears(play)).toBe(named(500, 2_000));
    await play.kill('agent');
    // Neither is said before the sound is over.
    const parked = await play.on('caller', 'CHANNEL_PARK', 2);
    expect(Scenario.msBetween(began, parked)).toBeGreaterThan(1_500);
  }));

  it.concurrent('waits on when the agent leaves, with music again [waiting_after_a_talk]', () => Scenario.play(async (play) => {
    await play.agent();
    await waits(play);
    await play.connect('caller', 'agent');
    await play.kill('agent');
    await play.on('caller', 'CHANNEL_PARK', 2);
    await play.run(musicMessage(play.id('caller'), SOUNDS));
    await play.on('caller', 'PLAYBACK_START', 2);
    expect(hears(play)).toBe(MUSIC);
  }));

  it.concurrent('gets an agent who is dialed for them, after one who does not answer [waiting_agent_on_demand]', () => Scenario.play(async (play) => {
    await waits(play);
    await play.dial('silent', '55530000', ',originate_timeout=2');
    await play.dial('busy', '55540000');
    expect([await play.on('busy', 'CHANNEL_HANGUP'), await play.on('silent', 'CHANNEL_HANGUP')].map((event) => event['Hangup-Cause'])).toEqual(['USER_BUSY', 'NO_ANSWER']);
    expect([hears(play), play.count('caller', 'PLAYBACK_STOP')]).toEqual([MUSIC, 0]);
    await play.dial('agent', 'agent1001');
    await play.on('agent', 'CHANNEL_PARK');
    await play.connect('caller', 'agent');
    await play.kill('caller');
    // A leg that was dialed for one call ends with it.
    await play.gone('caller', 'agent');
  }));

  it.concurrent('leaves while an agent\'s phone rings, which is hung up then; one that is declined cost them no music [waiting_leaves_while_agent_rings]', () => Scenario.play(async (play) => {
    await waits(play);
    await play.dial('declines', '55500000');
    expect(await play.on('declines', 'CHANNEL_HANGUP')).toMatchObject({ 'Hangup-Cause': 'CALL_REJECTED' });
    await play.dial('rings', '55530000', ',originate_timeout=30');
    await play.on('rings', 'CHANNEL_PROGRESS');
    expect([hears(play), play.count('caller', 'PLAYBACK_STOP')]).toEqual([MUSIC, 0]);
    await play.kill('caller');
    await play.gone('caller');
    expect(await play.esl.api(`uuid_kill ${play.id('rings')} ORIGINATOR_CANCEL`)).toBe('+OK\n');
    expect(await play.on('rings', 'CHANNEL_HANGUP')).toMatchObject({ 'Hangup-Cause': 'ORIGINATOR_CANCEL' });
    await play.gone('rings');
  }));

  it.concurrent('rings until an agent who was dialed for them is there, is answered with the bridge, and parks when that phone is put down [waiting_rings_for_agent_on_demand]', () => Scenario.play(async (play) => {
    await play.callIn('caller');
    await play.vouchFor('caller');
    await play.dial('agent', 'agent1001');
    await play.on('agent', 'CHANNEL_PARK');
    expect(play.count('caller', 'CHANNEL_ANSWER')).toBe(0);
    await Promise.all([play.esl.api(`uuid_answer ${play.id('caller')}`), play.background(`uuid_bridge ${play.id('caller')} ${play.id('agent')}`)]);
    await play.on('caller', 'CHANNEL_BRIDGE');
    await play.kill('agent');
    await play.gone('agent');
    expect(await play.on('caller', 'CHANNEL_PARK', 2)).toMatchObject({ 'Answer-State': 'answered' });
  }));

  it.concurrent('waits on, without the music, when the agent is lost within 40 ms, and takes the next one [waiting_agent_gone_while_bridging]', () => untilRaced(async (play) => {
    await play.agent();
    await play.agent('next', 'agent1002');
    await waits(play);
    await play.background(`uuid_bridge ${play.id('caller')} ${play.id('agent')}`);
    await play.on('agent', 'CHANNEL_UNPARK');
    await play.kill('agent');
    await play.on('caller', 'CHANNEL_PARK', 2);
    if (play.count('caller', 'CHANNEL_BRIDGE') > 0) return false;
    expect(hears(play)).toBeUndefined();
    await play.connect('caller', 'next');
    return true;
  }));

  it.concurrent('leaves within 40 ms of a bridge: the agent\'s leg is stuck without a word until it is parked [waiting_caller_gone_while_bridging]', () => untilRaced(async (play) => {
    await play.agent('agent', 'agent1001', ',uuid_bridge_park_on_cancel=true');
    await waits(play);
    const bridge = await play.background(`uuid_bridge ${play.id('caller')} ${play.id('agent')}`);
    await play.on('caller', 'CHANNEL_UNPARK');
    await play.kill('caller');
    expect(await play.result(bridge)).toBe(`+OK ${play.id('agent')}\n`);
    await play.gone('caller');
    if (play.count('caller', 'CHANNEL_BRIDGE') > 0) return false;
    expect(['CS_SOFT_EXECUTE', 'CS_RESET']).toContain((await rowIn(play, 'agent', ['CS_SOFT_EXECUTE', 'CS_RESET']))?.['state']);
    expect(play.count('agent', 'CHANNEL_PARK')).toBe(1);
    expect(await play.esl.api(`uuid_transfer ${play.id('agent')} park inline`)).toBe('+OK\n');
    await play.on('agent', 'CHANNEL_PARK', 2);
    return true;
  }));

  it.concurrent('hears the whole apology, whatever keys they press [waiting_last_message_and_keys]', () => Scenario.play(async (play) => {
    const caller = await waits(play);
    expect(await play.esl.api(`uuid_setvar ${play.id('caller')} playback_terminators #`)).toBe('+OK\n');
    expect(await play.esl.api(`uuid_transfer ${play.id('caller')} nobody-acted XML paceline`)).toBe('+OK\n');
    await play.on('caller', 'PLAYBACK_START', 2);
    for (const key of ['#', '*']) await caller.press(key);
    await play.on('caller', 'DTMF', 2);
    const stopped: RawEvent = await play.on('caller', 'PLAYBACK_STOP', 2);
    expect([stopped['Playback-Status'], String(stopped['Playback-File-Path']).endsWith('/no-agent-en.wav')]).toEqual(['done', true]);
    await play.gone('caller');
  }));
});
