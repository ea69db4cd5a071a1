import { isDay } from './day';
import type { Answer } from './given';
import type { Question } from './questionnaire';

/** Characters of a comment that is written, at most. */
export const LONGEST_COMMENT = 4_000;

const RATINGS = { nps: { least: 0, most: 10 }, csat: { least: 1, most: 5 }, ces: { least: 1, most: 7 } } as const;

/** Both included; null for a question that is answered by no number. */
export function numbersOf(question: Question): { readonly least: number; readonly most: number } | null {
  switch (question.kind) {
    case 'nps':
    case 'csat':
    case 'ces': return RATINGS[question.kind];
    case 'number': return { least: question.least, most: question.most };
    case 'yes-no':
    case 'choice':
    case 'several':
    case 'date':
    case 'comment': return null;
  }
}

/** Whether it is an answer to that question. */
export function isAnswer(question: Question, answer: Answer): boolean {
  const numbers = numbersOf(question);
  if (numbers !== null) return answer.kind === 'number' && Number.isInteger(answer.value) && answer.value >= numbers.least && answer.value <= numbers.most;
  switch (question.kind) {
    case 'yes-no': return answer.kind === 'yes-no';
    case 'choice': return answer.kind === 'choice' && question.choices.some(({ name }) => name === answer.value);
    case 'several': {
      if (answer.kind !== 'several' || answer.value.length < question.least || answer.value.length > question.most) return false;
      const ordered = question.choices.map(({ name }) => name).filter((name) => answer.value.includes(name));
      return ordered.length === answer.value.length && ordered.every((name, at) => name === answer.value[at]);
    }
    case 'date': return answer.kind === 'date' && isDay(answer.value) && answer.value >= question.earliest && answer.value <= question.latest;
    case 'comment': {
      if (answer.kind === 'written') return answer.text.trim() !== '' && answer.text.length <= LONGEST_COMMENT;
      return answer.kind === 'recorded' && answer.lengthMs > 0;
    }
    case 'nps':
    case 'csat':
    case 'ces':
    case 'number': return false;
  }
}
