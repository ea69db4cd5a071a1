import type { Prompts, QuestionnaireFault } from './fault';
import { faultsOfConditions } from './faults-of-conditions';
import { faultsOfForm } from './faults-of-form';
import { faultsOfWays } from './faults-of-ways';
import { faultsOfWords } from './faults-of-words';
import type { Questionnaire } from './questionnaire';

/**
 * Everything for which a questionnaire is not published. None: every way through it ends, each of its questions is put to somebody, and
 * whatever is said is there in each language and delivery.
 */
export function questionnaireFaults(questionnaire: Questionnaire, prompts: Prompts): readonly QuestionnaireFault[] {
  const form = [...faultsOfForm(questionnaire), ...faultsOfConditions(questionnaire)];
  // What cannot be made out is not gone through.
  return [...form, ...form.length === 0 ? faultsOfWays(questionnaire) : [], ...faultsOfWords(questionnaire, prompts)];
}
