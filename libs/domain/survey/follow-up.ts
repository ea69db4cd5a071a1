import type { Privacy, QuestionName } from './questionnaire';

/** open: nobody's yet, or its owner has not begun; taken: its owner sees to it. */
export const FOLLOW_UP_STATES = ['open', 'taken', 'done'] as const;
export type FollowUpState = (typeof FOLLOW_UP_STATES)[number];

/** From which answer to a question on somebody sees to it: `atMost` and lower. */
export interface LowScore {
  readonly question: QuestionName;
  readonly atMost: number;
}

/** What an answer opens a task by; null: it is none of the low ones. From an anonymous one nobody could come to the person. */
export function lowScoreOf<Rule extends LowScore>(privacy: Privacy, rules: readonly Rule[], question: QuestionName, score: number): Rule | null {
  return privacy === 'anonymous' ? null : rules.find((rule) => rule.question === question && score <= rule.atMost) ?? null;
}

/**
 * Whether somebody may make it theirs: an open one without an owner anybody, one with an owner that owner alone; to take what one has
 * taken changes nothing.
 */
export function mayTake({ state, ownerId }: { readonly state: FollowUpState; readonly ownerId: string | null }, userId: string): boolean {
  return state !== 'done' && (ownerId === null || ownerId === userId);
}
