import { wasDialed } from '@paceline/domain/call/outcome';
import type { CallFact, Dial, OutboundFact, World } from '../world';
import { groupBy } from './groups';

/** A call that reached the network, with the INVITEs that prove it; none when only its row says so. */
export interface Dialed { readonly call: OutboundFact; readonly dials: readonly Dial[] }

/** The calls that were dialed: by what the switch really sent, and by their rows where it kept no record. */
export function dialedCalls({ calls, truth }: World): readonly Dialed[] {
  const dials = groupBy(truth?.dials ?? [], ({ channelId }) => channelId);
  return calls.filter(isOutbound).flatMap((call) => {
    const own = dials.get(call.id) ?? [];
    if (own.length > 0) return [{ call, dials: own }];
    const saysSo = call.originatingAtMs !== null && call.outcome !== null && wasDialed(call.outcome);
    const trusted = truth === null || !truth.complete || (call.originatingAtMs ?? 0) < truth.coversSinceMs;
    return saysSo && trusted ? [{ call, dials: [] }] : [];
  });
}

/** By their rows; the table takes none without a number. */
export function isOutbound(call: CallFact): call is OutboundFact {
  return call.direction === 'outbound' && call.phone !== null;
}

/** When the gate was asked for the last time, as near as one can tell. */
export function sentAtMs({ call, dials }: Dialed): number {
  return call.originatingAtMs ?? dials[0]?.atMs ?? call.plannedAtMs;
}
