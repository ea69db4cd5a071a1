import { isExtension } from '@paceline/contracts/agents';
import type { Agent } from '@paceline/persistence';
import type { Endpoint } from '@paceline/telephony/port/switch-port';

/** Null for an address that is none: it was another agent's as well. */
export function endpointOf({ legKind, legAddress, legGateway }: Agent, domain: string): Endpoint | null {
  if (legKind === 'gateway') return { kind: 'gateway', gateway: legGateway ?? '', digits: legAddress };
  return isExtension(legAddress) ? { kind: 'extension', extension: legAddress, domain } : null;
}

/** The gateway that an agent's phone is called through; null for a phone of the directory. */
export function gatewayOf({ legKind, legGateway }: Agent): string | null {
  return legKind === 'gateway' ? legGateway : null;
}
