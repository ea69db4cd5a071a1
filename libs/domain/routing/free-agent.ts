import type { Skills } from './skills';

/** An agent's place in a line, by FreeSWITCH's words: of two agents the one of the lower level goes first, whatever the strategy. */
export interface Tier {
  /** A whole number from 1. */
  readonly level: number;
  /** The place in the line's own order of agents, from 1: what `top-down` goes by, and what tells apart whom a strategy does not. */
  readonly position: number;
  /** When they were last given a call of this line, in milliseconds since the epoch: as its latest talk began. Null: none yet. */
  readonly lastCallAtMs: number | null;
}

/** An agent who can be given a call now. */
export interface FreeAgent {
  readonly agentId: string;
  /** Their place in each line that they serve, by the line's id. */
  readonly serves: ReadonlyMap<string, Tier>;
  readonly skills: Skills;
  /** Milliseconds since the epoch. */
  readonly idleSinceMs: number;
  /** The talks that they began today, of all lines; the day is their client's. Derived from talks (`libs/domain/call/talk`). */
  readonly callsToday: number;
  /** What those talks have lasted, in milliseconds: without wrap-up, and with what is held. */
  readonly talkMsToday: number;
}
