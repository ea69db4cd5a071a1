import type { FormSheet } from '@paceline/contracts/forms';
import { sheetOf } from '@paceline/domain/survey/agent';
import { numbersOf } from '@paceline/domain/survey/answer';
import { isRightToLeft } from '@paceline/domain/survey/form';
import { questionOf } from '@paceline/domain/survey/questionnaire';
import { askedNow } from '@paceline/domain/survey/step';
import type { KeptInterview } from '@paceline/persistence';

/** What a browser shows of an interview. */
export function toFormSheet({ questionnaire, state }: KeptInterview, resume: string): FormSheet {
  const asked = askedNow(questionnaire, state);
  const { text, lines } = sheetOf(questionnaire, state);
  return {
    resume, language: state.language, rightToLeft: isRightToLeft(state.language), text, result: state.ending?.result ?? null,
    asks: asked === null ? null : asked.kind === 'ask' ? 'question' : 'consent',
    lines: lines.map(({ question: name, given, choices, keys, ...line }) => {
      const question = questionOf(questionnaire, name);
      const numbers = question === null ? null : numbersOf(question);
      return {
        ...line, question: name, kind: question?.kind ?? '', least: numbers?.least ?? null, most: numbers?.most ?? null, choices: [...choices],
        dateOrder: question?.kind === 'date' ? question.keyed : null, keys, written: given?.kind === 'written' ? given.text : null,
      };
    }),
  };
}
