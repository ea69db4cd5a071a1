/**
 * How a line chooses among the agents who may take a call equally well. Names and meaning are FreeSWITCH's (mod_callcenter, which
 * falls back to its own default on a name that it does not know; here that is an error). What rings several phones at once
 * (`ring-all`, `ring-progressively`) is none of them: a call is promised to one agent.
 *
 * longest-idle-agent          whoever has been free longest
 * round-robin                 whoever was given a call of this line longest ago, or none yet: the line's calls go round
 * top-down                    the first in the line's own order of agents, whenever they are free
 * agent-with-fewest-calls     whoever has talked on the fewest calls today
 * agent-with-least-talk-time  whoever has talked the least time today
 * random                      anybody, each time anew
 */
export const STRATEGIES = ['longest-idle-agent', 'round-robin', 'top-down', 'agent-with-fewest-calls', 'agent-with-least-talk-time', 'random'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** Of lines that name none: campaigns. */
export const DEFAULT_STRATEGY: Strategy = 'longest-idle-agent';

export type StrategyRead =
  | { readonly ok: true; readonly strategy: Strategy }
  | { readonly ok: false; readonly code: 'unknown-strategy'; readonly name: string; readonly known: readonly Strategy[] };

/** The strategy of that name, as FreeSWITCH spells it; nothing is guessed of another spelling. */
export function strategyOf(name: string): StrategyRead {
  const strategy = STRATEGIES.find((one) => one === name);
  return strategy === undefined ? { ok: false, code: 'unknown-strategy', name, known: STRATEGIES } : { ok: true, strategy };
}
