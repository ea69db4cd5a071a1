import type { OfferView, TakingView } from '@paceline/contracts/offers';
import { amountOf, type Cost } from '@paceline/domain/metrics/trunk-cost';
import { shownCode } from '@paceline/domain/offer/code';
import type { OfferRow, OfferTaking } from '@paceline/persistence';

export function toMoney({ micros, currency }: Cost): { amount: string; currency: string } {
  return { amount: amountOf(micros), currency };
}

export function priceOf({ priceMicros, currency }: Pick<OfferRow, 'priceMicros' | 'currency'>): OfferView['price'] {
  return priceMicros === null || currency === null ? null : toMoney({ micros: Number(priceMicros), currency });
}

export function toOfferView(offer: OfferRow): OfferView {
  const { id, name, texts, lists, validFrom, validUntil, stock, taken, perContact, withdrawnAt } = offer;
  return {
    id, name, texts, lists, validFrom: validFrom.toISOString(), validUntil: validUntil?.toISOString() ?? null, stock, taken, perContact, price: priceOf(offer), withdrawn: withdrawnAt !== null,
  };
}

export function toTakingView({ id, offerId, contactId, callId, campaignId, agentId, way, result, code, at, returnedAt, returnedBy, returnedWhy }: OfferTaking): TakingView {
  return {
    id, offerId, contactId, callId, campaignId, agentId, way, result, code: code === null ? null : shownCode(code), at: at.toISOString(),
    returned: returnedAt === null ? null : { at: returnedAt.toISOString(), byUsername: returnedBy ?? '', why: returnedWhy ?? '' },
  };
}
