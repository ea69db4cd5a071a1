import { mayReach, mayReachByAny, type DestinationRefusal } from '@paceline/domain/compliance/destination';
import { Gateways, destinationsOf, type Database } from '@paceline/persistence';
import { numberFacts } from '@paceline/platform/number-kind';

/** Whether a number may be dialed for a caller, through this gateway or, null, through any that is enabled. */
export type Reach = (number: string, gateway: string | null) => DestinationRefusal | 'unknown-gateway' | null;

/** By the rules of destinations, as transfers are judged, on one switch. */
export async function reachOf(on: Database, switchId: string): Promise<Reach> {
  const gateways = await new Gateways(on).all(switchId);
  return (number, name) => {
    const facts = numberFacts(number);
    if (name === null) return refusalOf(mayReachByAny(facts, 'transfer', gateways.filter(({ enabled }) => Boolean(enabled)).map(destinationsOf)));
    const gateway = gateways.find((one) => one.name === name);
    return gateway === undefined ? 'unknown-gateway' : refusalOf(mayReach(facts, 'transfer', destinationsOf(gateway)));
  };
}

function refusalOf(decision: ReturnType<typeof mayReach>): DestinationRefusal | null {
  return decision.allow ? null : decision.reason;
}
