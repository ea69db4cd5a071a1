import type { ContactView } from '@paceline/contracts/contacts';
import type { ContactWithPhones } from '@paceline/persistence';

export function toContactView({ id, name, zone, fields, phones }: ContactWithPhones): ContactView {
  return { id, name, zone, fields, phones };
}
