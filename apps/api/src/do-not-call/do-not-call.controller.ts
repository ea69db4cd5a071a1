import { Body, Controller, Param, Query } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { AddDoNotCall, DeclineDoNotCall, DoNotCallOfferView, DoNotCallQuery, DoNotCallView, RemoveDoNotCallQuery } from '@paceline/contracts/do-not-call';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { DoNotCallOffersService } from './do-not-call-offers.service';
import { DoNotCallService } from './do-not-call.service';

const route = routes.doNotCall;

@Controller()
export class DoNotCallController {
  constructor(private readonly doNotCall: DoNotCallService, private readonly offered: DoNotCallOffersService) {}

  @Routed(route.page)
  async page(@Caller() caller: CurrentUser, @Query({ schema: route.page.query }) query: DoNotCallQuery): Promise<Page<DoNotCallView>> {
    return await this.doNotCall.page(caller, query);
  }

  @Routed(route.add)
  async add(@Caller() caller: CurrentUser, @Body({ schema: route.add.body }) body: AddDoNotCall): Promise<{ added: number; present: number }> {
    return await this.doNotCall.add(caller, body);
  }

  @Routed(route.offers)
  async offers(@Caller() caller: CurrentUser, @Query({ schema: route.offers.query }) query: PageQuery): Promise<Page<DoNotCallOfferView>> {
    return await this.offered.page(caller, query);
  }

  @Routed(route.accept)
  async accept(@Caller() caller: CurrentUser, @Param({ schema: route.accept.params }) { phone }: { phone: string }): Promise<void> {
    await this.offered.accept(caller, phone);
  }

  @Routed(route.decline)
  async decline(
    @Caller() caller: CurrentUser, @Param({ schema: route.decline.params }) { phone }: { phone: string }, @Body({ schema: route.decline.body }) { reason }: DeclineDoNotCall,
  ): Promise<void> {
    await this.offered.decline(caller, phone, reason);
  }

  @Routed(route.remove)
  async remove(
    @Caller() caller: CurrentUser, @Param({ schema: route.remove.params }) { phone }: { phone: string },
    @Query({ schema: route.remove.query }) { reason }: RemoveDoNotCallQuery,
  ): Promise<void> {
    await this.doNotCall.remove(caller, phone, reason);
  }
}
