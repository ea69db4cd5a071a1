import type { ConsentWord } from '@paceline/domain/compliance/consent';
import type { ReadConsent } from '@paceline/domain/lists/read-consent';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../audit-trail';
import { addConsent, consentWordsOf } from '../consents';
import { ClientConsents } from '../of-client/consents';

/**
 * Adds what people have agreed to by a file. What is on record is not added again, so that a file may come twice; a revocation since stands.
 * @param importId the proof of whoever's row names none
 */
export async function keepConsents(manager: EntityManager, actor: Actor, importId: string, told: readonly { readonly contactId: string; readonly consent: ReadConsent }[]): Promise<void> {
  if (told.length === 0) return;
  const known = await consentWordsOf(manager, actor, told.map(({ contactId }) => contactId));
  const consents = new ClientConsents(manager, actor);
  for (const { contactId, consent } of told) {
    if (known.get(contactId)?.some((word) => isSame(word, consent)) === true) continue;
    const { atMs, purposes, deliveries, form, proof } = consent;
    await addConsent(manager, actor, {
      contactId, kind: 'given', purposes: purposes === null ? null : [...purposes], deliveries: deliveries === null ? null : [...deliveries], phones: null, at: new Date(atMs), until: null,
      form, seller: null, words: null, proof: proof ?? `import ${importId}`, callId: null,
    });
    await consents.callAgain(contactId);
  }
}

function isSame(word: ConsentWord, { atMs, purposes, deliveries, form }: ReadConsent): boolean {
  return word.kind === 'given' && word.atMs === atMs && word.form === form && word.phones === null && word.seller === null
    && String(word.purposes) === String(purposes) && String(word.deliveries) === String(deliveries);
}
