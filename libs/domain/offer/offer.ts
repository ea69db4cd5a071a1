/** What is promoted, as far as it decides who may have it. Instants are milliseconds since the epoch, all by one clock. */
export interface Offer {
  readonly validFromMs: number;
  /** From then on it is not given any more; null: until it is withdrawn. */
  readonly validUntilMs: number | null;
  /** How many there are in all; null: as many as are wanted. */
  readonly stock: number | null;
  /** How many are out: taken, and not given back. */
  readonly taken: number;
  /** How many one person may have. */
  readonly perContact: number;
  readonly isWithdrawn: boolean;
}

/** What is known of somebody beside an offer. */
export interface OfferedTo {
  /** How many of it they have. */
  readonly has: number;
  /** It is for everybody, or they are on one of its lists. */
  readonly isMeant: boolean;
  /** They are compared with those who are told of it. */
  readonly isControl: boolean;
  readonly refusedAtMs: number | null;
}

export const OFFER_REFUSALS = ['not-yet', 'over', 'withdrawn', 'sold-out', 'not-theirs', 'has-it'] as const;
export type OfferRefusal = (typeof OFFER_REFUSALS)[number];

/** For so long nobody is told again of what they have refused. */
const REFUSED_FOR_MS = 30 * 24 * 60 * 60_000;

/**
 * Why somebody cannot have an offer now; null: they can. Whoever is in a control group may: they asked for it by themselves, and it counts
 * as theirs.
 */
export function whyNotTaken(offer: Offer, to: Pick<OfferedTo, 'has' | 'isMeant'>, nowMs: number): OfferRefusal | null {
  if (offer.isWithdrawn) return 'withdrawn';
  if (nowMs < offer.validFromMs) return 'not-yet';
  if (offer.validUntilMs !== null && nowMs >= offer.validUntilMs) return 'over';
  if (!to.isMeant) return 'not-theirs';
  if (to.has >= offer.perContact) return 'has-it';
  return offer.stock !== null && offer.taken >= offer.stock ? 'sold-out' : null;
}

/** Whether an agent is shown it for somebody: they could have it, did not refuse it lately, and nobody is to leave them alone for comparison. */
export function isPrompted(offer: Offer, to: OfferedTo, nowMs: number): boolean {
  const refusedLately = to.refusedAtMs !== null && nowMs - to.refusedAtMs < REFUSED_FOR_MS;
  return !to.isControl && !refusedLately && whyNotTaken(offer, to, nowMs) === null;
}

/** Its text in a language, or in the first one that it has, with the language in which it is. */
export function offerText(texts: Readonly<Record<string, string>>, language: string | null): { readonly language: string; readonly text: string } | null {
  const wanted = language === null ? undefined : texts[language];
  if (language !== null && wanted !== undefined) return { language, text: wanted };
  const [first] = Object.entries(texts);
  return first === undefined ? null : { language: first[0], text: first[1] };
}
