import type { Condition, Test } from './condition';
import type { Prompts } from './fault';
import type { Branch, Choice, Closing, Question, QuestionWords, Questionnaire, Spoken, Target } from './questionnaire';

export const spoken = (name: string): Spoken => ({ en: [{ prompt: `${name}.wav` }] });
export const words = (name: string): QuestionWords => ({
  agent: { en: `${name}?` }, keypad: { ask: spoken(name), again: spoken(`${name}-short`), range: spoken(`${name}-range`) },
});
type More = Partial<Pick<Question, 'isOptional' | 'askIf' | 'branches' | 'words'>>;
const common = (name: string): Required<More> & Pick<Question, 'name'> =>
  ({ name, isOptional: false, askIf: null, branches: [], words: words(name) });

export const rating = (name: string, kind: 'nps' | 'csat' | 'ces' = 'csat', more: More = {}): Question => ({ kind, ...common(name), ...more });
export const yesNo = (name: string, more: More = {}): Question => ({ kind: 'yes-no', ...common(name), ...more });
export const option = (name: string): Choice => ({ name, agent: { en: `the ${name}` }, keypad: {} });
export const offered = (name: string): Choice => ({ ...option(name), keypad: { en: [{ prompt: `${name}-press.wav` }, { gap: 'key' }] } });
export const choice = (name: string, choices: readonly Choice[], more: More & { readonly isRotated?: boolean } = {}): Question =>
  ({ kind: 'choice', choices, isRotated: false, ...common(name), ...more });
export const several = (name: string, choices: readonly Choice[], more: More & { readonly least?: number; readonly most?: number } = {}): Question =>
  ({ kind: 'several', choices, isRotated: false, least: 0, most: choices.length, ...common(name), ...more });
export const number = (name: string, least: number, most: number, more: More = {}): Question => ({ kind: 'number', least, most, ...common(name), ...more });
export const date = (name: string, more: More = {}): Question =>
  ({ kind: 'date', keyed: 'day-month-year', earliest: '2026-01-01', latest: '2026-12-31', ...common(name), ...more });
export const comment = (name: string, more: More = {}): Question => ({ kind: 'comment', longestSec: 60, ...common(name), ...more });

export const answered = (question: string, is: Test = { kind: 'given' }): Condition => ({ kind: 'answer', question, is });
export const knownAs = (fact: string, ...values: readonly string[]): Condition =>
  ({ kind: 'fact', fact, is: values.length === 0 ? { kind: 'given' } : { kind: 'in', values } });
export const isIn = (...values: readonly string[]): Test => ({ kind: 'in', values });
export const from = (least: number | string | null, most: number | string | null): Test => ({ kind: 'between', least, most });
export const to = (question: string): Target => ({ kind: 'question', question });
export const branch = (when: Condition, target: Target | 'end' | 'screen-out'): Branch =>
  ({ when, to: typeof target === 'string' ? { kind: target } : target });

const closing = (name: string): Closing => ({ agent: { en: `${name}.` }, keypad: spoken(name) });

export function questionnaire(questions: readonly Question[], more: Partial<Questionnaire> = {}): Questionnaire {
  return {
    languages: ['en'], deliveries: ['keypad', 'agent'], privacy: 'named', facts: [], consent: words('consent'),
    questions, rotations: [], quotas: [], waitSec: 5,
    closings: {
      complete: closing('thanks'), partial: closing('sorry'), screened: closing('not-you'), 'quota-full': closing('enough'), refused: closing('bye'),
    }, ...more,
  };
}

/** Everything is there that is named so. */
export const prompts: Prompts = { hasPrompt: (prompt) => prompt.endsWith('.wav'), needsContact: (prompt) => prompt.startsWith('theirs') };
