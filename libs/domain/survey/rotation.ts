import { hash } from '../routing/hash';
import type { ChoiceQuestion, Choice, Question, Questionnaire, SeveralQuestion } from './questionnaire';

/** The questions in the order in which an interview has them: its seed alone says which, so that whoever goes on with it has the same. */
export function questionsInOrder({ questions, rotations }: Questionnaire, seed: string): readonly Question[] {
  const order = [...questions];
  for (const names of rotations) {
    const places = questions.flatMap(({ name }, at) => names.includes(name) ? [at] : []);
    const rotated = shuffled(questions.filter(({ name }) => names.includes(name)), `${seed} questions`);
    for (const [nth, at] of places.entries()) order[at] = rotated[nth] ?? order[at] as Question; // as many as places
  }
  return order;
}

/** Its choices in the order of the keys 1, 2, 3 …; none for a question without any. */
export function choicesInOrder(question: Question, seed: string): readonly Choice[] {
  if (!hasChoices(question)) return [];
  return question.isRotated ? shuffled(question.choices, `${seed} ${question.name}`) : question.choices;
}

export function hasChoices(question: Question): question is ChoiceQuestion | SeveralQuestion {
  return question.kind === 'choice' || question.kind === 'several';
}

function shuffled<T extends { readonly name: string }>(these: readonly T[], seed: string): readonly T[] {
  const drawn = these.map((one) => ({ one, by: hash(`${seed} ${one.name}`) }));
  return drawn.sort((one, other) => one.by - other.by || (one.one.name < other.one.name ? -1 : 1)).map(({ one }) => one);
}
