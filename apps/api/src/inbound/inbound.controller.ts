import { Body, Controller } from '@nestjs/common';
import type { CloseInbound, InboundState } from '@paceline/contracts/inbound';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { InboundClosuresService } from './inbound-closures.service';

const route = routes.inbound;

@Controller()
export class InboundController {
  constructor(private readonly closures: InboundClosuresService) {}

  @Routed(route.state)
  async state(@Caller() caller: CurrentUser): Promise<InboundState> {
    return await this.closures.state(caller);
  }

  @Routed(route.close)
  async close(@Caller() caller: CurrentUser, @Body({ schema: route.close.body }) body: CloseInbound): Promise<InboundState> {
    return await this.closures.closeAll(caller, body);
  }

  @Routed(route.open)
  async open(@Caller() caller: CurrentUser): Promise<InboundState> {
    return await this.closures.openAll(caller);
  }
}
