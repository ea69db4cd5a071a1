import type { Questionnaire, Spoken } from './questionnaire';
import { hasChoices } from './rotation';

/** Every prompt that is played in it, in whichever language. */
export function promptsOf(questionnaire: Questionnaire): ReadonlySet<string> {
  return new Set(spokenIn(questionnaire).flatMap(named));
}

/** All that is said in it by keys. */
export function spokenIn({ consent, questions, closings, facts }: Questionnaire): readonly Spoken[] {
  const put = [consent, ...questions.map(({ words }) => words)].flatMap(({ keypad: { ask, again, range } }) => [ask, again, range]);
  const others = [
    ...questions.flatMap((question) => hasChoices(question) ? question.choices : []), ...Object.values(closings),
    ...facts.flatMap((fact) => fact.kind === 'one-of' ? fact.values : []),
  ].map(({ keypad }) => keypad);
  return [...put, ...others];
}

function named(words: Spoken): readonly string[] {
  return Object.values(words).flat().flatMap((part) => 'prompt' in part ? [part.prompt] : []);
}
