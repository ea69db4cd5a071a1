import type { RetryRules } from '../retry/retry';
import type { Say, Script } from '../script/script';
import type { Relaxation, RequiredSkill } from './skills';
import { DEFAULT_STRATEGY, type Strategy } from './strategy';

/** Whom of a line's agents a call of it may have, and which of them goes first. */
export interface LineRouting {
  readonly strategy: Strategy;
  /** Of whoever takes the call; a skill at most once. */
  readonly required: readonly RequiredSkill[];
  /** Null: whoever lacks a skill never takes the call. */
  readonly relaxation: Relaxation | null;
  /** So long a caller is kept for the agent whom they talked with last, in milliseconds; 0: not at all. */
  readonly lastAgentFirstMs: number;
}

/** Anybody who serves the line, whoever is free longest first: as campaigns do. */
export const PLAIN_ROUTING: LineRouting = { strategy: DEFAULT_STRATEGY, required: [], relaxation: null, lastAgentFirstMs: 0 };

/** How the calls of a line are treated, from the answer to the next call. */
export interface LinePolicy {
  /** How long somebody who has answered may wait for an agent: by the line's law, and by the installation within it. */
  readonly patienceMs: number;
  /** As long as a caller may wait before nobody more is called for the line's agents; null of a line that calls people itself. */
  readonly longestWaitMs: number | null;
  readonly routing: LineRouting;
  /** The prompt that is heard by whom nobody came for. */
  readonly lastMessage: string;
  readonly isRecorded: boolean;
  /** From the answer; null: as long as they talk. */
  readonly longestCallMs: number | null;
  /** What the agent has, after a talk, to say what came of it. */
  readonly wrapUpMs: number;
  /** When whom it did not reach is called again. */
  readonly retryRules: RetryRules;
  /** Of a campaign that plays or asks something itself, before any agent is wanted; null: whoever answers is given to an agent. */
  readonly automatic: Automatic | null;
  /** Left on machines by the key of whoever talks with one; null: nothing is. */
  readonly machineMessage: Say | null;
}

/** What meets whoever answers where no agent does. */
export interface Automatic {
  /** Null: a questionnaire is put instead. */
  readonly script: Script | null;
}

/** The line of a queue for a call that has come into it: what its campaign says of it stays. */
export function entered(queue: Line, { campaignId, policy: { retryRules, automatic } }: Line): Line {
  return { ...queue, campaignId, policy: { ...queue.policy, retryRules, automatic } };
}

/** What calls belong to, and what agents serve: a campaign, or a queue. */
export interface Line {
  /** As the agent pool and the rows of calls know it, such as campaign-7. */
  readonly id: string;
  readonly campaignId: string | null;
  readonly policy: LinePolicy;
}
