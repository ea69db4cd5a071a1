import { Body, Controller, Param, Query } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { ContactView } from '@paceline/contracts/contacts';
import type { CreateList, ListView, ListWithCounts } from '@paceline/contracts/lists';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { ListsService } from './lists.service';

const route = routes.lists;

@Controller()
export class ListsController {
  constructor(private readonly lists: ListsService) {}

  @Routed(route.create)
  async create(@Caller() caller: CurrentUser, @Body({ schema: route.create.body }) body: CreateList): Promise<ListView> {
    return await this.lists.create(caller, body);
  }

  @Routed(route.page)
  async page(@Caller() caller: CurrentUser, @Query({ schema: route.page.query }) query: PageQuery): Promise<Page<ListView>> {
    return await this.lists.page(caller, query);
  }

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: { id: string }): Promise<ListWithCounts> {
    return await this.lists.find(caller, id);
  }

  @Routed(route.contacts)
  async contacts(
    @Caller() caller: CurrentUser, @Param({ schema: route.contacts.params }) { id }: { id: string }, @Query({ schema: route.contacts.query }) query: PageQuery,
  ): Promise<Page<ContactView>> {
    return await this.lists.contacts(caller, id, query);
  }

  @Routed(route.remove)
  async remove(@Caller() caller: CurrentUser, @Param({ schema: route.remove.params }) { id }: { id: string }): Promise<void> {
    await this.lists.remove(caller, id);
  }
}
