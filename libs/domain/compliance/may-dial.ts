import { mayReachByAny, type DestinationRefusal, type DialedBy, type GatewayDestinations } from './destination';
import { intersectHours, withinCallingHours, type CallingHours, type OpenHours } from './calling-hours';
import { withinFrequency, type FrequencyFacts, type FrequencyRefusal } from './frequency';
import { isCovered, type AskedConsent, type ConsentNeed, type ConsentWord } from './consent';
import type { NumberFacts } from './number-facts';
import type { Zone } from './zone';

/**
 * The gate before every dial: asked when a target is claimed, and again just before the socket, because
 * minutes may lie between the two. It decides on facts; whoever calls it fetches them.
 */
export interface DialFacts {
  readonly number: NumberFacts;
  readonly by: DialedBy;
  /** The contact's zones; empty when nothing is known. */
  readonly zones: readonly Zone[];
  readonly onDoNotCallList: boolean;
  /** What each gateway that it may go through is allowed. */
  readonly gateways: readonly GatewayDestinations[];
  /** The campaign's own. */
  readonly hours: CallingHours;
  /** When the law lets this person be called; the campaign's hours never reach beyond. */
  readonly lawful: OpenHours;
  readonly frequency: FrequencyFacts;
  /** What the law asks of this call, and what the person has said; null: no consent is asked. */
  readonly consent: (ConsentNeed & Omit<AskedConsent, 'forms'> & { readonly words: readonly ConsentWord[] }) | null;
}

export type DialRefusal = DestinationRefusal | 'do-not-call' | 'outside-calling-hours' | 'unknown-zone' | 'no-calling-hours' | 'no-consent' | FrequencyRefusal;

export type DialDecision =
  | { readonly allow: true }
  /** `untilMs`: ask again then. Without it the refusal holds until somebody changes something. */
  | { readonly allow: false; readonly reason: DialRefusal; readonly untilMs?: number };

export function mayDial(facts: DialFacts, nowMs: number): DialDecision {
  if (facts.onDoNotCallList) return { allow: false, reason: 'do-not-call' };
  const destination = mayReachByAny(facts.number, facts.by, facts.gateways);
  if (!destination.allow) return destination;
  if (facts.consent !== null && !isCovered(facts.consent.words, facts.consent, nowMs)) return { allow: false, reason: 'no-consent' };
  const hours = withinCallingHours(facts.zones, intersectHours(facts.hours, facts.lawful.hours), nowMs, facts.lawful.closedDays);
  return hours.allow ? withinFrequency(facts.frequency, nowMs) : hours;
}
