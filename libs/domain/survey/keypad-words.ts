import { PHONE_KEYS } from '../spoken/digits';
import { saidPrompts } from '../spoken/announcement';
import { spokenLanguageOf } from '../spoken/language';
import { spokenWords } from './gaps';
import type { Interview } from './interview';
import { MOST_CHOICES } from './keyed';
import type { KeypadWords, Question, Questionnaire } from './questionnaire';
import { choicesInOrder } from './rotation';

/** Why it is asked again. */
export type Again = 'no-input' | 'wrong-key';

/** How often a question is put: whole, shorter, and with what may be pressed. */
export const TRIES = 3;

/** What is heard when a question, or consent, is put. @param tries used up before this one @param because null: nothing was wrong */
export function putInWords(questionnaire: Questionnaire, interview: Interview, of: Question | null, tries: number, because: Again | null): readonly string[] {
  const words = (of ?? { words: questionnaire.consent }).words.keypad;
  const said = spokenWords(questionnaire, interview, words[LADDER[Math.min(tries, TRIES - 1)] ?? 'range']);
  const choices = (of === null ? [] : choicesInOrder(of, interview.seed)).slice(0, MOST_CHOICES)
    .flatMap(({ keypad }, at) => spokenWords(questionnaire, interview, keypad, PHONE_KEYS[at + 1] ?? null)); // behind 0
  return [...faultInWords(interview.language, because), ...said, ...choices];
}

const LADDER: readonly (keyof KeypadWords)[] = ['ask', 'again', 'range'];

function faultInWords(tag: string, because: Again | null): readonly string[] {
  const language = spokenLanguageOf(tag);
  if (because === null || language === null) return [];
  return saidPrompts(language, { id: because === 'wrong-key' ? 'invalid-key' : 'no-input' });
}
