import { Body, Controller, Param, Query } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { CloseInbound, CreateInboundNumber, InboundNumberView, PatchInboundNumber } from '@paceline/contracts/inbound';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { InboundClosuresService } from './inbound-closures.service';
import { InboundNumbersService } from './inbound-numbers.service';

const route = routes.inboundNumbers;

@Controller()
export class InboundNumbersController {
  constructor(private readonly numbers: InboundNumbersService, private readonly closures: InboundClosuresService) {}

  @Routed(route.create)
  async create(@Caller() caller: CurrentUser, @Body({ schema: route.create.body }) body: CreateInboundNumber): Promise<InboundNumberView> {
    return await this.numbers.create(caller, body);
  }

  @Routed(route.page)
  async page(@Caller() caller: CurrentUser, @Query({ schema: route.page.query }) query: PageQuery): Promise<Page<InboundNumberView>> {
    return await this.numbers.page(caller, query);
  }

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: { id: string }): Promise<InboundNumberView> {
    return await this.numbers.find(caller, id);
  }

  @Routed(route.patch)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: route.patch.params }) { id }: { id: string }, @Body({ schema: route.patch.body }) body: PatchInboundNumber,
  ): Promise<InboundNumberView> {
    return await this.numbers.patch(caller, id, body);
  }

  @Routed(route.remove)
  async remove(@Caller() caller: CurrentUser, @Param({ schema: route.remove.params }) { id }: { id: string }): Promise<void> {
    await this.numbers.remove(caller, id);
  }

  @Routed(route.close)
  async close(
    @Caller() caller: CurrentUser, @Param({ schema: route.close.params }) { id }: { id: string }, @Body({ schema: route.close.body }) body: CloseInbound,
  ): Promise<InboundNumberView> {
    await this.closures.close(caller, id, body);
    return await this.numbers.find(caller, id);
  }

  @Routed(route.open)
  async open(@Caller() caller: CurrentUser, @Param({ schema: route.open.params }) { id }: { id: string }): Promise<InboundNumberView> {
    await this.closures.open(caller, id);
    return await this.numbers.find(caller, id);
  }
}
