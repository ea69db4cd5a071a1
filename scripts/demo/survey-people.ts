import { funnelOf } from '@paceline/domain/survey/figures/funnel';
import { NONE, type Given } from '@paceline/domain/survey/given';
import type { Ending, Interview } from '@paceline/domain/survey/interview';
import type { Questionnaire } from '@paceline/domain/survey/questionnaire';
import { beginning } from '@paceline/domain/survey/step';
import type { CalleeBehaviour, Reply } from '@paceline/simulator';
import { BEHAVIOURS, CORPUS, PROMPT_MS, recordedOf, type Behaviour, type Recorded } from '../../test/e2e/lib/keypad-corpus';
import { groupBy } from '../invariants/checks/groups';
import type { Contact, Customer } from './automatic-day';

/** `says`: what is right to be recorded of them; null: nothing, since nobody may call them, or their line is busy. */
export interface SurveyedCustomer extends Customer { readonly says: Recorded | null }

/** As the simulator has it, of one call. */
export interface HeardCall {
  readonly answeredAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly plays: readonly { readonly file: string }[];
}

/** As Paceline has it: all of their interviews, and the answers in rows of their own. */
export interface KeptOfCustomer {
  readonly interviews: readonly Pick<Interview, 'ending' | 'answers'>[];
  /** The question of each. */
  readonly answerRows: readonly string[];
}

/** The corpus', its comments as long as the API has them at least. */
export const ASKED: Questionnaire = { ...CORPUS, questions: CORPUS.questions.map((question) => question.kind === 'comment' ? { ...question, longestSec: 5 } : question) };

type Person = Pick<SurveyedCustomer, 'kind' | 'says' | 'behaviour' | 'hasAgreed' | 'afterwards'>;

/** They wait for what follows within half a second: on a busy machine it comes later. */
const HURRIED: readonly string[] = ['says nothing in the comment', 'scores ten so slowly that the switch gave up waiting'];
/** So much longer they speak, for the same reason. */
const LONGER_MS = 1_500;
const speaking = (reply: Reply): Reply => reply.to !== 'said.wav' ? reply : {
  ...reply, ...reply.keys !== undefined && { keys: reply.keys.map(({ atMs, digit }) => ({ atMs: atMs + LONGER_MS, digit })) },
  ...reply.hangsUpAtMs !== undefined && reply.hangsUpAtMs > PROMPT_MS && { hangsUpAtMs: reply.hangsUpAtMs + LONGER_MS },
};

/** Asked the same again, since the worker died over it, they answer once more, and again. */
const often = (replies: readonly Reply[]): readonly Reply[] => replies.map(speaking).flatMap((reply) => [reply, reply, reply]);
const answers = (replies: readonly Reply[]): CalleeBehaviour => ({ kind: 'answers', progress: 'ringing', ringMs: 300, farewell: { kind: 'never' }, replies: often(replies) });
const of = ({ name, replies, recorded }: Behaviour): Person => ({ kind: `who “${name}”`, says: recorded, behaviour: answers(replies), hasAgreed: true });

/** The corpus' first: answers all of it. */
const usual = BEHAVIOURS[0]?.replies ?? [];
const COMES_BACK: Person = {
  kind: 'who hang up at the second question and answer the rest in another call', says: BEHAVIOURS[0]?.recorded ?? null, hasAgreed: true,
  behaviour: answers([...usual.filter(({ to }) => to === 'consent.wav' || to === 'nps.wav'), { to: 'service.wav', hangsUpAtMs: 500 }]), afterwards: answers(usual),
};
const BEEPS: Person = {
  kind: 'machines with a beep', says: { result: 'no-response', answers: {} }, behaviour: { kind: 'answers', progress: 'ringing', ringMs: 300, farewell: { kind: 'never' }, beepAtMs: 1_500 }, hasAgreed: true,
};
const BUSY: Person = { kind: 'whose line is busy', says: null, behaviour: { kind: 'refuses', progress: 'none', afterMs: 0, sipStatus: 486 }, hasAgreed: true };
const NOT_AGREED: Person = { kind: 'who have not agreed', says: null, behaviour: answers(usual), hasAgreed: false };
const PEOPLE: readonly Person[] = [...BEHAVIOURS.filter(({ name }) => !HURRIED.includes(name)).map(of), COMES_BACK, COMES_BACK, BEEPS, BUSY, NOT_AGREED];

export function customersOf(contacts: readonly Contact[]): readonly SurveyedCustomer[] {
  return contacts.flatMap((contact, index) => {
    const person = PEOPLE[index % PEOPLE.length];
    return person === undefined ? [] : [{ ...contact, ...person }];
  });
}

/** `truth`: what must be recorded of them, and counted; null: no interview. */
export interface Verdict { readonly wrong: string | null; readonly truth: Recorded | null }

/**
 * Whether a customer is recorded as they were. Who was cut off, or left, while there was no worker has said what they said before;
 * everybody else has said all of it, in one call or in several.
 * @param isAway whether there was no worker then
 */
export function verdictOf(customer: SurveyedCustomer, { interviews, answerRows }: KeptOfCustomer, calls: readonly HeardCall[], isAway: (atMs: number) => boolean): Verdict {
  const { phone, kind, says, hasAgreed } = customer;
  const [interview] = interviews;
  const recorded = interview === undefined ? null : recordedOf(interview);
  const wasCut = isCut(calls, isAway) && isLess(recorded, says);
  const truth = wasCut ? recorded : says;
  const told = (what: string): Verdict => ({ wrong: `${phone}, one of those ${kind}: ${what} (recorded ${JSON.stringify(recorded)}, ${calls.length} calls)`, truth });
  if (!hasAgreed && calls.length > 0) return told('called without consent');
  if (hasAgreed && calls.length === 0) return told('never called');
  if (interviews.length > 1) return told(`${interviews.length} interviews`);
  if (JSON.stringify(inOrder(recorded)) !== JSON.stringify(inOrder(truth))) return told(`they said ${JSON.stringify(truth)}`);
  const names = namesOf(recorded);
  if (names.join() !== [...answerRows].sort().join()) return told(`the rows of the answers are of ${answerRows.join() || 'none'}`);
  const unheard = names.find((name) => !calls.some((call) => hasHeard(call, name)));
  return unheard === undefined ? { wrong: null, truth } : told(`${unheard} was never put`);
}

/** Their last call ended while there was no worker, or was answered then and never asked anything. */
function isCut(calls: readonly HeardCall[], isAway: (atMs: number) => boolean): boolean {
  const last = calls.at(-1);
  return last !== undefined && (isAway(last.endedAtMs ?? 0) || (isAway(last.answeredAtMs ?? 0) && !hasHeard(last, 'consent')));
}

/** They stopped on the way to what they would have said. */
function isLess(recorded: Recorded | null, says: Recorded | null): boolean {
  if (recorded === null) return says !== null;
  const isStopped = recorded.result === 'partial, hung-up' || (recorded.result === 'no-response' && namesOf(recorded).length === 0);
  return isStopped && namesOf(recorded).every((name) => recorded.answers[name] === says?.answers[name]);
}

const namesOf = (recorded: Recorded | null): readonly string[] => Object.keys(recorded?.answers ?? {}).sort();
const inOrder = (recorded: Recorded | null): unknown => recorded && [recorded.result, namesOf(recorded).map((name) => [name, recorded.answers[name]])];
const hasHeard = ({ plays }: HeardCall, name: string): boolean => plays.some(({ file }) => ['', '-short', '-range'].some((how) => file.includes(`/${name}${how}.wav`)));

/** What the results say of this, question by question. */
export interface Figures {
  readonly begun: number | null;
  readonly byResult: Readonly<Record<string, number>>;
  readonly questions: readonly {
    readonly question: string; readonly put: number | null; readonly answered: number | null; readonly skipped: number | null; readonly stopped: number | null;
    /** NPS from -100 to 100; CSAT as a share. */
    readonly score: { readonly n: number; readonly value: number | null } | null;
  }[];
}

/** Counted from what customers said. */
export function figuresOf(truths: readonly Recorded[]): Figures {
  const interviews = truths.map(interviewOf);
  const byResult = Object.fromEntries([...groupBy(interviews, ({ ending }) => ending?.result ?? 'open')].map(([result, those]) => [result, those.length]));
  return {
    begun: truths.length, byResult,
    questions: funnelOf(ASKED, interviews).map(({ question, put, answered, skipped, stopped }) => {
      const kind = ASKED.questions.find(({ name }) => name === question)?.kind;
      const numbers = truths.flatMap(({ answers: said }) => { const value = said[question]; return typeof value === 'number' ? [value] : []; });
      return { question, put, answered, skipped, stopped, score: kind === 'nps' ? npsOf(numbers) : kind === 'csat' ? csatOf(numbers) : null };
    }),
  };
}

const npsOf = (said: readonly number[]): { readonly n: number; readonly value: number | null } =>
  ({ n: said.length, value: said.length === 0 ? null : 100 * (said.filter((value) => value >= 9).length - said.filter((value) => value <= 6).length) / said.length });
const csatOf = (said: readonly number[]): { readonly n: number; readonly value: number | null } =>
  ({ n: said.length, value: said.length === 0 ? null : said.filter((value) => value >= 4).length / said.length });

const ENDINGS: readonly Ending[] = [
  ...(['complete', 'refused', 'no-response'] as const).map((result) => ({ result })), ...(['hung-up', 'given-up'] as const).map((because) => ({ result: 'partial' as const, because })),
];

function interviewOf({ result, answers: said }: Recorded): Interview {
  const ending = ENDINGS.find((one) => recordedOf({ ending: one, answers: {} }).result === result) ?? null;
  return { ...beginning('', 'en', {}), isBegun: true, ending, answers: Object.fromEntries(Object.entries(said).map(([question, value]) => [question, givenOf(value)])) };
}

function givenOf(value: number | string | boolean): Given {
  if (typeof value === 'number') return { kind: 'number', value };
  if (typeof value === 'boolean') return { kind: 'yes-no', value };
  if (value === 'none') return NONE;
  return value === 'recorded' ? { kind: 'recorded', lengthMs: 1_000 } : { kind: 'choice', value };
}
