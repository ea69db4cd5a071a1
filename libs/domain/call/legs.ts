/**
 * What a leg is in its call.
 *
 * customer    whom the call is with: its leg has the call's own id, and is there as long as the call is
 * agent       who talks on it, or is promised it
 * consulted   another agent, whom the agent asks while the customer waits
 * third       somebody outside, called in by the agent
 * supervisor  hears the agent, or speaks to them
 */
export const LEG_ROLES = ['customer', 'agent', 'consulted', 'third', 'supervisor'] as const;
export type LegRole = (typeof LEG_ROLES)[number];

/** One channel of ours. An agent's own phone is up between calls, too: then it has none. */
export interface Leg {
  readonly channelId: string;
  readonly callId: string | null;
  readonly role: LegRole;
}

/** What is over with a leg that is gone. `talk`: the agent's part in the call; the customer goes back in line. */
const ENDS_WITH: Readonly<Record<LegRole, 'call' | 'talk' | 'nothing'>> = {
  customer: 'call', agent: 'talk', consulted: 'nothing', third: 'nothing', supervisor: 'nothing',
};

export function endsWith(role: LegRole): 'call' | 'talk' | 'nothing' {
  return ENDS_WITH[role];
}

/** A leg as the switch shows it. */
export interface ShownLeg {
  readonly channelId: string;
  /** FreeSWITCH's CS_… state. */
  readonly state: string;
  /** The id that bridged legs share; empty when alone. */
  readonly callUuid: string;
  /** The room it is in; empty when in none. */
  readonly conference: string;
}

/**
 * Whether two legs hear each other: in one conference, or bridged. The shared id alone lies: a leg that has parked again
 * still shows that of its last call (recorded). Of two bridged legs one exchanges media; a parked one, or one that a
 * failed bridge has left behind, does not.
 */
export function areTogether(one: ShownLeg | undefined, other: ShownLeg | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  if (one.conference !== '' || other.conference !== '') return one.conference === other.conference;
  return one.callUuid !== '' && one.callUuid === other.callUuid && [one, other].some(({ state }) => state === 'CS_EXCHANGE_MEDIA');
}

/** Of a call's other legs those that are with its customer now, in the order given. */
export function legsTogether<Other extends ShownLeg>(customer: ShownLeg | undefined, others: readonly Other[]): Other[] {
  return others.filter((other) => other.channelId !== customer?.channelId && areTogether(customer, other));
}
