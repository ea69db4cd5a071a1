import type { RawEvent } from './lib/raw-frame';
import { Scenario } from './lib/scenario';
import { stopTarget } from './lib/target';

afterAll(stopTarget);

const question = (variable: string, loops = 4): string => `1 1 1 3000 # tone_stream://%(400,400,400);loops=${loops} silence_stream://10 ${variable} [1-5]`;

/** Dials a callee who presses keys by himself, asks the questions one after the other, and hangs up. */
async function ask(number: string, table: string, questions: readonly string[]): Promise<RawEvent[]> {
  const answers: RawEvent[] = [];
  await Scenario.playInTime(async (scenario) => {
    answers.length = 0;
    await scenario.customer(number, '', 'callee');
    for (const asked of questions) {
      const { executionId, reply } = await scenario.execute('callee', 'play_and_get_digits', asked);
      expect(reply).toBe('+OK');
      answers.push(await scenario.executed(executionId));
    }
    await scenario.on('callee', 'PRIVATE_COMMAND', questions.length);
    await scenario.kill('callee');
    await scenario.gone('callee');
    scenario.expectFlow(table);
  });
  return answers;
}

describe('a question by keypad', () => {
  it.concurrent('takes a digit, and the next question the next one [digits]', async () => {
    const [first, second] = await ask('55506105', 'digits', [
      '1 1 3 5000 # tone_stream://%(500,500,400);loops=6 silence_stream://10 answer1 [1-5]',
      '1 1 1 6000 # tone_stream://%(500,500,400);loops=9 silence_stream://10 answer2 [1-5]',
    ]);
    expect(first).toMatchObject({ variable_read_result: 'success', variable_answer1: '5' });
    expect(second).toMatchObject({ variable_read_result: 'success', variable_answer2: '1' });
  });

  it.concurrent('takes a digit over its prompt [digits_over_prompt]', async () => {
    const [answer] = await ask('55509715', 'digits_over_prompt', [question('q1', 10)]);
    expect(answer).toMatchObject({ variable_read_result: 'success', variable_q1: '4' });
  });

  it.concurrent('without an answer is a failure without a variable [digits_no_input]', async () => {
    const [answer] = await ask('55509115', 'digits_no_input', [question('q1')]);
    expect(answer).toMatchObject({ variable_read_result: 'failure' });
    expect(answer).not.toHaveProperty('variable_q1');
  });

  it.concurrent('answered by # alone is a success without a variable [digits_hash_only]', async () => {
    const [answer] = await ask('55509315', 'digits_hash_only', [question('q1')]);
    expect(answer).toMatchObject({ variable_read_result: 'success' });
    expect(answer).not.toHaveProperty('variable_q1');
  });

  it.concurrent('answered by an invalid digit is a success with VAR_invalid, which the next question still carries [digits_invalid_then_valid]', async () => {
    const [invalid, valid] = await ask('55509215', 'digits_invalid_then_valid', [question('q1'), question('q2', 3)]);
    expect(invalid).toMatchObject({ variable_read_result: 'success', variable_q1_invalid: '9' });
    expect(invalid).not.toHaveProperty('variable_q1');
    expect(valid).toMatchObject({ variable_read_result: 'success', variable_q2: '3', variable_q1_invalid: '9' });
  });

  it.concurrent('answered twice answers the next question too [digits_pressed_twice]', async () => {
    const [first, second] = await ask('55509415', 'digits_pressed_twice', [question('q1'), question('q2')]);
    expect(first).toMatchObject({ variable_q1: '5' });
    expect(second).toMatchObject({ variable_q2: '5' });
  });

  it.concurrent('ends without any result when the callee hangs up [hangup_during_question]', async () => {
    await Scenario.play(async (scenario) => {
      await scenario.customer('55509500', '', 'callee');
      const { executionId } = await scenario.execute('callee', 'play_and_get_digits', question('q1'));
      const ended = await scenario.executed(executionId);
      expect(ended).toMatchObject({ 'Answer-State': 'hangup' });
      expect(ended).not.toHaveProperty('variable_read_result');
      await scenario.gone('callee');
      scenario.expectFlow('hangup_during_question');
    });
  });
});

it.concurrent('a spoken comment is kept when the speaker hangs up [comment_recorded_then_hangup]', async () => {
  await Scenario.play(async (scenario) => {
    await scenario.customer('55509600', '', 'callee');
    const file = `${scenario.target.recordings}/comment-${scenario.id('callee')}.wav`;
    const { executionId } = await scenario.execute('callee', 'record', `${file} 20 200 3`);
    const recorded = await scenario.executed(executionId);
    expect(Number(recorded['variable_record_ms'])).toBeGreaterThan(1000);
    expect(await scenario.on('callee', 'RECORD_STOP')).toMatchObject({ 'Record-File-Path': file });
    await scenario.gone('callee');
    scenario.expectFlow('comment_recorded_then_hangup');
  });
});

it.concurrent('a broadcast starts late, a playback at once; uuid_break ends it; a missing file says +OK and plays nothing [playback_and_break]', async () => {
  await Scenario.play(async (scenario) => {
    await scenario.customer('55501130', '', 'callee');
    const uuid = scenario.id('callee');
    const sentAt = performance.now();
    expect(await scenario.esl.api(`uuid_broadcast ${uuid} tone_stream://%(200,200,500);loops=3 aleg`)).toBe('+OK Message sent\n');
    await scenario.on('callee', 'PLAYBACK_START');
    const lateMs = performance.now() - sentAt;
    expect(lateMs).toBeGreaterThan(90);
    expect(lateMs).toBeLessThan(2000);
    await scenario.on('callee', 'PRIVATE_COMMAND');
    const playedMs = Scenario.msBetween(await scenario.on('callee', 'PLAYBACK_START'), await scenario.on('callee', 'PLAYBACK_STOP'));
    expect(playedMs).toBeGreaterThan(1100);
    expect(playedMs).toBeLessThan(2500);
    expect(await scenario.esl.command(`sendmsg ${uuid}\ncall-command: execute\nexecute-app-name: playback\nexecute-app-arg: tone_stream://%(1000,1000,300);loops=10`)).toBe('+OK');
    await scenario.on('callee', 'PLAYBACK_START', 2);
    expect(await scenario.esl.api(`uuid_break ${uuid} all`)).toBe('+OK\n');
    await scenario.on('callee', 'PRIVATE_COMMAND', 2);
    expect(await scenario.esl.api(`uuid_broadcast ${uuid} /tmp/no-such-file.wav aleg`)).toBe('+OK Message sent\n');
    await scenario.on('callee', 'PRIVATE_COMMAND', 3);
    await scenario.kill('callee');
    await scenario.gone('callee');
    scenario.expectFlow('playback_and_break');
  });
});
