/**
 * The life of a call. `ended` is the only terminal state; what came of the call is its outcome.
 *
 * planned      the row exists, nothing was sent
 * originating  committed before the command is written: from here on it may have been dialed
 * ringing      the far end rings (or early media plays)
 * answered     somebody answered: we, or whoever called us; an agent is being looked for, or their script is run
 * waiting      nobody was idle (or the agent was lost): next in line for the agents of its line. Who called us may ring meanwhile
 * connecting   an agent is reserved and the switch was told to bridge
 * talking      the switch said that the legs are bridged
 * ended        over
 */
export const CALL_STATES = [
  'planned', 'originating', 'ringing', 'answered', 'waiting', 'connecting', 'talking', 'ended',
] as const;
export type CallState = (typeof CALL_STATES)[number];

/** A call moves only along these. Nothing leaves `ended`: late and repeated events only fill blanks. */
const NEXT: Readonly<Record<CallState, readonly CallState[]>> = {
  planned: ['originating', 'ended'],
  originating: ['ringing', 'answered', 'ended'],
  // Whoever calls us may wait for an agent unanswered.
  ringing: ['answered', 'waiting', 'ended'],
  answered: ['connecting', 'waiting', 'ended'],
  waiting: ['connecting', 'ended'],
  // The agent's leg failed under us while the caller is still there: back in line.
  connecting: ['talking', 'waiting', 'ended'],
  // The agent was lost in mid-call: the customer is offered to the next agent first.
  talking: ['waiting', 'ended'],
  ended: [],
};

/** In which its next owner has a call: whoever was with an agent, or promised one, waits until the switch shows that they talk. */
export function stateTakenOver(state: CallState): CallState {
  return state === 'connecting' || state === 'talking' ? 'waiting' : state;
}

export function mayMove(from: CallState, to: CallState): boolean {
  return NEXT[from].includes(to);
}

/** States in which the channel is up and a person (or machine) is on it. */
export function isAnswered(state: CallState): boolean {
  return state === 'answered' || state === 'waiting' || state === 'connecting' || state === 'talking';
}

/** Every call that may still hold a line of a trunk. */
export const LIVE_STATES = CALL_STATES.filter((state) => state !== 'ended');
