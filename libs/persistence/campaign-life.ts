import type { AuditAction } from '@paceline/contracts/audit';
import { campaignStep, isOver, type CampaignAction } from '@paceline/domain/campaign/life';
import type { DataSource, EntityManager } from 'typeorm';
import { dialer, recordChange, type Actor } from './audit-trail';
import { Campaign } from './entities/campaigns';
import { TargetRepository } from './target-repository';
import { inTransaction, write } from './transaction';

/** What moves a campaign from one status to another, and how the trail calls it. */
const TRACES = { start: 'started', pause: 'paused', resume: 'resumed', stop: 'stopped', complete: 'completed' } as const satisfies Partial<Record<CampaignAction, AuditAction>>;
export type CampaignMove = keyof typeof TRACES;

/** The campaign under its lock: whoever moves it, changes it or makes targets of it waits for the end of this transaction. */
export async function lockCampaign(manager: EntityManager, id: string): Promise<Campaign | null> {
  return await manager.findOne(Campaign, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

/** For whoever has its lock, and has seen to what the step needs. Throws RangeError where the campaign's life has no such step. */
export async function moveCampaign(manager: EntityManager, actor: Actor, { id, status }: Campaign, move: CampaignMove): Promise<void> {
  const to = campaignStep(status, move)?.to;
  if (to === undefined || to === null) throw new RangeError(`a campaign that is ${status} cannot ${move}`);
  await write(manager,
    `UPDATE campaigns SET status = ?, started_at = IF(? = 'running', COALESCE(started_at, UTC_TIMESTAMP(3)), started_at),
       ended_at = IF(?, UTC_TIMESTAMP(3), NULL) WHERE id = ?`, [to, to, isOver(to), id]);
  await recordChange(manager, actor, { resource: 'campaign', resourceId: id, action: TRACES[move], was: { status }, became: { status: to } });
}

/** Ends a campaign all of whose targets have their result. False when somebody paused or stopped it in this moment, or it has new targets. */
export async function completeCampaign(dataSource: DataSource, id: string): Promise<boolean> {
  return await inTransaction(dataSource, async (manager) => {
    // Whoever makes targets of it has this lock: what was looked at before may be true no more.
    const campaign = await lockCampaign(manager, id);
    if (campaign === null || campaignStep(campaign.status, 'complete') === null) return false;
    if (!await new TargetRepository(dataSource).allDone(id, manager)) return false;
    await moveCampaign(manager, dialer(campaign), campaign, 'complete');
    return true;
  });
}
