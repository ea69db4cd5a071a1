import { Gateway } from '@paceline/persistence';
import type { EntityManager } from 'typeorm';
import { invalid } from '../edge/validation';

/** How an agent's phone is reached. */
export interface LegSettings {
  readonly legKind: 'extension' | 'gateway';
  readonly legAddress: string;
  readonly legGateway: string | null;
  readonly legWebrtc: boolean;
}

const EXTENSION = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;
const DIGITS = /^\+?[0-9]{3,20}$/;

/** A leg is an extension of our directory, or digits through a gateway that we know: never anything that a switch could read as a command. */
export async function checkLeg(manager: EntityManager, leg: LegSettings, switchId: string): Promise<void> {
  if (leg.legKind === 'extension') {
    if (!EXTENSION.test(leg.legAddress)) throw invalid('legAddress', 'must be an extension: letters, digits and _ . - only');
    if (leg.legGateway !== null) throw invalid('legGateway', 'an extension is called without a gateway');
    return;
  }
  if (!DIGITS.test(leg.legAddress)) throw invalid('legAddress', 'must be digits, to be called through the gateway');
  if (leg.legWebrtc) throw invalid('legWebrtc', 'a browser has an extension');
  if (leg.legGateway === null) throw invalid('legGateway', 'name the gateway through which the digits are called');
  if (!await manager.existsBy(Gateway, { name: leg.legGateway, switchId })) throw invalid('legGateway', `there is no gateway ${leg.legGateway} on the switch ${switchId}`);
}
