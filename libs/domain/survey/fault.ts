import type { Language } from '../script/script';
import type { QuestionName, QuotaName } from './questionnaire';

/** Where a condition stands. */
export type Place =
  | { readonly kind: 'ask-if'; readonly question: QuestionName }
  /** From 0. */
  | { readonly kind: 'branch'; readonly question: QuestionName; readonly branch: number }
  | { readonly kind: 'quota'; readonly quota: QuotaName };

/** Whose words: a question's, a choice's, those of consent, of an end, of what a fact may be. */
export type Speaker =
  | { readonly kind: 'consent' }
  | { readonly kind: 'question'; readonly question: QuestionName }
  | { readonly kind: 'choice'; readonly question: QuestionName; readonly choice: string }
  | { readonly kind: 'closing'; readonly closing: string }
  | { readonly kind: 'fact'; readonly fact: string; readonly value: string };
export type WordsField = 'agent' | 'ask' | 'again' | 'range' | 'keypad';

/** Why a questionnaire is not published, by a code: what its sentence is told. */
export interface QuestionnaireFaults {
  'no-question': Record<string, never>;
  'no-delivery': Record<string, never>;
  /** Two questions, or a question and a fact: nobody could tell which is meant. */
  'same-name': { readonly name: string };
  'same-choice': { readonly question: QuestionName; readonly choice: string };
  'same-quota': { readonly quota: QuotaName };
  'no-choice': { readonly question: QuestionName };
  /** More than there are keys. */
  'too-many-choices': { readonly question: QuestionName; readonly choices: number; readonly most: number };
  'empty-range': { readonly question: QuestionName };
  /** Below 0, or too long to be keyed. */
  'range-beyond-keys': { readonly question: QuestionName; readonly least: number; readonly most: number };
  /** A name, a day: it would lead to the person. */
  'fact-in-anonymous': { readonly fact: string };
  'voice-in-anonymous': { readonly question: QuestionName };
  'branch-leads-nowhere': { readonly question: QuestionName; readonly branch: number; readonly to: QuestionName };
  /** These would be asked round and round. */
  'endless-loop': { readonly questions: readonly QuestionName[] };
  'never-asked': { readonly question: QuestionName };
  'never-taken': { readonly question: QuestionName; readonly branch: number };
  'unknown-question': { readonly at: Place; readonly question: QuestionName };
  'unknown-fact': { readonly at: Place; readonly fact: string };
  /** It is asked only behind it. */
  'asks-ahead': { readonly at: Place; readonly question: QuestionName };
  /** No answer, and no fact, is ever one of those. */
  'impossible-condition': { readonly at: Place; readonly of: string };
  'too-intricate': Record<string, never>;
  'quota-without-question': { readonly quota: QuotaName; readonly question: QuestionName };
  'quota-of-nobody': { readonly quota: QuotaName };
  'rotation-of-one': { readonly rotation: number };
  'rotation-of-unknown': { readonly rotation: number; readonly question: QuestionName };
  /** They do not follow each other, or one is in two rotations. */
  'rotation-apart': { readonly rotation: number };
  /** In an order in which they may come, it would be asked for before it is answered. */
  'hangs-on-rotated': { readonly question: QuestionName; readonly on: QuestionName };
  'branch-out-of-rotation': { readonly question: QuestionName; readonly branch: number };
  'branch-into-rotation': { readonly question: QuestionName; readonly branch: number; readonly to: QuestionName };
  'not-said-in': { readonly of: Speaker; readonly field: WordsField; readonly language: Language };
  'said-in-unspoken': { readonly of: Speaker; readonly field: WordsField; readonly language: Language };
  'unknown-prompt': { readonly of: Speaker; readonly prompt: string };
  'prompt-of-contacts': { readonly of: Speaker; readonly prompt: string };
  'unknown-gap': { readonly of: Speaker; readonly field: WordsField; readonly gap: string };
  /** Of a question that comes only behind it. */
  'gap-ahead': { readonly of: Speaker; readonly field: WordsField; readonly gap: string };
  /** Nobody has words for what fills it: such as a name, which no prompt says. */
  'gap-without-words': { readonly of: Speaker; readonly field: WordsField; readonly gap: string; readonly language: Language };
  /** Their keys differ from call to call: each must say its own. */
  'rotated-choice-unsaid': { readonly question: QuestionName; readonly choice: string; readonly language: Language };
}
export type QuestionnaireFault = {
  readonly [Code in keyof QuestionnaireFaults]: { readonly code: Code; readonly params: QuestionnaireFaults[Code] }
}[keyof QuestionnaireFaults];

/** What there is outside of a questionnaire, as far as it names it. */
export interface Prompts {
  readonly hasPrompt: (prompt: string) => boolean;
  /** It says something of a contact for which nothing else is said, and nobody knows who listens. */
  readonly needsContact: (prompt: string) => boolean;
}
