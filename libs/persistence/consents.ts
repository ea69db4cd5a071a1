import type { ClientScope } from '@paceline/domain/client/client';
import type { ConsentWord } from '@paceline/domain/compliance/consent';
import { In, type EntityManager } from 'typeorm';
import { recordChange, type Actor } from './audit-trail';
import { managerOf, type Database } from './database';
import { Consent } from './entities/consents';
import { serverTime } from './server-time';
import { rows } from './transaction';

/** Everything that these contacts of a client have said of being called. */
export async function consentWordsOf(on: Database, { clientId }: ClientScope, contactIds: readonly string[]): Promise<ReadonlyMap<string, readonly ConsentWord[]>> {
  const words = new Map<string, ConsentWord[]>();
  if (contactIds.length === 0) return words;
  const found = await managerOf(on).find(Consent, { where: { clientId, contactId: In([...new Set(contactIds)]) }, order: { id: 'ASC' } });
  for (const row of found) words.set(row.contactId, [...words.get(row.contactId) ?? [], wordOf(row)]);
  return words;
}

/** A row without a form is a revocation, whatever else it says: nobody is called on what cannot be read. */
export function wordOf({ kind, purposes, deliveries, phones, at, until, form, seller }: Consent): ConsentWord {
  const scope = { atMs: at.getTime(), purposes, deliveries, phones };
  return kind === 'given' && form !== null ? { kind, ...scope, form, seller, untilMs: until?.getTime() ?? null } : { kind: 'revoked', ...scope };
}

/** One as the trail and the API tell it. */
export function consentFields({ kind, contactId, purposes, deliveries, phones, at, until, form, seller, words, proof, callId }: Consent) {
  return { kind, contactId, purposes, deliveries, phones, at: at.toISOString(), until: until?.toISOString() ?? null, form, seller, words, proof, callId };
}

/** Adds a word to the record, with its entry in the trail. */
export async function addConsent(manager: EntityManager, actor: Actor, word: Omit<Consent, 'id' | 'clientId' | 'writtenAt' | 'writtenBy'>): Promise<Consent> {
  const { identifiers } = await manager.insert(Consent, { ...word, clientId: actor.clientId, writtenBy: actor.name });
  const consent = await manager.findOneByOrFail(Consent, { clientId: actor.clientId, id: String(identifiers[0]?.['id']) });
  await recordChange(manager, actor, { resource: 'consent', resourceId: consent.id, action: 'created', was: null, became: consentFields(consent) });
  return consent;
}

/**
 * Whoever wants no calls at these numbers takes back what they agreed to for them: everything, when the contact has no other number.
 * Contacts who never agreed to anything have nothing to take back, and a no that stands is not said again.
 */
export async function revokeForPhones(manager: EntityManager, actor: Actor, phones: readonly string[], { words, callId }: Pick<Consent, 'words' | 'callId'>): Promise<void> {
  const numbers = [...new Set(phones)];
  if (numbers.length === 0) return;
  const contacts = await rows<{ id: string }>(manager,
    `SELECT DISTINCT p.contact_id AS id FROM contact_phones p JOIN consents g ON g.contact_id = p.contact_id AND g.client_id = ? AND g.kind = 'given'
      WHERE p.phone IN (?) ORDER BY p.contact_id`, [actor.clientId, numbers]);
  if (contacts.length === 0) return;
  const ids = contacts.map(({ id }) => id);
  const said = await consentWordsOf(manager, actor, ids);
  const all = await rows<{ contactId: string; phone: string }>(manager, 'SELECT contact_id AS contactId, phone FROM contact_phones WHERE contact_id IN (?)', [ids]);
  const at = await serverTime(manager);
  for (const contactId of ids) {
    const own = all.filter((one) => one.contactId === contactId).map(({ phone }) => phone);
    const meant = own.every((phone) => numbers.includes(phone)) ? null : own.filter((phone) => numbers.includes(phone));
    if (stands(said.get(contactId) ?? [], meant)) continue;
    await addConsent(manager, actor, {
      contactId, kind: 'revoked', purposes: null, deliveries: null, phones: meant, at, until: null, form: null, seller: null, words, proof: null, callId,
    });
  }
}

/** Whether the contact has said this no since they last agreed to anything. */
function stands(words: readonly ConsentWord[], phones: readonly string[] | null): boolean {
  const lastYesMs = Math.max(...words.filter(({ kind }) => kind === 'given').map(({ atMs }) => atMs));
  return words.some((word) => word.kind === 'revoked' && word.atMs >= lastYesMs && word.purposes === null && word.deliveries === null
    && (word.phones === null || (phones !== null && phones.every((phone) => word.phones?.includes(phone)))));
}
