import type { Given } from './given';
import { answersThatDiffer, factsThatDiffer, testsOf } from './classes';
import { testsIn, truthOf, type Condition, type FactValue, type Known, type SingleTest } from './condition';
import { targetOf } from './path';
import type { Question, QuestionName, Questionnaire, QuotaName } from './questionnaire';

/** What some person comes to. Exact: each of them is brought about by facts and answers that go together. */
export interface Reach {
  readonly questions: ReadonlySet<QuestionName>;
  /** By question: the branches that are taken, by their place from 0. */
  readonly branches: ReadonlyMap<QuestionName, ReadonlySet<number>>;
  readonly quotas: ReadonlySet<QuotaName>;
}

/** So many different pasts at most are kept apart at one question. */
export const MOST_PASTS = 2_000;

/** What was said and known so far, as far as something behind asks after it. Null: not put, not known. */
interface Past {
  readonly answers: Readonly<Record<QuestionName, Given | null>>;
  readonly facts: Readonly<Record<string, FactValue | null>>;
}

/**
 * Goes through everything that can happen, question by question in the written order (those that are rotated do not hang on each other, so
 * that any order comes to the same). Null: its conditions hang on too much at once to be gone through.
 */
export function reachOf(questionnaire: Questionnaire): Reach | null {
  const { questions, quotas } = questionnaire;
  const asked = tests(questionnaire, 0);
  const ahead = [...questions.keys(), questions.length].map((from) => askedAfter(tests(questionnaire, from)));
  const reach = { questions: new Set<QuestionName>(), branches: new Map<QuestionName, Set<number>>(), quotas: new Set<QuotaName>() };
  const pasts = questions.map(() => new Map<string, Past>());
  const ends = new Map<string, Past>();
  for (const past of beginnings(questionnaire, asked)) add(pasts[0] ?? ends, past);
  for (const [at, question] of questions.entries()) {
    if ((pasts[at]?.size ?? 0) > MOST_PASTS || ends.size > MOST_PASTS) return null;
    const differ = answersThatDiffer(question, testsOf(asked, 'answer', question.name));
    for (const past of pasts[at]?.values() ?? []) {
      if (question.askIf !== null && truthOf(question.askIf, knownOf(past)) !== true) {
        add(pasts[at + 1] ?? ends, shortened(withAnswer(past, question.name, null), ahead[at + 1]));
        continue;
      }
      reach.questions.add(question.name);
      for (const given of differ) {
        const now = withAnswer(past, question.name, given);
        const next = nextOf(questionnaire, question, at, now, reach.branches);
        if (next !== SCREENED) add(pasts[next] ?? ends, shortened(skipped(questionnaire, now, at, next), ahead[next]));
      }
    }
  }
  if (ends.size > MOST_PASTS) return null;
  for (const past of ends.values()) for (const { name, when } of quotas) if (truthOf(when, knownOf(past)) === true) reach.quotas.add(name);
  return reach;
}

const SCREENED = -1;

/** The place of the next question; that behind the last: complete. */
function nextOf({ questions }: Questionnaire, question: Question, at: number, past: Past, taken: Map<QuestionName, Set<number>>): number {
  const target = targetOf(question, knownOf(past));
  if (target === null) return at + 1;
  const places = taken.get(question.name) ?? new Set();
  taken.set(question.name, places.add(question.branches.findIndex(({ to }) => to === target)));
  switch (target.kind) {
    case 'screen-out': return SCREENED;
    case 'end': return questions.length;
    case 'question': return Math.max(at + 1, questions.findIndex(({ name }) => name === target.question));
  }
}

function beginnings({ facts }: Questionnaire, asked: readonly SingleTest[]): readonly Past[] {
  return facts.reduce<readonly Past[]>((pasts, fact) => {
    const asks = testsOf(asked, 'fact', fact.name);
    const values = asks.length === 0 ? [null] : factsThatDiffer(fact, asks);
    return pasts.length > MOST_PASTS ? pasts : pasts.flatMap((past) => values.map((value) => ({ ...past, facts: { ...past.facts, [fact.name]: value } })));
  }, [{ answers: {}, facts: {} }]);
}

/** All that is asked after from a place on, quotas included. */
function tests({ questions, quotas }: Questionnaire, from: number): readonly SingleTest[] {
  const conditions: Condition[] = quotas.map(({ when }) => when);
  for (const { askIf, branches } of questions.slice(from)) conditions.push(...askIf === null ? [] : [askIf], ...branches.map(({ when }) => when));
  return conditions.flatMap(testsIn);
}

interface AskedAfter { readonly questions: ReadonlySet<string>; readonly facts: ReadonlySet<string> }

function askedAfter(these: readonly SingleTest[]): AskedAfter {
  return {
    questions: new Set(these.flatMap((test) => test.kind === 'answer' ? [test.question] : [])),
    facts: new Set(these.flatMap((test) => test.kind === 'fact' ? [test.fact] : [])),
  };
}

/** Pasts that differ in nothing that is asked after are one. */
function shortened({ answers, facts }: Past, ahead: AskedAfter | undefined): Past {
  return ahead === undefined ? { answers, facts } : { answers: only(answers, ahead.questions), facts: only(facts, ahead.facts) };
}

function only<T>(record: Readonly<Record<string, T>>, names: ReadonlySet<string>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.has(name)).sort(([one], [other]) => one < other ? -1 : 1));
}

function skipped({ questions }: Questionnaire, past: Past, at: number, next: number): Past {
  return questions.slice(at + 1, next).reduce((so, { name }) => withAnswer(so, name, null), past);
}

function withAnswer(past: Past, question: QuestionName, given: Given | null): Past {
  return { ...past, answers: { ...past.answers, [question]: given } };
}

function knownOf({ answers, facts }: Past): Known {
  return {
    answer: (name) => Object.hasOwn(answers, name) ? answers[name] : null,
    fact: (name) => Object.hasOwn(facts, name) ? facts[name] ?? null : null,
  };
}

function add(pasts: Map<string, Past>, past: Past): void {
  pasts.set(JSON.stringify(past), past);
}
