import type { Language } from '../script/script';
import type { Condition } from './condition';

/** A question's name within its questionnaire. */
export type QuestionName = string;
export type QuotaName = string;

/**
 * Who puts the questions. An automatic call and one whose agent has left are both asked by keys; whoever reads them off a screen
 * types the same keys, and so does whoever reads them in a form of their own (web).
 */
export const DELIVERIES = ['keypad', 'agent', 'web'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** For the agent's screen, by language. `{name}` is a gap: what is known by that name stands there. */
export type Written = Readonly<Record<Language, string>>;
/** A prompt of the installation, or a gap. Within a choice the gap `key` is the key that chooses it. */
export type SpokenPart = { readonly prompt: string } | { readonly gap: string };
/** By language: one after the other. */
export type Spoken = Readonly<Record<Language, readonly SpokenPart[]>>;

/** What is said of a question to keys: whole, shorter from the second time, and then with what may be pressed. */
export interface KeypadWords {
  readonly ask: Spoken;
  readonly again: Spoken;
  readonly range: Spoken;
}

export interface QuestionWords {
  readonly agent: Written;
  readonly keypad: KeypadWords;
}

export interface Closing {
  readonly agent: Written;
  readonly keypad: Spoken;
}

export type Target =
  | { readonly kind: 'question'; readonly question: QuestionName }
  | { readonly kind: 'end' }
  /** Not one of those who are asked: what they said so far counts for nothing. */
  | { readonly kind: 'screen-out' };

/** Taken once the question has been answered or skipped, the first whose condition holds. It leads on, never back. */
export interface Branch {
  readonly when: Condition;
  readonly to: Target;
}

interface AnyQuestion {
  readonly name: QuestionName;
  /** It may be skipped. */
  readonly isOptional: boolean;
  /** Null: everybody is asked who comes to it. */
  readonly askIf: Condition | null;
  readonly branches: readonly Branch[];
  readonly words: QuestionWords;
}

/** NPS 0 to 10, CSAT 1 to 5, CES 1 to 7; the highest is the best. */
export interface RatingQuestion extends AnyQuestion { readonly kind: 'nps' | 'csat' | 'ces' }
export interface YesNoQuestion extends AnyQuestion { readonly kind: 'yes-no' }

export interface Choice {
  /** What is recorded, whichever key chose it. */
  readonly name: string;
  readonly agent: Written;
  /** Behind the question, in the order of the keys; without any part the question's own words say it. */
  readonly keypad: Spoken;
}

export interface ChoiceQuestion extends AnyQuestion {
  readonly kind: 'choice';
  readonly choices: readonly Choice[];
  /** Each interview has them in an order of its own. */
  readonly isRotated: boolean;
}

/** Several keys, and `#` behind them. */
export interface SeveralQuestion extends AnyQuestion {
  readonly kind: 'several';
  readonly choices: readonly Choice[];
  readonly isRotated: boolean;
  /** With 0, `#` alone is an answer: none of these. */
  readonly least: number;
  readonly most: number;
}

/** Whole numbers. */
export interface NumberQuestion extends AnyQuestion { readonly kind: 'number'; readonly least: number; readonly most: number }

export type DateOrder = 'year-month-day' | 'day-month-year' | 'month-day-year';

/** Eight keys, in the calendar of the language (libs/domain/spoken). */
export interface DateQuestion extends AnyQuestion {
  readonly kind: 'date';
  readonly keyed: DateOrder;
  /** Both included: Gregorian, `2026-03-21`. */
  readonly earliest: string;
  readonly latest: string;
}

/** Recorded by keys, written by an agent. */
export interface CommentQuestion extends AnyQuestion { readonly kind: 'comment'; readonly longestSec: number }

export type Question = RatingQuestion | YesNoQuestion | ChoiceQuestion | SeveralQuestion | NumberQuestion | DateQuestion | CommentQuestion;

/** What is known of the person before they are asked: for conditions, quotas and gaps. */
export type Fact =
  /** A name, a city: an agent reads it, nobody can say it. */
  | { readonly kind: 'text'; readonly name: string }
  | { readonly kind: 'number'; readonly name: string }
  /** Gregorian, `2026-03-21`. */
  | { readonly kind: 'date'; readonly name: string }
  /** Such as the product: each has words and a prompt. */
  | { readonly kind: 'one-of'; readonly name: string; readonly values: readonly { readonly name: string; readonly agent: Written; readonly keypad: Spoken }[] };

/** So many complete interviews at most with those of whom it holds. Who counts them is outside of the questionnaire. */
export interface Quota {
  readonly name: QuotaName;
  readonly when: Condition;
  readonly most: number;
}

/**
 * named         answers stand by the person
 * confidential  they are kept with the person, and shown without
 * anonymous     nothing leads from them to the person; no voice, and no figure of a few (./figures/cells)
 */
export type Privacy = 'named' | 'confidential' | 'anonymous';

/** What is asked, as data. Published versions are never changed; an interview ends in the version in which it began. */
export interface Questionnaire {
  /** Those in which it is put. */
  readonly languages: readonly [Language, ...Language[]];
  readonly deliveries: readonly Delivery[];
  readonly privacy: Privacy;
  readonly facts: readonly Fact[];
  /** Before anything else: who calls, what for, how long; yes or no. */
  readonly consent: QuestionWords;
  readonly questions: readonly Question[];
  /** Each the names of questions that follow each other, which take each other's places, in an order of each interview's own. */
  readonly rotations: readonly (readonly QuestionName[])[];
  readonly quotas: readonly Quota[];
  readonly closings: Readonly<Record<'complete' | 'partial' | 'screened' | 'quota-full' | 'refused', Closing>>;
  /** So long a silence behind what is said counts as none. */
  readonly waitSec: number;
}

export function questionOf({ questions }: Questionnaire, name: QuestionName): Question | null {
  return questions.find((question) => question.name === name) ?? null;
}
