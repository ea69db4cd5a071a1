import { recordMessage } from '@paceline/telephony/esl/channel-commands';
import { mapHeaders } from '@paceline/telephony/esl/event-mapper';
import type { MessageRecorded } from '@paceline/domain/call/switch-event';
import { Scenario } from './lib/scenario';
import { SOUNDS } from './lib/sounds';
import { describeIf, missing, stopTarget } from './lib/target';

// What a caller says after the tone, as the worker has it recorded.
afterAll(stopTarget);

const LIMITS = { maxSec: 20, silenceSec: 10 } as const;

/** Begins to record, does as `run` says, and gives the end as the adapter understands it. */
async function record(play: Scenario, limits: { maxSec: number; silenceSec: number }, run: () => Promise<unknown>): Promise<MessageRecorded | null> {
  const name = `message-${play.id('caller')}.wav`;
  expect(await play.esl.api(`uuid_setvar ${play.id('caller')} playback_terminators #`)).toBe('+OK\n');
  const { executionId } = await play.run(recordMessage(play.id('caller'), { name, ...limits }, play.newExecution(), SOUNDS));
  expect(await play.on('caller', 'RECORD_START')).toMatchObject({ 'Record-File-Path': `${SOUNDS.recordingsDir}/${name}` });
  await run();
  const ended = await play.executed(executionId);
  const told = mapHeaders(Object.fromEntries(Object.entries(ended).map(([header, value]) => [header, String(value)])), SOUNDS);
  return told?.type === 'message-recorded' && told.name === name ? told : null;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

describeIf(missing.caller, 'a caller who leaves a message', () => {
  it.concurrent('ends it by #, and by no other key [comment_stopped_by_key]', () => Scenario.play(async (play) => {
    const caller = await play.answered('caller');
    const message = await record(play, LIMITS, async () => {
      await pause(600);
      for (const [index, key] of ['5', '*', '#'].entries()) {
        await caller.press(key);
        await play.on('caller', 'DTMF', index + 1);
      }
    });
    expect(message).toMatchObject({ end: 'key' });
    expect(message?.lengthMs).toBeGreaterThan(600);
    expect([play.count('caller', 'RECORD_STOP'), play.count('caller', 'CHANNEL_UNPARK')]).toEqual([1, 0]);
  }));

  it.concurrent('hangs up, and what was said is kept [message_then_hangup]', () => Scenario.play(async (play) => {
    const caller = await play.answered('caller');
    const message = await record(play, LIMITS, async () => {
      await pause(1_200);
      await caller.hangUp();
    });
    expect(message).toMatchObject({ end: 'hangup' });
    expect(message?.lengthMs).toBeGreaterThan(900);
    await play.gone('caller');
  }));

  it.concurrent('says too much [message_too_long]', () => Scenario.play(async (play) => {
    await play.answered('caller');
    const message = await record(play, { ...LIMITS, maxSec: 2 }, () => Promise.resolve());
    expect(message).toMatchObject({ end: 'limit' });
    expect(message?.lengthMs).toBeGreaterThan(900);
    expect(message?.lengthMs).toBeLessThan(4_000);
  }));

  it.concurrent('is recorded at once, in the middle of what was ordered before: a message is ordered when its announcement is over [message_in_its_announcement]', () => Scenario.play(async (play) => {
    await play.answered('caller');
    await play.execute('caller', 'playback', 'tone_stream://%(3000,100,400)');
    await record(play, { ...LIMITS, maxSec: 1 }, async () => { expect(play.count('caller', 'PLAYBACK_STOP')).toBe(0); });
    expect(play.count('caller', 'PLAYBACK_STOP')).toBe(0);
    await play.on('caller', 'PLAYBACK_STOP');
  }));

  it.concurrent('is hung up when the folder is missing: messages go to one that is there [message_without_a_folder]', () => Scenario.play(async (play) => {
    await play.answered('caller');
    await play.execute('caller', 'record', `${SOUNDS.recordingsDir}/none-${play.id('caller')}/message.wav 20 200 4`);
    expect(await play.on('caller', 'CHANNEL_HANGUP')).toMatchObject({ 'Hangup-Cause': 'DESTINATION_OUT_OF_ORDER' });
    await play.gone('caller');
  }));
});
