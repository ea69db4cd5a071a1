import { isAnswer, LONGEST_COMMENT } from './answer';
import type { Answer, Given } from './given';
import { writtenWords } from './gaps';
import type { Interview, InterviewEvent, InterviewStep } from './interview';
import { keyedAnswer, keysOf } from './keyed';
import { pathOf } from './path';
import { questionOf, type Choice, type Question, type QuestionName, type Questionnaire, type Written } from './questionnaire';
import { choicesInOrder } from './rotation';
import { askedNow, step } from './step';

/** What an agent does who asks it. */
export type AgentCommand =
  | Extract<InterviewEvent, { readonly kind: 'begun' | 'consented' | 'refused' | 'unheard' | 'stopped' | 'taken-up' | 'spoken-in' }>
  /** The keys of an answer: to what is put now, or instead of an earlier one. */
  | { readonly kind: 'typed'; readonly question: QuestionName; readonly keys: string }
  | { readonly kind: 'written'; readonly question: QuestionName; readonly text: string }
  | { readonly kind: 'skipped'; readonly question: QuestionName };

/** Why a command is not carried out, by a code: what its sentence is told. */
export interface AgentRefusals {
  /** Not the question that is put, and none that was answered. */
  'not-put': { readonly question: QuestionName };
  'no-such-answer': { readonly question: QuestionName; readonly keys: string };
  'comment-empty': { readonly question: QuestionName };
  'comment-too-long': { readonly question: QuestionName; readonly most: number };
  'must-be-answered': { readonly question: QuestionName };
  /** It is over, or waits for a quota, or for what it asks first. */
  'not-now': { readonly command: AgentCommand['kind'] };
}
export type AgentRefusal = { readonly [Code in keyof AgentRefusals]: { readonly code: Code; readonly params: AgentRefusals[Code] } }[keyof AgentRefusals];

export type AgentStep = { readonly kind: 'done'; readonly step: InterviewStep } | { readonly kind: 'refused'; readonly refusal: AgentRefusal };

/** One command, one commit: nothing is carried out in part. The same command twice does no more than once. */
export function agentStep(questionnaire: Questionnaire, interview: Interview, command: AgentCommand): AgentStep {
  switch (command.kind) {
    case 'typed':
    case 'written':
    case 'skipped': return said(questionnaire, interview, command);
    case 'begun':
    case 'consented':
    case 'refused':
    case 'unheard':
    case 'stopped':
    case 'taken-up':
    case 'spoken-in': return carriedOut(questionnaire, interview, command, command.kind);
  }
}

type Saying = Extract<AgentCommand, { readonly question: QuestionName }>;

function said(questionnaire: Questionnaire, interview: Interview, command: Saying): AgentStep {
  const question = questionOf(questionnaire, command.question);
  const asked = askedNow(questionnaire, interview);
  const isNow = asked?.kind === 'ask' && asked.question === command.question;
  const isEarlier = Object.hasOwn(interview.answers, command.question);
  if (question === null || !(isNow || isEarlier)) return refused({ code: 'not-put', params: { question: command.question } });
  const given = givenBy(question, interview, command);
  if ('code' in given) return refused(given);
  if (!isNow) return carriedOut(questionnaire, interview, { kind: 'corrected', question: question.name, given }, command.kind);
  const { name } = question;
  if (given.kind === 'none') return carriedOut(questionnaire, interview, { kind: 'skipped', question: name }, command.kind);
  return carriedOut(questionnaire, interview, { kind: 'answered', question: name, answer: given }, command.kind);
}

function givenBy(question: Question, interview: Interview, command: Saying): Given | AgentRefusal {
  const { name } = question;
  switch (command.kind) {
    case 'skipped': return question.isOptional ? { kind: 'none' } : { code: 'must-be-answered', params: { question: name } };
    case 'typed': return keyedAnswer(question, typed(command.keys), interview) ?? { code: 'no-such-answer', params: { question: name, keys: command.keys } };
    case 'written': {
      const answer: Answer = { kind: 'written', text: command.text.trim() };
      if (question.kind === 'comment' && isAnswer(question, answer)) return answer;
      if (answer.text === '') return { code: 'comment-empty', params: { question: name } };
      if (answer.text.length > LONGEST_COMMENT) return { code: 'comment-too-long', params: { question: name, most: LONGEST_COMMENT } };
      return { code: 'no-such-answer', params: { question: name, keys: command.text } };
    }
  }
}

/** The `#` behind an answer is taken off, as the switch does. */
function typed(keys: string): string {
  return keys.length > 1 && keys.endsWith('#') ? keys.slice(0, -1) : keys;
}

function carriedOut(questionnaire: Questionnaire, interview: Interview, event: InterviewEvent, command: AgentCommand['kind']): AgentStep {
  const next = step(questionnaire, interview, event);
  if (next.interview === interview && next.actions.length === 0) return refused({ code: 'not-now', params: { command } });
  return { kind: 'done', step: next };
}

function refused(refusal: AgentRefusal): AgentStep {
  return { kind: 'refused', refusal };
}

/** One question on the screen. */
export interface SheetLine {
  readonly question: QuestionName;
  readonly text: string;
  readonly isOptional: boolean;
  readonly choices: readonly { readonly key: string; readonly text: string }[];
  /** Null: not answered yet. */
  readonly given: Given | null;
  /** As they would be typed; null for a comment, and for nothing. */
  readonly keys: string | null;
}

export interface Sheet {
  /** Of consent while it is asked for, of the end when it is over; else null. */
  readonly text: string | null;
  /** Answered and skipped, in their order; the last is the one that is put now, if one is. */
  readonly lines: readonly SheetLine[];
}

/** What an agent has before them, in the interview's language. */
export function sheetOf(questionnaire: Questionnaire, interview: Interview): Sheet {
  const asked = askedNow(questionnaire, interview);
  const put = pathOf(questionnaire, interview).put;
  const names = asked?.kind === 'ask' ? [...put, asked.question] : put;
  const words = asked?.kind === 'ask-consent' ? questionnaire.consent.agent : closingOf(questionnaire, interview);
  return {
    text: words === null ? null : writtenWords(questionnaire, interview, words),
    lines: names.flatMap((name) => questionOf(questionnaire, name) ?? []).map((question) => lineOf(questionnaire, interview, question)),
  };
}

function closingOf({ closings }: Questionnaire, { ending }: Interview): Written | null {
  return ending === null || ending.result === 'no-response' ? null : closings[ending.result].agent;
}

function lineOf(questionnaire: Questionnaire, interview: Interview, question: Question): SheetLine {
  const { name, words, isOptional } = question;
  const given = Object.hasOwn(interview.answers, name) ? interview.answers[name] ?? null : null;
  const textOf = (choice: Choice): string => writtenWords(questionnaire, interview, choice.agent);
  return {
    question: name, text: writtenWords(questionnaire, interview, words.agent), isOptional, given,
    choices: choicesInOrder(question, interview.seed).map((choice, at) => ({ key: String(at + 1), text: textOf(choice) })),
    keys: given === null || given.kind === 'none' ? null : keysOf(question, given, interview),
  };
}
