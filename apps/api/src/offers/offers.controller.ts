import { Body, Controller, Param, Query } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { AddPurchases, AddPurchasesAnswer, CreateOffer, GiveOffer, OfferView, PatchOffer, SayToOffer, TakingView, ToldOfferView } from '@paceline/contracts/offers';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { OffersService } from './offers.service';
import { TakingsService } from './takings.service';

const route = routes.offers;
interface Named { readonly id: string }

@Controller()
export class OffersController {
  constructor(private readonly offers: OffersService, private readonly takings: TakingsService) {}

  @Routed(route.create)
  async create(@Caller() caller: CurrentUser, @Body({ schema: route.create.body }) body: CreateOffer): Promise<OfferView> {
    return await this.offers.create(caller, body);
  }

  @Routed(route.page)
  async page(@Caller() caller: CurrentUser, @Query({ schema: route.page.query }) query: PageQuery): Promise<Page<OfferView>> {
    return await this.offers.page(caller, query);
  }

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: Named): Promise<OfferView> {
    return await this.offers.find(caller, id);
  }

  @Routed(route.patch)
  async patch(@Caller() caller: CurrentUser, @Param({ schema: route.patch.params }) { id }: Named, @Body({ schema: route.patch.body }) body: PatchOffer): Promise<OfferView> {
    return await this.offers.patch(caller, id, body);
  }

  @Routed(route.takings)
  async taken(
    @Caller() caller: CurrentUser, @Param({ schema: route.takings.params }) { id }: Named, @Query({ schema: route.takings.query }) query: PageQuery,
  ): Promise<Page<TakingView>> {
    return await this.takings.page(caller, id, query);
  }

  @Routed(route.give)
  async give(@Caller() caller: CurrentUser, @Param({ schema: route.give.params }) { id }: Named, @Body({ schema: route.give.body }) body: GiveOffer): Promise<TakingView> {
    return await this.takings.give(caller, id, body);
  }

  @Routed(route.giveBack)
  async giveBack(
    @Caller() caller: CurrentUser, @Param({ schema: route.giveBack.params }) { id }: Named, @Body({ schema: route.giveBack.body }) { why }: { why: string },
  ): Promise<TakingView> {
    return await this.takings.giveBack(caller, id, why);
  }

  @Routed(route.ofCode)
  async ofCode(@Caller() caller: CurrentUser, @Param({ schema: route.ofCode.params }) { code }: { code: string }): Promise<TakingView> {
    return await this.takings.ofCode(caller, code);
  }

  @Routed(route.purchases)
  async purchases(
    @Caller() caller: CurrentUser, @Param({ schema: route.purchases.params }) { id }: Named, @Body({ schema: route.purchases.body }) body: AddPurchases,
  ): Promise<AddPurchasesAnswer> {
    return await this.offers.addPurchases(caller, id, body);
  }

  @Routed(route.toTell)
  async toTell(
    @Caller() caller: CurrentUser, @Param({ schema: route.toTell.params }) { id }: Named, @Query({ schema: route.toTell.query }) { language }: { language?: string | undefined },
  ): Promise<{ items: ToldOfferView[] }> {
    return await this.takings.toTell(caller, id, language ?? null);
  }

  @Routed(route.say)
  async say(@Caller() caller: CurrentUser, @Param({ schema: route.say.params }) { id }: Named, @Body({ schema: route.say.body }) body: SayToOffer): Promise<TakingView> {
    return await this.takings.say(caller, id, body);
  }
}
