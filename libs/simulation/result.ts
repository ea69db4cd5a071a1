import type { ServiceLevel } from '@paceline/domain/metrics/service-level';
import type { AgentTimes } from './crew';

/** How a dial ended; each exactly once. */
export const CALL_ENDS = ['talked', 'machine', 'abandoned', 'failed', 'cancelled', 'cut-off'] as const;
export type CallEnd = (typeof CALL_ENDS)[number];

export interface HalfHour {
  readonly fromMs: number;
  /** By persons, as far as anybody knows: what the law counts. */
  readonly answers: number;
  readonly abandoned: number;
}

export interface QueueResult {
  readonly name: string;
  readonly level: ServiceLevel;
}

/** The day at one instant, for a chart. */
export interface Sample {
  readonly atMs: number; readonly idle: number; readonly talking: number; readonly wrapping: number; readonly onBreak: number;
  readonly linesOut: number; readonly answers: number; readonly abandoned: number;
}

/** What a day was like, by the simulation's own books. */
export interface DayResult {
  readonly strategy: string;
  readonly seed: number;
  /** Talk and wrap-up over the time logged in without breaks. */
  readonly utilisationRatio: number;
  /** Of an agent between becoming idle and the next talk; NaN if nobody talked. */
  readonly meanWaitMs: number;
  /** Abandoned over answered by persons; 0 when nobody answered. */
  readonly abandonedRatio: number;
  readonly dials: number;
  /** Answered by persons, or by machines that nobody found out. */
  readonly answers: number;
  /** Everything that was picked up, machines included. */
  readonly pickedUp: number;
  readonly ends: Readonly<Record<CallEnd, number>>;
  /** Answers that waited for an agent at all, and how long an answer waited on average. */
  readonly waited: number;
  readonly meanAnswerDelayMs: number;
  /** Mean lines out over mean agents at work. */
  readonly linesPerAgent: number;
  readonly agents: readonly AgentTimes[];
  /** Of the day's queues, in their order. */
  readonly queues: readonly QueueResult[];
  /** That agents talked with whom the campaign called. */
  readonly outboundTalkMs: number;
  readonly halfHours: readonly HalfHour[];
  readonly series: readonly Sample[];
}
