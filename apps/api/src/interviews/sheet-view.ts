import type { InterviewView } from '@paceline/contracts/interviews';
import { sheetOf } from '@paceline/domain/survey/agent';
import { numbersOf } from '@paceline/domain/survey/answer';
import type { Interview } from '@paceline/domain/survey/interview';
import { questionOf, type Questionnaire } from '@paceline/domain/survey/questionnaire';
import { askedNow } from '@paceline/domain/survey/step';

export type SheetView = Pick<InterviewView, 'language' | 'asks' | 'question' | 'text' | 'lines' | 'result' | 'because'>;

/** What is on the screen of whoever asks. */
export function toSheetView(questionnaire: Questionnaire, interview: Interview): SheetView {
  const asked = askedNow(questionnaire, interview);
  const { text, lines } = sheetOf(questionnaire, interview);
  const { ending, language } = interview;
  return {
    language, text, asks: asked === null ? null : asked.kind === 'ask' ? 'question' : 'consent', question: asked?.kind === 'ask' ? asked.question : null,
    lines: lines.map(({ choices, given, ...line }) => {
      const question = questionOf(questionnaire, line.question);
      const numbers = question === null ? null : numbersOf(question);
      return {
        ...line, kind: question?.kind ?? '', least: numbers?.least ?? null, most: numbers?.most ?? null, choices: [...choices],
        given: given?.kind === 'several' ? { ...given, value: [...given.value] } : given,
      };
    }),
    result: ending?.result ?? null, because: ending?.result === 'partial' ? ending.because : null,
  };
}
