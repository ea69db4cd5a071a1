import type { RecentCall } from '@paceline/domain/compliance/frequency';
import type { DataSource } from 'typeorm';
import type { ConsentWord } from '@paceline/domain/compliance/consent';
import type { ClientScope } from '@paceline/domain/client/client';
import { consentWordsOf } from './consents';
import { recentCalls } from './recent-calls';
import { rows } from './transaction';

/** Whose call it is that is about to be sent, and to whom. */
export interface CalledPerson extends ClientScope {
  readonly callId: string;
  readonly contactId: string | null;
  readonly phone: string;
  readonly targetId: string | null;
}

/** What the gate is told of them. */
export interface DialedPerson {
  readonly zone: string | null;
  /** Also while the number waits to be put there. */
  readonly onDoNotCallList: boolean;
  readonly recent: readonly RecentCall[];
  /** Left out where none is asked for. */
  readonly consents?: readonly ConsentWord[];
}

/**
 * What the gate must know afresh of the person behind a call that is about to be sent.
 * @param asksConsent whether somebody of this zone must have agreed to it
 */
export async function dialFactsOf(
  dataSource: DataSource, { callId, clientId, contactId, phone, targetId }: CalledPerson, asksConsent: (zone: string | null) => boolean = () => false,
): Promise<DialedPerson> {
  const [found] = await rows<{ zone: string | null; dnc: string | number; phones: string | null }>(dataSource,
    `SELECT (SELECT zone FROM contacts WHERE id = ?) AS zone,
            EXISTS (SELECT 1 FROM do_not_call WHERE client_id = ? AND phone = ? UNION ALL SELECT 1 FROM do_not_call_offers WHERE client_id = ? AND phone = ?) AS dnc,
            (SELECT GROUP_CONCAT(phone) FROM contact_phones WHERE contact_id = ?) AS phones`,
    [contactId, clientId, phone, clientId, phone, contactId]);
  const phones = [...new Set([phone, ...found?.phones?.split(',') ?? []])];
  const recent = await recentCalls(dataSource, phones, targetId === null ? [] : [targetId], callId);
  const consents = contactId !== null && asksConsent(found?.zone ?? null) ? (await consentWordsOf(dataSource, { clientId }, [contactId])).get(contactId) : undefined;
  return {
    zone: found?.zone ?? null, onDoNotCallList: Number(found?.dnc ?? 1) === 1, recent: recent({ phone, contactId, targetId, phones }), ...consents !== undefined && { consents },
  };
}
