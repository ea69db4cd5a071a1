import { Body, Controller, Param } from '@nestjs/common';
import type { AgentCosts, CampaignConversion, GatewayRates } from '@paceline/contracts/conversion';
import type { GatewayKey } from '@paceline/contracts/gateways';
import type { PromotionView, PutPromotion } from '@paceline/contracts/offers';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { ConversionService } from './conversion.service';
import { PromotionsService } from './promotions.service';
import { RatesService } from './rates.service';

const route = routes.offers;
interface Named { readonly id: string }

@Controller()
export class PromotionsController {
  constructor(private readonly promotions: PromotionsService, private readonly conversions: ConversionService, private readonly rates: RatesService) {}

  @Routed(route.promotion)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.promotion.params }) { id }: Named): Promise<PromotionView> {
    return await this.promotions.find(caller, id);
  }

  @Routed(route.putPromotion)
  async put(
    @Caller() caller: CurrentUser, @Param({ schema: route.putPromotion.params }) { id }: Named, @Body({ schema: route.putPromotion.body }) body: PutPromotion,
  ): Promise<PromotionView> {
    return await this.promotions.put(caller, id, body);
  }

  @Routed(route.conversion)
  async conversion(@Caller() caller: CurrentUser, @Param({ schema: route.conversion.params }) { id }: Named): Promise<CampaignConversion> {
    return await this.conversions.of(caller, id);
  }

  @Routed(route.rates)
  async gatewayRates(@Param({ schema: route.rates.params }) key: GatewayKey): Promise<GatewayRates> {
    return await this.rates.rates(key);
  }

  @Routed(route.putRates)
  async putGatewayRates(
    @Caller() caller: CurrentUser, @Param({ schema: route.putRates.params }) key: GatewayKey, @Body({ schema: route.putRates.body }) body: GatewayRates,
  ): Promise<GatewayRates> {
    return await this.rates.putRates(caller, key, body);
  }

  @Routed(route.agentCosts)
  async agentCosts(@Caller() caller: CurrentUser): Promise<AgentCosts> {
    return await this.rates.agentCosts(caller);
  }

  @Routed(route.putAgentCosts)
  async putAgentCosts(@Caller() caller: CurrentUser, @Body({ schema: route.putAgentCosts.body }) body: AgentCosts): Promise<AgentCosts> {
    return await this.rates.putAgentCosts(caller, body);
  }
}
