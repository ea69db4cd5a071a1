import type { QuestionnaireFault } from './fault';
import type { Questionnaire } from './questionnaire';
import { reachOf } from './reach';

/** Of all conditions together: what nobody comes to, whatever is known of them and whatever they answer. */
export function faultsOfWays(questionnaire: Questionnaire): readonly QuestionnaireFault[] {
  const reach = reachOf(questionnaire);
  if (reach === null) return [{ code: 'too-intricate', params: {} }];
  return [
    ...questionnaire.questions.flatMap(({ name, branches }): readonly QuestionnaireFault[] => {
      if (!reach.questions.has(name)) return [{ code: 'never-asked', params: { question: name } }];
      const taken = reach.branches.get(name);
      return branches.flatMap((_, branch) => taken?.has(branch) === true ? [] : [{ code: 'never-taken' as const, params: { question: name, branch } }]);
    }),
    ...questionnaire.quotas.filter(({ name }) => !reach.quotas.has(name))
      .map(({ name }): QuestionnaireFault => ({ code: 'quota-of-nobody', params: { quota: name } })),
  ];
}
