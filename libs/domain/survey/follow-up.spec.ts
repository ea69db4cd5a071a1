import { lowScoreOf, mayTake } from './follow-up';
import type { Given } from './given';
import type { Privacy } from './questionnaire';

const rules = [{ question: 'visit', atMost: 2 }, { question: 'recommend', atMost: 6 }];
const score = (value: number): Given => ({ kind: 'number', value });

it.each<[Privacy, string, Given, string | null]>([
  ['named', 'visit', score(2), 'visit'], ['named', 'visit', score(3), null], ['named', 'recommend', score(0), 'recommend'], ['named', 'other', score(0), null],
  ['confidential', 'visit', score(1), 'visit'], ['anonymous', 'visit', score(1), null],
  ['named', 'visit', { kind: 'none' }, null], ['named', 'visit', { kind: 'choice', value: '1' }, null],
])('of a %s questionnaire %s, answered %j, opens a task by the rule of %p', (privacy, question, given, opened) => {
  expect(lowScoreOf(privacy, rules, question, given)?.question ?? null).toBe(opened);
});

it.each<['open' | 'taken' | 'done', string | null, boolean]>([
  ['open', null, true], ['open', 'me', true], ['open', 'another', false], ['taken', 'me', true], ['taken', 'another', false], ['done', 'me', false], ['done', null, false],
])('a task that is %s and whose owner is %p may be taken by me: %p', (state, ownerId, may) => {
  expect(mayTake({ state, ownerId }, 'me')).toBe(may);
});
