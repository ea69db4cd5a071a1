import { answered, isIn, questionnaire, rating, yesNo } from '../fixtures';
import type { Interview } from '../interview';
import { beginning } from '../step';
import { funnelOf } from './funnel';
import { wilson } from '../../metrics/interval';

const of = questionnaire([yesNo('visited'), rating('visit', 'csat', { askIf: answered('visited', isIn('yes')), isOptional: true }), yesNo('again')]);
const yes = { kind: 'yes-no', value: true } as const;
const no = { kind: 'yes-no', value: false } as const;
const talk = (answers: Interview['answers'], ending: Interview['ending']): Interview => ({ ...beginning('1', 'en', {}), isBegun: true, hasConsent: true, answers, ending });

it('counts at each question who answered, who skipped and who stopped', () => {
  const partial = { result: 'partial', because: 'hung-up' } as const;
  const steps = funnelOf(of, [
    talk({ visited: yes, visit: { kind: 'number', value: 5 }, again: yes }, { result: 'complete' }), talk({ visited: no, again: yes }, { result: 'complete' }),
    talk({ visited: yes, visit: { kind: 'none' } }, partial), talk({ visited: yes }, partial), talk({ visited: yes }, null), talk({}, { result: 'refused' }), talk({}, { result: 'no-response' }),
  ]);
  expect(steps.map(({ question, put, answered: said, skipped, stopped }) => [question, put, said, skipped, stopped])).toEqual([['visited', 5, 5, 0, 0], ['visit', 3, 1, 1, 1], ['again', 3, 2, 0, 1]]);
  expect(steps[2]).toMatchObject({ stoppedRatio: 1 / 3, stoppedInterval: wilson(1, 3) });
  expect(funnelOf(of, [])[0]).toMatchObject({ put: 0, stoppedRatio: null, stoppedInterval: null });
});
