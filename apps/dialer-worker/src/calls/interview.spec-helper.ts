import { keypadCall } from '@paceline/domain/survey/keypad';
import { comment, questionnaire, rating, yesNo } from '@paceline/domain/survey/fixtures';
import type { Questionnaire } from '@paceline/domain/survey/questionnaire';
import { beginning } from '@paceline/domain/survey/step';
import type { KeptInterview } from '@paceline/persistence';
import { interviewNow } from './interview-book';
import type { InterviewNow } from './interview-now';

/** Asks for a score up to ten, for yes or no, and for some words. */
export const ASKED: Questionnaire = questionnaire([rating('nps', 'nps'), yesNo('again'), comment('words', { isOptional: true })]);

/** An interview by keys that has just been written. */
export function aKeptInterview(more: Partial<KeptInterview> = {}): KeptInterview {
  const at = new Date(0);
  return {
    id: 'interview', clientId: '1', questionnaireId: '3', versionId: '30', delivery: 'keypad', privacy: 'named', language: 'en', campaignId: null, queueId: null, agentId: null,
    callId: 'a', contactId: null, state: beginning('interview', 'en', {}), beside: null, revision: 0, result: null, because: null, quota: null, stoppedAtQuestion: null, begunAt: at, lastStepAt: at, endedAt: null,
    questionnaire: ASKED, ...more,
  };
}

export function anInterview(more: Partial<KeptInterview> = {}): InterviewNow {
  return interviewNow(aKeptInterview(more));
}

/** In which consent is given, and the first question stands. */
export function aBegunInterview(): InterviewNow {
  const { state } = aKeptInterview();
  const { interview: _state, ...beside } = { ...keypadCall(state), serial: 2 };
  return anInterview({ state: { ...state, isBegun: true, hasConsent: true }, beside });
}
