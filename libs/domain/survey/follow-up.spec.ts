import { lowScoreOf, mayTake } from './follow-up';
import type { Privacy } from './questionnaire';

const rules = [{ question: 'visit', atMost: 2 }, { question: 'recommend', atMost: 6 }];

it.each<[Privacy, string, number, string | null]>([
  ['named', 'visit', 2, 'visit'], ['named', 'visit', 3, null], ['named', 'recommend', 0, 'recommend'], ['named', 'other', 0, null],
  ['confidential', 'visit', 1, 'visit'], ['anonymous', 'visit', 1, null],
])('of a %s questionnaire %s, answered %d, opens a task by the rule of %p', (privacy, question, given, opened) => {
  expect(lowScoreOf(privacy, rules, question, given)?.question ?? null).toBe(opened);
});

it.each<['open' | 'taken' | 'done', string | null, boolean]>([
  ['open', null, true], ['open', 'me', true], ['open', 'another', false], ['taken', 'me', true], ['taken', 'another', false], ['done', 'me', false], ['done', null, false],
])('a task that is %s and whose owner is %p may be taken by me: %p', (state, ownerId, may) => {
  expect(mayTake({ state, ownerId }, 'me')).toBe(may);
});
