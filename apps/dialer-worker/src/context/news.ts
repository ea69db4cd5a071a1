import { EventEmitter } from 'node:events';
import type { PoolAgent } from '@paceline/agent-pool';
import type { RingEnd } from '@paceline/domain/agent/ring';

/** Events within the process: who says something does not know who hears it. They are heard in the tick in which they are said. */
export class News<Said extends Record<keyof Said, unknown[]>> extends EventEmitter<Said> {}

/** What is said of agents. `agent`: as the pool has just said that they are; null when it has to be asked. */
export interface SaidOfAgents {
  /** They may be able to take a call. */
  'may-serve': [agentId: string, agent: PoolAgent | null];
  /** They do, or are, something else than before. */
  'changed': [agentId: string, agent: PoolAgent | null];
  /** The leg is gone; a call may have been on it. */
  'leg-lost': [agentId: string, channelId: string];
  /** Their phone was rung for a caller, and this came of it. */
  'ring-ended': [agentId: string, how: RingEnd];
}
export type AgentNews = News<SaidOfAgents>;
