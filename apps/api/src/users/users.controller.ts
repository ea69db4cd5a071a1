import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { idParams, pageQuery } from '@paceline/contracts/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import { createUser, patchUser, user, userPage } from '@paceline/contracts/users';
import type { CreateUser, PatchUser, UserView } from '@paceline/contracts/users';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers } from '../edge/answers';
import { UsersService } from './users.service';

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @Allow('users:manage', 'All users')
  @Answers(userPage)
  async page(@Caller() caller: CurrentUser, @Query({ schema: pageQuery }) query: PageQuery): Promise<Page<UserView>> {
    return await this.users.page(caller, query);
  }

  @Post()
  @Allow('users:manage', 'Create a user')
  @Answers(user, 201)
  async create(@Caller() caller: CurrentUser, @Body({ schema: createUser }) body: CreateUser): Promise<UserView> {
    return await this.users.create(caller, body);
  }

  @Get(':id')
  @Allow('users:manage', 'One user')
  @Answers(user)
  async find(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<UserView> {
    return await this.users.find(caller, id);
  }

  @Patch(':id')
  @Allow('users:manage', 'Change a user\'s role or password, make them inactive: each logs them out')
  @Answers(user)
  async patch(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }, @Body({ schema: patchUser }) body: PatchUser): Promise<UserView> {
    return await this.users.patch(caller, id, body);
  }
}
