import type { Prompts, QuestionnaireFault, Speaker, WordsField } from './fault';
import { gapsIn } from '../text/gaps';
import { canBeRead, canBeSaid, KEY_GAP, sourceOf } from './gaps';
import type { QuestionWords, Questionnaire, Spoken, SpokenPart, Written } from './questionnaire';
import { hasChoices } from './rotation';

/** One text, by language. `after`: so many questions were put before. */
interface Said {
  readonly of: Speaker;
  readonly field: WordsField;
  readonly words: Written | Spoken;
  readonly after: number;
  /** It may say nothing. */
  readonly isOptional: boolean;
}

/** Of what is read and said: in every language of every delivery, with gaps that can be filled by then. */
export function faultsOfWords(questionnaire: Questionnaire, prompts: Prompts): readonly QuestionnaireFault[] {
  return [
    ...saidBy(questionnaire).flatMap((said) => [
      ...faultsOfLanguages(questionnaire, said), ...faultsOfPrompts(said, prompts), ...faultsOfGaps(questionnaire, said),
    ]),
    ...faultsOfRotatedChoices(questionnaire),
  ];
}

function saidBy({ deliveries, consent, questions, closings, facts }: Questionnaire): readonly Said[] {
  const byDelivery = (of: Speaker, agent: Written, keypad: readonly (readonly [WordsField, Spoken])[], after: number, isOptional = false): readonly Said[] => [
    ...deliveries.includes('agent') || deliveries.includes('web') ? [{ of, field: 'agent' as const, words: agent, after, isOptional: false }] : [],
    ...deliveries.includes('keypad') ? keypad.map(([field, words]) => ({ of, field, words, after, isOptional })) : [],
  ];
  const put = (of: Speaker, { agent, keypad }: QuestionWords, after: number): readonly Said[] =>
    byDelivery(of, agent, [['ask', keypad.ask], ['again', keypad.again], ['range', keypad.range]], after);
  return [
    ...put({ kind: 'consent' }, consent, 0),
    ...questions.flatMap((question, after) => [
      ...put({ kind: 'question', question: question.name }, question.words, after),
      ...hasChoices(question) ? question.choices.flatMap(({ name, agent, keypad }) =>
        byDelivery({ kind: 'choice', question: question.name, choice: name }, agent, [['keypad', keypad]], after, true)) : [],
    ]),
    ...Object.entries(closings).flatMap(([closing, { agent, keypad }]) =>
      byDelivery({ kind: 'closing', closing }, agent, [['keypad', keypad]], questions.length)),
    ...facts.flatMap((fact) => fact.kind === 'one-of'
      ? fact.values.flatMap(({ name, agent, keypad }) => byDelivery({ kind: 'fact', fact: fact.name, value: name }, agent, [['keypad', keypad]], 0)) : []),
  ];
}

function faultsOfLanguages({ languages }: Questionnaire, { of, field, words, isOptional }: Said): readonly QuestionnaireFault[] {
  const said = byLanguage(words).filter(([, text]) => text.length > 0).map(([language]) => language);
  const missing = isOptional && said.length === 0 ? [] : languages.filter((language) => !said.includes(language));
  return [
    ...missing.map((language): QuestionnaireFault => ({ code: 'not-said-in', params: { of, field, language } })),
    ...said.filter((language) => !languages.includes(language))
      .map((language): QuestionnaireFault => ({ code: 'said-in-unspoken', params: { of, field, language } })),
  ];
}

interface Part { readonly language: string; readonly part: SpokenPart; readonly isRead: boolean }

function partsOf(words: Written | Spoken): readonly Part[] {
  return byLanguage(words).flatMap(([language, text]): readonly Part[] => {
    if (typeof text === 'string') return gapsIn(text).map((gap) => ({ language, part: { gap }, isRead: true }));
    return text.map((part) => ({ language, part, isRead: false }));
  });
}

/** An object's own order is the database's. */
function byLanguage(words: Written | Spoken): readonly (readonly [string, string | readonly SpokenPart[]])[] {
  const all: readonly (readonly [string, string | readonly SpokenPart[]])[] = Object.entries(words);
  return [...all].sort(([one], [other]) => one < other ? -1 : 1);
}

function faultsOfPrompts({ of, words }: Said, { hasPrompt, needsContact }: Prompts): readonly QuestionnaireFault[] {
  const named = new Set(partsOf(words).flatMap(({ part }) => 'prompt' in part ? [part.prompt] : []));
  return [
    ...[...named].filter((prompt) => !hasPrompt(prompt)).map((prompt): QuestionnaireFault => ({ code: 'unknown-prompt', params: { of, prompt } })),
    ...[...named].filter(needsContact).map((prompt): QuestionnaireFault => ({ code: 'prompt-of-contacts', params: { of, prompt } })),
  ];
}

function faultsOfGaps(questionnaire: Questionnaire, { of, field, words, after }: Said): readonly QuestionnaireFault[] {
  return partsOf(words).flatMap(({ language, part, isRead }): readonly QuestionnaireFault[] => {
    if (!('gap' in part) || (part.gap === KEY_GAP && of.kind === 'choice' && !isRead)) return [];
    const { gap } = part;
    const source = sourceOf(questionnaire, gap);
    // A fact's own words are no place for others: they could lead round.
    if (source === null || of.kind === 'fact') return [{ code: 'unknown-gap', params: { of, field, gap } }];
    if (source.kind === 'question' && !isPutBefore(questionnaire, gap, after)) return [{ code: 'gap-ahead', params: { of, field, gap } }];
    const hasWords = isRead ? canBeRead(source) : canBeSaid(source, language);
    return hasWords ? [] : [{ code: 'gap-without-words', params: { of, field, gap, language } }];
  });
}

function isPutBefore({ questions, rotations }: Questionnaire, name: string, after: number): boolean {
  const here = questions[after]?.name;
  const isRotated = here !== undefined && rotations.some((names) => names.includes(here) && names.includes(name));
  return !isRotated && questions.findIndex((question) => question.name === name) < after;
}

function faultsOfRotatedChoices({ deliveries, languages, questions }: Questionnaire): readonly QuestionnaireFault[] {
  if (!deliveries.includes('keypad')) return [];
  return questions.flatMap((question) => hasChoices(question) && question.isRotated ? question.choices.flatMap(({ name, keypad }) => languages
    .filter((language) => !(keypad[language] ?? []).some((part) => 'gap' in part && part.gap === KEY_GAP))
    .map((language): QuestionnaireFault => ({ code: 'rotated-choice-unsaid', params: { question: question.name, choice: name, language } }))) : []);
}
