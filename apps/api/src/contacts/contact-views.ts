import type { ContactView } from '@paceline/contracts/contacts';
import { Contact, ContactPhone } from '@paceline/persistence';
import { In, type EntityManager } from 'typeorm';

/** Contacts with their phones, in the order of the ids; those that are not there are left out. */
export async function contactViews(manager: EntityManager, ids: readonly string[]): Promise<ContactView[]> {
  if (ids.length === 0) return [];
  const [contacts, phones] = await Promise.all([
    manager.findBy(Contact, { id: In([...ids]) }),
    manager.find(ContactPhone, { where: { contactId: In([...ids]) }, order: { contactId: 'ASC', position: 'ASC' } }),
  ]);
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  const phonesOf = new Map<string, string[]>();
  for (const { contactId, phone } of phones) phonesOf.set(contactId, [...phonesOf.get(contactId) ?? [], phone]);
  return ids.flatMap((id) => {
    const contact = byId.get(id);
    return contact === undefined ? [] : [{
      id, name: contact.name, zone: contact.zone, fields: contact.fields, phones: phonesOf.get(id) ?? [],
    }];
  });
}
