import { Injectable } from '@nestjs/common';
import type { ContactView, PatchContact } from '@paceline/contracts/contacts';
import { phonePositionAfter } from '@paceline/domain/retry/phone-position';
import { ClientContacts, inTransaction, recordChange, type ContactWithPhones } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { isEmpty } from '../edge/unique';
import { toContactView } from './contact-views';
import { wanted } from './wanted-contact';

/**
 * What people change of a contact. The targets that are not done follow in the same transaction: their zone says when they may
 * be claimed, and their next attempt which phone is called. Locks in the order contact, targets, phones: a claim takes the
 * last two in the same order.
 */
@Injectable()
export class ContactChangesService {
  constructor(private readonly dataSource: DataSource) {}

  async patch(caller: CurrentUser, id: string, request: PatchContact): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const contacts = new ClientContacts(manager, caller);
      const was = found(await contacts.lock(id), id);
      const { phones, ...columns } = wanted(was, request);
      if (phones !== undefined || columns.zone !== undefined) await changeTargets(contacts, was, phones, columns.zone);
      if (!isEmpty(columns)) await contacts.change(id, columns);
      if (phones !== undefined) await contacts.putPhones(id, phones);
      const became = { ...found(await contacts.find(id), id) };
      await recordChange(manager, actorOf(caller), { resource: 'contact', resourceId: id, action: 'changed', was: { ...was }, became });
    });
  }

  /** From all lists and campaigns. What was planned and never sent dialed nobody, and stays. */
  async remove(caller: CurrentUser, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const contacts = new ClientContacts(manager, caller);
      const was = found(await contacts.lock(id), id);
      const outcome = await contacts.lockDialed(id);
      if (outcome !== undefined) throw new PacelineError('in-use', outcome === null ? 'contact-on-call' : 'contact-called');
      await contacts.remove(id);
      await recordChange(manager, actorOf(caller), { resource: 'contact', resourceId: id, action: 'deleted', was: { ...was }, became: null });
    });
  }
}

async function changeTargets(contacts: ClientContacts, was: ContactView, phones: readonly string[] | undefined, zone: string | null | undefined): Promise<void> {
  const targets = await contacts.lockOpenTargets(was.id);
  if (phones !== undefined && targets.some(({ state }) => state === 'calling')) throw new PacelineError('wrong-state', 'contact-on-call');
  for (const { id, phonePosition } of targets) {
    const position = phones === undefined ? phonePosition : phonePositionAfter(phonePosition, was.phones, phones);
    await contacts.changeTarget(id, position, zone === null ? '' : zone);
  }
}

function found(contact: ContactWithPhones | null, id: string): ContactView {
  if (contact === null) throw notFound('contact', id);
  return toContactView(contact);
}
