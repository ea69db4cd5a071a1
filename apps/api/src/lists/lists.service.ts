import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { ContactView } from '@paceline/contracts/contacts';
import type { CreateList, ListView, ListWithCounts } from '@paceline/contracts/lists';
import { Import, List, inTransaction, recordChange, rows } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource, LessThan, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { contactViews } from '../contacts/contact-views';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { orTaken } from '../edge/unique';
import { countsOf } from '../imports/imports.service';

const IMPORTS_SHOWN = 10;
const NEWEST = '9223372036854775807';

@Injectable()
export class ListsService {
  constructor(private readonly dataSource: DataSource) {}

  async create(caller: CurrentUser, { name }: CreateList): Promise<ListView> {
    return await orTaken('list', name, inTransaction(this.dataSource, async (manager) => {
      const { identifiers: [created] } = await manager.insert(List, { name });
      const became = toView(await find(manager, String(created?.['id'])));
      await recordChange(manager, actorOf(caller), { resource: 'list', resourceId: became.id, action: 'created', was: null, became });
      return became;
    }));
  }

  /** The newest first. */
  async page({ limit, cursor }: PageQuery): Promise<Page<ListView>> {
    const before = cursor === undefined ? NEWEST : decodeCursor(cursor, [ID_PART])[0];
    const found = await this.dataSource.manager.find(List, { where: { id: LessThan(before) }, order: { id: 'DESC' }, take: limit + 1 });
    return toPage(found, limit, ({ id }) => [id], toView);
  }

  async find(id: string): Promise<ListWithCounts> {
    const { manager } = this.dataSource;
    const list = await find(manager, id);
    const [[contacts], campaigns, imports] = await Promise.all([
      rows<{ n: string }>(manager, 'SELECT COUNT(*) AS n FROM list_contacts WHERE list_id = ?', [id]),
      campaignsOf(manager, id),
      manager.find(Import, { where: { listId: id }, order: { id: 'DESC' }, take: IMPORTS_SHOWN }),
    ]);
    return {
      ...toView(list), contacts: Number(contacts?.n ?? 0), campaigns,
      imports: imports.map((one) => ({ id: one.id, fileName: one.fileName, state: one.state, rowsRead: one.rowsRead, ...countsOf(one) })),
    };
  }

  async contacts(id: string, { limit, cursor }: PageQuery): Promise<Page<ContactView>> {
    const { manager } = this.dataSource;
    await find(manager, id);
    const after = cursor === undefined ? '0' : decodeCursor(cursor, [ID_PART])[0];
    const members = await rows<{ contactId: string }>(manager,
      'SELECT contact_id AS contactId FROM list_contacts WHERE list_id = ? AND contact_id > ? ORDER BY contact_id LIMIT ?', [id, after, limit + 1]);
    const ids = members.map(({ contactId }) => contactId);
    const views = await contactViews(manager, ids);
    return toPage(views, limit, (contact) => [contact.id], (contact) => contact);
  }

  /** Its contacts stay in the common customer database. Refused while a campaign has it or a file is being imported. */
  async remove(caller: CurrentUser, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await rows(manager, 'SELECT id FROM lists WHERE id = ? FOR UPDATE', [id]);
      const was = toView(await find(manager, id));
      const [campaign] = await campaignsOf(manager, id);
      if (campaign !== undefined) throw new PacelineError('in-use', campaign.status === 'draft' ? 'list-of-draft' : 'list-of-campaign', { campaign: campaign.name });
      const [busy] = await rows<{ id: string }>(manager, "SELECT id FROM imports WHERE list_id = ? AND state IN ('uploading', 'queued', 'running') LIMIT 1", [id]);
      if (busy !== undefined) throw new PacelineError('in-use', 'list-importing');
      await manager.delete(List, { id });
      await recordChange(manager, actorOf(caller), { resource: 'list', resourceId: id, action: 'deleted', was, became: null });
    });
  }
}

async function find(manager: EntityManager, id: string): Promise<List> {
  const list = await manager.findOneBy(List, { id });
  if (list === null) throw notFound('list', id);
  return list;
}

async function campaignsOf(manager: EntityManager, listId: string): Promise<{ id: string; name: string; status: string }[]> {
  return await rows(manager,
    'SELECT c.id, c.name, c.status FROM campaign_lists cl JOIN campaigns c ON c.id = cl.campaign_id WHERE cl.list_id = ? ORDER BY c.id DESC LIMIT 50', [listId]);
}

function toView({ id, name, createdAt }: List): ListView {
  return { id, name, createdAt: createdAt.toISOString() };
}
