import { z } from 'zod';
import { MOST_CONTROL_RATIO } from '@paceline/domain/offer/control-group';
import { anyPhone, country, id, inOrder, instant, name, note, pageOf, uuid } from './common';
import { says } from './messages/schema-words';
import { language } from './spoken';

/** An amount of money in units of its currency; at most six decimals. */
export const amount = z.string().regex(/^[0-9]{1,9}(\.[0-9]{1,6})?$/, says('no-amount')).meta({ example: '19.99' });
export const currency = z.string().regex(/^[A-Z]{3}$/, says('no-currency')).meta({ example: 'EUR' });
export const money = z.object({ amount: z.string().describe('in units of the currency'), currency: z.string() });
const day = z.iso.datetime({ offset: true });

const settings = {
  name: name(100),
  texts: z.record(language, note(2_000).min(1)).refine((texts) => Object.keys(texts).length > 0, says('says-nothing'))
    .describe('what an agent says, by language; whoever speaks none of them is told the first'),
  lists: z.array(id).max(50).describe('whose contacts may have it; empty: everybody'),
  validFrom: day, validUntil: day.nullable().describe('from then on it is not given any more; null: until it is withdrawn'),
  stock: z.number().int().min(0).max(4_000_000_000).nullable().describe('how many there are in all; null: as many as are wanted'),
  perContact: z.number().int().min(1).max(100).describe('how many one person may have'),
  price: z.strictObject({ amount, currency }).nullable(),
};

export const createOffer = z.strictObject({
  name: settings.name, texts: settings.texts, lists: settings.lists.default([]), validFrom: day.optional().describe('left out: from now on'),
  validUntil: settings.validUntil.default(null), stock: settings.stock.default(null), perContact: settings.perContact.default(1), price: settings.price.default(null),
}).refine(({ validFrom, validUntil }) => inOrder(validFrom, validUntil ?? undefined), { path: ['validFrom'], message: says('after', { of: 'until' }) });
export type CreateOffer = z.infer<typeof createOffer>;
export const patchOffer = z.strictObject({ ...settings, withdrawn: z.boolean().describe('nobody is given it any more; what is out stays') }).partial();
export type PatchOffer = z.infer<typeof patchOffer>;

export const offer = z.object({
  id, name: z.string(), texts: z.record(z.string(), z.string()), lists: z.array(id), validFrom: instant, validUntil: instant.nullable(),
  stock: settings.stock, taken: z.number().int().describe('out now: taken, and not given back'), perContact: settings.perContact,
  price: money.nullable(), withdrawn: z.boolean(),
});
export type OfferView = z.infer<typeof offer>;
export const offerPage = pageOf(offer);

export const TAKING_RESULTS = ['taken', 'refused'] as const;
export const TAKING_WAYS = ['agent', 'key', 'by-hand'] as const;
export const taking = z.object({
  id, offerId: id, contactId: id, callId: z.string().nullable(), campaignId: id.nullable(), agentId: id.nullable(),
  way: z.enum(TAKING_WAYS).describe('an agent told of it, a key was pressed on a call, or it was written down afterwards'),
  result: z.enum(TAKING_RESULTS), code: z.string().nullable().describe('theirs, to be read to them: it has no 0, O, 1 or I; null of a refusal'), at: instant,
  returned: z.object({ at: instant, byUsername: z.string(), why: z.string() }).nullable(),
});
export type TakingView = z.infer<typeof taking>;
export const takingPage = pageOf(taking);

/** What an agent may tell of, with the words in the contact's language. */
export const toldOffer = z.object({
  offerId: id, contactId: id, name: z.string(), language: z.string(), text: z.string(), price: money.nullable(), validUntil: instant.nullable(),
});
export type ToldOfferView = z.infer<typeof toldOffer>;
export const toldOffers = z.object({ items: z.array(toldOffer) });
export const toldOffersQuery = z.strictObject({ language: language.optional().describe('of the texts; left out, or lacking: the offer\'s first') });

export const sayToOffer = z.strictObject({
  offerId: id, result: z.enum(TAKING_RESULTS),
  contactId: id.optional().describe('who of those who have the caller\'s number; not needed where only one contact has it'),
});
export type SayToOffer = z.infer<typeof sayToOffer>;
export const giveOffer = z.strictObject({ contactId: id, result: z.enum(TAKING_RESULTS).default('taken') });
export type GiveOffer = z.infer<typeof giveOffer>;
export const returnOffer = z.strictObject({ why: note(500).min(1) });
export const codeParams = z.object({ code: z.string().min(1).max(40) });

const purchase = z.strictObject({
  reference: name(64).describe('your own number of it: told again, it is the same purchase'), at: day,
  contactId: id.optional(), phone: anyPhone.optional().describe('of a contact whom no other shares it with'), code: z.string().max(40).optional().describe('of the taking'),
  amount: amount.nullable().default(null), currency: currency.nullable().default(null),
}).refine(({ contactId, phone, code }) => [contactId, phone, code].filter((one) => one !== undefined).length === 1, says('one-buyer'));
export const addPurchases = z.strictObject({ country: country.optional().describe('of the phones that are written without +'), purchases: z.array(purchase).min(1).max(5_000) });
export type AddPurchases = z.infer<typeof addPurchases>;
export const addPurchasesAnswer = z.object({
  added: z.number().int(), present: z.number().int().describe('told before'),
  unknown: z.array(z.string()).describe('references of those whose buyer is no contact, or one of several'),
});
export type AddPurchasesAnswer = z.infer<typeof addPurchasesAnswer>;

export const promotion = z.object({ offers: z.array(id), controlRatio: z.number() });
export type PromotionView = z.infer<typeof promotion>;
export const putPromotion = z.strictObject({
  offers: z.array(id).max(20).refine((ids) => new Set(ids).size === ids.length, says('offer-twice')),
  controlRatio: z.number().min(0).max(MOST_CONTROL_RATIO).describe('share of the contacts who are never called by this campaign, drawn by a keyed hash: what they buy is what the others are compared with'),
});
export type PutPromotion = z.infer<typeof putPromotion>;
export const callIdParams = z.object({ id: uuid });
