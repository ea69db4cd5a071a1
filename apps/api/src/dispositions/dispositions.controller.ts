import { Body, Controller, Param } from '@nestjs/common';
import type { CreateDisposition, DispositionView, PatchDisposition } from '@paceline/contracts/dispositions';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { DispositionsService } from './dispositions.service';

const route = routes.dispositions;

@Controller()
export class DispositionsController {
  constructor(private readonly dispositions: DispositionsService) {}

  @Routed(route.all)
  async all(@Caller() caller: CurrentUser): Promise<{ items: DispositionView[] }> {
    return await this.dispositions.all(caller);
  }

  @Routed(route.create)
  async create(@Caller() caller: CurrentUser, @Body({ schema: route.create.body }) body: CreateDisposition): Promise<DispositionView> {
    return await this.dispositions.create(caller, body);
  }

  @Routed(route.patch)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: route.patch.params }) { code }: { code: string },
    @Body({ schema: route.patch.body }) body: PatchDisposition,
  ): Promise<DispositionView> {
    return await this.dispositions.patch(caller, code, body);
  }

  @Routed(route.remove)
  async remove(@Caller() caller: CurrentUser, @Param({ schema: route.remove.params }) { code }: { code: string }): Promise<void> {
    await this.dispositions.remove(caller, code);
  }
}
