import { DEFAULT_RETRY_RULES } from '@paceline/domain/retry/retry';
import { lineOfQueue } from '@paceline/domain/routing/line';
import { PLAIN_ROUTING, type Line } from '@paceline/domain/routing/line-policy';
import type { Environment } from '@paceline/platform/environment';
import type { Queue } from '@paceline/persistence';

/** A queue's line as it is set now. */
export function lineOfThisQueue(queue: Queue, environment: Pick<Environment, 'SAFE_HARBOUR_AFTER_MS' | 'SAFE_HARBOUR_PROMPT'>): Line {
  const { relaxation } = queue;
  return {
    id: lineOfQueue(queue.id), campaignId: null,
    policy: {
      patienceMs: environment.SAFE_HARBOUR_AFTER_MS, longestWaitMs: queue.longestWaitSec * 1_000,
      routing: {
        strategy: queue.strategy, required: queue.required, lastAgentFirstMs: queue.lastAgentFirstSec * 1_000,
        relaxation: relaxation === null ? null : { everyMs: relaxation.everySec * 1_000, waives: relaxation.waives },
      },
      lastMessage: environment.SAFE_HARBOUR_PROMPT, isRecorded: queue.record,
      longestCallMs: queue.maxCallSec === null ? null : queue.maxCallSec * 1_000, wrapUpMs: queue.wrapUpSec * 1_000,
      retryRules: DEFAULT_RETRY_RULES, automatic: null, machineMessage: null,
    },
  };
}

/** A caller's before they are in a queue: nobody serves it. */
export function lineOfNumber(dialedNumber: string, environment: Pick<Environment, 'SAFE_HARBOUR_AFTER_MS' | 'SAFE_HARBOUR_PROMPT'>): Line {
  return {
    id: `number-${dialedNumber.replace(/^\+/, '')}`, campaignId: null,
    policy: {
      patienceMs: environment.SAFE_HARBOUR_AFTER_MS, longestWaitMs: null, routing: PLAIN_ROUTING, lastMessage: environment.SAFE_HARBOUR_PROMPT,
      isRecorded: false, longestCallMs: null, wrapUpMs: 0, retryRules: DEFAULT_RETRY_RULES, automatic: null, machineMessage: null,
    },
  };
}
