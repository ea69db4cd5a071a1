import { Injectable } from '@nestjs/common';
import type { ContactWithHistory } from '@paceline/contracts/contacts';
import { ClientContacts, ClientDoNotCallList } from '@paceline/persistence';
import { notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { toContactView } from './contact-views';

const CALLS_SHOWN = 20;

@Injectable()
export class ContactsService {
  constructor(private readonly dataSource: DataSource) {}

  async find(caller: CurrentUser, id: string): Promise<ContactWithHistory> {
    const contacts = new ClientContacts(this.dataSource, caller);
    const contact = await contacts.find(id);
    if (contact === null) throw notFound('contact', id);
    const [lists, doNotCall, calls] = await Promise.all([
      contacts.lists(id), new ClientDoNotCallList(this.dataSource, caller).listed(contact.phones), contacts.calls(id, CALLS_SHOWN),
    ]);
    return {
      ...toContactView(contact), createdAt: contact.createdAt.toISOString(), lists, doNotCall,
      calls: calls.map((call) => ({
        id: call.id, campaignId: call.campaignId, state: call.state, outcome: call.outcome, phone: call.phone, agentId: call.agentId,
        disposition: call.dispositionCode, note: call.note, plannedAt: call.plannedAt.toISOString(),
      })),
    };
  }
}
