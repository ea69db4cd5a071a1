import type { DataSource, EntityManager } from 'typeorm';
import type { RecentCall } from '@paceline/domain/compliance/frequency';
import type { ConsentWord } from '@paceline/domain/compliance/consent';
import type { ClientScope } from '@paceline/domain/client/client';
import type { SaidFiles } from '@paceline/domain/message/said-to';
import { consentWordsOf } from './consents';
import { recentCalls } from './recent-calls';
import { rows } from './transaction';

export interface WaitingTarget {
  readonly targetId: string;
  readonly contactId: string;
  readonly zone: string;
  readonly attempts: number;
  readonly phonePosition: number;
}

/** What the gate is told of a target. */
export interface ClaimCandidate {
  readonly targetId: string;
  readonly contactId: string;
  readonly zone: string;
  /** Empty when the contact has no phone at that position. */
  readonly phone: string;
  /** The contact's own zone, which may have changed since the target was made; null when nothing is known. */
  readonly contactZone: string | null;
  readonly onDoNotCallList: boolean;
  readonly attempts: number;
  /** What earlier calls to this number, and to this person, came to. */
  readonly recent: readonly RecentCall[];
  /** Left out where all hear the same. */
  readonly message?: CandidateMessage;
  /** Left out where none is asked for. */
  readonly consents?: readonly ConsentWord[];
}

/** Whether what is said to them is ready. */
export type CandidateMessage =
  | { readonly kind: 'ready'; readonly said: SaidFiles }
  /** It is being spoken: they stay where they are. */
  | { readonly kind: 'waits' }
  | { readonly kind: 'not-spoken' }
  | { readonly kind: 'missing'; readonly field: string };

export interface CandidatePhone {
  readonly contactId: string;
  readonly position: number;
  readonly phone: string;
  readonly contactZone: string | null;
  readonly onDoNotCallList: boolean;
}

/** Another claim has the number at this moment: as good as a call to it that lives. */
export const IN_USE: RecentCall = { endedAgoMs: null, reach: 'nobody', ofThisTarget: false, wanted: false };

/** Every phone of the client's targets' contacts; one that is offered for the do-not-call list counts as on it. */
export async function phonesOf(on: DataSource | EntityManager, { clientId }: ClientScope, targets: readonly WaitingTarget[]): Promise<readonly CandidatePhone[]> {
  if (targets.length === 0) return [];
  const found = await rows<Omit<CandidatePhone, 'onDoNotCallList'> & { readonly forbidden: string | number }>(on,
    `SELECT p.contact_id AS contactId, p.position, p.phone, c.zone AS contactZone, COALESCE(d.phone, o.phone) IS NOT NULL AS forbidden FROM contact_phones p
       JOIN contacts c ON c.id = p.contact_id
       LEFT JOIN do_not_call d ON d.client_id = ? AND d.phone = p.phone LEFT JOIN do_not_call_offers o ON o.client_id = ? AND o.phone = p.phone
      WHERE p.contact_id IN (?)`, [clientId, clientId, targets.map(({ contactId }) => contactId)]);
  return found.map(({ forbidden, ...phone }) => ({ ...phone, onDoNotCallList: Number(forbidden) === 1 }));
}

/** Whose contacts they are, and of whom among them the gate will ask what they have agreed to: nobody else's record is read. */
export interface ConsentQuestion extends ClientScope { readonly asksConsent: (phone: string, zone: string | null) => boolean }

/**
 * What the gate is told of each of these targets, in their order.
 * @param phones see `phonesOf`
 * @param isFree false of a phone that somebody else is about to call
 */
export async function candidatesOf(
  on: DataSource | EntityManager, targets: readonly WaitingTarget[], phones: readonly CandidatePhone[], isFree: (phone: CandidatePhone) => boolean,
  { asksConsent, ...client }: ConsentQuestion,
): Promise<ClaimCandidate[]> {
  const numbers = [...new Set(phones.map(({ phone }) => phone))];
  const recent = await recentCalls(on, numbers, targets.filter(({ attempts }) => attempts > 0).map(({ targetId }) => targetId));
  const candidates = targets.map(({ targetId, contactId, zone, attempts, phonePosition }) => {
    const own = phones.filter((phone) => phone.contactId === contactId);
    const { phone = '', contactZone = zone, onDoNotCallList = false } = own.find(({ position }) => position === phonePosition) ?? {};
    return {
      targetId, contactId, zone, contactZone, attempts, phone, onDoNotCallList,
      recent: [...recent({ phone, contactId, targetId, phones: own.map((one) => one.phone) }), ...own.every(isFree) ? [] : [IN_USE]],
    };
  });
  const asked = new Set(candidates.filter(({ phone, contactZone }) => asksConsent(phone, contactZone)).map(({ contactId }) => contactId));
  const consents = await consentWordsOf(on, client, [...asked]);
  return candidates.map((candidate) => asked.has(candidate.contactId) ? { ...candidate, consents: consents.get(candidate.contactId) ?? [] } : candidate);
}
