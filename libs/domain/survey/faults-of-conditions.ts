import { answersThatDiffer, factsThatDiffer } from './classes';
import { meets, testsIn, valueMeets, type Condition, type SingleTest } from './condition';
import type { Place, QuestionnaireFault } from './fault';
import { questionOf, type Questionnaire } from './questionnaire';

/** Of each condition by itself: what it asks after is there, was answered by then, and may be so. */
export function faultsOfConditions(questionnaire: Questionnaire): readonly QuestionnaireFault[] {
  return conditionsOf(questionnaire).flatMap(({ at, when }) => testsIn(when).flatMap((test) => faultsOfTest(questionnaire, at, test)));
}

/** Every condition, and where it stands. */
export function conditionsOf({ questions, quotas }: Questionnaire): readonly { readonly at: Place; readonly when: Condition }[] {
  return [
    ...questions.flatMap(({ name: question, askIf, branches }) => [
      ...askIf === null ? [] : [{ at: { kind: 'ask-if' as const, question }, when: askIf }],
      ...branches.map(({ when }, branch) => ({ at: { kind: 'branch' as const, question, branch }, when })),
    ]),
    ...quotas.map(({ name: quota, when }) => ({ at: { kind: 'quota' as const, quota }, when })),
  ];
}

function faultsOfTest(questionnaire: Questionnaire, at: Place, test: SingleTest): readonly QuestionnaireFault[] {
  if (test.kind === 'fact') {
    const fact = questionnaire.facts.find(({ name }) => name === test.fact);
    if (fact === undefined) return [{ code: 'unknown-fact', params: { at, fact: test.fact } }];
    const isPossible = factsThatDiffer(fact, [test.is]).some((value) => value !== null && valueMeets(value, test.is));
    return isPossible ? [] : [{ code: 'impossible-condition', params: { at, of: test.fact } }];
  }
  const question = questionOf(questionnaire, test.question);
  if (question === null) {
    return [at.kind === 'quota'
      ? { code: 'quota-without-question', params: { quota: at.quota, question: test.question } }
      : { code: 'unknown-question', params: { at, question: test.question } }];
  }
  const isPossible = answersThatDiffer(question, [test.is]).some((given) => meets(given, test.is));
  return [
    ...faultsOfOrder(questionnaire, at, test.question),
    ...isPossible ? [] : [{ code: 'impossible-condition' as const, params: { at, of: test.question } }],
  ];
}

function faultsOfOrder({ questions, rotations }: Questionnaire, at: Place, on: string): readonly QuestionnaireFault[] {
  if (at.kind === 'quota') return [];
  const [here, there] = [at.question, on].map((name) => questions.findIndex((question) => question.name === name));
  if (here === undefined || there === undefined) return [];
  const mayBeItself = at.kind === 'branch' && here === there;
  const isRotated = rotations.some((names) => names.includes(at.question) && names.includes(on));
  if (isRotated && here !== there) return [{ code: 'hangs-on-rotated', params: { question: at.question, on } }];
  return there < here || mayBeItself ? [] : [{ code: 'asks-ahead', params: { at, question: on } }];
}
