import { Injectable } from '@nestjs/common';
import type { CampaignQuery, CampaignView, CampaignWithLists, CreateCampaign, PatchCampaign } from '@paceline/contracts/campaigns';
import type { Page } from '@paceline/contracts/common';
import { campaignStep } from '@paceline/domain/campaign/life';
import { Campaign, CampaignList, Gateway, ListTargets, inTransaction, lockCampaign, recordChange, rows } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource, LessThan, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { CommandService } from '../commands/command.service';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { isEmpty, orTaken } from '../edge/unique';
import { invalid } from '../edge/validation';
import { InjectEnvironment } from '../infrastructure/tokens';
import { PromptFolder } from '../prompts/prompt-folder';
import { checkGateways, checkPacingRules, checkRetryRules } from './campaign-rules';
import { toCampaignView, toColumns } from './campaign-views';

const NEWEST = '9223372036854775807';

@Injectable()
export class CampaignsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly commands: CommandService,
    private readonly prompts: PromptFolder,
    private readonly listTargets: ListTargets,
    @InjectEnvironment() private readonly environment: Environment,
  ) {}

  /** The newest first. */
  async page({ limit, cursor, status }: CampaignQuery): Promise<Page<CampaignView>> {
    const before = cursor === undefined ? NEWEST : decodeCursor(cursor, [ID_PART])[0];
    const found = await this.dataSource.manager.find(Campaign, {
      where: { id: LessThan(before), ...(status && { status }) }, order: { id: 'DESC' }, take: limit + 1,
    });
    return toPage(found, limit, ({ id }) => [id], toCampaignView);
  }

  async find(id: string): Promise<CampaignWithLists> {
    return await find(this.dataSource.manager, id);
  }

  async create(caller: CurrentUser, request: CreateCampaign): Promise<CampaignWithLists> {
    checkPacingRules(request, this.environment.PACELINE_DEMO);
    await this.checkPrompt(request.safeHarbourPrompt);
    return await orTaken('campaign', request.name, inTransaction(this.dataSource, async (manager) => {
      await checkRetryRules(manager, request.retryRules);
      const gateways = request.gateways ?? await this.enabledGateways(manager);
      await checkGateways(manager, gateways, this.environment.SWITCH_ID);
      const { identifiers: [created] } = await manager.insert(Campaign, {
        ...toColumns(request), gateways, status: 'draft', switchId: this.environment.SWITCH_ID,
      });
      const campaignId = String(created?.['id']);
      await putLists(manager, campaignId, request.lists);
      const became = await find(manager, campaignId);
      await recordChange(manager, actorOf(caller), { resource: 'campaign', resourceId: campaignId, action: 'created', was: null, became });
      return became;
    }));
  }

  /** Only of a campaign that does not dial: nobody changes rules under a call. */
  async patch(caller: CurrentUser, id: string, request: PatchCampaign): Promise<CampaignWithLists> {
    await this.checkPrompt(request.safeHarbourPrompt ?? null);
    const before = await this.find(id);
    checkPacingRules({ ...before, ...toColumns(request) }, this.environment.PACELINE_DEMO);
    const work = this.commands.tell({
      client: caller, kind: 'campaign-changed', switchId: before.switchId, payload: { campaignId: id, byUserId: caller.id },
      change: async (manager) => {
        const campaign = await lockCampaign(manager, id);
        if (campaign === null) throw notFound('campaign', id);
        if (campaignStep(campaign.status, 'change') === null) {
          if (campaign.status === 'running') throw new PacelineError('wrong-state', 'campaign-runs');
          throw new PacelineError('wrong-state', 'campaign-is', { status: campaign.status });
        }
        const was = await find(manager, id);
        if (request.retryRules !== undefined) await checkRetryRules(manager, request.retryRules);
        if (request.gateways !== undefined) await checkGateways(manager, request.gateways, before.switchId);
        const columns = toColumns(request);
        if (!isEmpty(columns)) await manager.update(Campaign, { id }, columns);
        if (request.lists !== undefined) await putLists(manager, id, request.lists);
        await recordChange(manager, actorOf(caller), { resource: 'campaign', resourceId: id, action: 'changed', was, became: await find(manager, id) });
      },
    });
    await (request.name === undefined ? work : orTaken('campaign', request.name, work));
    if (request.lists !== undefined && before.status !== 'draft') await this.followLists(caller, before);
    return await this.find(id);
  }

  /** Behind the change: what is broken off here is finished before the campaign is resumed. The owner tells the screens of the new figures. */
  private async followLists(caller: CurrentUser, { id, switchId }: CampaignView): Promise<void> {
    await this.listTargets.followInBatches(id);
    await this.commands.tell({ client: caller, kind: 'campaign-changed', switchId, payload: { campaignId: id, byUserId: caller.id } });
  }

  /** What was started has targets, calls and evidence: it stays. The row's lock makes a start and a deletion wait for each other. */
  async remove(caller: CurrentUser, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await lockCampaign(manager, id);
      const was = await find(manager, id);
      if (campaignStep(was.status, 'delete') === null) throw new PacelineError('in-use', 'campaign-started');
      const [agent] = await rows<{ name: string }>(manager, 'SELECT a.name FROM agent_lines l JOIN agents a ON a.id = l.agent_id WHERE l.line = ? LIMIT 1', [was.line]);
      if (agent !== undefined) throw new PacelineError('in-use', 'campaign-of-agent', { agent: agent.name });
      await manager.delete(Campaign, { id });
      await recordChange(manager, actorOf(caller), { resource: 'campaign', resourceId: id, action: 'deleted', was, became: null });
    });
  }

  private async enabledGateways(manager: EntityManager): Promise<string[]> {
    const gateways = await manager.find(Gateway, { where: { enabled: true, switchId: this.environment.SWITCH_ID }, order: { name: 'ASC' } });
    return gateways.map(({ name }) => name);
  }

  /** The switch plays nothing, without a word, when the file is not there. */
  private async checkPrompt(name: string | null): Promise<void> {
    if (name !== null && await this.prompts.lacks(name)) throw invalid('safeHarbourPrompt', 'unknown-prompt', { prompt: name });
  }
}

async function find(manager: EntityManager, id: string): Promise<CampaignWithLists> {
  const campaign = await manager.findOneBy(Campaign, { id });
  if (campaign === null) throw notFound('campaign', id);
  const lists = await rows<{ listId: string; name: string; priority: number }>(manager,
    'SELECT cl.list_id AS listId, l.name, cl.priority FROM campaign_lists cl JOIN lists l ON l.id = cl.list_id WHERE cl.campaign_id = ? ORDER BY cl.priority, cl.list_id', [id]);
  return { ...toCampaignView(campaign), lists };
}

/** Of a campaign that was started, its targets follow. */
async function putLists(manager: EntityManager, campaignId: string, lists: readonly { readonly listId: string; readonly priority: number }[]): Promise<void> {
  const ids = lists.map(({ listId }) => listId);
  // Locked: one that is being deleted is none.
  const known = ids.length === 0 ? [] : await rows<{ id: string }>(manager, 'SELECT id FROM lists WHERE id IN (?) LOCK IN SHARE MODE', [ids]);
  const unknown = lists.findIndex(({ listId }) => !known.some(({ id }) => id === listId));
  if (unknown !== -1) throw invalid(`lists.${unknown}.listId`, 'unknown-list', { id: lists[unknown]?.listId ?? '' });
  await manager.delete(CampaignList, { campaignId });
  if (lists.length > 0) await manager.insert(CampaignList, lists.map(({ listId, priority }) => ({ campaignId, listId, priority })));
}
