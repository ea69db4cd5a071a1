import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { AddPurchases, AddPurchasesAnswer, CreateOffer, OfferView, PatchOffer } from '@paceline/contracts/offers';
import { microsOf } from '@paceline/domain/metrics/trunk-cost';
import { readCode } from '@paceline/domain/offer/code';
import { ClientLists, ClientOffers, inTransaction, recordChange, type NewOffer, type NewPurchase, type OfferRow } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { isEmpty, orTaken } from '../edge/unique';
import { invalid } from '../edge/validation';
import { phoneOf } from '../edge/written-phone';
import { toOfferView } from './offer-views';

/** What is promoted, and what of it was bought. */
@Injectable()
export class OffersService {
  constructor(private readonly dataSource: DataSource, private readonly clock: Clock) {}

  async page(caller: CurrentUser, { limit, cursor }: PageQuery): Promise<Page<OfferView>> {
    const after = cursor === undefined ? '0' : decodeCursor(cursor, [ID_PART])[0];
    return toPage(await new ClientOffers(this.dataSource, caller).page(after, limit + 1), limit, ({ id }) => [id], toOfferView);
  }

  async find(caller: CurrentUser, id: string): Promise<OfferView> {
    return toOfferView(known(await new ClientOffers(this.dataSource, caller).find(id), id));
  }

  async create(caller: CurrentUser, { validFrom, ...request }: CreateOffer): Promise<OfferView> {
    const columns = this.columns({ ...request, validFrom: validFrom ?? new Date(this.clock.nowMs()).toISOString() });
    const offer = { ...columns, withdrawnAt: null } as NewOffer; // whoever creates one says all, or has it from the defaults
    checkTimes(offer);
    return await orTaken('offer', request.name, inTransaction(this.dataSource, async (manager) => {
      await checkLists(new ClientLists(manager, caller), offer.lists);
      const offers = new ClientOffers(manager, caller);
      const id = await offers.create(offer);
      const became = toOfferView(known(await offers.find(id), id));
      await recordChange(manager, actorOf(caller), { resource: 'offer', resourceId: id, action: 'created', was: null, became });
      return became;
    }));
  }

  async patch(caller: CurrentUser, id: string, request: PatchOffer): Promise<OfferView> {
    const work = inTransaction(this.dataSource, async (manager) => {
      const offers = new ClientOffers(manager, caller);
      const was = known(await offers.lock(id), id);
      const { withdrawn } = request;
      const columns = {
        ...this.columns(request),
        ...withdrawn !== undefined && withdrawn !== (was.withdrawnAt !== null) && { withdrawnAt: withdrawn ? new Date(this.clock.nowMs()) : null },
      };
      checkTimes({ ...was, ...columns });
      if (columns.lists !== undefined) await checkLists(new ClientLists(manager, caller), columns.lists);
      if (!isEmpty(columns)) await offers.change(id, columns);
      const became = toOfferView(known(await offers.find(id), id));
      await recordChange(manager, actorOf(caller), { resource: 'offer', resourceId: id, action: 'changed', was: toOfferView(was), became });
      return became;
    });
    return await (request.name === undefined ? work : orTaken('offer', request.name, work));
  }

  /** One that was told before is not counted again; one whose buyer is not known is told back. */
  async addPurchases(caller: CurrentUser, offerId: string, { country, purchases }: AddPurchases): Promise<AddPurchasesAnswer> {
    const told = purchases.map(({ contactId, phone, code, ...purchase }, at) => {
      const e164 = phone === undefined ? undefined : phoneOf(phone, country, `purchases.${String(at)}.phone`).e164;
      return { ...purchase, by: contactId ?? e164 ?? readCode(code ?? '') ?? '', kind: contactId !== undefined ? 'ids' : e164 !== undefined ? 'phones' : 'codes' } as const;
    });
    const wanted = (kind: 'ids' | 'phones' | 'codes'): string[] => [...new Set(told.filter((one) => one.kind === kind).map(({ by }) => by))];
    return await inTransaction(this.dataSource, async (manager) => {
      const offers = new ClientOffers(manager, caller);
      known(await offers.find(offerId), offerId);
      const buyers = await offers.buyers(offerId, { ids: wanted('ids'), phones: wanted('phones'), codes: wanted('codes') });
      const bought = told.flatMap(({ by, reference, at, amount, currency }): NewPurchase[] => {
        const contactId = buyers.get(by);
        return contactId === undefined ? [] : [{ contactId, reference, at: new Date(at), amountMicros: amount === null ? null : String(microsOf(amount)), currency }];
      });
      const added = await offers.addPurchases(offerId, bought);
      const unknown = told.filter(({ by }) => !buyers.has(by)).map(({ reference }) => reference);
      if (added > 0) await recordChange(manager, actorOf(caller), { resource: 'offer', resourceId: offerId, action: 'uploaded', was: null, became: { purchases: added, present: bought.length - added } });
      return { added, present: bought.length - added, unknown };
    });
  }

  private columns({ validFrom, validUntil, price, name, texts, lists, stock, perContact }: PatchOffer): Partial<NewOffer> {
    return {
      ...name !== undefined && { name }, ...texts !== undefined && { texts }, ...lists !== undefined && { lists }, ...stock !== undefined && { stock },
      ...perContact !== undefined && { perContact }, ...validFrom !== undefined && { validFrom: new Date(validFrom) },
      ...validUntil !== undefined && { validUntil: validUntil === null ? null : new Date(validUntil) },
      ...price !== undefined && { priceMicros: price === null ? null : String(microsOf(price.amount)), currency: price?.currency ?? null },
    };
  }
}

function checkTimes({ validFrom, validUntil }: Pick<OfferRow, 'validFrom' | 'validUntil'>): void {
  if (validUntil !== null && validUntil <= validFrom) throw invalid('validUntil', 'not-after', { of: 'validFrom' });
}

async function checkLists(lists: ClientLists, ids: readonly string[]): Promise<void> {
  for (const id of ids) if (await lists.find(id) === null) throw invalid('lists', 'unknown-list', { id });
}

function known(offer: OfferRow | null, id: string): OfferRow {
  if (offer === null) throw notFound('offer', id);
  return offer;
}
