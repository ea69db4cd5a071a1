import type { Interview, InterviewEvent, InterviewStep } from './interview';
import type { Questionnaire } from './questionnaire';
import { mayBeTakenUp, step } from './step';

/** What an interview is told first by whoever begins it, finds it, or goes on with it in another call; null: it is over. */
export function entering(interview: Interview): Extract<InterviewEvent, { readonly kind: 'begun' | 'taken-up' | 'resumed' }> | null {
  if (!interview.isBegun) return { kind: 'begun' };
  if (interview.ending === null) return { kind: 'resumed' };
  return mayBeTakenUp(interview) ? { kind: 'taken-up' } : null;
}

/** Nobody goes on with it: as if the person had hung up, though nothing was asked yet. */
export function left(questionnaire: Questionnaire, interview: Interview): InterviewStep {
  return step(questionnaire, { ...interview, isBegun: true }, { kind: 'stopped', because: 'hung-up' });
}
