import type { ServiceLevelTarget } from '@paceline/domain/metrics/service-level';

/** A queue at one instant, and what happened in it since the look before: each thing told once. */
export interface QueueNow {
  readonly name: string;
  readonly target: ServiceLevelTarget;
  readonly waitingForMs: readonly number[];
  readonly arrived: number;
  readonly answeredAfterMs: readonly number[];
  readonly abandonedAfterMs: readonly number[];
  /** Talk, and the wrap-up after it, of calls whose talk ended. */
  readonly handledForMs: readonly number[];
  /** Since the beginning of the day, as the service level counts. */
  readonly offered: number;
  readonly answeredInTime: number;
}

export interface AgentNow {
  readonly state: 'idle' | 'talking' | 'wrapping';
  readonly forMs: number;
  /** The names of those that it serves. */
  readonly queues: readonly string[];
}

export interface BlendNow {
  readonly queues: readonly QueueNow[];
  /** Who are at work. */
  readonly agents: () => readonly AgentNow[];
}
