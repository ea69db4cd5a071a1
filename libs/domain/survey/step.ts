import { isAnswer } from './answer';
import { NONE, type Given } from './given';
import { truthOf } from './condition';
import type { Ending, Interview, InterviewAction, InterviewEvent, InterviewStep } from './interview';
import { pathOf } from './path';
import { questionOf, type QuestionName, type Questionnaire, type QuotaName } from './questionnaire';

/** Of a person who has not been asked yet. @param facts those of the questionnaire that are known of them */
export function beginning(seed: string, language: string, facts: Interview['facts']): Interview {
  return { seed, language, facts, isBegun: false, hasConsent: false, answers: {}, held: [], reserving: [], ending: null };
}

/** What follows from what has happened. The same events lead the same way, whoever puts the questions. */
export function step(questionnaire: Questionnaire, interview: Interview, event: InterviewEvent): InterviewStep {
  const isOpen = interview.isBegun && interview.ending === null;
  switch (event.kind) {
    case 'begun': return interview.isBegun ? unmoved(interview) : goOn(questionnaire, { ...interview, isBegun: true });
    case 'resumed': return isOpen ? repeated(questionnaire, interview) : unmoved(interview);
    case 'taken-up': return mayBeTakenUp(interview) ? goOn(questionnaire, { ...interview, ending: null, hasConsent: false }) : unmoved(interview);
    case 'consented': return asksConsent(interview) ? goOn(questionnaire, { ...interview, hasConsent: true }) : unmoved(interview);
    case 'refused': {
      if (!asksConsent(interview)) return unmoved(interview);
      return over(interview, hasAnswers(interview) ? { result: 'partial', because: 'refused' } : { result: 'refused' });
    }
    case 'unheard': return asksConsent(interview) ? over(interview, withoutConsent(interview, 'hung-up')) : unmoved(interview);
    case 'stopped': {
      if (!isOpen) return unmoved(interview);
      return over(interview, interview.hasConsent ? { result: 'partial', because: event.because } : withoutConsent(interview, event.because));
    }
    case 'answered': {
      const question = questionOf(questionnaire, event.question);
      if (question === null || !isAnswer(question, event.answer)) return unmoved(interview);
      return given(questionnaire, interview, event.question, event.answer);
    }
    case 'skipped': {
      if (questionOf(questionnaire, event.question)?.isOptional !== true) return unmoved(interview);
      return given(questionnaire, interview, event.question, NONE);
    }
    case 'corrected': return corrected(questionnaire, interview, event.question, event.given);
    case 'reserved': return reserved(questionnaire, interview, event.quotas);
    case 'full': {
      if (!isOpen || !interview.reserving.includes(event.quota)) return unmoved(interview);
      return over(interview, { result: 'quota-full', quota: event.quota });
    }
    case 'spoken-in': {
      if (!questionnaire.languages.includes(event.language) || interview.language === event.language) return unmoved(interview);
      const spoken = { ...interview, language: event.language };
      return isOpen ? repeated(questionnaire, spoken) : unmoved(spoken);
    }
  }
}

export type Asking = Extract<InterviewAction, { readonly kind: 'ask' | 'ask-consent' }>;

/** What is put now; null: nothing is, since it waits for a quota, or is over. */
export function askedNow(questionnaire: Questionnaire, interview: Interview): Asking | null {
  if (asksConsent(interview)) return { kind: 'ask-consent' };
  if (!interview.isBegun || interview.ending !== null || interview.reserving.length > 0) return null;
  const { now } = pathOf(questionnaire, interview);
  return now.kind === 'question' ? { kind: 'ask', question: now.question } : null;
}

/** A second call may go on with it. */
export function mayBeTakenUp({ ending }: Interview): boolean {
  return ending?.result === 'no-response' || (ending?.result === 'partial' && ending.because !== 'refused');
}

function asksConsent({ isBegun, ending, reserving, hasConsent }: Interview): boolean {
  return isBegun && ending === null && reserving.length === 0 && !hasConsent;
}

function hasAnswers({ answers }: Interview): boolean {
  return Object.keys(answers).length > 0;
}

/** Whoever said something in an earlier call has been reached. */
function withoutConsent(interview: Interview, because: 'hung-up' | 'given-up' | 'put-off'): Ending {
  return hasAnswers(interview) ? { result: 'partial', because } : { result: 'no-response' };
}

function given(questionnaire: Questionnaire, interview: Interview, question: QuestionName, given: Given): InterviewStep {
  const asked = askedNow(questionnaire, interview);
  if (asked?.kind !== 'ask' || asked.question !== question) return unmoved(interview);
  return goOn(questionnaire, { ...interview, answers: { ...interview.answers, [question]: given } }, { kind: 'commit', question, given });
}

function corrected(questionnaire: Questionnaire, interview: Interview, name: QuestionName, given: Given): InterviewStep {
  const question = questionOf(questionnaire, name);
  const { ending } = interview;
  const isClosed = ending !== null && ending.result !== 'complete' && ending.result !== 'screened' && ending.result !== 'quota-full';
  if (question === null || isClosed || !Object.hasOwn(interview.answers, name)) return unmoved(interview);
  if (given.kind === 'none' ? !question.isOptional : !isAnswer(question, given)) return unmoved(interview);
  const answers = { ...interview.answers, [name]: given };
  return goOn(questionnaire, { ...interview, answers, ending: null }, { kind: 'commit', question: name, given });
}

function reserved(questionnaire: Questionnaire, interview: Interview, quotas: readonly QuotaName[]): InterviewStep {
  const { held, reserving, ending } = interview;
  const isAwaited = ending === null && reserving.length > 0 && reserving.every((quota) => quotas.includes(quota));
  if (isAwaited) return goOn(questionnaire, { ...interview, held: [...held, ...reserving], reserving: [] });
  // Granted to who is gone, or went another way.
  const unwanted = quotas.filter((quota) => !held.includes(quota) && !(ending === null && reserving.includes(quota)));
  return { interview, actions: unwanted.length === 0 ? [] : [{ kind: 'give-back', quotas: unwanted }] };
}

/** To whatever is next: a quota, consent, a question, the end. */
function goOn(questionnaire: Questionnaire, interview: Interview, ...done: readonly InterviewAction[]): InterviewStep {
  const { now, known } = pathOf(questionnaire, interview);
  const matched = questionnaire.quotas.filter(({ when }) => truthOf(when, known) === true).map(({ name }) => name);
  const held = interview.held.filter((quota) => matched.includes(quota));
  const surplus = [...interview.held, ...interview.reserving].filter((quota) => !matched.includes(quota));
  const reserving = now.kind === 'screen-out' ? [] : matched.filter((quota) => !held.includes(quota));
  const [beside, answers] = parted(interview.answers, (question) => known.answer(question) === null);
  const next = { ...interview, answers, held, reserving };
  const actions: readonly InterviewAction[] = [
    ...done, ...Object.keys(beside).map((question) => ({ kind: 'withdraw' as const, question })),
    ...surplus.length === 0 ? [] : [{ kind: 'give-back' as const, quotas: surplus }],
  ];
  // Nobody is asked for consent to no question at all.
  if (now.kind === 'screen-out' || (now.kind === 'end' && !hasAnswers(next))) return over(next, { result: 'screened' }, ...actions);
  if (reserving.length > 0) return { interview: next, actions: [...actions, { kind: 'reserve', quotas: reserving }] };
  if (!next.hasConsent) return { interview: next, actions: [...actions, { kind: 'ask-consent' }] };
  if (now.kind === 'end') return over(next, { result: 'complete' }, ...actions);
  return { interview: next, actions: [...actions, { kind: 'ask', question: now.question }] };
}

function parted(answers: Interview['answers'], is: (question: QuestionName) => boolean): readonly [Interview['answers'], Interview['answers']] {
  const all = Object.entries(answers);
  return [Object.fromEntries(all.filter(([question]) => is(question))), Object.fromEntries(all.filter(([question]) => !is(question)))];
}

function repeated(questionnaire: Questionnaire, interview: Interview): InterviewStep {
  const asked = askedNow(questionnaire, interview);
  if (asked !== null) return { interview, actions: [asked] };
  return { interview, actions: [{ kind: 'reserve', quotas: interview.reserving }] };
}

/** Only who completes it is counted: what was reserved for anybody else is given back. */
function over(interview: Interview, ending: Ending, ...done: readonly InterviewAction[]): InterviewStep {
  const freed = ending.result === 'complete' ? [] : [...interview.held, ...interview.reserving];
  return {
    interview: { ...interview, ending, reserving: [], held: ending.result === 'complete' ? interview.held : [] },
    actions: [...done, ...freed.length === 0 ? [] : [{ kind: 'give-back', quotas: freed } as const], { kind: 'ended', ending }],
  };
}

function unmoved(interview: Interview): InterviewStep {
  return { interview, actions: [] };
}
