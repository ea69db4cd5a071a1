import { withinCallingHours, type CallingHours } from './calling-hours';
import { withinFrequency, type FrequencyFacts, type FrequencyRefusal } from './frequency';
import type { Zone } from './zone';

/**
 * The gate before every dial: asked when a target is claimed, and again just before the socket, because
 * minutes may lie between the two. It decides on facts; whoever calls it fetches them.
 */
export interface DialFacts {
  /** E.164 with its plus sign. */
  readonly phone: string;
  /** The contact's zones; empty when nothing is known. */
  readonly zones: readonly Zone[];
  readonly onDoNotCallList: boolean;
  /** Prefixes of E.164 numbers that the gateway may dial, `+` included; empty allows none. */
  readonly allowedPrefixes: readonly string[];
  readonly hours: CallingHours;
  readonly frequency: FrequencyFacts;
}

export type DialRefusal =
  | 'no-valid-phone' | 'do-not-call' | 'destination-not-allowed' | 'outside-calling-hours' | 'unknown-zone' | 'no-calling-hours'
  | FrequencyRefusal;

export type DialDecision =
  | { readonly allow: true }
  /** `untilMs`: ask again then. Without it the refusal holds until somebody changes something. */
  | { readonly allow: false; readonly reason: DialRefusal; readonly untilMs?: number };

const E164 = /^\+[1-9][0-9]{6,14}$/;

export function mayDial(facts: DialFacts, nowMs: number): DialDecision {
  if (!E164.test(facts.phone)) return { allow: false, reason: 'no-valid-phone' };
  if (facts.onDoNotCallList) return { allow: false, reason: 'do-not-call' };
  if (!facts.allowedPrefixes.some((prefix) => isAllowedBy(prefix, facts.phone))) {
    return { allow: false, reason: 'destination-not-allowed' };
  }
  const hours = withinCallingHours(facts.zones, facts.hours, nowMs);
  return hours.allow ? withinFrequency(facts.frequency, nowMs) : hours;
}

/** A prefix without its plus sign, an empty one above all, allows nothing rather than everything. */
function isAllowedBy(prefix: string, phone: string): boolean {
  return prefix.startsWith('+') && phone.startsWith(prefix);
}
