import { Body, Controller, Param } from '@nestjs/common';
import type { SetUpWhoCalled, WhoCalledView } from '@paceline/contracts/inbound';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { WhoCalledService } from './who-called.service';

const route = routes.inboundNumbers;

@Controller()
export class WhoCalledController {
  constructor(private readonly whoCalled: WhoCalledService) {}

  @Routed(route.whoCalled)
  async setUp(
    @Caller() caller: CurrentUser, @Param({ schema: route.whoCalled.params }) { id }: { id: string }, @Body({ schema: route.whoCalled.body }) body: SetUpWhoCalled,
  ): Promise<WhoCalledView> {
    return await this.whoCalled.setUp(caller, id, body);
  }
}
