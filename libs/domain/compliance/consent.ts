import { DELIVERIES, PURPOSES, type Delivery, type Purpose } from './call-purpose';

/**
 * How a consent was given. written: signed on paper · digital: by an electronic signature or a ticked box that is kept (15 U.S.C. 7001
 * puts it beside paper) · oral: said, with a witness or a recording.
 */
export const CONSENT_FORMS = ['written', 'oral', 'digital'] as const;
export type ConsentForm = (typeof CONSENT_FORMS)[number];

/** What a word of a person is about. Null is everything of its kind: all purposes, all ways to speak, all of their numbers. */
interface Scope {
  /** When the person said it. */
  readonly atMs: number;
  readonly purposes: readonly Purpose[] | null;
  readonly deliveries: readonly Delivery[] | null;
  /** E.164. */
  readonly phones: readonly string[] | null;
}

export interface ConsentGiven extends Scope {
  readonly kind: 'given';
  readonly form: ConsentForm;
  /** To whom, when it is not the client who calls: such a consent is another's. */
  readonly seller: string | null;
  /** From then on it holds no more; null: until it is revoked. */
  readonly untilMs: number | null;
}

/** A no to calls that a consent allowed, to whomever it was given. */
export interface ConsentRevoked extends Scope { readonly kind: 'revoked' }

/** What a person has said of calls, each word a record that is never changed. */
export type ConsentWord = ConsentGiven | ConsentRevoked;

/** A call that would be made. Null, where purpose or delivery is not said: the consent must be to every one of them. */
export interface AskedConsent {
  readonly purpose: Purpose | null;
  readonly delivery: Delivery | null;
  readonly phone: string;
  /** In whose name; null: the client's own. */
  readonly seller: string | null;
  /** Those that the law takes. */
  readonly forms: readonly ConsentForm[];
}

/** What a law asks before a call may be made. */
export interface ConsentNeed {
  readonly forms: readonly ConsentForm[];
  readonly sources: readonly string[];
}

/**
 * Whether what is on record covers this call now: a consent of a form that will do, to this purpose, delivery, number and seller, that
 * has begun and not ended. A revocation wins over every consent up to its own instant, a later consent over it.
 * @param words of one person, in any order
 */
export function isCovered(words: readonly ConsentWord[], asked: AskedConsent, nowMs: number): boolean {
  const lastNoMs = Math.max(-Infinity, ...words.filter((word) => word.kind === 'revoked' && touches(word, asked)).map(({ atMs }) => atMs));
  return words.some((word) => word.kind === 'given' && word.atMs <= nowMs && word.atMs > lastNoMs && (word.untilMs === null || nowMs < word.untilMs)
    && word.seller === asked.seller && asked.forms.includes(word.form) && includes(word, asked));
}

/** What of these numbers is covered now, for people who look at a record. */
export function coverage(words: readonly ConsentWord[], phones: readonly string[], nowMs: number): readonly { purpose: Purpose; delivery: Delivery; phones: string[] }[] {
  return PURPOSES.flatMap((purpose) => DELIVERIES.map((delivery) => ({
    purpose, delivery, phones: phones.filter((phone) => isCovered(words, { purpose, delivery, phone, seller: null, forms: CONSENT_FORMS }, nowMs)),
  }))).filter((one) => one.phones.length > 0);
}

function includes({ purposes, deliveries, phones }: Scope, asked: AskedConsent): boolean {
  return holds(purposes, asked.purpose, PURPOSES) && holds(deliveries, asked.delivery, DELIVERIES) && (phones === null || phones.includes(asked.phone));
}

function holds<Word>(given: readonly Word[] | null, asked: Word | null, all: readonly Word[]): boolean {
  return given === null || (asked === null ? all : [asked]).every((one) => given.includes(one));
}

/** A no to a part of what is asked is a no to it. */
function touches({ purposes, deliveries, phones }: Scope, asked: AskedConsent): boolean {
  return (purposes === null || asked.purpose === null || purposes.includes(asked.purpose))
    && (deliveries === null || asked.delivery === null || deliveries.includes(asked.delivery)) && (phones === null || phones.includes(asked.phone));
}
