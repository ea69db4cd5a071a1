import { isMessage } from '../script/message';
import { judge } from '../script/question';
import { MOST_REQUESTS } from '../script/step';
import type { Answer } from './given';
import { spokenWords } from './gaps';
import type { Interview, InterviewAction, InterviewEvent } from './interview';
import { keyedAnswer, mayGoOn, mostKeysOf, NO_KEY, YES_KEY } from './keyed';
import type { Heard, KeypadAction, KeypadCall, KeypadEvent, KeypadStep } from './keypad-run';
import { putInWords, TRIES, type Again } from './keypad-words';
import { questionOf, type Question, type Questionnaire } from './questionnaire';
import { askedNow, step } from './step';

/**
 * The key that ended an answer answers nothing more so soon: measured on the switch, the second of a double press comes 540 ms after
 * the next question was put, when every other key counts already (libs/domain/script/question).
 */
export const SAME_KEY_MS = 1_000;
/**
 * So much longer, where more keys may come, than the switch waits for them: who keys 1, thinks, and keys 0 means 10. Nothing else is said
 * or kept meanwhile, so that no ten was a one before.
 */
export const LISTENS_ON_MS = 1_500;

/** A call in which nothing was asked yet: the first, or one that goes on with an interview. */
export function keypadCall(interview: Interview): KeypadCall {
  return { interview, serial: 0, askedAtMs: 0, tries: 0, lastKey: null, open: null, isGone: false };
}

/** What follows from what has happened on the call. */
export function keypadStep(questionnaire: Questionnaire, call: KeypadCall, event: KeypadEvent): KeypadStep {
  switch (event.kind) {
    case 'begun':
    case 'resumed':
      if (event.kind === 'resumed' && call.isGone) return tell(questionnaire, call, { kind: 'stopped', because: 'hung-up' }, event.atMs);
      if (event.kind === 'resumed' && call.interview.ending !== null) return close(questionnaire, call, event.atMs, []);
      return tell(questionnaire, call, { kind: event.kind }, event.atMs);
    case 'machine': return tell(questionnaire, call, { kind: 'unheard' }, event.atMs);
    case 'taken-up': return tell(questionnaire, keypadCall(call.interview), { kind: 'taken-up' }, event.atMs);
    case 'reserved': return tell(questionnaire, call, { kind: 'reserved', quotas: event.quotas }, event.atMs);
    case 'full': return tell(questionnaire, call, { kind: 'full', quota: event.quota }, event.atMs);
    case 'hung-up': {
      // Also before anything was asked.
      const gone = { ...call, isGone: true, interview: { ...call.interview, isBegun: true } };
      // What they say is kept: how long it is comes behind the hang-up. Who comes a second time says that it does not come any more.
      if (!call.isGone && questionNow(questionnaire, call)?.kind === 'comment') return { call: gone, actions: [] };
      return tell(questionnaire, gone, { kind: 'stopped', because: 'hung-up' }, event.atMs);
    }
    case 'played': {
      if (event.serial !== call.serial || call.interview.ending === null || call.isGone) return unmoved(call);
      return { call, actions: [{ kind: 'hang-up' }] };
    }
    case 'recorded': {
      const question = questionNow(questionnaire, call);
      return event.serial === call.serial && question?.kind === 'comment' ? recorded(questionnaire, call, question, event) : unmoved(call);
    }
    case 'heard': {
      if (event.serial !== call.serial || call.isGone) return unmoved(call);
      const asked = askedNow(questionnaire, call.interview);
      if (asked === null) return unmoved(call);
      return heard(questionnaire, call, asked.kind === 'ask' ? questionOf(questionnaire, asked.question) : null, event);
    }
  }
}

/** @param question null: consent */
function heard(questionnaire: Questionnaire, call: KeypadCall, question: Question | null, event: Heard): KeypadStep {
  const { atMs } = event;
  const next = { ...call, ...FORGOTTEN };
  if (isDouble(call, event)) return put(questionnaire, next, atMs, null);
  const keys = call.open === null ? event.keys : call.open + withoutEnd(event.keys);
  const said = keys === null ? null : answerIn(question, keys, call.interview);
  // What goes on with keys that are there already cannot come too soon.
  const pressedAtMs = call.open === null ? event.pressedAtMs : null;
  const asked = { askedAtMs: call.askedAtMs, tries: call.tries, triesAtMost: TRIES, answers: said === null || keys === null ? [] : [keys] };
  const hearing = judge(asked, keys, pressedAtMs);
  if (hearing.kind === 'too-soon') return put(questionnaire, next, atMs, null);
  if (question !== null && keys !== null && event.keys !== null && event.isTimedOut && mayGoOn(question, keys)) {
    return ask(questionnaire, { ...next, open: keys }, atMs, { prompts: [], mostKeys: mostKeysOf(question) - keys.length, waitMs: LISTENS_ON_MS });
  }
  switch (hearing.kind) {
    case 'again': return put(questionnaire, { ...next, tries: call.tries + 1 }, atMs, hearing.because);
    case 'given-up': return giveUp(questionnaire, next, question, atMs);
    case 'answer': {
      const remembered = { ...next, lastKey: hearing.answer.slice(-1) };
      if (question === null) return tell(questionnaire, remembered, { kind: said?.kind === 'yes-no' && said.value ? 'consented' : 'refused' }, atMs);
      return said === null ? unmoved(call) : tell(questionnaire, remembered, { kind: 'answered', question: question.name, answer: said }, atMs);
    }
  }
}

function isDouble({ lastKey, askedAtMs }: KeypadCall, { keys, pressedAtMs }: Heard): boolean {
  if (lastKey === null || keys === null || pressedAtMs === null || pressedAtMs < askedAtMs) return false;
  return keys.startsWith(lastKey) && pressedAtMs - askedAtMs < SAME_KEY_MS;
}

/** Silence, or `#` alone: that was all. */
function withoutEnd(keys: string | null): string {
  return keys === null || keys === '#' ? '' : keys;
}

const FORGOTTEN = { lastKey: null, open: null } as const;

function answerIn(question: Question | null, keys: string, interview: Interview): Answer | null {
  if (question !== null) return keyedAnswer(question, keys, interview);
  return keys === YES_KEY || keys === NO_KEY ? { kind: 'yes-no', value: keys === YES_KEY } : null;
}

type Recorded = Extract<KeypadEvent, { readonly kind: 'recorded' }>;

function recorded(questionnaire: Questionnaire, call: KeypadCall, question: Question, { atMs, lengthMs }: Recorded): KeypadStep {
  if (!isMessage(lengthMs)) {
    if (call.isGone) return tell(questionnaire, call, { kind: 'stopped', because: 'hung-up' }, atMs);
    const isLast = question.isOptional || call.tries + 1 >= TRIES;
    return isLast ? giveUp(questionnaire, call, question, atMs) : put(questionnaire, { ...call, tries: call.tries + 1 }, atMs, 'no-input');
  }
  const told = tell(questionnaire, call, { kind: 'answered', question: question.name, answer: { kind: 'recorded', lengthMs } }, atMs);
  if (!call.isGone || told.call.interview.ending !== null) return told;
  const stopped = tell(questionnaire, told.call, { kind: 'stopped', because: 'hung-up' }, atMs);
  return { call: stopped.call, actions: [...told.actions, ...stopped.actions] };
}

function giveUp(questionnaire: Questionnaire, call: KeypadCall, question: Question | null, atMs: number): KeypadStep {
  if (question === null) return tell(questionnaire, call, { kind: 'unheard' }, atMs);
  if (question.isOptional) return tell(questionnaire, call, { kind: 'skipped', question: question.name }, atMs);
  return tell(questionnaire, call, { kind: 'stopped', because: 'given-up' }, atMs);
}

/** To the interview, and what it wants then to the switch. */
function tell(questionnaire: Questionnaire, call: KeypadCall, event: InterviewEvent, atMs: number): KeypadStep {
  const { interview, actions } = step(questionnaire, call.interview, event);
  if (actions.length === 0) return interview === call.interview ? unmoved(call) : { call: { ...call, interview }, actions: [] };
  const kept = actions.filter(isKept);
  const asks = kept.length < actions.length;
  const next = { ...call, interview, tries: asks && event.kind !== 'resumed' ? 0 : call.tries };
  if (asks) {
    const asked = put(questionnaire, next, atMs, null);
    return { call: asked.call, actions: [...kept, ...asked.actions] };
  }
  return kept.some(({ kind }) => kind === 'ended') ? close(questionnaire, next, atMs, kept) : { call: next, actions: kept };
}

type Kept = Exclude<InterviewAction, { readonly kind: 'ask' | 'ask-consent' }>;

function isKept(action: InterviewAction): action is Kept {
  return action.kind !== 'ask' && action.kind !== 'ask-consent';
}

/** What stands to be put is. */
function put(questionnaire: Questionnaire, whole: KeypadCall, atMs: number, because: Again | null): KeypadStep {
  const call = { ...whole, open: null };
  const question = questionNow(questionnaire, call);
  const prompts = putInWords(questionnaire, call.interview, question, call.tries, because);
  const mostKeys = question === null ? 1 : mostKeysOf(question);
  if (question?.kind !== 'comment') return ask(questionnaire, call, atMs, { prompts, mostKeys, waitMs: questionnaire.waitSec * 1000 });
  return request(questionnaire, call, atMs, (serial) => ({ kind: 'record', serial, prompts, longestMs: question.longestSec * 1000 }));
}

type Asking = Omit<Extract<KeypadAction, { readonly kind: 'ask' }>, 'kind' | 'serial'>;

function ask(questionnaire: Questionnaire, call: KeypadCall, atMs: number, asking: Asking): KeypadStep {
  return request(questionnaire, call, atMs, (serial) => ({ kind: 'ask', serial, ...asking }));
}

/** Whoever has asked so often has somebody who keeps a key pressed. */
function request(questionnaire: Questionnaire, call: KeypadCall, atMs: number, of: (serial: number) => KeypadAction): KeypadStep {
  if (call.isGone) return { call, actions: [] };
  if (call.serial >= MOST_REQUESTS) return tell(questionnaire, call, { kind: 'stopped', because: 'given-up' }, atMs);
  const serial = call.serial + 1;
  return { call: { ...call, serial, askedAtMs: atMs }, actions: [of(serial)] };
}

/** Thanks, and the end of the call. To a machine nothing more is said. */
function close(questionnaire: Questionnaire, call: KeypadCall, atMs: number, done: readonly KeypadAction[]): KeypadStep {
  const { ending } = call.interview;
  if (call.isGone) return { call, actions: done };
  const words = ending === null || ending.result === 'no-response' ? {} : questionnaire.closings[ending.result].keypad;
  const prompts = spokenWords(questionnaire, call.interview, words);
  if (prompts.length === 0) return { call, actions: [...done, { kind: 'hang-up' }] };
  const serial = call.serial + 1;
  return { call: { ...call, serial, askedAtMs: atMs, ...FORGOTTEN }, actions: [...done, { kind: 'play', serial, prompts }] };
}

function questionNow(questionnaire: Questionnaire, { interview }: KeypadCall): Question | null {
  const asked = askedNow(questionnaire, interview);
  return asked?.kind === 'ask' ? questionOf(questionnaire, asked.question) : null;
}

function unmoved(call: KeypadCall): KeypadStep {
  return { call, actions: [] };
}
