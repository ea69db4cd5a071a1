import { Body, Controller, Param } from '@nestjs/common';
import type { CreateForm, FormList, FormView, PatchForm } from '@paceline/contracts/forms';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { FormsService } from './forms.service';

const route = routes.forms;

@Controller()
export class FormsController {
  constructor(private readonly forms: FormsService) {}

  @Routed(route.create)
  async create(@Caller() caller: CurrentUser, @Param({ schema: route.create.params }) { id }: { id: string }, @Body({ schema: route.create.body }) body: CreateForm): Promise<FormView> {
    return await this.forms.create(caller, id, body);
  }

  @Routed(route.all)
  async all(@Caller() caller: CurrentUser, @Param({ schema: route.all.params }) { id }: { id: string }): Promise<FormList> {
    return await this.forms.all(caller, id);
  }

  @Routed(route.patch)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: route.patch.params }) { id, formId }: { id: string; formId: string }, @Body({ schema: route.patch.body }) body: PatchForm,
  ): Promise<FormView> {
    return await this.forms.patch(caller, id, formId, body);
  }
}
