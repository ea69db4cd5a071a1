import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { idParams, pageQuery } from '@paceline/contracts/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { ContactView } from '@paceline/contracts/contacts';
import { createList, list, listContactPage, listPage, listWithCounts } from '@paceline/contracts/lists';
import type { CreateList, ListView, ListWithCounts } from '@paceline/contracts/lists';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers, AnswersNothing } from '../edge/answers';
import { ListsService } from './lists.service';

@ApiTags('lists')
@Controller('lists')
export class ListsController {
  constructor(private readonly lists: ListsService) {}

  @Post()
  @Allow('lists:manage', 'Create a list')
  @Answers(list, 201)
  async create(@Caller() caller: CurrentUser, @Body({ schema: createList }) body: CreateList): Promise<ListView> {
    return await this.lists.create(caller, body);
  }

  @Get()
  @Allow('lists:read', 'All lists, the newest first')
  @Answers(listPage)
  async page(@Caller() caller: CurrentUser, @Query({ schema: pageQuery }) query: PageQuery): Promise<Page<ListView>> {
    return await this.lists.page(caller, query);
  }

  @Get(':id')
  @Allow('lists:read', 'A list with its counts')
  @Answers(listWithCounts)
  async find(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<ListWithCounts> {
    return await this.lists.find(caller, id);
  }

  @Get(':id/contacts')
  @Allow('lists:read', 'Contacts of a list')
  @Answers(listContactPage)
  async contacts(
    @Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }, @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<Page<ContactView>> {
    return await this.lists.contacts(caller, id, query);
  }

  @Delete(':id')
  @Allow('lists:manage', 'Delete a list that no campaign uses; its contacts stay')
  @AnswersNothing()
  async remove(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<void> {
    await this.lists.remove(caller, id);
  }
}
