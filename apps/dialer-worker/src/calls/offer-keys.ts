import { dialer, inTransaction, offerEvent, sayToOffer } from '@paceline/persistence';
import { newSpokenCode } from '@paceline/platform/offer-code';
import type { OwnerContext } from '../context/owner-context';
import { persistently } from '../context/persistently';
import type { LiveCall } from './live-call';

/** Whoever presses the key that takes an offer. A database that is away is asked until it has it: only then are they told so. */
export class OfferKeys {
  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'dataSource' | 'fence' | 'lease' | 'log' | 'publish'>) {}

  /** Theirs by this code; asked again on the same call, by the same. Null: they cannot have it, or nobody knows who they are. */
  async take({ callId, facts: { clientId, contactId, line } }: LiveCall, offerId: string): Promise<string | null> {
    if (contactId === null) return null;
    const said = { clientId, offerId, contactId, callId, campaignId: line.campaignId, agentId: null, way: 'key', result: 'taken' } as const;
    const taken = await persistently(this.owner, () => inTransaction(this.owner.dataSource, (manager) => sayToOffer(manager, dialer({ clientId }), said, newSpokenCode)));
    if ('refusal' in taken) return null;
    this.owner.publish(offerEvent(taken, new Date(this.owner.clock.nowMs())));
    return taken.taking.code;
  }
}
