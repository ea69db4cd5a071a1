import type { NumberFacts } from './number-facts';

/** Kinds of numbers that cost the caller more than a call should: each is dialed only if an administrator has named that very number. */
export const COSTLY_KINDS = ['premium-number', 'shared-cost-number', 'personal-number', 'satellite-number'] as const;
export type CostlyKind = (typeof COSTLY_KINDS)[number];

/**
 * Calling codes of no country and ranges within a country that lead to a satellite or into a network that charges as one.
 * Numbering plans' libraries call most of them mobiles.
 * 870 Inmarsat, 881 global mobile satellite systems (Iridium, Globalstar), 882 and 883 international networks (Thuraya,
 * Emsat and others), 878 universal personal telecommunications: ITU-T E.164, list of assigned codes.
 * +61 14 satellite services: Australia, Telecommunications Numbering Plan 2015. +62 868 (PSN/Byru): Indonesia's numbering plan.
 * +7 954 Globalstar: Russia's numbering plan. +86 1349 and 1740 to 1749 (Tiantong among them): China's numbering plan, satellite communication.
 */
const SATELLITE = ['+870', '+878', '+881', '+882', '+883', '+6114', '+62868', '+7954', '+861349', '+86174'];

/** Calling codes of no country: 808 international shared cost, 979 international premium rate (ITU-T E.164). */
const BY_CODE: readonly (readonly [prefix: string, kind: CostlyKind])[] = [
  ...SATELLITE.map((prefix) => [prefix, 'satellite-number'] as const),
  ['+808', 'shared-cost-number'], ['+979', 'premium-number'],
];

/** Codes whose every number is costly: to allow such a prefix would allow nothing. */
export function costlyKindOfPrefix(prefix: string): CostlyKind | null {
  return BY_CODE.find(([code]) => prefix.startsWith(code))?.[1] ?? null;
}

/** Why the number is costly; null for one that is not. The tables here know some that no library does. */
export function costlyKindOf({ number, kind }: NumberFacts): CostlyKind | null {
  const byCode = costlyKindOfPrefix(number);
  if (byCode !== null) return byCode;
  switch (kind) {
    case 'premium': return 'premium-number';
    case 'shared-cost': return 'shared-cost-number';
    // The person called has it follow them, at the caller's cost: UK 070 and US 5XX numbers are used for fraud.
    case 'personal': return 'personal-number';
    case 'ordinary':
    case 'short':
    case 'unknown': return null;
  }
}
