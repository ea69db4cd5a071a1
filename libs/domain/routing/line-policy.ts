import type { RetryRules } from '../retry/retry';

/** How the calls of a line are treated, from the answer to the next call. */
export interface LinePolicy {
  /** How long somebody who has answered may wait for an agent: by the line's law, and by the installation within it. */
  readonly patienceMs: number;
  /** As long as a caller may wait before nobody more is called for the line's agents; null of a line that calls people itself. */
  readonly longestWaitMs: number | null;
  /** The prompt that is heard by whom nobody came for. */
  readonly lastMessage: string;
  readonly isRecorded: boolean;
  /** From the answer; null: as long as they talk. */
  readonly longestCallMs: number | null;
  /** What the agent has, after a talk, to say what came of it. */
  readonly wrapUpMs: number;
  /** When whom it did not reach is called again. */
  readonly retryRules: RetryRules;
}

/** What calls belong to, and what agents serve: a campaign. */
export interface Line {
  /** As the agent pool and the rows of calls know it, such as campaign-7. */
  readonly id: string;
  readonly campaignId: string | null;
  readonly policy: LinePolicy;
}
