import fc from 'fast-check';
import { MOST_REQUESTS } from '../script/step';
import { agentStep, type AgentCommand } from './agent';
import { copied, draws, everyAnswer, facts, full, seed, soundQuestionnaire, word } from './drawn.spec-helper';
import { NONE, type Given } from './given';
import type { Interview, InterviewAction } from './interview';
import { keyedAnswer, keysOf } from './keyed';
import { keypadCall, keypadStep } from './keypad';
import type { KeypadCall, KeypadEvent } from './keypad-run';
import { questionOf, type Question, type Questionnaire } from './questionnaire';
import { askedNow, beginning, step } from './step';

/** One call by keys to its end, quotas answered. */
class KeyedCall {
  call: KeypadCall;
  atMs = 1_000_000;

  constructor(private readonly of: Questionnaire, interview: Interview, private readonly noPlace: readonly string[]) {
    this.call = keypadCall(interview);
    this.happens({ kind: 'begun', atMs: this.atMs });
  }

  get isOver(): boolean { return this.call.interview.ending !== null; }
  get question(): Question | null {
    const asked = askedNow(this.of, this.call.interview);
    return asked?.kind === 'ask' ? questionOf(this.of, asked.question) : null;
  }

  happens(event: KeypadEvent): void {
    const { call, actions } = keypadStep(this.of, copied(this.call), event);
    this.call = call;
    for (const action of actions) if (action.kind === 'reserve') this.happens({ ...word(action.quotas, this.noPlace), atMs: this.atMs });
  }

  hears(keys: string | null, afterMs: number, isTimedOut: boolean): void {
    this.atMs = this.call.askedAtMs + afterMs;
    const { serial } = this.call;
    if (this.question?.kind === 'comment') this.happens({ kind: 'recorded', serial, atMs: this.atMs, lengthMs: keys === null ? 0 : 2_000 });
    else this.happens({ kind: 'heard', serial, atMs: this.atMs, keys, pressedAtMs: keys === null ? null : this.atMs, isTimedOut });
  }
}

/** What an agent does with the same answers. Comments are written. */
function byAgent(of: Questionnaire, interview: Interview, noPlace: readonly string[], commands: (interview: Interview) => AgentCommand | null): Interview {
  let now = interview;
  const happens = (next: { readonly interview: Interview; readonly actions: readonly InterviewAction[] }): void => {
    now = next.interview;
    for (const action of next.actions) if (action.kind === 'reserve') happens(step(of, now, word(action.quotas, noPlace)));
  };
  const first = agentStep(of, now, { kind: 'begun' });
  if (first.kind === 'done') happens(first.step);
  for (let command = commands(now); command !== null; command = commands(now)) {
    const next = agentStep(of, now, command);
    if (next.kind === 'refused') throw new Error(JSON.stringify(next.refusal));
    happens(next.step);
  }
  return now;
}

function saying(question: Question, given: Given, interview: Interview): AgentCommand {
  if (given.kind === 'none') return { kind: 'skipped', question: question.name };
  const keys = keysOf(question, given, interview);
  return keys === null ? { kind: 'written', question: question.name, text: 'words' } : { kind: 'typed', question: question.name, keys };
}

/** A comment is one, recorded or written. */
function comparable({ answers, ...more }: Interview): object {
  return { ...more, answers: Object.fromEntries(Object.entries(answers).map(([question, given]) => [question, given.kind === 'written' || given.kind === 'recorded' ? 'comment' : given])) };
}

const press = fc.record({
  keys: fc.option(fc.oneof(fc.constantFrom('1', '2', '10', '0', '5', '#', '*'), fc.stringMatching(/^[0-9*#]{1,8}$/)), { nil: null }),
  afterMs: fc.constantFrom(50, 300, 540, 800, 1_200, 2_000, 9_000), isTimedOut: fc.boolean(),
});

describe('by keys and by an agent', () => {
  it('whatever is pressed, when, and wherever they hang up, an agent who hears the same has the same answers, path and result', () => {
    fc.assert(fc.property(soundQuestionnaire(), seed, facts, full, fc.array(press, { maxLength: 40 }), fc.boolean(), (of, each, known, noPlace, presses, hangsUp) => {
      const start = beginning(each, 'en', known);
      const call = new KeyedCall(of, start, noPlace);
      for (const { keys, afterMs, isTimedOut } of presses) if (!call.isOver) call.hears(keys, afterMs, isTimedOut);
      for (let nth = 0; nth < 2 && hangsUp; nth++) call.happens({ kind: 'hung-up', atMs: call.atMs });
      for (let nth = 0; nth < 100 && !call.isOver; nth++) call.hears(null, 9_000, false);
      const { interview } = call.call;
      expect(interview.ending).not.toBeNull();
      const agent = byAgent(of, start, noPlace, (now) => {
        if (now.ending !== null) return null;
        const asked = askedNow(of, now);
        if (asked?.kind === 'ask-consent') {
          if (interview.ending?.result === 'refused') return { kind: 'refused' };
          return { kind: interview.ending?.result === 'no-response' ? 'unheard' : 'consented' };
        }
        const question = asked === null ? null : questionOf(of, asked.question);
        const given = question === null ? undefined : interview.answers[question.name];
        if (question !== null && given !== undefined) return saying(question, given, now);
        return { kind: 'stopped', because: interview.ending?.result === 'partial' && interview.ending.because === 'given-up' ? 'given-up' : 'hung-up' };
      });
      expect(comparable(agent)).toEqual(comparable(interview));
    }), { numRuns: 200 });
  });

  it('the same choices are the same answers, through silences, wrong keys and keys pressed twice', () => {
    const noise = fc.array(fc.constantFrom('silence', 'wrong', 'soon', 'resumed'), { maxLength: 2 });
    fc.assert(fc.property(soundQuestionnaire(), seed, facts, full, draws, fc.array(noise, { minLength: 20, maxLength: 20 }), (of, each, known, noPlace, draw, noises) => {
      const start = beginning(each, 'en', known);
      const call = new KeyedCall(of, start, noPlace);
      const choices: { readonly question: Question; readonly given: Given }[] = [];
      if (askedNow(of, call.call.interview)?.kind === 'ask-consent') call.hears('1', 2_000, false);
      for (let nth = 0; !call.isOver && nth < 20; nth++) {
        const { question } = call;
        if (question === null) throw new Error('nothing is put, and it is not over');
        for (const one of noises[nth] ?? []) makeNoise(call, question, one);
        const all = everyAnswer(question);
        const given = all[(draw[nth] ?? 0) % all.length] ?? NONE;
        choices.push({ question, given });
        const keys = given.kind === 'none' ? null : keysOf(question, given, call.call.interview) ?? '1';
        for (let tries = 0; tries < 3 && call.question === question; tries++) {
          call.hears(keys, 2_000, (draw[nth] ?? 0) % 2 === 0);
          if (call.call.open !== null) call.hears(null, 1_500, false);
        }
      }
      const agent = byAgent(of, start, noPlace, (now) => {
        if (now.ending !== null) return null;
        if (askedNow(of, now)?.kind === 'ask-consent') return { kind: 'consented' };
        const next = choices.shift();
        return next === undefined ? null : saying(next.question, next.given, now);
      });
      expect(comparable(call.call.interview)).toEqual(comparable(agent));
    }), { numRuns: 200 });
  });

  it('ends with every caller, however fast and long they press', () => {
    fc.assert(fc.property(soundQuestionnaire(), press, (of, { keys, afterMs, isTimedOut }) => {
      const call = new KeyedCall(of, beginning('s1', 'en', {}), []);
      for (let nth = 0; nth <= MOST_REQUESTS && !call.isOver; nth++) call.hears(keys, afterMs, isTimedOut);
      expect(call.isOver).toBe(true);
    }), { numRuns: 30 });
  });
});

function makeNoise(call: KeyedCall, question: Question, noise: 'silence' | 'wrong' | 'soon' | 'resumed'): void {
  // An optional comment is left out by who says nothing.
  if (question.kind === 'comment' && noise !== 'resumed') return;
  switch (noise) {
    case 'silence': call.hears(null, 9_000, false); return;
    case 'wrong': call.hears(keyedAnswer(question, '*', call.call.interview) === null ? '*' : '0*', 2_000, false); return;
    case 'soon': call.hears(call.call.lastKey ?? '9', 300, false); return;
    case 'resumed': call.happens({ kind: 'resumed', atMs: call.atMs });
  }
}
