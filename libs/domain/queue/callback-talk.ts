import { judge } from '../script/question';
import type { Sentence } from '../spoken/sentences';

/** The keys by which a caller says whether we are to call the number that they hear. */
export const RIGHT_KEY = '1';
export const OTHER_KEY = '2';
/** Digits that are typed at most: E.164 has fifteen, and 00 may stand before them. */
export const LONGEST_TYPED = 17;
/** Silences, wrong keys and numbers that cannot be called at one question; whoever has used them up waits on. */
export const TRIES = 3;
/** Of one talk: nobody goes round between two numbers for ever. */
export const MOST_QUESTIONS = 12;

/** What a caller who wants to be called back, and waits meanwhile, was asked last. Instants in milliseconds since the epoch. */
export interface CallbackTalk {
  /** E.164, that they were asked to confirm; null: they were asked to type one. */
  readonly number: string | null;
  /** Of this question: what comes back names it, and whatever names another is of before. */
  readonly serial: number;
  readonly askedAtMs: number;
  /** Used up at this question. */
  readonly tries: number;
  /** Asked in this talk, this one included. */
  readonly questions: number;
}

/** What came of a question. */
export interface TalkHeard {
  readonly serial: number;
  /** Null: nothing in time. */
  readonly keys: string | null;
  /** When the first of them came; null: unknown. */
  readonly pressedAtMs: number | null;
  /** What was typed, as a number that may be called; null: it is none. */
  readonly typed: string | null;
  readonly atMs: number;
}

export type TalkStep =
  /** Over their music, which comes back by itself. They keep their place, and whoever is free is given to them all the same. */
  | { readonly kind: 'ask'; readonly talk: CallbackTalk; readonly sentences: readonly Sentence[]; readonly maxKeys: number }
  /** They hang up and keep the place. */
  | { readonly kind: 'agreed'; readonly number: string }
  /** Nothing came of it: they wait as before. */
  | { readonly kind: 'waits-on' };

/**
 * They have pressed the key for it.
 * @param number by which they call, if it may be called; null also when they withhold it: they type another
 * @param serial of the last question of an earlier talk in this call; 0: there was none
 */
export function beginTalk(number: string | null, serial: number, atMs: number): TalkStep {
  return ask(number, { serial, questions: 0, tries: 0 }, atMs);
}

/** What follows from what was heard; null: it was no answer to this question. */
export function goOnTalking(talk: CallbackTalk, heard: TalkHeard): TalkStep | null {
  if (heard.serial !== talk.serial) return null;
  const answers = talk.number !== null ? [RIGHT_KEY, OTHER_KEY] : heard.typed === null || heard.keys === null ? [] : [heard.keys];
  const hearing = judge({ ...talk, triesAtMost: TRIES, answers }, heard.keys, heard.pressedAtMs);
  switch (hearing.kind) {
    case 'given-up': return { kind: 'waits-on' };
    case 'too-soon': return ask(talk.number, talk, heard.atMs);
    case 'again': return ask(talk.number, { ...talk, tries: talk.tries + 1 }, heard.atMs, hearing.because);
    case 'answer': {
      if (talk.number !== null && hearing.answer === RIGHT_KEY) return { kind: 'agreed', number: talk.number };
      return ask(talk.number === null ? heard.typed : null, { ...talk, tries: 0 }, heard.atMs);
    }
  }
}

function ask(number: string | null, { serial, questions, tries }: Pick<CallbackTalk, 'serial' | 'questions' | 'tries'>, atMs: number, because?: 'no-input' | 'wrong-key'): TalkStep {
  if (questions >= MOST_QUESTIONS) return { kind: 'waits-on' };
  const talk: CallbackTalk = { number, serial: serial + 1, askedAtMs: atMs, tries, questions: questions + 1 };
  // What is typed and is no number that may be called is all one to the caller: not that one.
  const wrong = number === null ? 'number-unreachable' : 'invalid-key';
  const before: readonly Sentence[] = because === undefined ? [] : [{ id: because === 'no-input' ? 'no-input' : wrong }];
  if (number === null) return { kind: 'ask', talk, sentences: [...before, { id: 'callback-type' }], maxKeys: LONGEST_TYPED };
  return {
    kind: 'ask', talk, maxKeys: 1,
    sentences: [...before, { id: 'callback-number', number }, { id: 'key-number-right', key: RIGHT_KEY }, { id: 'key-number-other', key: OTHER_KEY }],
  };
}
