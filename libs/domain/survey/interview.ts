import type { Language } from '../script/script';
import type { Given, Answer } from './given';
import type { FactValue } from './condition';
import type { QuestionName, QuotaName } from './questionnaire';

/**
 * complete     to the end of their path
 * partial      begun, and not ended: by the person, by us, or given up on
 * screened     not one of those who are asked
 * quota-full   enough of their kind have answered
 * refused      said no when asked for consent
 * no-response  neither yes nor no: a machine, somebody who hung up in the first words. No refusal
 */
export type Result = 'complete' | 'partial' | 'screened' | 'quota-full' | 'refused' | 'no-response';

/** hung-up: by the person; given-up: no answer to a question that takes no skip; put-off: to another time; refused: to go on with it. */
export type StopReason = 'hung-up' | 'given-up' | 'put-off' | 'refused';

export type Ending =
  | { readonly result: 'complete' | 'screened' | 'refused' | 'no-response' }
  | { readonly result: 'partial'; readonly because: StopReason }
  | { readonly result: 'quota-full'; readonly quota: QuotaName };

/**
 * One person's way through a questionnaire: plain data, kept after every step, so that whoever is next goes on. Which question is
 * put follows from it (./path): nothing is said twice that could differ.
 */
export interface Interview {
  /** Of its own, such as its id: what is rotated follows from it. */
  readonly seed: string;
  readonly language: Language;
  /** Those that are known of the person. */
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly isBegun: boolean;
  /** In this call: whoever is called again is asked again. */
  readonly hasConsent: boolean;
  /** On the path, or behind where it stands: what was answered before a correction is not asked again when it comes to it. */
  readonly answers: Readonly<Record<QuestionName, Given>>;
  /** Reserved for it. */
  readonly held: readonly QuotaName[];
  /** Asked of whoever counts, and not told yet: nothing is put before. */
  readonly reserving: readonly QuotaName[];
  /** Null while it goes on. */
  readonly ending: Ending | null;
}

/** What happens in an interview. Whatever comes twice, late, or to another question than is put changes nothing. */
export type InterviewEvent =
  | { readonly kind: 'begun' }
  | { readonly kind: 'consented' }
  | { readonly kind: 'refused' }
  /** Asked for consent, nobody said yes or no. */
  | { readonly kind: 'unheard' }
  | { readonly kind: 'answered'; readonly question: QuestionName; readonly answer: Answer }
  | { readonly kind: 'skipped'; readonly question: QuestionName }
  /** Of a question that was answered or skipped before: what it led to is gone through anew. */
  | { readonly kind: 'corrected'; readonly question: QuestionName; readonly given: Given }
  /** All of them. */
  | { readonly kind: 'reserved'; readonly quotas: readonly QuotaName[] }
  /** None of what was asked for is reserved, since this one is full. */
  | { readonly kind: 'full'; readonly quota: QuotaName }
  | { readonly kind: 'spoken-in'; readonly language: Language }
  | { readonly kind: 'stopped'; readonly because: Exclude<StopReason, 'refused'> }
  /** In another call, where it stopped. */
  | { readonly kind: 'taken-up' }
  /** Its next owner found it: what it waits for is asked for again. */
  | { readonly kind: 'resumed' };

/** What is to be done now, in this order: each step's with the state that it leads to, in one commit. */
export type InterviewAction =
  | { readonly kind: 'commit'; readonly question: QuestionName; readonly given: Given }
  /** A correction led another way, on which this is not asked. */
  | { readonly kind: 'withdraw'; readonly question: QuestionName }
  /** All or none, at once; for an interview that holds one already nothing more is counted. Told back by `reserved` or `full`. */
  | { readonly kind: 'reserve'; readonly quotas: readonly QuotaName[] }
  /** Of one that it does not hold nothing is given back. */
  | { readonly kind: 'give-back'; readonly quotas: readonly QuotaName[] }
  | { readonly kind: 'ask-consent' }
  | { readonly kind: 'ask'; readonly question: QuestionName }
  /** After a correction an interview that had ended may go on, and end otherwise: the last word counts. */
  | { readonly kind: 'ended'; readonly ending: Ending };

export interface InterviewStep {
  readonly interview: Interview;
  readonly actions: readonly InterviewAction[];
}
