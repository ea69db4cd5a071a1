import type { ClientScope } from '@paceline/domain/client/client';
import { isPrompted } from '@paceline/domain/offer/offer';
import { managerOf, type Database } from './database';
import { OfferRow } from './entities/offers';
import { offerOf } from './offer-takings';
import { serverTime } from './server-time';
import { rows } from './transaction';

/** Of a client's offers only so many are looked at for a screen. */
const OFFERS_AT_MOST = 50;

interface Standing { readonly contactId: string; readonly offerId: string; readonly has: string; readonly refusedAt: Date | null; readonly isControl: string | number; readonly isMeant: string | number }

/**
 * The offers that an agent may tell each of these contacts of now, by contact, the one that ends first before the others.
 * @param campaignId of a call of ours: only what it promotes; null: everything
 */
export async function offersFor(on: Database, client: ClientScope, contactIds: readonly string[], campaignId: string | null): Promise<ReadonlyMap<string, readonly OfferRow[]>> {
  const offers = contactIds.length === 0 ? [] : await openOffers(on, client, campaignId);
  if (offers.length === 0) return new Map();
  const now = (await serverTime(on)).getTime();
  const standings = await rows<Standing>(on,
    `SELECT c.id AS contactId, o.id AS offerId,
            (SELECT COUNT(*) FROM offer_takings t WHERE t.contact_id = c.id AND t.offer_id = o.id AND t.result = 'taken' AND t.returned_at IS NULL) AS has,
            (SELECT MAX(t.at) FROM offer_takings t WHERE t.contact_id = c.id AND t.offer_id = o.id AND t.result = 'refused') AS refusedAt,
            EXISTS (SELECT 1 FROM campaign_offers k JOIN targets g ON g.campaign_id = k.campaign_id AND g.contact_id = c.id AND g.result = 'control-group' WHERE k.offer_id = o.id) AS isControl,
            (JSON_LENGTH(o.lists) = 0 OR EXISTS (SELECT 1 FROM list_contacts l WHERE l.contact_id = c.id AND JSON_CONTAINS(o.lists, JSON_QUOTE(CAST(l.list_id AS CHAR))))) AS isMeant
       FROM contacts c JOIN offers o ON o.client_id = c.client_id WHERE c.client_id = ? AND c.id IN (?) AND o.id IN (?)`,
    [client.clientId, contactIds, offers.map(({ id }) => id)]);
  const prompted = new Map<string, OfferRow[]>();
  for (const contactId of contactIds) {
    prompted.set(contactId, offers.filter((offer) => {
      const one = standings.find((standing) => standing.contactId === contactId && standing.offerId === offer.id);
      return one !== undefined && isPrompted(offerOf(offer), {
        has: Number(one.has), isMeant: Number(one.isMeant) === 1, isControl: Number(one.isControl) === 1, refusedAtMs: one.refusedAt?.getTime() ?? null,
      }, now);
    }));
  }
  return prompted;
}

async function openOffers(on: Database, { clientId }: ClientScope, campaignId: string | null): Promise<OfferRow[]> {
  const found = await rows<{ id: string }>(on,
    `SELECT o.id FROM offers o WHERE o.client_id = ? AND o.withdrawn_at IS NULL AND o.valid_from <= UTC_TIMESTAMP(3) AND (o.valid_until IS NULL OR o.valid_until > UTC_TIMESTAMP(3))
        ${campaignId === null ? '' : 'AND EXISTS (SELECT 1 FROM campaign_offers k WHERE k.campaign_id = ? AND k.offer_id = o.id)'}
      ORDER BY o.valid_until IS NULL, o.valid_until, o.id LIMIT ${String(OFFERS_AT_MOST)}`, campaignId === null ? [clientId] : [clientId, campaignId]);
  const offers = await managerOf(on).findBy(OfferRow, found.map(({ id }) => ({ clientId, id })));
  return found.flatMap(({ id }) => offers.find((offer) => offer.id === id) ?? []);
}
