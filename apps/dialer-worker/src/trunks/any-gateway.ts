import { mayReach, type DialedBy } from '@paceline/domain/compliance/destination';
import { Gateways, destinationsOf, type Gateway } from '@paceline/persistence';
import { numberFacts } from '@paceline/platform/number-kind';
import type { OwnerContext } from '../context/owner-context';
import type { TrunkLines } from './trunk-lines';

type Place = Pick<OwnerContext, 'dataSource' | 'environment'>;

/** The switch's gateways that are not disabled. */
export async function enabledGateways({ dataSource, environment }: Place): Promise<readonly Gateway[]> {
  return (await new Gateways(dataSource).all(environment.SWITCH_ID)).filter(({ enabled }) => enabled);
}

/** Of the switch's gateways that may reach a number for a caller the one with most lines left, those that are kept included; null: none may. */
export async function anyGatewayTo(owner: Place, lines: Pick<TrunkLines, 'free'>, number: string, by: DialedBy): Promise<string | null> {
  const facts = numberFacts(number);
  const may = (await enabledGateways(owner)).filter((gateway) => mayReach(facts, by, destinationsOf(gateway)).allow).map(({ name }) => name);
  const free = [...await lines.free(may, 'callers')].sort((one, other) => other.trunkLines - one.trunkLines);
  return free[0]?.name ?? may[0] ?? null;
}
