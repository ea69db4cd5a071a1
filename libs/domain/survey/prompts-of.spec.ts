import { choice, comment, offered, questionnaire, spoken } from './fixtures';
import { promptsOf } from './prompts-of';

it('every prompt of a questionnaire is named once, wherever it is played', () => {
  const survey = questionnaire([choice('colour', [offered('red')]), comment('more')], {
    facts: [{ kind: 'text', name: 'name' }, { kind: 'one-of', name: 'product', values: [{ name: 'a', agent: {}, keypad: spoken('product-a') }] }],
  });
  expect([...promptsOf(survey)].sort()).toEqual([
    ...['consent', 'colour', 'more'].flatMap((name) => [`${name}.wav`, `${name}-short.wav`, `${name}-range.wav`]),
    'red-press.wav', 'product-a.wav', 'thanks.wav', 'sorry.wav', 'not-you.wav', 'enough.wav', 'bye.wav',
  ].sort());
});
