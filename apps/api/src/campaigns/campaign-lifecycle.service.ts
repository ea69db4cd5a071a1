import { Injectable } from '@nestjs/common';
import type { CampaignWithLists } from '@paceline/contracts/campaigns';
import { campaignStep, makesDial } from '@paceline/domain/campaign/life';
import { ClientCampaigns, ListTargets, countriesOf, moveCampaign, placesOfCampaign, type CampaignMove, type CampaignPlace } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { CommandService } from '../commands/command.service';
import { requireReady, requireSomebodyLeft } from './campaign-readiness';
import { CampaignsService } from './campaigns.service';

/** Starts, pauses, resumes and stops. The change and the command to the owner are one transaction. */
@Injectable()
export class CampaignLifecycleService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly listTargets: ListTargets,
    private readonly commands: CommandService,
    private readonly campaigns: CampaignsService,
  ) {}

  async move(caller: CurrentUser, id: string, move: CampaignMove): Promise<CampaignWithLists> {
    const campaign = await new ClientCampaigns(this.dataSource, caller).find(id);
    if (campaign === null) throw notFound('campaign', id);
    // Before the transaction: a long list takes its time, and nobody shall wait for a lock meanwhile.
    const places = makesDial(move) ? await placesOfCampaign(this.dataSource, id) : [];
    await this.commands.tell({
      client: caller, kind: 'campaign-changed', switchId: campaign.switchId, payload: { campaignId: id, byUserId: caller.id },
      change: (manager) => this.change(manager, caller, id, move, places),
    });
    return await this.campaigns.find(caller, id);
  }

  /** The row's lock makes two managers wait for each other: one of them is told that it was done. */
  private async change(manager: EntityManager, caller: CurrentUser, id: string, move: CampaignMove, places: readonly CampaignPlace[]): Promise<void> {
    const campaigns = new ClientCampaigns(manager, caller);
    const campaign = await campaigns.lock(id);
    if (campaign === null) throw notFound('campaign', id);
    const step = campaignStep(campaign.status, move);
    if (step === null) throw new PacelineError('wrong-state', 'campaign-cannot', { move, status: campaign.status });
    if (step.needs.includes('ready')) await requireReady(manager, campaign, places);
    if (step.to === 'running') {
      await campaigns.change(id, { countries: countriesOf(places) });
      // At a resume too: of one that was completed, contacts that were imported meanwhile are no targets yet.
      await this.listTargets.follow(id, manager);
    }
    if (step.needs.includes('somebody-left')) await requireSomebodyLeft(campaigns, id);
    await moveCampaign(manager, actorOf(caller), campaign, move);
  }
}
