import { Body, Controller, Param, Query } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { CreateUser, PatchUser, UserView } from '@paceline/contracts/users';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { UsersService } from './users.service';

const route = routes.users;

@Controller()
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Routed(route.page)
  async page(@Caller() caller: CurrentUser, @Query({ schema: route.page.query }) query: PageQuery): Promise<Page<UserView>> {
    return await this.users.page(caller, query);
  }

  @Routed(route.create)
  async create(@Caller() caller: CurrentUser, @Body({ schema: route.create.body }) body: CreateUser): Promise<UserView> {
    return await this.users.create(caller, body);
  }

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: { id: string }): Promise<UserView> {
    return await this.users.find(caller, id);
  }

  @Routed(route.patch)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: route.patch.params }) { id }: { id: string },
    @Body({ schema: route.patch.body }) body: PatchUser,
  ): Promise<UserView> {
    return await this.users.patch(caller, id, body);
  }
}
