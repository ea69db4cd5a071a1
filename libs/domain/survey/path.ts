import type { Given } from './given';
import { truthOf, type Known } from './condition';
import type { Interview } from './interview';
import type { Question, QuestionName, Questionnaire, Target } from './questionnaire';
import { questionsInOrder } from './rotation';

export interface Path {
  /** Answered or skipped, in the order in which they were put. */
  readonly put: readonly QuestionName[];
  /** Where it stands: a question that is to be put, or how it ends. */
  readonly now: Target;
  /** What is known on it. */
  readonly known: Known;
}

/**
 * The way that answers lead through a questionnaire: the same answers the same way, whoever puts the questions. It goes on only, so
 * that every way ends; what somebody answered beside it counts for nothing.
 */
export function pathOf(questionnaire: Questionnaire, { seed, facts, answers }: Pick<Interview, 'seed' | 'facts' | 'answers'>): Path {
  const order = questionsInOrder(questionnaire, seed);
  const put: QuestionName[] = [];
  const ahead = new Set(order.map(({ name }) => name));
  const onPath = new Map<QuestionName, Given>();
  const known: Known = {
    answer: (name) => onPath.get(name) ?? (ahead.has(name) ? undefined : null),
    fact: (name) => Object.hasOwn(facts, name) ? facts[name] ?? null : null,
  };
  const ends = (now: Target): Path => { ahead.clear(); return { put, now, known }; };
  for (let at = 0; at < order.length;) {
    const question = order[at];
    if (question === undefined) break;
    const isAsked = question.askIf === null || truthOf(question.askIf, known) === true;
    const given = isAsked && Object.hasOwn(answers, question.name) ? answers[question.name] : undefined;
    if (isAsked && given === undefined) return { put, now: { kind: 'question', question: question.name }, known };
    ahead.delete(question.name);
    if (given !== undefined) {
      put.push(question.name);
      onPath.set(question.name, given);
    }
    const target = given === undefined ? null : targetOf(question, known);
    if (target !== null && target.kind !== 'question') return ends(target);
    // A place, not a question: of those that are rotated the first of their places, whichever of them is there.
    const next = target === null ? -1 : questionnaire.questions.findIndex(({ name }) => name === target.question);
    const from = at;
    at = next > at ? next : at + 1;
    for (const { name } of order.slice(from, at)) ahead.delete(name);
  }
  return ends({ kind: 'end' });
}

/** Null: on to the next. */
export function targetOf({ branches }: Question, known: Known): Target | null {
  return branches.find(({ when }) => truthOf(when, known) === true)?.to ?? null;
}
