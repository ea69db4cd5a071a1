import { costlyKindOf, type CostlyKind } from './costly-numbers';
import type { NumberFacts } from './number-facts';

/** Who wants it dialed. `hand`: a person who dials digits; everybody else dials what a rule or a record says. */
export type DialedBy = 'campaign' | 'agent-leg' | 'consult' | 'transfer' | 'callback' | 'hand';

/** What an administrator has named for a gateway. Nothing named: nothing is dialed. */
export interface GatewayDestinations {
  /** ISO 3166-1: all ordinary numbers of the country, and of no other that shares its calling code. */
  readonly countries: readonly string[];
  /** With a plus sign and a whole calling code, such as +98 or +4930. */
  readonly prefixes: readonly string[];
  /** Single numbers, E.164: the only way to one that is costly. */
  readonly numbers: readonly string[];
  /** Emergency and other short numbers that a person may dial by hand, and that go through this gateway: 911, 112. */
  readonly shortNumbers: readonly string[];
}

/**
 * no-valid-phone           not E.164 at all
 * short-number             an emergency or short service number, by somebody other than a person, or not named
 * unknown-number           of no range of its country's numbering plan that is known
 * nothing-allowed          no country, prefix or number is named
 * destination-not-allowed  its country, prefix or number is not named
 */
export type DestinationRefusal = CostlyKind | 'no-valid-phone' | 'short-number' | 'unknown-number' | 'nothing-allowed' | 'destination-not-allowed';

export type DestinationDecision = { readonly allow: true } | { readonly allow: false; readonly reason: DestinationRefusal };

const E164 = /^\+[1-9][0-9]{6,14}$/;
/** Emergency and service numbers have two to six digits everywhere, without any prefix; 0 alone is nobody's. */
const SHORT = /^[0-9]{2,6}$/;
/** In Germany the rescue and police desks answer under the area code too: 030 112. No subscriber has such a number. */
const EMERGENCY_WITH_AREA_CODE = /^\+49[2-9][0-9]{1,4}11[02]$/;

/**
 * Whether a number may be dialed through a gateway, and by whom: the one rule for contacts, agents' own phones, consults,
 * transfers and callbacks.
 */
export function mayReach(facts: NumberFacts, by: DialedBy, gateway: GatewayDestinations): DestinationDecision {
  const { number, kind } = facts;
  if (SHORT.test(number) || EMERGENCY_WITH_AREA_CODE.test(number)) {
    return by === 'hand' && gateway.shortNumbers.includes(number) ? { allow: true } : { allow: false, reason: 'short-number' };
  }
  if (!E164.test(number)) return { allow: false, reason: kind === 'short' ? 'short-number' : 'no-valid-phone' };
  if (gateway.numbers.includes(number)) return { allow: true };
  if (kind === 'short') return { allow: false, reason: 'short-number' };
  if (allowsNothing(gateway)) return { allow: false, reason: 'nothing-allowed' };
  const costly = costlyKindOf(facts);
  if (costly !== null) return { allow: false, reason: costly };
  if (!opens(gateway, facts)) return { allow: false, reason: 'destination-not-allowed' };
  return kind === 'unknown' ? { allow: false, reason: 'unknown-number' } : { allow: true };
}

/** Whether one of several gateways may; else the reason that says most. */
export function mayReachByAny(facts: NumberFacts, by: DialedBy, gateways: readonly GatewayDestinations[]): DestinationDecision {
  const decisions = gateways.map((gateway) => mayReach(facts, by, gateway));
  return decisions.find(({ allow }) => allow)
    ?? decisions.find((decision) => !decision.allow && decision.reason !== 'nothing-allowed')
    ?? decisions[0] ?? { allow: false, reason: 'nothing-allowed' };
}

/** As it is when it has just been installed: no number that is dialed by rule may be. */
export function allowsNothing({ countries, prefixes, numbers }: GatewayDestinations): boolean {
  return countries.length === 0 && prefixes.length === 0 && numbers.length === 0;
}

function opens({ countries, prefixes }: GatewayDestinations, facts: NumberFacts): boolean {
  return (facts.country !== null && countries.includes(facts.country)) || prefixes.some((prefix) => covers(prefix, facts));
}

/**
 * Calling codes that a country shares with places where a call costs many times as much. +1 leads to Jamaica and the
 * Dominican Republic as well (ITU-T E.164, NANPA), +44 to Jersey, Guernsey and the Isle of Man, +7 to Kazakhstan.
 * home: what the code opens by itself. tells: digits behind the code that name one of the others.
 */
const SHARED_CODES: Readonly<Record<string, { readonly home: readonly string[]; readonly tells: number }>> = {
  '1': { home: ['US', 'CA'], tells: 3 }, '44': { home: ['GB'], tells: 4 }, '7': { home: ['RU'], tells: 1 },
};

/** A prefix that does not hold a whole calling code names no country, and covers nothing: `+`, `+4`. */
function covers(prefix: string, { number, callingCode, country }: NumberFacts): boolean {
  if (callingCode === null || !prefix.startsWith('+') || !number.startsWith(prefix)) return false;
  const behind = prefix.length - 1 - callingCode.length;
  if (behind < 0) return false;
  const shared = SHARED_CODES[callingCode];
  return shared === undefined || behind >= shared.tells || (country !== null && shared.home.includes(country));
}
