import type { Interview } from '../interview';
import { pathOf } from '../path';
import type { QuestionName, Questionnaire } from '../questionnaire';
import { wilson, type Interval } from '../../metrics/interval';

/** How far they came. Who was put a question has answered it, skipped it, or stopped there. */
export interface FunnelStep {
  readonly question: QuestionName;
  readonly put: number;
  readonly answered: number;
  readonly skipped: number;
  readonly stopped: number;
  /** Of those who were put it, with its 95 % interval; null: nobody was. */
  readonly stoppedRatio: number | null;
  readonly stoppedInterval: Interval | null;
}

/** Of the interviews of one version and one delivery, in the written order of the questions. Those that go on are counted as far as they came. */
export function funnelOf(questionnaire: Questionnaire, interviews: Iterable<Interview>): readonly FunnelStep[] {
  const steps = new Map(questionnaire.questions.map(({ name }) => [name, { answered: 0, skipped: 0, stopped: 0 }]));
  for (const interview of interviews) {
    const { put, now } = pathOf(questionnaire, interview);
    for (const name of put) {
      const step = steps.get(name);
      if (step !== undefined) step[interview.answers[name]?.kind === 'none' ? 'skipped' : 'answered']++;
    }
    const last = now.kind === 'question' && interview.ending?.result === 'partial' ? steps.get(now.question) : undefined;
    if (last !== undefined) last.stopped++;
  }
  return [...steps].map(([question, { answered, skipped, stopped }]) => {
    const put = answered + skipped + stopped;
    return { question, put, answered, skipped, stopped, stoppedRatio: put === 0 ? null : stopped / put, stoppedInterval: wilson(stopped, put) };
  });
}
