import { mayReach, type DialedBy } from '@paceline/domain/compliance/destination';
import { Gateways, destinationsOf } from '@paceline/persistence';
import { numberFacts } from '@paceline/platform/number-kind';
import type { OwnerContext } from '../context/owner-context';
import type { TrunkLines } from './trunk-lines';

/** Of the switch's gateways that may reach a number for a caller the one with most lines left, those that are kept included; null: none may. */
export async function anyGatewayTo(owner: Pick<OwnerContext, 'dataSource' | 'environment'>, lines: Pick<TrunkLines, 'free'>, number: string, by: DialedBy): Promise<string | null> {
  const facts = numberFacts(number);
  const all = await new Gateways(owner.dataSource).all(owner.environment.SWITCH_ID);
  const may = all.filter((gateway) => gateway.enabled && mayReach(facts, by, destinationsOf(gateway)).allow).map(({ name }) => name);
  const free = [...await lines.free(may, 'callers')].sort((one, other) => other.trunkLines - one.trunkLines);
  return free[0]?.name ?? may[0] ?? null;
}
