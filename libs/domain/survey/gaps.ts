import { SPOKEN_LANGUAGES, spokenLanguageOf, MAX_SPOKEN_NUMBER, type SpokenLanguage } from '../spoken/language';
import { spokenDate } from '../spoken/numbers/spoken-date';
import { spokenCardinal } from '../spoken/numbers/spoken-number';
import { spokenKey, type PhoneKey } from '../spoken/digits';
import { spokenFile } from '../spoken/file';
import { inCalendarOf, isDay, twoDigits } from './day';
import type { Interview } from './interview';
import { questionOf, type Fact, type Question, type Questionnaire, type Spoken, type SpokenPart, type Written } from './questionnaire';
import type { Language } from '../script/script';
import { filledGaps } from '../text/gaps';

/** Filled by the key of the choice in whose words it stands. */
export const KEY_GAP = 'key';

export type GapSource = { readonly kind: 'fact'; readonly fact: Fact } | { readonly kind: 'question'; readonly question: Question };

/** What fills it: a fact, or the answer to a question. Null: nothing has this name. */
export function sourceOf(questionnaire: Questionnaire, gap: string): GapSource | null {
  const fact = questionnaire.facts.find(({ name }) => name === gap);
  if (fact !== undefined) return { kind: 'fact', fact };
  const question = questionOf(questionnaire, gap);
  return question === null ? null : { kind: 'question', question };
}

/** As the agent reads it. What is not known is left out, with the blank before it. */
export function writtenWords(questionnaire: Questionnaire, interview: Interview, words: Written): string {
  const text = inLanguage(questionnaire, words, interview.language) ?? '';
  return filledGaps(text, (name) => writtenGap(questionnaire, interview, name)).replace(/\s+(?=[\s.,;:!?،؛؟。，！？])/gu, '').trim();
}

function writtenGap(questionnaire: Questionnaire, interview: Interview, gap: string): string {
  const { language } = interview;
  const source = sourceOf(questionnaire, gap);
  const value = source === null ? null : valueOf(interview, source, gap);
  if (source === null || value === null) return '';
  if (source.kind === 'question') {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.map((one) => answerWords(questionnaire, source.question, String(one), language)).join(', ');
  }
  if (source.fact.kind === 'one-of') return inLanguage(questionnaire, source.fact.values.find(({ name }) => name === value)?.agent ?? {}, language) ?? '';
  return shown(String(value), source.fact.kind === 'date', language);
}

function answerWords(questionnaire: Questionnaire, question: Question, value: string, language: Language): string {
  if (question.kind !== 'choice' && question.kind !== 'several') return shown(value, question.kind === 'date', language);
  return inLanguage(questionnaire, question.choices.find(({ name }) => name === value)?.agent ?? {}, language) ?? '';
}

function shown(value: string, isDate: boolean, language: Language): string {
  if (!isDate || !isDay(value)) return value;
  const { year, month, day } = inCalendarOf(language, value);
  return `${String(year)}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** The prompts of what is said. What is not known, or cannot be said, is left out. @param key of the choice in whose words it stands */
export function spokenWords(questionnaire: Questionnaire, interview: Interview, words: Spoken, key: PhoneKey | null = null): readonly string[] {
  const parts = inLanguage(questionnaire, words, interview.language) ?? [];
  return parts.flatMap((part) => 'prompt' in part ? [part.prompt] : spokenGap(questionnaire, interview, part.gap, key));
}

function spokenGap(questionnaire: Questionnaire, interview: Interview, gap: string, key: PhoneKey | null): readonly string[] {
  const language = spokenLanguageOf(interview.language);
  if (gap === KEY_GAP) return key === null || language === null ? [] : [spokenFile(language, spokenKey(language, key))];
  const source = sourceOf(questionnaire, gap);
  const value = source === null ? null : valueOf(interview, source, gap);
  if (source?.kind === 'fact' && source.fact.kind === 'one-of') {
    const words = source.fact.values.find(({ name }) => name === value)?.keypad ?? {};
    const parts: readonly SpokenPart[] = inLanguage(questionnaire, words, interview.language) ?? [];
    return parts.flatMap((part) => 'prompt' in part ? [part.prompt] : []);
  }
  return language === null || value === null || typeof value === 'object' ? [] : spokenValue(language, interview.language, value);
}

function spokenValue(language: SpokenLanguage, tag: Language, value: string | number): readonly string[] {
  if (typeof value === 'number') {
    const isSayable = Number.isInteger(value) && value >= 0 && value <= MAX_SPOKEN_NUMBER;
    return isSayable ? spokenCardinal(language, value).map((piece) => spokenFile(language, piece)) : [];
  }
  return isDay(value) ? spokenDate(language, inCalendarOf(tag, value)).map((piece) => spokenFile(language, piece)) : [];
}

/** Null: not known, not answered. */
function valueOf({ facts, answers }: Interview, source: GapSource, name: string): string | number | readonly string[] | null {
  if (source.kind === 'fact') return Object.hasOwn(facts, name) ? facts[name] ?? null : null;
  const given = Object.hasOwn(answers, name) ? answers[name] : undefined;
  switch (given?.kind) {
    case 'number':
    case 'choice':
    case 'date':
    case 'several': return given.value;
    // Nobody has words for it.
    case 'yes-no':
    case 'recorded':
    case 'written':
    case 'none':
    case undefined: return null;
  }
}

/** Whether what comes from there can be said with the pieces of a language, or with prompts of its own. */
export function canBeSaid(source: GapSource, language: Language): boolean {
  if (source.kind === 'fact' && source.fact.kind === 'one-of') return true;
  const hasPieces = (SPOKEN_LANGUAGES as readonly (string | null)[]).includes(spokenLanguageOf(language));
  const { kind } = source.kind === 'fact' ? source.fact : source.question;
  return hasPieces && (kind === 'number' || kind === 'date' || kind === 'nps' || kind === 'csat' || kind === 'ces');
}

/** Whether there are words for it on a screen. */
export function canBeRead(source: GapSource): boolean {
  return source.kind === 'fact' || (source.question.kind !== 'yes-no' && source.question.kind !== 'comment');
}

function inLanguage<T>({ languages }: Questionnaire, words: Readonly<Record<Language, T>>, language: Language): T | null {
  const spoken = [language, languages[0]].find((one) => Object.hasOwn(words, one));
  return spoken === undefined ? null : words[spoken] ?? null;
}
