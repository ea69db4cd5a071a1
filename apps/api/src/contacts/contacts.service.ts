import { Injectable } from '@nestjs/common';
import type { ContactWithHistory } from '@paceline/contracts/contacts';
import { Call, Contact, rows } from '@paceline/persistence';
import { notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { contactViews } from './contact-views';

const CALLS_SHOWN = 20;

@Injectable()
export class ContactsService {
  constructor(private readonly dataSource: DataSource) {}

  async find(id: string): Promise<ContactWithHistory> {
    const { manager } = this.dataSource;
    const [view] = await contactViews(manager, [id]);
    const contact = await manager.findOneBy(Contact, { id });
    if (view === undefined || contact === null) throw notFound('contact', id);
    const [lists, doNotCall, calls] = await Promise.all([
      rows<{ id: string; name: string }>(manager, 'SELECT l.id, l.name FROM list_contacts lc JOIN lists l ON l.id = lc.list_id WHERE lc.contact_id = ? ORDER BY l.id', [id]),
      view.phones.length === 0 ? [] : rows<{ phone: string }>(manager, 'SELECT phone FROM do_not_call WHERE phone IN (?)', [view.phones]),
      // Through the targets: calls have no index of their own by contact.
      manager.createQueryBuilder(Call, 'c')
        .where('c.targetId IN (SELECT t.id FROM targets t WHERE t.contact_id = :id)', { id })
        .orderBy('c.plannedAt', 'DESC').take(CALLS_SHOWN).getMany(),
    ]);
    return {
      ...view, createdAt: contact.createdAt.toISOString(), lists, doNotCall: doNotCall.map(({ phone }) => phone),
      calls: calls.map((call) => ({
        id: call.id, campaignId: call.campaignId, state: call.state, outcome: call.outcome, phone: call.phone, agentId: call.agentId,
        disposition: call.dispositionCode, note: call.note, plannedAt: call.plannedAt.toISOString(),
      })),
    };
  }
}
