import { choice, comment, option, questionnaire, rating, several, yesNo } from '../fixtures';
import type { Privacy } from '../questionnaire';
import { wilson } from '../../metrics/interval';
import { figuresOf, groupsOf, type AnswerCount, type Counted } from './results';
import { npsOf } from './scores';

const source = { version: 2, delivery: 'keypad' } as const;
const asked = (privacy: Privacy = 'named') => questionnaire([
  rating('recommend', 'nps'), yesNo('again'), choice('colour', [option('red'), option('blue')]), several('bought', [option('tea'), option('milk')]), comment('why'),
], { privacy });
const answers = (...these: readonly (readonly [string, AnswerCount['value'], number])[]): readonly AnswerCount[] => these.map(([question, value, count]) => ({ question, value, count }));
const counted = (more: Partial<Counted> = {}, privacy: Privacy = 'named'): Counted => ({ source, questionnaire: asked(privacy), interviews: [], answers: [], stops: [], ...more });
const figures = (name: string, more: Partial<Counted>, privacy: Privacy = 'named') => figuresOf(counted(more, privacy)).questions.find(({ question }) => question === name);

describe('the figures of a version in a delivery', () => {
  it('say how many were complete, of those that are over', () => {
    const interviews = [{ result: 'complete', count: 6 }, { result: 'refused', count: 2 }, { result: null, count: 3 }] as const;
    expect(figuresOf(counted({ interviews }))).toMatchObject({
      source, begun: 11, byResult: { complete: 6, partial: 0, refused: 2, open: 3 }, completeRatio: 0.75, completeInterval: wilson(6, 8),
    });
    expect(figuresOf(counted())).toMatchObject({ begun: 0, completeRatio: null, completeInterval: null });
  });

  it('say of each question who answered, skipped and stopped, with its score', () => {
    expect(figures('recommend', { answers: answers(['recommend', 10, 5], ['recommend', 3, 2], ['recommend', 8, 1], ['recommend', null, 4]), stops: [{ question: 'recommend', count: 3 }] })).toMatchObject({
      kind: 'nps', put: 15, answered: 8, skipped: 4, stopped: 3, stoppedRatio: 0.2, stoppedInterval: wilson(3, 15), score: npsOf(5, 2, 8),
    });
    expect(figures('why', { answers: answers(['why', null, 2]) })).toMatchObject({ put: 2, score: null, shares: [] });
  });

  it('have each answer of a few as a share of those who answered', () => {
    const shares = figures('recommend', { answers: answers(['recommend', 10, 3], ['recommend', 0, 1]) })?.shares;
    expect([shares?.length, shares?.[10], shares?.[5]]).toMatchObject([11, { value: '10', count: 3, ratio: 0.75, interval: wilson(3, 4) }, { count: 0, ratio: 0 }]);
    expect(figures('again', { answers: answers(['again', true, 3], ['again', false, 1]) })?.shares).toMatchObject([{ value: 'true', ratio: 0.75 }, { value: 'false', ratio: 0.25 }]);
    expect(figures('bought', { answers: answers(['bought', ['tea', 'milk'], 2], ['bought', ['tea'], 1], ['bought', [], 1]) })?.shares).toMatchObject([{ value: 'tea', ratio: 0.75 }, { value: 'milk', ratio: 0.5 }]);
    expect(figures('colour', {})?.shares).toMatchObject([{ value: 'red', count: 0, ratio: null, interval: null }, { value: 'blue' }]);
  });
});

describe('the figures of an anonymous one', () => {
  it('hide what a few said, and what would tell of them', () => {
    const given = answers(['colour', 'red', 2], ['colour', 'blue', 40]);
    expect(figures('colour', { answers: given }, 'anonymous')).toMatchObject({ put: 42, answered: null, shares: [{ count: null, ratio: null, interval: null }, { count: null }] });
    expect(figures('colour', { answers: given }, 'confidential')?.shares).toMatchObject([{ count: 2 }, { count: 40 }]);
    expect(figures('bought', { answers: answers(['bought', ['tea'], 38], ['bought', ['tea', 'milk'], 10]) }, 'anonymous')?.shares).toMatchObject([{ count: null }, { count: 10 }]);
    expect(figures('recommend', { answers: answers(['recommend', 10, 4]) }, 'anonymous')).toMatchObject({ put: null, score: null });
  });

  it('do not say by the rate how many refused', () => {
    expect(figuresOf(counted({ interviews: [{ result: 'complete', count: 20 }, { result: 'refused', count: 1 }] }, 'anonymous'))).toMatchObject({ begun: 21, byResult: { refused: null }, completeRatio: null });
    expect(figuresOf(counted({ interviews: [{ result: 'complete', count: 3 }] }, 'anonymous'))).toMatchObject({ begun: null });
  });
});

describe('groups', () => {
  const group = (key: string, n: number, score: number) => ({ key, interviews: n, answers: answers(['recommend', score, n], ['again', true, n]) });

  it('have a score for each rating, and a rank from thirty answers on', () => {
    const groups = groupsOf(asked(), [group('ann', 30, 10), group('bob', 29, 10), group('cem', 40, 7)], true);
    expect(groups.map(({ key, scores }) => [key, scores.map(({ question, score, rank }) => [question, score.n, score.value, rank])])).toEqual([
      ['ann', [['recommend', 30, 100, 1]]], ['bob', [['recommend', 29, 100, null]]], ['cem', [['recommend', 40, 0, 2]]],
    ]);
    expect(groupsOf(asked(), [group('spring', 40, 7)], false)[0]?.scores).toMatchObject([{ rank: null }]);
  });

  it('of a few are left out where it is anonymous, and with them one that would tell', () => {
    const groups = [group('east', 4, 1), group('west', 9, 10), group('north', 50, 10)];
    expect(groupsOf(asked('anonymous'), groups, false).map(({ key }) => key)).toEqual(['north']);
    expect(groupsOf(asked('confidential'), groups, false)).toHaveLength(3);
  });
});
