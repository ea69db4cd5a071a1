import { isExtension } from '@paceline/contracts/agents';
import { mayReach } from '@paceline/domain/compliance/destination';
import { refusalInWords } from '@paceline/domain/compliance/refusal-words';
import { Gateway, destinationsOf } from '@paceline/persistence';
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
    if (!isExtension(leg.legAddress)) throw invalid('legAddress', 'must be an extension: letters, digits and _ . - only');
    if (leg.legGateway !== null) throw invalid('legGateway', 'an extension is called without a gateway');
    return leg.legAddress;
  }
  if (!DIGITS.test(leg.legAddress)) throw invalid('legAddress', 'must be a whole phone number with its country\'s code, such as +14155550100, to be called through the gateway');
  if (leg.legWebrtc) throw invalid('legWebrtc', 'a browser has an extension');
  if (leg.legGateway === null) throw invalid('legGateway', 'name the gateway through which the number is called');
  const gateway = await manager.findOneBy(Gateway, { name: leg.legGateway, switchId });
  if (gateway === null) throw invalid('legGateway', `there is no gateway ${leg.legGateway} on the switch ${switchId}`);
  const number = leg.legAddress.startsWith('+') ? leg.legAddress : `+${leg.legAddress}`;
  const decision = mayReach(numberFacts(number), 'agent-leg', destinationsOf(gateway));
  if (!decision.allow) throw invalid('legAddress', `${gateway.name} would not call ${number}: ${refusalInWords(decision.reason)}`);
  return number;
}
