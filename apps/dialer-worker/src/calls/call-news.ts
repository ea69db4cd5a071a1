import type { Outcome } from '@paceline/domain/call/outcome';
import type { News } from '../context/news';
import type { LiveCall } from './live-call';

export interface EndedCall {
  readonly call: LiveCall;
  readonly outcome: Outcome;
  readonly endedAtMs: number;
  readonly wasTalking: boolean;
}

/** What is said of calls. */
export interface SaidOfCalls {
  'answered': [call: LiveCall];
  /** Offered to the queue whose line it has, or to this one, which it never came into. */
  'queued': [line: string];
  /** Of one that a campaign plays to: an agent was asked for. */
  'agent-wanted': [call: LiveCall];
  /** Lost for want of an agent: the message has begun. */
  'abandoned': [call: LiveCall];
  'ended': [ended: EndedCall];
  /** An agent is: the bridge is ordered, or about to be. */
  'promised': [call: LiveCall];
  /** The agent who was promised did not come: it waits again. */
  'nobody-came': [call: LiveCall];
  /** The switch does not know it any more, and its end did not come. */
  'gone-unheard': [call: LiveCall];
  /** It talks with an agent, and with nobody before. */
  'first-bridged': [call: LiveCall];
  /** Its caller and somebody outside hear each other. */
  'met-outside': [call: LiveCall, legChannelId: string];
  /** The switch has bridged it to this leg, and its event did not come. */
  'bridge-unheard': [call: LiveCall, legChannelId: string];
  'wrap-up-began': [lineId: string, agentId: string, sinceMs: number];
  'wrap-up-ended': [agentId: string, atMs: number];
}
export type CallNews = News<SaidOfCalls>;
