import { english } from '@paceline/contracts/messages/en';
import { errorInWords, type ErrorFacts } from '@paceline/contracts/messages/error-words';
import type { ErrorReasons } from '@paceline/contracts/messages/error-reasons';
import { told } from '@paceline/contracts/messages/message';
import type { ErrorView, Problem } from '@paceline/contracts/problem';
import type { PacelineError } from '@paceline/platform/errors';

type ValidationFailed = ErrorReasons['validation-failed']['invalid-parts'];
type NotReady = ErrorReasons['campaign-not-ready']['not-ready'];
type Faults = ErrorReasons['flow-not-ready']['not-ready'];
type SurveyFaults = ErrorReasons['questionnaire-not-ready']['not-ready'];
type Wait = ErrorReasons['too-many-requests']['wait'];

/** An error in words: here, and nowhere before, it becomes English. */
export function errorView({ code, reason, params }: ErrorFacts): ErrorView {
  return { code, reason, params, detail: errorInWords(english, { code, reason, params }) };
}

export function toProblem(error: PacelineError, requestId: string): Problem {
  const { code, reason, params, detail } = errorView(error);
  return { type: `urn:paceline:error:${code}`, title: english.errorTitles[error.code], status: error.status, code, reason, params, detail, requestId, ...membersOf(error) };
}

/** What some errors tell in members of their own. */
function membersOf({ code, reason, params }: PacelineError): Partial<Problem> {
  switch (`${code} ${reason}`) {
    case 'validation-failed invalid-parts': return { params: {}, issues: (params as unknown as ValidationFailed).issues.map((issue) => ({ ...issue, message: told(english.issues, issue) })) }; // its parameters, by its code
    case 'campaign-not-ready not-ready': {
      const { reasons } = params as unknown as NotReady; // the same
      return { params: {}, reasons: reasons.map((why) => ({ ...why, detail: told(english.readiness, why) })) };
    }
    case 'flow-not-ready not-ready': {
      const { reasons } = params as unknown as Faults; // the same
      return { params: {}, reasons: reasons.map((fault) => ({ ...fault, params: { ...fault.params }, detail: told(english.flowFaults, fault) })) };
    }
    case 'questionnaire-not-ready not-ready': {
      const { reasons } = params as unknown as SurveyFaults; // the same
      return { params: {}, reasons: reasons.map((fault) => ({ ...fault, params: { ...fault.params }, detail: told(english.questionnaireFaults, fault) })) };
    }
    case 'too-many-requests wait': return { retryAfterSec: (params as unknown as Wait).retryAfterSec }; // the same
    default: return {};
  }
}
