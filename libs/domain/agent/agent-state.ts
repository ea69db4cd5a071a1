/** What the person chose. */
export const AGENT_STATUSES = ['offline', 'available', 'break'] as const;
export type AgentStatus = (typeof AGENT_STATUSES)[number];

/** What the system knows. */
export const AGENT_STATES = ['idle', 'reserved', 'talking', 'wrap-up'] as const;
export type AgentState = (typeof AGENT_STATES)[number];

/** `connected`: the phone is called once at login and stays up. `on-demand`: it is rung for each call. */
export const LEG_MODES = ['connected', 'on-demand'] as const;
export type LegMode = (typeof LEG_MODES)[number];

/** Of a break that nobody chose: the agent's screen is gone, and the status comes back with it. */
export const SCREEN_GONE = 'screen-gone';
/** Of a break that nobody chose: their phone was rung for a caller, and they did not take it. They come back when they say so. */
export const RING_NO_ANSWER = 'ring-no-answer';
/** Reasons that are the system's own. */
export const OUR_REASONS: readonly string[] = [SCREEN_GONE, RING_NO_ANSWER];

/** Whether an agent has a phone for the next call: one that is up, or one that is rung for it. */
export function isReached({ legMode, legUp }: { readonly legMode: LegMode; readonly legUp: boolean }): boolean {
  return legMode === 'on-demand' || legUp;
}

/** Whether an agent may be offered a call. A connected agent without a leg cannot meet the two seconds. */
export function canBeReserved(agent: {
  readonly status: AgentStatus; readonly state: AgentState; readonly legMode: LegMode; readonly legUp: boolean;
}): boolean {
  return agent.status === 'available' && agent.state === 'idle' && isReached(agent);
}
