import { Injectable } from '@nestjs/common';
import type { ContactView, PatchContact } from '@paceline/contracts/contacts';
import { phonePositionAfter } from '@paceline/domain/retry/phone-position';
import { Contact, ContactPhone, inTransaction, recordChange, rows, write } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { isEmpty } from '../edge/unique';
import { contactViews } from './contact-views';
import { wanted } from './wanted-contact';

interface OpenTarget { readonly id: string; readonly state: string; readonly phonePosition: number }

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
      const was = await lock(manager, id);
      const { phones, ...columns } = wanted(was, request);
      if (phones !== undefined || columns.zone !== undefined) await this.changeTargets(manager, was, phones, columns.zone);
      if (!isEmpty(columns)) await manager.update(Contact, { id }, columns);
      if (phones !== undefined) {
        await manager.delete(ContactPhone, { contactId: id });
        await manager.insert(ContactPhone, phones.map((phone, position) => ({ contactId: id, position, phone })));
      }
      const became = { ...await find(manager, id) };
      await recordChange(manager, actorOf(caller), { resource: 'contact', resourceId: id, action: 'changed', was: { ...was }, became });
    });
  }

  /** From all lists and campaigns. What was planned and never sent dialed nobody, and stays. */
  async remove(caller: CurrentUser, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const was = await lock(manager, id);
      await rows(manager, 'SELECT id FROM targets WHERE contact_id = ? FOR UPDATE', [id]);
      const [call] = await rows<{ outcome: string | null }>(manager,
        `SELECT outcome FROM calls WHERE target_id IN (SELECT id FROM targets WHERE contact_id = ?)
            AND (outcome IS NULL OR outcome <> 'not-dialed') LIMIT 1`, [id]);
      if (call !== undefined) {
        throw new PacelineError('in-use', call.outcome === null ? 'contact-on-call' : 'contact-called');
      }
      await write(manager, 'DELETE FROM targets WHERE contact_id = ?', [id]);
      await manager.delete(Contact, { id });
      await recordChange(manager, actorOf(caller), { resource: 'contact', resourceId: id, action: 'deleted', was: { ...was }, became: null });
    });
  }

  private async changeTargets(manager: EntityManager, was: ContactView, phones: readonly string[] | undefined, zone: string | null | undefined): Promise<void> {
    const targets = await rows<OpenTarget>(manager,
      "SELECT id, state, phone_position AS phonePosition FROM targets WHERE contact_id = ? AND state IN ('ready', 'calling') FOR UPDATE", [was.id]);
    if (phones !== undefined && targets.some(({ state }) => state === 'calling')) {
      throw new PacelineError('wrong-state', 'contact-on-call');
    }
    for (const { id, phonePosition } of targets) {
      await write(manager, 'UPDATE targets SET phone_position = ?, zone = COALESCE(?, zone) WHERE id = ?',
        [phones === undefined ? phonePosition : phonePositionAfter(phonePosition, was.phones, phones), zone === null ? '' : zone ?? null, id]);
    }
  }
}

async function lock(manager: EntityManager, id: string): Promise<ContactView> {
  await rows(manager, 'SELECT id FROM contacts WHERE id = ? FOR UPDATE', [id]);
  return await find(manager, id);
}

async function find(manager: EntityManager, id: string): Promise<ContactView> {
  const [contact] = await contactViews(manager, [id]);
  if (contact === undefined) throw notFound('contact', id);
  return contact;
}
