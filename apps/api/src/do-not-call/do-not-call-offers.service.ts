import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { DoNotCallOfferView } from '@paceline/contracts/do-not-call';
import { ClientDoNotCallList, forbid, inTransaction, recordChange, type DoNotCallOffer } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { decodeCursor, toPage } from '../edge/paging';

const PHONE_PART = /^\+[0-9]{1,15}$/;

/** People who said no through the network: nobody dials them until somebody has put them on the list, or answers for not doing so. */
@Injectable()
export class DoNotCallOffersService {
  constructor(private readonly dataSource: DataSource) {}

  async page(caller: CurrentUser, { limit, cursor }: PageQuery): Promise<Page<DoNotCallOfferView>> {
    const after = cursor === undefined ? '' : decodeCursor(cursor, [PHONE_PART])[0];
    const found = await new ClientDoNotCallList(this.dataSource, caller).offers(after, limit + 1);
    return toPage(found, limit, ({ phone }) => [phone], toView);
  }

  async accept(caller: CurrentUser, phone: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const { callId } = await take(manager, caller, phone);
      await forbid(manager, [phone], { source: 'call', callId, importId: null, why: { code: 'said-to-network', params: {} }, actor: actorOf(caller) });
    });
  }

  async decline(caller: CurrentUser, phone: string, reason: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const offer = toView(await take(manager, caller, phone));
      // The number was as if on the list from then on.
      const was = { ...offer, addedAt: offer.offeredAt };
      await recordChange(manager, actorOf(caller), { resource: 'do-not-call', resourceId: phone, action: 'deleted', was, became: null, reason });
    });
  }
}

async function take(manager: EntityManager, caller: CurrentUser, phone: string): Promise<DoNotCallOffer> {
  const offer = await new ClientDoNotCallList(manager, caller).takeOffer(phone);
  if (offer === null) throw new PacelineError('not-found', 'do-not-call-offer', { phone });
  return offer;
}

function toView({ phone, callId, offeredAt }: DoNotCallOffer): DoNotCallOfferView {
  return { phone, callId, offeredAt: offeredAt.toISOString() };
}
