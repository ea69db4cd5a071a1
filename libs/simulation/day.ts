import type { ServiceLevelTarget } from '@paceline/domain/metrics/service-level';
import type { AnswerRate } from './answer-rate';
import type { Distribution } from './distribution';

/** What an agent chooses, and when; away before the first. A talk and its wrap-up are ended first. */
export type AgentPlan = readonly { readonly atMs: number; readonly status: 'available' | 'break' | 'offline' }[];

/** What happens on a day whoever paces it. */
export interface Day {
  readonly lengthMs: number;
  /** Over as soon as nobody is left to call and nobody is on the line: a campaign, where a day goes on without it. */
  readonly endsWithList?: boolean;
  readonly agents: readonly AgentPlan[];
  readonly answerRate: AnswerRate;
  /** The list in its order; dialing ends with it. */
  readonly list: readonly ListPart[];
  /** From the dial order until the far end says that it rings. */
  readonly setUp: Distribution;
  /** From the first ring to the answer. */
  readonly answer: Distribution;
  /** From the dial order to the end of a call that nobody answers. */
  readonly failure: Distribution;
  readonly talk: Distribution;
  readonly wrap: Distribution;
  /** How long a person who answered stays without an agent; null: until the dialer gives up. */
  readonly patience: Distribution | null;
  readonly machines: Machines | null;
  /** Calls that the trunk carries at once, talks included. */
  readonly trunkLines: number;
  readonly minRingMs: number;
  readonly ringTimeoutMs: number;
  /** An answer that has waited so long for an agent is abandoned. */
  readonly connectWithinMs: number;
  /** Whose callers the same agents answer. */
  readonly queues?: readonly QueueOfDay[];
}

export interface QueueOfDay {
  readonly name: string;
  readonly target: ServiceLevelTarget;
  /** Straight lines between the points, level before the first and after the last; Poisson within. */
  readonly callsPerHour: readonly { readonly atMs: number; readonly calls: number }[];
  /** So many times as many come, and nobody has said so. */
  readonly bursts: readonly { readonly fromMs: number; readonly toMs: number; readonly factor: number }[];
  readonly talk: Distribution;
  readonly wrap: Distribution;
  readonly patience: Distribution;
  /** The agents from this index up to that one. */
  readonly servedBy: readonly [from: number, to: number];
}

export interface ListPart {
  readonly targets: number;
  /** Of the day's answer rate; 0 is a stretch of dead numbers. */
  readonly answerFactor: number;
}

export interface Machines {
  /** Of the answers. */
  readonly ratio: number;
  /** Until a detector says so, from the answer; null: the agent finds out. */
  readonly detected: Distribution | null;
  /** How long an agent who has one on the line stays with it. There is nothing to wrap up. */
  readonly talk: Distribution;
}
