import { Injectable } from '@nestjs/common';
import type { CampaignConversion } from '@paceline/contracts/conversion';
import { conversionOf, upliftOf } from '@paceline/domain/metrics/conversion';
import { PromotionTally, costPerBuyer, type PromotionFigures } from '@paceline/domain/metrics/promotion-figures';
import { agentCost, rateTable, trunkCost, type Cost } from '@paceline/domain/metrics/trunk-cost';
import { ClientAgentCosts, ClientCampaigns, ClientPromotions, groupsOf, promotedCalls, purchasesOf, ratesOf, saidOnCampaign } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { toMoney } from './offer-views';

/** What a promotion came to, and what it cost: counted from the rows when somebody asks. */
@Injectable()
export class ConversionService {
  constructor(private readonly dataSource: DataSource, private readonly clock: Clock) {}

  async of(caller: CurrentUser, campaignId: string): Promise<CampaignConversion> {
    const campaign = await new ClientCampaigns(this.dataSource, caller).find(campaignId);
    if (campaign === null) throw notFound('campaign', campaignId);
    const [promotion, said, purchases, people, rates, minutes] = await Promise.all([
      new ClientPromotions(this.dataSource, caller).of(campaignId), saidOnCampaign(this.dataSource, campaign), purchasesOf(this.dataSource, campaign), groupsOf(this.dataSource, campaign),
      ratesOf(this.dataSource, campaign.switchId), new ClientAgentCosts(this.dataSource, caller).all(),
    ]);
    const tally = new PromotionTally(said, purchases.filter(({ isControl }) => !isControl));
    const rateOf = rateTable(rates);
    let withoutRate = 0;
    for await (const call of promotedCalls(this.dataSource, campaign)) {
      const day = call.plannedAt.toISOString().slice(0, 10);
      const rate = rateOf(call.gateway, call.phone, day);
      if (call.answered && rate === null) withoutRate += 1;
      const costs = [...rate === null || !call.answered ? [] : [trunkCost(rate, call.answeredMs)], call.handledMs === 0 ? null : agentCost(minutes, call.handledMs, day)].filter((cost) => cost !== null);
      tally.add({ callId: call.id, contactId: call.contactId, atMs: call.plannedAt.getTime(), isAnswered: call.answered, agentId: call.agentId, listId: call.listId, costs });
    }
    const buyers = (isControl: boolean): number => new Set(purchases.filter((one) => one.isControl === isControl).map(({ contactId }) => contactId)).size;
    const [called, control] = [{ people: people.called, buyers: buyers(false) }, { people: people.control, buyers: buyers(true) }];
    const figures = tally.figures();
    return {
      campaignId, at: new Date(this.clock.nowMs()).toISOString(), offers: [...promotion.offers], controlRatio: promotion.controlRatio,
      called: conversionOf(called), control: conversionOf(control), uplift: upliftOf(called, control),
      all: toView(figures.all), byOffer: slices(figures.byOffer), byList: slices(figures.byList), byAgent: slices(figures.byAgent), byHour: slices(figures.byHour), withoutRate,
    };
  }
}

type View = CampaignConversion['all'];

function toView({ costs, ...counts }: PromotionFigures): View {
  const perBuyer = costPerBuyer({ buyers: counts.buyers, costs });
  return { ...counts, costs: moneys(costs), costPerBuyer: perBuyer === null ? null : moneys(perBuyer) };
}

function moneys(costs: readonly Cost[]): View['costs'] {
  return costs.map(toMoney);
}

/** In the order of their keys. */
function slices(figures: ReadonlyMap<string, PromotionFigures>): CampaignConversion['byList'] {
  return [...figures].sort(([one], [other]) => Number(one) - Number(other)).map(([key, one]) => ({ key, ...toView(one) }));
}
