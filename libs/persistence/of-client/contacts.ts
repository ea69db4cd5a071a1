import { In } from 'typeorm';
import type { Outcome } from '@paceline/domain/call/outcome';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { Call } from '../entities/calls';
import type { TargetState } from '../entities/campaigns';
import { Contact, ContactPhone } from '../entities/contacts';
import { rows, write } from '../transaction';

/** Numbers in E.164, the one that is called first before the others. */
export type ContactWithPhones = Pick<Contact, 'id' | 'name' | 'zone' | 'fields' | 'createdAt'> & { readonly phones: string[] };

export interface OpenTarget { readonly id: string; readonly state: TargetState; readonly phonePosition: number }

/** A client's contacts. */
export class ClientContacts {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** In the order of the ids; those that are not there are left out. */
  async of(ids: readonly string[]): Promise<ContactWithPhones[]> {
    if (ids.length === 0) return [];
    const [contacts, phones] = await Promise.all([
      managerOf(this.on).findBy(Contact, { clientId: this.clientId, id: In([...ids]) }),
      managerOf(this.on).find(ContactPhone, { where: { contactId: In([...ids]) }, order: { contactId: 'ASC', position: 'ASC' } }), // only those of the contacts above are given
    ]);
    const byId = new Map(contacts.map((contact) => [contact.id, contact]));
    const phonesOf = new Map<string, string[]>();
    for (const { contactId, phone } of phones) phonesOf.set(contactId, [...phonesOf.get(contactId) ?? [], phone]);
    return ids.flatMap((id) => {
      const contact = byId.get(id);
      return contact === undefined ? [] : [{ ...contact, phones: phonesOf.get(id) ?? [] }];
    });
  }

  async find(id: string): Promise<ContactWithPhones | null> {
    const [contact = null] = await this.of([id]);
    return contact;
  }

  async lock(id: string): Promise<ContactWithPhones | null> {
    await rows(this.on, 'SELECT id FROM contacts WHERE client_id = ? AND id = ? FOR UPDATE', [this.clientId, id]);
    return await this.find(id);
  }

  async change(id: string, columns: Partial<Pick<Contact, 'name' | 'zone' | 'fields'>>): Promise<void> {
    await managerOf(this.on).update(Contact, { clientId: this.clientId, id }, columns);
  }

  /** For whoever has the contact's lock. */
  async putPhones(id: string, phones: readonly string[]): Promise<void> {
    const manager = managerOf(this.on);
    await manager.delete(ContactPhone, { contactId: id }); // of the contact that is locked
    await manager.insert(ContactPhone, phones.map((phone, position) => ({ contactId: id, position, phone }))); // as above
  }

  /** With its targets, from all lists and campaigns. */
  async remove(id: string): Promise<void> {
    await write(this.on, 'DELETE FROM targets WHERE client_id = ? AND contact_id = ?', [this.clientId, id]);
    await managerOf(this.on).delete(Contact, { clientId: this.clientId, id });
  }

  async lists(id: string): Promise<{ id: string; name: string }[]> {
    return await rows(this.on,
      'SELECT l.id, l.name FROM list_contacts lc JOIN lists l ON l.id = lc.list_id WHERE l.client_id = ? AND lc.contact_id = ? ORDER BY l.id', [this.clientId, id]);
  }

  /** The newest first. Through the targets: calls have no index of their own by contact. */
  async calls(id: string, count: number): Promise<Call[]> {
    return await managerOf(this.on).createQueryBuilder(Call, 'c')
      .where('c.targetId IN (SELECT t.id FROM targets t WHERE t.client_id = :clientId AND t.contact_id = :id)', { clientId: this.clientId, id })
      .orderBy('c.plannedAt', 'DESC').take(count).getMany();
  }

  /** Locks its targets, and says of one call that was dialed or may be how it ended: null while it goes on; undefined when there is none. */
  async lockDialed(id: string): Promise<Outcome | null | undefined> {
    await rows(this.on, 'SELECT id FROM targets WHERE client_id = ? AND contact_id = ? FOR UPDATE', [this.clientId, id]);
    const [call] = await rows<{ outcome: Outcome | null }>(this.on,
      `SELECT outcome FROM calls WHERE target_id IN (SELECT id FROM targets WHERE client_id = ? AND contact_id = ?)
          AND (outcome IS NULL OR outcome <> 'not-dialed') LIMIT 1`, [this.clientId, id]);
    return call?.outcome;
  }

  /** Under their locks: those that have no result yet. */
  async lockOpenTargets(id: string): Promise<OpenTarget[]> {
    return await rows<OpenTarget>(this.on,
      "SELECT id, state, phone_position AS phonePosition FROM targets WHERE client_id = ? AND contact_id = ? AND state IN ('ready', 'calling') FOR UPDATE", [this.clientId, id]);
  }

  /** @param zone undefined leaves the one that there is */
  async changeTarget(targetId: string, phonePosition: number, zone: string | undefined): Promise<void> {
    await write(this.on, 'UPDATE targets SET phone_position = ?, zone = COALESCE(?, zone) WHERE client_id = ? AND id = ?', [phonePosition, zone ?? null, this.clientId, targetId]);
  }
}
