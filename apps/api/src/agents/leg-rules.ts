import { isExtension } from '@paceline/contracts/agents';
import { mayReach } from '@paceline/domain/compliance/destination';
import { Gateways, destinationsOf } from '@paceline/persistence';
import { numberFacts } from '@paceline/platform/number-kind';
import type { EntityManager } from 'typeorm';
import { invalid } from '../edge/validation';

/** How an agent's phone is reached. */
export interface LegSettings {
  readonly legKind: 'extension' | 'gateway';
  readonly legAddress: string;
  readonly legGateway: string | null;
  readonly legWebrtc: boolean;
}

const DIGITS = /^\+?[1-9][0-9]{6,14}$/;

/**
 * A leg is an extension of our directory, or a number through a gateway that may dial it: never anything that a switch could
 * read as a command. The address as it is kept, so that the same phone is always written the same way.
 */
export async function checkedLeg(manager: EntityManager, leg: LegSettings, switchId: string): Promise<string> {
  if (leg.legKind === 'extension') {
    if (!isExtension(leg.legAddress)) throw invalid('legAddress', 'no-extension');
    if (leg.legGateway !== null) throw invalid('legGateway', 'extension-without-gateway');
    return leg.legAddress;
  }
  if (!DIGITS.test(leg.legAddress)) throw invalid('legAddress', 'no-whole-number');
  if (leg.legWebrtc) throw invalid('legWebrtc', 'browser-has-extension');
  if (leg.legGateway === null) throw invalid('legGateway', 'gateway-missing');
  const gateway = (await new Gateways(manager).named([leg.legGateway], switchId))[0];
  if (gateway === undefined) throw invalid('legGateway', 'unknown-gateway', { gateway: leg.legGateway, switchId });
  const number = leg.legAddress.startsWith('+') ? leg.legAddress : `+${leg.legAddress}`;
  const decision = mayReach(numberFacts(number), 'agent-leg', destinationsOf(gateway));
  if (!decision.allow) throw invalid('legAddress', 'gateway-would-not-call', { gateway: gateway.name, phone: number, refusal: decision.reason });
  return number;
}
