import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PromotionView, PutPromotion } from '@paceline/contracts/offers';
import { ClientCampaigns, ClientOffers, ClientPromotions, inTransaction, recordChange, type Campaign } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { invalid } from '../edge/validation';

const KEY_BYTES = 16;

/** What campaigns promote, and whom they keep for comparison. */
@Injectable()
export class PromotionsService {
  constructor(private readonly dataSource: DataSource) {}

  async find(caller: CurrentUser, campaignId: string): Promise<PromotionView> {
    known(await new ClientCampaigns(this.dataSource, caller).find(campaignId), campaignId);
    const { offers, controlRatio } = await new ClientPromotions(this.dataSource, caller).of(campaignId);
    return { offers: [...offers], controlRatio };
  }

  /** The share of a campaign that was started stays: those who were drawn are compared with those who were called, and nobody is dialed before. */
  async put(caller: CurrentUser, campaignId: string, wanted: PutPromotion): Promise<PromotionView> {
    await inTransaction(this.dataSource, async (manager) => {
      const campaign = known(await new ClientCampaigns(manager, caller).lock(campaignId), campaignId);
      const promotions = new ClientPromotions(manager, caller);
      const was = await promotions.of(campaignId);
      if (campaign.status !== 'draft' && wanted.controlRatio !== was.controlRatio) throw new PacelineError('wrong-state', 'control-group-drawn');
      const found = await new ClientOffers(manager, caller).named(wanted.offers);
      const unknown = wanted.offers.findIndex((id) => !found.some((offer) => offer.id === id));
      if (unknown >= 0) throw invalid(`offers.${String(unknown)}`, 'unknown-offer', { id: wanted.offers[unknown] ?? '' });
      await promotions.put(campaignId, wanted, randomBytes(KEY_BYTES).toString('hex'));
      const became = await promotions.of(campaignId);
      await recordChange(manager, actorOf(caller), { resource: 'campaign', resourceId: campaignId, action: 'changed', was: { ...was }, became: { ...became } });
    });
    return await this.find(caller, campaignId);
  }
}

function known(campaign: Campaign | null, id: string): Campaign {
  if (campaign === null) throw notFound('campaign', id);
  return campaign;
}
