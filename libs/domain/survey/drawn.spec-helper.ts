import fc from 'fast-check';
import type { Given } from './given';
import type { InterviewEvent } from './interview';
import type { Condition, Test } from './condition';
import type { QuestionnaireFault } from './fault';
import { questionnaireFaults } from './faults';
import { comment, date, number, offered, option, prompts, questionnaire, rating, several, choice, yesNo } from './fixtures';
import type { Branch, Question, Questionnaire, Target } from './questionnaire';

const NAMES = ['a', 'b', 'c', 'd', 'e'] as const;

/** Of a person, as far as they are known. */
export const facts = fc.record({ city: fc.constantFrom('Manila', 'Cebu'), orders: fc.nat(5) }, { requiredKeys: [] });
export const seed = fc.constantFrom('s1', 's2', 's3');
/** Whoever counts has no place left in some of them. */
export const full = fc.subarray(['x', 'y']);

/** What somebody outside says to that. */
export function word(quotas: readonly string[], noPlace: readonly string[]): Extract<InterviewEvent, { readonly kind: 'full' | 'reserved' }> {
  const quota = quotas.find((one) => noPlace.includes(one));
  return quota === undefined ? { kind: 'reserved', quotas } : { kind: 'full', quota };
}

/** Each chooses an answer, or a skip. */
export const draws = fc.array(fc.nat(1_000), { minLength: 20, maxLength: 20 });

export const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T; // of what it was made of

/** Whatever answers it differently enough: of the small questions drawn here, all. */
export function everyAnswer(question: Question): readonly Given[] {
  const skips: readonly Given[] = question.isOptional ? [{ kind: 'none' }] : [];
  switch (question.kind) {
    case 'csat': return [1, 2, 3, 4, 5].map((value): Given => ({ kind: 'number', value })).concat(skips);
    case 'number': return [0, 1, 2, 3, 4, 5, 12].map((value): Given => ({ kind: 'number', value })).concat(skips);
    case 'yes-no': return [true, false].map((value): Given => ({ kind: 'yes-no', value })).concat(skips);
    case 'choice': return question.choices.map(({ name }): Given => ({ kind: 'choice', value: name })).concat(skips);
    case 'several': return [[], ['one'], ['two'], ['one', 'two']].map((value): Given => ({ kind: 'several', value })).concat(skips);
    case 'date': return [{ kind: 'date', value: '2026-06-01' }, ...skips];
    case 'comment': return [{ kind: 'recorded', lengthMs: 2_000 }, ...skips];
    case 'nps':
    case 'ces': return [];
  }
}

const two = ['one', 'two'].map(option);
const base = (name: string): fc.Arbitrary<Question> => fc.constantFrom(
  rating(name), yesNo(name), yesNo(name), choice(name, two), choice(name, ['one', 'two'].map(offered), { isRotated: true }), several(name, two), number(name, 0, 12), date(name), comment(name),
);

const among = (...values: string[]): fc.Arbitrary<Test> => fc.oneof(
  fc.constant<Test>({ kind: 'given' }), fc.record({ kind: fc.constant('in' as const), values: fc.subarray(values, { minLength: 1 }) }),
  fc.record({ kind: fc.constant('between' as const), least: fc.constantFrom(null, 1, 3), most: fc.constantFrom(null, 2, 4) }),
);
const test = among('yes', 'no', 'one', 'two', '1', '3', '5');

function condition(names: fc.Arbitrary<string>): fc.Arbitrary<Condition> {
  const single = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('answer' as const), question: names, is: test }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('fact' as const), fact: fc.constant('city'), is: among('Manila', 'Cebu') }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('fact' as const), fact: fc.constant('orders'), is: among('1', '3') }) },
  );
  return fc.oneof<fc.Arbitrary<Condition>[]>(
    single, single, fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: fc.array(single, { minLength: 1, maxLength: 2 }) }), single.map((of) => ({ kind: 'not' as const, of })),
  );
}

function branches(names: fc.Arbitrary<string>, targets: fc.Arbitrary<string>): fc.Arbitrary<Branch[]> {
  const target = fc.oneof<fc.Arbitrary<Target>[]>(fc.record({ kind: fc.constant('question' as const), question: targets }), fc.constant({ kind: 'end' as const }), fc.constant({ kind: 'screen-out' as const }));
  return fc.array(fc.record({ when: condition(names), to: target }), { maxLength: 2 });
}

interface Naming { readonly before: (at: number) => fc.Arbitrary<string>; readonly behind: (at: number) => fc.Arbitrary<string> }

function drawn(naming: Naming, names: readonly string[] = NAMES): fc.Arbitrary<Questionnaire> {
  const questions = fc.tuple(...names.map((name, at) => fc.tuple(
    base(name), fc.boolean(), at === 0 ? fc.constant(null) : fc.option(condition(naming.before(at - 1)), { nil: null, freq: 2 }), branches(naming.before(at), naming.behind(at)),
  ).map(([question, isOptional, askIf, ways]): Question => ({ ...question, isOptional, askIf, branches: ways }))));
  const quota = condition(fc.constantFrom(...names));
  return fc.tuple(questions, fc.constantFrom([], [['b', 'c']], [['a', 'b'], ['c', 'd']]), fc.option(quota, { nil: null }), fc.option(quota, { nil: null })).map(([these, rotations, x, y]) => questionnaire(these, {
    rotations, facts: [{ kind: 'text', name: 'city' }, { kind: 'number', name: 'orders' }],
    quotas: [{ name: 'x', when: x }, { name: 'y', when: y }].flatMap(({ name, when }) => when === null ? [] : [{ name, when, most: 9 }]),
  }));
}

/** As somebody may draw them: mostly with faults. */
export function anyQuestionnaire(): fc.Arbitrary<Questionnaire> {
  const name = fc.constantFrom(...NAMES, 'nowhere');
  return fc.oneof(drawn({ before: () => name, behind: () => name }), drawn(inOrder(NAMES)));
}

/** Without a fault but those of ways that nobody goes: so small that every way can be gone. */
export function smallQuestionnaire(): fc.Arbitrary<Questionnaire> {
  const names = NAMES.slice(0, 4);
  return drawn(inOrder(names), names).map((of) => mended(of, ({ code }) => code !== 'never-asked' && code !== 'never-taken' && code !== 'quota-of-nobody'));
}

/** Without a fault. */
export function soundQuestionnaire(): fc.Arbitrary<Questionnaire> {
  return drawn(inOrder(NAMES)).map((of) => mended(of));
}

/** What is faulty is taken out until nothing is. */
export function mended(of: Questionnaire, isMended: (fault: QuestionnaireFault) => boolean = () => true): Questionnaire {
  for (let whole = of; ;) {
    const fault = questionnaireFaults(whole, prompts).find(isMended);
    if (fault === undefined) return whole;
    whole = without(whole, fault);
  }
}

/** Conditions hang on what was asked, branches lead on. */
function inOrder(names: readonly string[]): Naming {
  return {
    before: (at) => fc.constantFrom(...names.slice(0, at + 1)), behind: (at) => fc.constantFrom(...names.slice(Math.min(at + 1, names.length - 1))),
  };
}

function without(of: Questionnaire, { code, params }: QuestionnaireFault): Questionnaire {
  const place = 'at' in params ? params.at : null;
  const question = place === null ? 'question' in params ? params.question : null : place.kind === 'quota' ? null : place.question;
  const quota = place === null ? 'quota' in params ? params.quota : null : place.kind === 'quota' ? place.quota : null;
  const branchAt = place === null ? 'branch' in params ? params.branch : null : place.kind === 'branch' ? place.branch : null;
  if (quota !== null) return { ...of, quotas: of.quotas.filter(({ name }) => name !== quota) };
  if ('rotation' in params) return { ...of, rotations: of.rotations.filter((_, at) => at !== params.rotation) };
  if ('questions' in params) return changed(of, params.questions.at(-1) ?? '', () => ({ branches: [] }));
  if (question === null) throw new Error(`nothing is drawn that has ${code}`);
  if (code === 'never-asked') return { ...of, questions: of.questions.filter(({ name }) => name !== question), rotations: of.rotations.map((names) => names.filter((name) => name !== question)) };
  if (branchAt !== null) return changed(of, question, ({ branches: ways }) => ({ branches: ways.filter((_, at) => at !== branchAt) }));
  return changed(of, question, () => code === 'hangs-on-rotated' ? { askIf: null, branches: [] } : { askIf: null });
}

function changed(of: Questionnaire, question: string, to: (question: Question) => Partial<Pick<Question, 'askIf' | 'branches'>>): Questionnaire {
  return { ...of, questions: of.questions.map((each) => each.name === question ? { ...each, ...to(each) } : each) };
}
