import { choice, comment, number, offered, option, questionnaire, rating, several, yesNo } from './fixtures';
import { keypadCall, keypadStep } from './keypad';
import type { KeypadAction, KeypadCall, KeypadEvent } from './keypad-run';
import type { Questionnaire } from './questionnaire';
import { beginning } from './step';

type Loose<T> = T extends unknown ? Omit<T, 'atMs' | 'serial'> : never;

/** A call on which what is asked takes two seconds, and whose quotas are never full. */
class Call {
  call: KeypadCall;
  atMs = 1_000_000;
  /** Answers as they were kept, and how it ended. */
  readonly kept: string[] = [];

  constructor(readonly of: Questionnaire) {
    this.call = keypadCall(beginning('interview 1', 'en', {}));
    this.first = this.happens({ kind: 'begun' });
  }

  readonly first: readonly KeypadAction[];

  happens(event: Loose<KeypadEvent>, serial = this.call.serial): readonly KeypadAction[] {
    // Of each kind only those of its own are read.
    const { call, actions } = keypadStep(this.of, this.call, { ...event, serial, atMs: this.atMs } as KeypadEvent);
    this.call = call;
    for (const action of actions) {
      if (action.kind === 'commit') this.kept.push(`${action.question}=${'value' in action.given ? String(action.given.value) : action.given.kind}`);
      if (action.kind === 'ended') this.kept.push('because' in action.ending ? `${action.ending.result}, ${action.ending.because}` : action.ending.result);
    }
    return actions.filter(({ kind }) => kind !== 'commit' && kind !== 'ended');
  }

  /** @param pressedAfterMs the first key, from the moment of the question on */
  press(keys: string | null, pressedAfterMs = 2_000, isTimedOut = false): readonly KeypadAction[] {
    const pressedAtMs = this.call.askedAtMs + pressedAfterMs;
    this.atMs = pressedAtMs + (isTimedOut ? 3_000 : 0);
    return this.happens({ kind: 'heard', keys, pressedAtMs: keys === null ? null : pressedAtMs, isTimedOut });
  }
}

/** Where consent is given already. */
function agreed(of: Questionnaire): Call {
  const call = new Call(of);
  call.press('1');
  return call;
}

const ask = (prompts: readonly string[], mostKeys = 1): unknown => expect.objectContaining({ kind: 'ask', prompts, mostKeys, waitMs: 5_000 });
const play = (prompt: string): unknown => expect.objectContaining({ kind: 'play', prompts: [prompt] });
const wrong = 'say-en-invalid-key.wav';
const silent = 'say-en-no-input.wav';

describe('a survey by keys', () => {
  it('asks for consent, puts each question over which keys may come, thanks and hangs up', () => {
    const call = new Call(questionnaire([rating('nps', 'nps'), yesNo('again')]));
    expect(call.first).toEqual([ask(['consent.wav'])]);
    expect(call.press('1')).toEqual([ask(['nps.wav'], 2)]);
    expect(call.press('10', 1_100)).toEqual([ask(['again.wav'])]);
    expect(call.press('2')).toEqual([play('thanks.wav')]);
    expect(call.happens({ kind: 'played' })).toEqual([{ kind: 'hang-up' }]);
    expect(call.kept).toEqual(['nps=10', 'again=false', 'complete']);
  });

  it.each([['*', wrong], ['#', wrong], ['9', wrong], ['12', wrong], [null, silent]])('says it shorter after %p, then what may be pressed, and then gives up', (keys, fault) => {
    const call = agreed(questionnaire([rating('service')]));
    expect(call.press(keys)).toEqual([ask([fault, 'service-short.wav'])]);
    expect(call.press(keys)).toEqual([ask([fault, 'service-range.wav'])]);
    expect(call.press(keys)).toEqual([play('sorry.wav')]);
    expect(call.kept).toEqual(['partial, given-up']);
  });

  it('goes on behind an optional question that nobody answers, with all tries for the next', () => {
    const call = agreed(questionnaire([rating('service', 'csat', { isOptional: true }), yesNo('again')]));
    for (const keys of [null, '*']) call.press(keys);
    expect(call.press('0')).toEqual([ask(['again.wav'])]);
    expect(call.press(null)).toEqual([ask([silent, 'again-short.wav'])]);
    call.press('1');
    expect(call.kept).toEqual(['service=none', 'again=true', 'complete']);
  });

  it('takes a no for a no, and three silences for a machine, to which nothing is said', () => {
    const person = new Call(questionnaire([rating('service')]));
    expect(person.press('2')).toEqual([play('bye.wav')]);
    expect(person.kept).toEqual(['refused']);
    const machine = new Call(questionnaire([rating('service')]));
    for (const keys of [null, null]) machine.press(keys);
    expect(machine.press(null)).toEqual([{ kind: 'hang-up' }]);
    expect(machine.kept).toEqual(['no-response']);
  });

  it('says each choice with its key, where the questionnaire has words for them', () => {
    const call = new Call(questionnaire([choice('size', ['small', 'large'].map(offered))]));
    expect(call.press('1')).toEqual([ask(['size.wav', 'small-press.wav', 'say-en-1.wav', 'large-press.wav', 'say-en-2.wav'])]);
    expect(call.press('7')).toEqual([ask([wrong, 'size-short.wav', 'small-press.wav', 'say-en-1.wav', 'large-press.wav', 'say-en-2.wav'])]);
  });

  it('takes several choices, and none of them', () => {
    const of = questionnaire([several('size', ['small', 'middle', 'large'].map(option)), several('other', ['a', 'b'].map(option))]);
    const call = agreed(of);
    call.press('31');
    call.press('#');
    expect(call.kept).toEqual(['size=small,large', 'other=', 'complete']);
  });

  it('says what was full', () => {
    const call = new Call(questionnaire([rating('service')], { quotas: [{ name: 'all', when: { kind: 'all', of: [] }, most: 5 }] }));
    expect(call.first).toEqual([{ kind: 'reserve', quotas: ['all'] }]);
    expect(call.happens({ kind: 'full', quota: 'all' })).toEqual([{ kind: 'give-back', quotas: ['all'] }, play('enough.wav')]);
  });

  it('ends with whoever keeps a key pressed', () => {
    const call = agreed(questionnaire([rating('service')]));
    for (let nth = 0; nth < 600 && call.call.interview.ending === null; nth++) call.press('4', 100);
    expect(call.kept).toEqual(['partial, given-up']);
  });
});

describe('a key that is pressed twice', () => {
  const of = questionnaire([rating('a'), rating('b'), rating('c')]);

  // The second of digits_pressed_twice came 542 ms after the question.
  it.each([[20], [499], [542], [999]])('does not answer the next question after %p ms', (ms) => {
    const call = agreed(of);
    call.press('5');
    expect(call.press('5', ms)).toEqual([ask(['b.wav'])]);
    expect(call.kept).toEqual(['a=5']);
    call.press('5', 700);
    expect(call.kept).toEqual(['a=5', 'b=5']);
  });

  it.each([['4', 700], ['5', 1_000]])('is another: %p after %p ms', (key, ms) => {
    const call = agreed(of);
    call.press('5');
    call.press(key, ms);
    expect(call.kept).toEqual(['a=5', `b=${key}`]);
  });

  it('at consent answers no question', () => {
    const call = new Call(of);
    call.press('1');
    call.press('1', 700);
    expect(call.kept).toEqual([]);
  });

  it('costs no try', () => {
    const call = agreed(of);
    call.press('5');
    for (let nth = 0; nth < 5; nth++) call.press('5', 300);
    expect(call.press(null)).toEqual([ask([silent, 'b-short.wav'])]);
  });
});

describe('ten', () => {
  const of = questionnaire([rating('nps', 'nps'), comment('why', { isOptional: true })]);
  const listening = (mostKeys: number): unknown => expect.objectContaining({ kind: 'ask', prompts: [], mostKeys, waitMs: 1_500 });

  it('is ten in one go, however slow', () => {
    const call = agreed(of);
    call.press('10');
    expect(call.kept).toEqual(['nps=10']);
  });

  it.each([[0], [300], [1_499]])('is ten when its zero comes %p ms after the switch gave up waiting for it, and was never one', (ms) => {
    const call = agreed(of);
    expect(call.press('1', 2_000, true)).toEqual([listening(1)]);
    expect(call.kept).toEqual([]);
    expect(call.press('0', ms)).toEqual([expect.objectContaining({ kind: 'record' })]);
    expect(call.kept).toEqual(['nps=10']);
  });

  it.each([[null], ['#']])('is one when %p follows', (keys) => {
    const call = agreed(of);
    call.press('1', 2_000, true);
    call.press(keys, 900);
    expect(call.kept).toEqual(['nps=1']);
  });

  it('is one behind a #, and nothing at all with another key', () => {
    const closed = agreed(of);
    closed.press('1', 2_000, false);
    const other = agreed(of);
    other.press('1', 2_000, true);
    expect(other.press('5', 200)).toEqual([ask([wrong, 'nps-short.wav'], 2)]);
    expect([closed.kept, other.kept]).toEqual([['nps=1'], []]);
  });

  it('is waited for where it may come, and for no other score', () => {
    const call = agreed(of);
    call.press('7', 2_000, true);
    expect(call.kept).toEqual(['nps=7']);
  });

  it('is listened for as long as a number is that is keyed slowly', () => {
    const call = agreed(questionnaire([number('age', 1, 120)]));
    expect(call.press('1', 2_000, true)).toEqual([listening(2)]);
    expect(call.press('1', 100, true)).toEqual([listening(1)]);
    call.press('9', 1_000);
    expect(call.kept).toEqual(['age=119', 'complete']);
  });

  it('is no answer of who hangs up behind the one, and is asked for again by the next owner', () => {
    const gone = agreed(of);
    gone.press('1', 2_000, true);
    gone.happens({ kind: 'hung-up' });
    const resumed = agreed(of);
    resumed.press('1', 2_000, true);
    expect(resumed.happens({ kind: 'resumed' })).toEqual([ask(['nps.wav'], 2)]);
    resumed.press('0');
    expect([gone.kept, resumed.kept]).toEqual([['partial, hung-up'], ['nps=0']]);
  });
});

describe('a comment', () => {
  const last = questionnaire([rating('service'), comment('words', { isOptional: true })]);
  const record = (...prompts: string[]): unknown => expect.objectContaining({ kind: 'record', prompts, longestMs: 60_000 });

  it('is recorded, and kept when they hang up in it: the survey is complete with the last of its words', () => {
    const call = agreed(last);
    expect(call.press('4')).toEqual([record('words.wav')]);
    expect(call.happens({ kind: 'hung-up' })).toEqual([]);
    expect(call.kept).toEqual(['service=4']);
    expect(call.happens({ kind: 'recorded', lengthMs: 3_920 })).toEqual([]);
    expect(call.kept).toEqual(['service=4', 'words=recorded', 'complete']);
  });

  it('is kept when more would have been asked', () => {
    const call = agreed(questionnaire([comment('words'), rating('service')]));
    call.happens({ kind: 'hung-up' });
    call.happens({ kind: 'recorded', lengthMs: 3_920 });
    expect(call.kept).toEqual(['words=recorded', 'partial, hung-up']);
  });

  it.each([[{ kind: 'hung-up' }], [{ kind: 'resumed' }], [{ kind: 'recorded', lengthMs: 300 }]] as const)('is none when they hung up and %j follows', (event) => {
    const call = agreed(last);
    call.press('4');
    call.happens({ kind: 'hung-up' });
    call.happens(event);
    expect(call.kept).toEqual(['service=4', 'partial, hung-up']);
    expect(call.happens({ kind: 'recorded', lengthMs: 4_000 })).toEqual([]);
  });

  it('of a click is none, and asked for again only where it must be given', () => {
    const call = agreed(last);
    call.press('4');
    expect(call.happens({ kind: 'recorded', lengthMs: 999 })).toEqual([play('thanks.wav')]);
    const must = agreed(questionnaire([comment('words')]));
    expect(must.happens({ kind: 'recorded', lengthMs: 0 })).toEqual([record(silent, 'words-short.wav')]);
    expect(must.happens({ kind: 'recorded', lengthMs: 1_000 })).toEqual([play('thanks.wav')]);
  });
});

describe('a worker that dies', () => {
  const of = questionnaire([rating('a'), rating('b')]);

  it('is followed by one who puts the question again in which it stood, and nothing that came before it', () => {
    const call = agreed(of);
    call.press('5');
    call.press(null);
    const serial = call.call.serial;
    expect(call.happens({ kind: 'resumed' })).toEqual([ask(['b-short.wav'])]);
    expect(call.happens({ kind: 'heard', keys: '5', pressedAtMs: call.atMs + 3_000, isTimedOut: false }, serial)).toEqual([]);
    call.press('4');
    expect(call.kept).toEqual(['a=5', 'b=4', 'complete']);
    expect(call.happens({ kind: 'resumed' })).toEqual([play('thanks.wav')]);
  });

  it('or by another call, which asks for consent and goes on where it stopped', () => {
    const call = agreed(of);
    call.press('5');
    call.happens({ kind: 'hung-up' });
    expect(call.happens({ kind: 'taken-up' })).toEqual([ask(['consent.wav'])]);
    expect(call.press('1')).toEqual([ask(['b.wav'])]);
  });
});
