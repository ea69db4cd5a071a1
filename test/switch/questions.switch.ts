import { askMessage, musicMessage } from '@paceline/telephony/esl/channel-commands';
import { mapHeaders } from '@paceline/telephony/esl/event-mapper';
import type { Question } from '@paceline/telephony/port/sounds';
import type { InboundCaller } from './lib/target';
import { Scenario } from './lib/scenario';
import { SOUNDS } from './lib/sounds';
import { describeIf, missing, stopTarget } from './lib/target';

// Menus and numbers to be keyed, as the worker asks for them: one try a question, a variable of its own each.
afterAll(stopTarget);

const PROMPT = { kind: 'tone', tone: '%(300,100,400);loops=2' } as const;
const PROMPT_MS = 800;
const BY_THEN_IT_WAITS_MS = PROMPT_MS + 400;
const ONE_KEY: Question = { prompts: [PROMPT], maxKeys: 1, timeoutMs: 1_500, nextKeyMs: 1_000 };
const KEYS: Question = { ...ONE_KEY, maxKeys: 4 };
/** Once the question is asked: after so many milliseconds of the switch's own clock these keys. */
type Keyed = readonly (readonly [afterMs: number, key: string])[];

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Asks, keys, and tells how the adapter understands the end. */
async function ask(play: Scenario, caller: InboundCaller, question: Question, keyed: Keyed = []): Promise<readonly [outcome: string, keys: string]> {
  const { executionId, reply } = await play.run(askMessage(play.id('caller'), question, play.newExecution(), SOUNDS));
  expect(reply).toBe('+OK');
  const press = async (): Promise<void> => {
    let sinceMs = 0;
    for (const [afterMs, key] of keyed) {
      await pause(afterMs - sinceMs);
      sinceMs = afterMs;
      await caller.press(key);
    }
  };
  const [ended] = await Promise.all([play.executed(executionId), press()]);
  const told = mapHeaders(Object.fromEntries(Object.entries(ended).map(([name, value]) => [name, String(value)])), SOUNDS);
  return told?.type === 'question-ended' ? [told.outcome, told.keys] : ['not told', ''];
}

/** The keys come by a clock of their own: a busy machine may be late, so it has three chances. */
const playInTime = (run: (play: Scenario, caller: InboundCaller) => Promise<void>): (() => Promise<void>) => () => Scenario.playInTime(async (play) => {
  await run(play, await play.answered('caller'));
});

describeIf(missing.caller, 'a caller who is asked for keys', () => {
  it.concurrent.each([
    ['a key over the prompt', ONE_KEY, [[300, '5']], ['success', '5']],
    ['a key after it', ONE_KEY, [[BY_THEN_IT_WAITS_MS, '5']], ['success', '5']],
    ['* over the prompt', ONE_KEY, [[300, '*']], ['success', '*']],
    ['* after it', ONE_KEY, [[BY_THEN_IT_WAITS_MS, '*']], ['success', '*']],
    ['# over the prompt', ONE_KEY, [[300, '#']], ['success', '#']],
    ['# after it', ONE_KEY, [[BY_THEN_IT_WAITS_MS, '#']], ['success', '#']],
    ['nothing', ONE_KEY, [], ['none', '']],
    ['as many keys as there may be', KEYS, [[300, '1'], [600, '2'], [900, '3'], [1_200, '4']], ['success', '1234']],
    ['fewer, and #', KEYS, [[300, '1'], [600, '2'], [900, '#']], ['success', '12']],
    ['fewer, and then nothing', KEYS, [[300, '1'], [600, '2']], ['timeout', '12']],
    ['* among them', KEYS, [[300, '*'], [600, '1'], [900, '#']], ['success', '*1']],
    ['# alone over the prompt', KEYS, [[300, '#']], ['success', '#']],
    ['# alone after it', KEYS, [[BY_THEN_IT_WAITS_MS, '#']], ['success', '#']],
    ['no number', KEYS, [], ['none', '']],
    ['a key without a prompt', { ...ONE_KEY, prompts: [] }, [[300, '7']], ['success', '7']],
    ['nothing where a prompt is missing', { ...ONE_KEY, prompts: [{ kind: 'file', name: 'missing.wav' }] }, [], ['cut', '']],
  ] as const)('gives %s', (_, question, keyed, told) => playInTime(async (play, caller) => {
    expect(await ask(play, caller, question, keyed)).toEqual(told);
  })());

  it.concurrent('ends the prompt with the first key, at once [question_barge_in]', playInTime(async (play, caller) => {
    await ask(play, caller, { ...ONE_KEY, prompts: [{ kind: 'tone', tone: '%(9000,100,400)' }] }, [[400, '3']]);
    const [started, stopped] = [await play.on('caller', 'PLAYBACK_START'), await play.on('caller', 'PLAYBACK_STOP')];
    expect(stopped).toMatchObject({ 'Playback-Status': 'break' });
    expect(Scenario.msBetween(started, stopped)).toBeLessThan(3_000);
  }));

  it.concurrent('is asked within the music, which comes back after each question [menu_over_music]', playInTime(async (play, caller) => {
    await play.esl.api(`uuid_setvar ${play.id('caller')} playback_terminators none`);
    await play.run(musicMessage(play.id('caller'), SOUNDS));
    await play.on('caller', 'PLAYBACK_START');
    const answers = [await ask(play, caller, ONE_KEY, [[300, '2']]), await ask(play, caller, ONE_KEY), await ask(play, caller, KEYS, [[300, '1'], [600, '#']])];
    expect(answers).toEqual([['success', '2'], ['none', ''], ['success', '1']]);
    expect(play.of('caller', 'PLAYBACK_STOP').filter((event) => event['Playback-File-Path'] === 'local_stream://moh')).toEqual([]);
  }));

  it.concurrent('is not taken at a key that was pressed before the question [question_key_before]', playInTime(async (play, caller) => {
    await caller.press('9');
    await play.on('caller', 'DTMF');
    expect(await ask(play, caller, ONE_KEY, [[BY_THEN_IT_WAITS_MS, '4']])).toEqual(['success', '4']);
  }));

  it.concurrent('answers the next question too by pressing twice, unless it begins 0.7 s later [question_pressed_twice]', playInTime(async (play, caller) => {
    expect(await ask(play, caller, ONE_KEY, [[300, '5']])).toEqual(['success', '5']);
    expect(await ask(play, caller, ONE_KEY, [[150, '5']])).toEqual(['success', '5']);
    await caller.press('5');
    await play.on('caller', 'DTMF', 3);
    await pause(700);
    expect(await ask(play, caller, ONE_KEY)).toEqual(['none', '']);
  }));

  it.concurrent('hangs up: no keys, and not the ones of the question before [question_hangup]', playInTime(async (play, caller) => {
    expect(await ask(play, caller, KEYS, [[300, '1'], [500, '#']])).toEqual(['success', '1']);
    const asked = ask(play, caller, ONE_KEY);
    await play.on('caller', 'PLAYBACK_START', 2);
    await caller.hangUp();
    expect(await asked).toEqual(['hangup', '']);
  }));

  it.concurrent('is given an agent in the middle of a question [question_cut_by_a_bridge]', playInTime(async (play, caller) => {
    await play.agent();
    const asked = ask(play, caller, { ...ONE_KEY, prompts: [{ kind: 'tone', tone: '%(9000,100,400)' }] });
    await play.on('caller', 'PLAYBACK_START');
    await play.connect('caller', 'agent');
    expect(await asked).toEqual(['cut', '']);
  }));
});
