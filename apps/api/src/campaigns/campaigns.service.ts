import { Injectable } from '@nestjs/common';
import type { CampaignQuery, CampaignView, CampaignWithLists, CreateCampaign, PatchCampaign } from '@paceline/contracts/campaigns';
import type { Page } from '@paceline/contracts/common';
import type { CallingHours } from '@paceline/domain/compliance/calling-hours';
import { campaignStep } from '@paceline/domain/campaign/life';
import {
  ClientAgentLines, ClientCampaigns, ClientDispositions, ClientLists, ClientQuestionnaires, Gateways, ListTargets, inTransaction, recordChange, type CampaignListEntry,
} from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { CommandService } from '../commands/command.service';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { isEmpty, orTaken } from '../edge/unique';
import { invalid } from '../edge/validation';
import { InjectEnvironment } from '../infrastructure/tokens';
import { KnownPrompts } from '../prompts/known-prompts';
import { checkBroadcast, checkBroadcastKeys, checkBroadcastPrompts, checkMachinePrompts } from './broadcast-rules';
import { checkGateways, checkPacingRules, checkQuestionnaire, checkRetryRules } from './campaign-rules';
import { toCampaignView, toColumns } from './campaign-views';

@Injectable()
export class CampaignsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly commands: CommandService,
    private readonly known: KnownPrompts,
    private readonly listTargets: ListTargets,
    @InjectEnvironment() private readonly environment: Environment,
  ) {}

  /** The newest first. */
  async page(caller: CurrentUser, { limit, cursor, status }: CampaignQuery): Promise<Page<CampaignView>> {
    const before = cursor === undefined ? null : decodeCursor(cursor, [ID_PART])[0];
    return toPage(await new ClientCampaigns(this.dataSource, caller).page(status, before, limit + 1), limit, ({ id }) => [id], toCampaignView);
  }

  async find(caller: CurrentUser, id: string): Promise<CampaignWithLists> {
    return await withLists(new ClientCampaigns(this.dataSource, caller), id);
  }

  async create(caller: CurrentUser, request: CreateCampaign): Promise<CampaignWithLists> {
    checkPacingRules(request, this.environment.PACELINE_DEMO);
    checkBroadcast(request);
    await this.checkPrompt(caller, request.safeHarbourPrompt);
    await checkBroadcastPrompts(this.known, caller, request.broadcast);
    await checkMachinePrompts(this.known, caller, request.machineMessage);
    return await orTaken('campaign', request.name, inTransaction(this.dataSource, async (manager) => {
      const { lists, ...settings } = request;
      await checkRetryRules(new ClientDispositions(manager, caller), settings.retryRules);
      await checkQuestionnaire(new ClientQuestionnaires(manager, caller), settings.questionnaireId, settings.delivery);
      const gateways = settings.gateways ?? await this.enabledGateways(manager);
      await checkGateways(new Gateways(manager), gateways, this.environment.SWITCH_ID);
      await checkBroadcastKeys(manager, caller, settings.broadcast);
      const campaigns = new ClientCampaigns(manager, caller);
      const campaignId = await campaigns.create({
        ...settings, gateways, switchId: this.environment.SWITCH_ID,
        callingHours: settings.callingHours as CallingHours, // a day that is left out is closed, whether by name or not
      });
      await putLists(manager, caller, campaignId, lists);
      const became = await withLists(campaigns, campaignId);
      await recordChange(manager, actorOf(caller), { resource: 'campaign', resourceId: campaignId, action: 'created', was: null, became });
      return became;
    }));
  }

  /** Only of a campaign that does not dial: nobody changes rules under a call. */
  async patch(caller: CurrentUser, id: string, request: PatchCampaign): Promise<CampaignWithLists> {
    await this.checkPrompt(caller, request.safeHarbourPrompt ?? null);
    await checkBroadcastPrompts(this.known, caller, request.broadcast ?? null);
    await checkMachinePrompts(this.known, caller, request.machineMessage ?? null);
    const before = await this.find(caller, id);
    const after = { ...before, ...toColumns(request) };
    checkPacingRules(after, this.environment.PACELINE_DEMO);
    checkBroadcast(after);
    const work = this.commands.tell({
      client: caller, kind: 'campaign-changed', switchId: before.switchId, payload: { campaignId: id, byUserId: caller.id },
      change: async (manager) => {
        const campaigns = new ClientCampaigns(manager, caller);
        const campaign = await campaigns.lock(id);
        if (campaign === null) throw notFound('campaign', id);
        if (campaignStep(campaign.status, 'change') === null) {
          if (campaign.status === 'running') throw new PacelineError('wrong-state', 'campaign-runs');
          throw new PacelineError('wrong-state', 'campaign-is', { status: campaign.status });
        }
        const was = await withLists(campaigns, id);
        if (request.retryRules !== undefined) await checkRetryRules(new ClientDispositions(manager, caller), request.retryRules);
        const { questionnaireId, delivery } = { ...campaign, ...toColumns(request) };
        if (request.questionnaireId !== undefined || request.delivery !== undefined) await checkQuestionnaire(new ClientQuestionnaires(manager, caller), questionnaireId, delivery);
        if (request.gateways !== undefined) await checkGateways(new Gateways(manager), request.gateways, before.switchId);
        await checkBroadcastKeys(manager, caller, request.broadcast ?? null);
        const columns = toColumns(request);
        if (!isEmpty(columns)) await campaigns.change(id, columns);
        if (request.lists !== undefined) await putLists(manager, caller, id, request.lists);
        await recordChange(manager, actorOf(caller), { resource: 'campaign', resourceId: id, action: 'changed', was, became: await withLists(campaigns, id) });
      },
    });
    await (request.name === undefined ? work : orTaken('campaign', request.name, work));
    if (request.lists !== undefined && before.status !== 'draft') await this.followLists(caller, before);
    return await this.find(caller, id);
  }

  /** Behind the change: what is broken off here is finished before the campaign is resumed. The owner tells the screens of the new figures. */
  private async followLists(caller: CurrentUser, { id, switchId }: CampaignView): Promise<void> {
    await this.listTargets.followInBatches(id);
    await this.commands.tell({ client: caller, kind: 'campaign-changed', switchId, payload: { campaignId: id, byUserId: caller.id } });
  }

  /** What was started has targets, calls and evidence: it stays. The row's lock makes a start and a deletion wait for each other. */
  async remove(caller: CurrentUser, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const campaigns = new ClientCampaigns(manager, caller);
      await campaigns.lock(id);
      const was = await withLists(campaigns, id);
      if (campaignStep(was.status, 'delete') === null) throw new PacelineError('in-use', 'campaign-started');
      const agent = await new ClientAgentLines(manager, caller).somebodyOn(was.line);
      if (agent !== null) throw new PacelineError('in-use', 'campaign-of-agent', { agent });
      await campaigns.remove(id);
      await recordChange(manager, actorOf(caller), { resource: 'campaign', resourceId: id, action: 'deleted', was, became: null });
    });
  }

  private async enabledGateways(manager: EntityManager): Promise<string[]> {
    return (await new Gateways(manager).all(this.environment.SWITCH_ID)).filter(({ enabled }) => Boolean(enabled)).map(({ name }) => name);
  }

  /** The switch plays nothing, without a word, when the file is not there. */
  private async checkPrompt(caller: CurrentUser, name: string | null): Promise<void> {
    if (name !== null) await this.known.check(caller, [{ path: 'safeHarbourPrompt', prompt: name }]);
  }
}

async function withLists(campaigns: ClientCampaigns, id: string): Promise<CampaignWithLists> {
  const campaign = await campaigns.find(id);
  if (campaign === null) throw notFound('campaign', id);
  return { ...toCampaignView(campaign), lists: await campaigns.lists(id) };
}

/** Of a campaign that was started, its targets follow. */
async function putLists(manager: EntityManager, caller: CurrentUser, campaignId: string, lists: readonly CampaignListEntry[]): Promise<void> {
  // Kept: one that is being deleted is none.
  const known = await new ClientLists(manager, caller).keep(lists.map(({ listId }) => listId));
  const unknown = lists.findIndex(({ listId }) => !known.has(listId));
  if (unknown !== -1) throw invalid(`lists.${unknown}.listId`, 'unknown-list', { id: lists[unknown]?.listId ?? '' });
  await new ClientCampaigns(manager, caller).putLists(campaignId, lists);
}
