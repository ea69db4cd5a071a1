import type { Questionnaire, Spoken } from './questionnaire';
import { hasChoices } from './rotation';

/** Every prompt that is played in it, in whichever language. */
export function promptsOf({ consent, questions, closings, facts }: Questionnaire): ReadonlySet<string> {
  const put = [consent, ...questions.map(({ words }) => words)].flatMap(({ keypad: { ask, again, range } }) => [ask, again, range]);
  const others = [
    ...questions.flatMap((question) => hasChoices(question) ? question.choices : []), ...Object.values(closings),
    ...facts.flatMap((fact) => fact.kind === 'one-of' ? fact.values : []),
  ].map(({ keypad }) => keypad);
  return new Set([...put, ...others].flatMap(named));
}

function named(words: Spoken): readonly string[] {
  return Object.values(words).flat().flatMap((part) => 'prompt' in part ? [part.prompt] : []);
}
