import type { Skills } from './skills';

/** An agent's place in a line, by FreeSWITCH's words: of two agents the one of the lower level goes first, whatever the strategy. */
export interface Tier {
  /** A whole number from 1. */
  readonly level: number;
  /** The place in the line's own order of agents, from 1: what `top-down` goes by, and what tells apart whom a strategy does not. */
  readonly position: number;
  /** When they were last given a call of this line, in milliseconds since the epoch: as its latest talk began. Null: none today. */
  readonly lastCallAtMs: number | null;
}

/** An agent who can be given a call now. */
export interface FreeAgent {
  readonly agentId: string;
  /** Their place in each line that they serve, by the line's id. */
  readonly serves: ReadonlyMap<string, Tier>;
  /** How many of those lines are queues. */
  readonly queuesServed: number;
  readonly skills: Skills;
  /** Milliseconds since the epoch. */
  readonly idleSinceMs: number;
  /** The talks that they began today, of all lines. Derived from talks (`libs/domain/call/talk`); when a day begins is for whoever counts. */
  readonly callsToday: number;
  /** What those of them have lasted that are over, in milliseconds: without wrap-up. */
  readonly talkMsToday: number;
}
