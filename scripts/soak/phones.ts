import type { LegMode } from '@paceline/domain/agent/agent-state';
import { autoAnswer, type CalleeBehaviour } from '@paceline/simulator';

/** How an agent's phone is reached, and whether anybody answers it. */
export interface SoakPhone { readonly legMode: LegMode; readonly isAnswered: boolean }

/** Of the nth: one in ten is rung for each call, and of those one in four is never answered. */
export function phoneOf(nth: number): SoakPhone {
  return nth % 10 === 5 ? { legMode: 'on-demand', isAnswered: nth % 40 !== 5 } : { legMode: 'connected', isAnswered: true };
}

export function behaviourOf({ isAnswered }: SoakPhone): CalleeBehaviour {
  return isAnswered ? autoAnswer(200) : { kind: 'never-answers', givesUpMs: 60_000 };
}
