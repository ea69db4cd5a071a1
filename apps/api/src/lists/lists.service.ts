import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { ContactView } from '@paceline/contracts/contacts';
import type { CreateList, ListView, ListWithCounts } from '@paceline/contracts/lists';
import { ClientContacts, ClientImports, ClientLists, inTransaction, recordChange, type List } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { toContactView } from '../contacts/contact-views';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { orTaken } from '../edge/unique';
import { countsOf } from '../imports/imports.service';

const IMPORTS_SHOWN = 10;

@Injectable()
export class ListsService {
  constructor(private readonly dataSource: DataSource) {}

  async create(caller: CurrentUser, { name }: CreateList): Promise<ListView> {
    return await orTaken('list', name, inTransaction(this.dataSource, async (manager) => {
      const became = toView(await new ClientLists(manager, caller).create(name));
      await recordChange(manager, actorOf(caller), { resource: 'list', resourceId: became.id, action: 'created', was: null, became });
      return became;
    }));
  }

  /** The newest first. */
  async page(caller: CurrentUser, { limit, cursor }: PageQuery): Promise<Page<ListView>> {
    const before = cursor === undefined ? null : decodeCursor(cursor, [ID_PART])[0];
    return toPage(await new ClientLists(this.dataSource, caller).page(before, limit + 1), limit, ({ id }) => [id], toView);
  }

  async find(caller: CurrentUser, id: string): Promise<ListWithCounts> {
    const lists = new ClientLists(this.dataSource, caller);
    const list = await lists.find(id);
    if (list === null) throw notFound('list', id);
    const [contacts, campaigns, imports] = await Promise.all([
      lists.contactCount(id), lists.campaigns(id), new ClientImports(this.dataSource, caller).ofList(id, IMPORTS_SHOWN),
    ]);
    return {
      ...toView(list), contacts, campaigns,
      imports: imports.map((one) => ({ id: one.id, fileName: one.fileName, state: one.state, rowsRead: one.rowsRead, ...countsOf(one) })),
    };
  }

  async contacts(caller: CurrentUser, id: string, { limit, cursor }: PageQuery): Promise<Page<ContactView>> {
    const lists = new ClientLists(this.dataSource, caller);
    if (await lists.find(id) === null) throw notFound('list', id);
    const ids = await lists.contactIds(id, cursor === undefined ? '0' : decodeCursor(cursor, [ID_PART])[0], limit + 1);
    return toPage(await new ClientContacts(this.dataSource, caller).of(ids), limit, (contact) => [contact.id], toContactView);
  }

  /** Its contacts stay in the common customer database. Refused while a campaign has it or a file is being imported. */
  async remove(caller: CurrentUser, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const lists = new ClientLists(manager, caller);
      const list = await lists.lock(id);
      if (list === null) throw notFound('list', id);
      const [campaign] = await lists.campaigns(id);
      if (campaign !== undefined) throw new PacelineError('in-use', campaign.status === 'draft' ? 'list-of-draft' : 'list-of-campaign', { campaign: campaign.name });
      if (await new ClientImports(manager, caller).goesOnFor(id)) throw new PacelineError('in-use', 'list-importing');
      await lists.remove(id);
      await recordChange(manager, actorOf(caller), { resource: 'list', resourceId: id, action: 'deleted', was: toView(list), became: null });
    });
  }
}

function toView({ id, name, createdAt }: List): ListView {
  return { id, name, createdAt: createdAt.toISOString() };
}
