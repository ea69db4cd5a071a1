import { numbersOf } from './answer';
import { isDay } from './day';
import type { QuestionnaireFault } from './fault';
import { LARGEST_NUMBER, MOST_CHOICES } from './keyed';
import type { Question, Questionnaire } from './questionnaire';
import { hasChoices } from './rotation';

/** Of each of its parts by itself, and of names. */
export function faultsOfForm(questionnaire: Questionnaire): readonly QuestionnaireFault[] {
  const { questions, deliveries, facts, quotas } = questionnaire;
  return [
    ...questions.length === 0 ? [{ code: 'no-question' as const, params: {} }] : [],
    ...deliveries.length === 0 ? [{ code: 'no-delivery' as const, params: {} }] : [],
    ...twice([...facts, ...questions].map(({ name }) => name)).map((name): QuestionnaireFault => ({ code: 'same-name', params: { name } })),
    ...twice(quotas.map(({ name }) => name)).map((quota): QuestionnaireFault => ({ code: 'same-quota', params: { quota } })),
    ...quotas.filter(({ most }) => most < 1).map(({ name }): QuestionnaireFault => ({ code: 'quota-of-nobody', params: { quota: name } })),
    ...questions.flatMap((question) => [...faultsOfChoices(question), ...faultsOfRange(question), ...faultsOfVoice(questionnaire, question)]),
    ...faultsOfFacts(questionnaire),
    ...faultsOfBranches(questionnaire),
    ...faultsOfRotations(questionnaire),
  ];
}

function faultsOfChoices(question: Question): readonly QuestionnaireFault[] {
  if (!hasChoices(question)) return [];
  const { name, choices } = question;
  return [
    ...choices.length === 0 ? [{ code: 'no-choice' as const, params: { question: name } }] : [],
    ...choices.length > MOST_CHOICES ? [{ code: 'too-many-choices' as const, params: { question: name, choices: choices.length, most: MOST_CHOICES } }] : [],
    ...twice(choices.map((choice) => choice.name)).map((choice): QuestionnaireFault => ({ code: 'same-choice', params: { question: name, choice } })),
  ];
}

function faultsOfRange(question: Question): readonly QuestionnaireFault[] {
  const { name } = question;
  if (isEmptyRange(question)) return [{ code: 'empty-range', params: { question: name } }];
  const numbers = numbersOf(question);
  if (numbers === null || (numbers.least >= 0 && numbers.most <= LARGEST_NUMBER)) return [];
  return [{ code: 'range-beyond-keys', params: { question: name, ...numbers } }];
}

function isEmptyRange(question: Question): boolean {
  switch (question.kind) {
    case 'number': return !(Number.isInteger(question.least) && Number.isInteger(question.most) && question.least <= question.most);
    case 'several': return !(question.least <= question.most && question.least <= question.choices.length && question.most >= 1);
    case 'date': return !(isDay(question.earliest) && isDay(question.latest) && question.earliest <= question.latest);
    case 'comment': return question.longestSec < 1;
    case 'nps':
    case 'csat':
    case 'ces':
    case 'yes-no':
    case 'choice': return false;
  }
}

/** A voice is known by who hears it. */
function faultsOfVoice({ privacy, deliveries }: Questionnaire, { kind, name }: Question): readonly QuestionnaireFault[] {
  return privacy === 'anonymous' && kind === 'comment' && deliveries.includes('keypad') ? [{ code: 'voice-in-anonymous', params: { question: name } }] : [];
}

function faultsOfFacts({ privacy, facts }: Questionnaire): readonly QuestionnaireFault[] {
  if (privacy !== 'anonymous') return [];
  return facts.filter(({ kind }) => kind !== 'one-of').map(({ name }) => ({ code: 'fact-in-anonymous', params: { fact: name } }));
}

function faultsOfBranches({ questions, rotations }: Questionnaire): readonly QuestionnaireFault[] {
  return questions.flatMap(({ name, branches }, from) => branches.flatMap(({ to }, branch): readonly QuestionnaireFault[] => {
    if (to.kind !== 'question') return [];
    const at = questions.findIndex((question) => question.name === to.question);
    if (at === -1) return [{ code: 'branch-leads-nowhere', params: { question: name, branch, to: to.question } }];
    if (at <= from) return [{ code: 'endless-loop', params: { questions: questions.slice(at, from + 1).map((question) => question.name) } }];
    const own = rotations.some((names) => names.includes(name));
    const isWithin = rotations.some((names) => names.includes(to.question) && names.includes(questions[at - 1]?.name ?? ''));
    return [
      ...own ? [{ code: 'branch-out-of-rotation' as const, params: { question: name, branch } }] : [],
      ...isWithin ? [{ code: 'branch-into-rotation' as const, params: { question: name, branch, to: to.question } }] : [],
    ];
  }));
}

function faultsOfRotations({ questions, rotations }: Questionnaire): readonly QuestionnaireFault[] {
  return rotations.flatMap((names, rotation): readonly QuestionnaireFault[] => {
    const unknown = names.filter((name) => !questions.some((question) => question.name === name));
    if (unknown.length > 0) return unknown.map((question) => ({ code: 'rotation-of-unknown', params: { rotation, question } }));
    if (names.length < 2) return [{ code: 'rotation-of-one', params: { rotation } }];
    const places = questions.flatMap(({ name }, at) => names.includes(name) ? [at] : []);
    const isApart = (places.at(-1) ?? 0) - (places[0] ?? 0) !== names.length - 1 || places.length !== names.length;
    const isShared = rotations.some((others, other) => other !== rotation && names.some((name) => others.includes(name)));
    return isApart || isShared ? [{ code: 'rotation-apart', params: { rotation } }] : [];
  });
}

function twice(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}
