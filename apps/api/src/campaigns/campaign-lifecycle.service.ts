import { Injectable } from '@nestjs/common';
import type { AuditAction } from '@paceline/contracts/audit';
import type { CampaignWithLists } from '@paceline/contracts/campaigns';
import { Campaign, ListTargets, countriesOf, placesOfCampaign, recordChange, rows, write, type CampaignPlace, type CampaignStatus } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { CommandService } from '../commands/command.service';
import { requireReady, requireSomebodyLeft } from './campaign-readiness';
import { CampaignsService } from './campaigns.service';

export type Transition = 'start' | 'pause' | 'resume' | 'stop';

/** From where each may be asked for, and where it leads. `stopped` is for good; one that is `completed` goes on when its lists have grown. */
const TRANSITIONS: Readonly<Record<Transition, { readonly from: readonly CampaignStatus[]; readonly to: CampaignStatus; readonly action: AuditAction }>> = {
  start: { from: ['draft'], to: 'running', action: 'started' },
  pause: { from: ['running'], to: 'paused', action: 'paused' },
  resume: { from: ['paused', 'completed'], to: 'running', action: 'resumed' },
  stop: { from: ['running', 'paused'], to: 'stopped', action: 'stopped' },
};

const INSTEAD: Readonly<Record<CampaignStatus, string>> = {
  draft: 'It was never started.',
  running: 'It runs already.',
  paused: 'It is paused: resume it, or stop it.',
  stopped: 'It was stopped, which is for good: create another one.',
  completed: 'It is completed: resume it when there are new contacts in its lists.',
};

/** Starts, pauses, resumes and stops. The change and the command to the owner are one transaction. */
@Injectable()
export class CampaignLifecycleService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly listTargets: ListTargets,
    private readonly commands: CommandService,
    private readonly campaigns: CampaignsService,
  ) {}

  async move(caller: CurrentUser, id: string, transition: Transition): Promise<CampaignWithLists> {
    const campaign = await this.dataSource.manager.findOneBy(Campaign, { id });
    if (campaign === null) throw notFound('campaign', id);
    // Before the transaction: a long list takes its time, and nobody shall wait for a lock meanwhile.
    const places = TRANSITIONS[transition].to === 'running' ? await placesOfCampaign(this.dataSource, id) : [];
    await this.commands.tell({
      kind: 'campaign-changed', switchId: campaign.switchId, payload: { campaignId: id, byUserId: caller.id },
      change: (manager) => this.change(manager, caller, id, transition, places),
    });
    return await this.campaigns.find(id);
  }

  /** The row's lock makes two managers wait for each other: one of them is told that it was done. */
  private async change(manager: EntityManager, caller: CurrentUser, id: string, transition: Transition, places: readonly CampaignPlace[]): Promise<void> {
    const { from, to, action } = TRANSITIONS[transition];
    await rows(manager, 'SELECT id FROM campaigns WHERE id = ? FOR UPDATE', [id]);
    const campaign = await manager.findOneByOrFail(Campaign, { id });
    if (!from.includes(campaign.status)) {
      throw new PacelineError('wrong-state', `Cannot ${transition} this campaign. ${INSTEAD[campaign.status]}`);
    }
    if (to === 'running') {
      await requireReady(manager, campaign, places);
      await write(manager, 'UPDATE campaigns SET countries = ? WHERE id = ?', [JSON.stringify(countriesOf(places)), id]);
      // At a resume too: of one that was completed, contacts that were imported meanwhile are no targets yet.
      await this.listTargets.follow(id, manager);
      if (campaign.status === 'completed') await requireSomebodyLeft(manager, id);
    }
    await write(manager,
      `UPDATE campaigns SET status = ?, started_at = IF(? = 'running', COALESCE(started_at, UTC_TIMESTAMP(3)), started_at),
         ended_at = IF(? = 'stopped', UTC_TIMESTAMP(3), NULL) WHERE id = ?`, [to, to, to, id]);
    await recordChange(manager, actorOf(caller), { resource: 'campaign', resourceId: id, action, was: { status: campaign.status }, became: { status: to } });
  }
}
